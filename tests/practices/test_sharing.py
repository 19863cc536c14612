"""A practice for the members of a programme that another community reads too."""

import pytest

from innesto.communities.actions.bridges import accept_bridge, offer_bridge
from innesto.communities.http import share_panel
from innesto.practices.models import Practice
from innesto.practices.searched import practice_cards
from tests.communities.factories import CommunityFactory, MemberFactory
from tests.practices.factories import PracticeFactory
from tests.programmes.factories import ProgrammeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return CommunityFactory(programme=ProgrammeFactory(state="running"), strand="cop1")


@pytest.mark.capability("T-35")
def test_a_shared_practice_is_read_by_the_members_of_the_other_community_alone(client, home):
    of_home = {"programme": home.programme, "strand": "cop1", "audience": "members"}
    practice = PracticeFactory(published=True, **of_home)
    draft = PracticeFactory(**of_home)
    neighbour, stranger = MemberFactory(), MemberFactory()
    to = neighbour.community

    before = Practice.objects.visible_to(neighbour.person).exists()
    for work in (practice, draft):
        bridge = offer_bridge(work, origin=home, to=to, reason="Yours too", by=stranger.person)
        accept_bridge(bridge, by=neighbour.person)

    assert not before
    assert list(Practice.objects.visible_to(neighbour.person)) == [practice]
    assert not Practice.objects.visible_to(stranger.person).exists()
    (card,) = practice_cards([practice.pk])
    assert f"member:{to.pk}" in card.audiences


def test_share_panel_is_for_members_who_are_no_guests_of_a_community_it_is_inside(home):
    practice = PracticeFactory(published=True, programme=home.programme, strand="cop1")
    draft = PracticeFactory(programme=home.programme, strand="cop1")
    MemberFactory(community__programme=home.programme, community__strand="cop2")
    member = MemberFactory(community=home).person
    guest = MemberFactory(community=home, level="guest", organisation=None).person

    panel = share_panel(practice, member)

    address = f"/comunita/{home.slug}/ponti/offri/practices.practice/{practice.pk}/"
    assert [row.url for row in panel.rows] == [address]
    assert [share_panel(practice, guest), share_panel(draft, member)] == [None, None]
