import pytest

from innesto.themes.models import Mapping
from tests.themes.factories import SchemeFactory, ThemeFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 3])
def test_index_costs_the_same_for_one_row_and_for_three(client, django_assert_num_queries, count):
    schemes = SchemeFactory.create_batch(count, is_public=True)

    with django_assert_num_queries(2):
        response = client.get("/temi/")

    assert [scheme.key in response.text for scheme in schemes] == [True] * count


def test_index_says_where_themes_come_from_when_there_are_none(client):
    assert "Ancora nessun tema" in client.get("/temi/").text


@pytest.mark.parametrize("count", [1, 3])
def test_detail_costs_the_same_for_one_row_and_for_three(client, django_assert_num_queries, count):
    scheme, shared = SchemeFactory.create_batch(2, is_public=True)
    for parent in ThemeFactory.create_batch(count, scheme=shared):
        theme = ThemeFactory(scheme=scheme, parent=parent)
        Mapping.objects.create(theme=theme, target=parent, relation="exact")

    with django_assert_num_queries(5):
        response = client.get(scheme.get_absolute_url())

    assert response.text.count("uguale a") == count


def test_detail_of_a_scheme_without_themes_says_so(client):
    scheme = SchemeFactory(is_public=True)

    assert "non ha ancora temi" in client.get(scheme.get_absolute_url()).text


def test_detail_of_an_unknown_scheme_is_hidden(client):
    assert client.get("/temi/nowhere/").status_code == 404
