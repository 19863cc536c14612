"""Whom an opportunity reaches, and who finds it."""

import datetime

import pytest

from innesto.notifications.models import Notification
from innesto.opportunities.models import Opportunity
from innesto.opportunities.queries import active_where, opportunity_list
from innesto.opportunities.tasks import tell_whom_it_reaches
from innesto.places.models import Place
from tests.accounts.factories import UserFactory
from tests.communities.factories import MemberFactory
from tests.opportunities.factories import OpportunityFactory
from tests.organisations.factories import MembershipFactory, OrganisationFactory
from tests.places.factories import AreaFactory, PlaceFactory
from tests.programmes.factories import PartnerFactory, ProgrammeFactory

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 5, 4)


@pytest.fixture
def towns():
    """Return four active persons: here, in the province, in the region, elsewhere."""
    region, other = AreaFactory(kind="region"), AreaFactory(kind="region")
    province, next_one = AreaFactory(kind="province"), AreaFactory(kind="province")
    places = {
        "here": PlaceFactory(province=province, region=region),
        "province": PlaceFactory(province=province, region=region),
        "region": PlaceFactory(province=next_one, region=region),
        "elsewhere": PlaceFactory(province=AreaFactory(kind="province"), region=other),
    }
    project = ProgrammeFactory(state="running")
    persons = {}
    for name, place in places.items():
        body = OrganisationFactory(place=place)
        PartnerFactory(programme=project, organisation=body)
        persons[name] = MembershipFactory(organisation=body).person
    return places, persons


@pytest.mark.capability("T-06", "T-22")
@pytest.mark.parametrize(
    ("reach", "reached"),
    [
        ("local", {"here", "province"}),
        ("regional", {"here", "province", "region"}),
        ("interregional", {"here", "province", "region", "elsewhere"}),
    ],
)
def test_an_opportunity_reaches_whoever_is_active_in_its_area(towns, reach, reached):
    places, persons = towns
    opportunity = OpportunityFactory(reach=reach, place=places["here"])

    told = set(active_where(opportunity))
    finds = {
        name
        for name, place in places.items()
        if Opportunity.objects.near(Place.objects.filter(pk=place.pk)).exists()
    }

    assert {name for name, person in persons.items() if person in told} == reached
    assert finds == reached


def test_a_body_in_no_running_programme_is_not_told(towns):
    places, _persons = towns
    idle = MembershipFactory(organisation__place=places["here"]).person
    ended = ProgrammeFactory(state="ended")
    body = MembershipFactory(organisation__place=places["here"])
    PartnerFactory(programme=ended, organisation=body.organisation)
    opportunity = OpportunityFactory(reach="local", place=places["here"])

    told = set(active_where(opportunity))

    assert {idle, body.person} & told == set()


def test_one_inside_a_community_is_told_to_its_members_alone(towns):
    places, _persons = towns
    member = MemberFactory()
    opportunity = OpportunityFactory(
        community=member.community, visibility="community", reach="local", place=places["here"]
    )

    assert set(active_where(opportunity)) == {member.person}


def test_whom_it_reaches_is_told_once_and_not_its_author(towns):
    places, persons = towns
    opportunity = OpportunityFactory(
        reach="local", place=places["here"], author=persons["province"]
    )

    tell_whom_it_reaches.call(opportunity.pk)
    tell_whom_it_reaches.call(opportunity.pk)

    assert [notice.to for notice in Notification.objects.all()] == [persons["here"]]


def test_the_list_ends_with_the_last_day_and_begins_with_the_first_to_close():
    late, soon, over, open_end = (
        OpportunityFactory(closes_on=closes)
        for closes in (
            TODAY + datetime.timedelta(30),
            TODAY,
            TODAY - datetime.timedelta(1),
            None,
        )
    )

    found = list(opportunity_list(viewer=UserFactory(), on=TODAY))

    assert found == [soon, late, open_end]
    assert over not in found
