import pytest
from django.urls import reverse

from innesto.places.http import places_named, shown_place
from tests.places.factories import AreaFactory, PlaceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def homonyms():
    """Two municipalities of one name, in two provinces."""
    return [
        PlaceFactory(name="Samone", province=AreaFactory(name=name))
        for name in ("Torino", "Trento")
    ]


def test_places_named_gives_every_place_that_begins_like_this(homonyms):
    assert set(places_named("samo")) == set(homonyms)


def test_places_named_finds_the_one_that_was_offered(homonyms):
    for place in homonyms:
        assert list(places_named(shown_place(place))) == [place]


def test_places_named_offers_those_with_a_similar_name(homonyms):
    assert set(places_named("Samonne")) == set(homonyms)


def test_suggestions_tell_homonyms_apart(client, homonyms):
    url = reverse("places:suggestions", query={"field": "place", "place": "samo"})

    answer = client.get(url).text

    assert "Samone (Torino)" in answer
    assert "Samone (Trento)" in answer
    assert "option" not in client.get(reverse("places:suggestions")).text


@pytest.mark.parametrize("count", [1, 3])
def test_suggestions_cost_one_query(client, django_assert_num_queries, count):
    PlaceFactory.create_batch(count, name="Samone")
    url = reverse("places:suggestions", query={"field": "place", "place": "samo"})

    with django_assert_num_queries(1):
        client.get(url)
