import pytest
from django.urls import reverse

from innesto.opportunities.actions import withdraw_opportunity
from innesto.opportunities.models import Opportunity
from innesto.places.http import shown_place
from tests.communities.factories import MemberFactory
from tests.opportunities.factories import OpportunityFactory
from tests.organisations.factories import MembershipFactory
from tests.places.factories import PlaceFactory

pytestmark = pytest.mark.django_db

SENT = {
    "kind": "training",
    "title": "Mediating at the desk",
    "about": "Six hours, free.",
    "language": "it",
    "reach": "interregional",
}


@pytest.mark.parametrize("count", [1, 3])
def test_index_costs_the_same_for_one_row_and_for_three(client, django_assert_num_queries, count):
    ones = [OpportunityFactory(place=PlaceFactory()) for _ in range(count)]

    with django_assert_num_queries(3):
        page = client.get(reverse("opportunities:index")).text

    assert [one.title in page for one in ones] == [True] * count


@pytest.mark.parametrize("count", [1, 3])
def test_of_community_costs_the_same_for_one_row_and_for_three(
    client, django_assert_num_queries, count
):
    member = MemberFactory()
    client.force_login(member.person)
    OpportunityFactory.create_batch(count, community=member.community)

    with django_assert_num_queries(8):
        client.get(reverse("opportunities:of-community", args=[member.community.slug]))


def test_new_posts_for_the_organisation_one_acts_for(client):
    membership = MembershipFactory()
    client.force_login(membership.person)

    answer = client.post(reverse("opportunities:new"), SENT)

    opportunity = Opportunity.objects.get()
    assert answer["Location"] == opportunity.get_absolute_url()
    assert (opportunity.organisation, opportunity.visibility) == (membership.organisation, "public")


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        ({"reach": "local"}, "Say where"),
        (
            {"kind": "call", "begins_on": "2027-03-02", "closes_on": "2027-03-01"},
            "The last day comes before the first.",
        ),
        ({"closes_on": "2027-02-30"}, "2027-02-30"),
    ],
)
def test_new_says_what_is_wrong_and_keeps_what_was_typed(client, changed, complaint):
    client.force_login(MembershipFactory().person)
    client.cookies["django_language"] = "en"

    answer = client.post(reverse("opportunities:new"), SENT | changed)

    assert answer.status_code == 422
    assert complaint in answer.text
    assert SENT["title"] in answer.text


def test_new_in_a_private_community_stays_inside(client):
    member = MemberFactory(community__visibility="private")
    client.force_login(member.person)
    place = PlaceFactory()
    sent = SENT | {"reach": "local", "place": shown_place(place), "visibility": "public"}

    client.post(reverse("opportunities:new-in-community", args=[member.community.slug]), sent)

    opportunity = Opportunity.objects.get()
    assert (opportunity.visibility, opportunity.place) == ("community", place)


def test_a_withdrawn_one_is_seen_by_its_author_alone(client):
    opportunity = OpportunityFactory()
    address = opportunity.get_absolute_url()
    withdraw_opportunity(opportunity, by=opportunity.author)

    answers = [client.get(address).status_code]
    client.force_login(opportunity.author)
    answers.append(client.get(address).status_code)

    assert answers == [404, 200]
    assert opportunity.title not in client.get(reverse("opportunities:index")).text
