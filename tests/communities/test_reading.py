"""Who knows of a community, and who reads what is inside it."""

import pytest

from innesto.communities.models import Community
from tests.accounts.factories import UserFactory
from tests.communities.factories import CommunityFactory, MemberFactory
from tests.programmes.factories import ParticipantFactory, ProgrammeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def persons():
    """Return who stands how close to a programme and a community inside it."""
    programme = ProgrammeFactory(state="running")
    community = CommunityFactory(programme=programme)
    return community, {
        "stranger": UserFactory(),
        "participant": ParticipantFactory(programme=programme, user=UserFactory()).user,
        "coordinator": ParticipantFactory(
            programme=programme, user=UserFactory(), may_coordinate=True
        ).user,
        "guest": MemberFactory(community=community, level="guest").person,
        "member": MemberFactory(community=community).person,
        "asked": MemberFactory(community=community, status="asked").person,
        "operator": UserFactory(is_staff=True),
    }


def readers(community, persons, queryset):
    found = {name: getattr(Community.objects, queryset)(person) for name, person in persons.items()}
    return {name for name, communities in found.items() if community in communities}


@pytest.mark.parametrize(
    ("visibility", "inside"),
    [
        ("programme", {"participant", "coordinator", "guest", "member", "operator"}),
        ("community", {"coordinator", "guest", "member", "operator"}),
        ("private", {"guest", "member"}),
    ],
)
def test_open_to_is_whom_the_visibility_names(persons, visibility, inside):
    community, people = persons
    community.visibility = visibility
    community.save()

    assert readers(community, people, "open_to") == inside


def test_open_to_everyone_when_public(persons):
    community, people = persons
    community.visibility = "public"
    community.save()

    assert readers(community, people, "open_to") == set(people)


def test_a_private_one_is_known_to_nobody_but_its_members(persons):
    community, people = persons
    community.visibility = "private"
    community.save()

    assert readers(community, people, "visible_to") == {"guest", "member"}


def test_one_for_its_members_is_known_to_all_who_see_the_programme(persons):
    community, people = persons

    assert readers(community, people, "visible_to") == set(people)
