"""Works of one community that another one reads too."""

import pytest

from innesto.communities.actions.bridges import (
    AlreadyShared,
    BridgeIsAnswered,
    accept_bridge,
    decline_bridge,
    end_bridge,
    offer_bridge,
)
from innesto.communities.queries.bridges import bridged_audiences, is_inside, works_reaching
from innesto.communities.searched import audiences_of_person
from innesto.notifications.models import Notification
from innesto.practices.models import Practice
from tests.accounts.factories import UserFactory
from tests.communities.factories import BridgeFactory, CommunityFactory, MemberFactory
from tests.practices.factories import PracticeFactory
from tests.programmes.factories import ProgrammeFactory

pytestmark = pytest.mark.django_db


def reached(person):
    return [row["work_id"] for row in works_reaching(person, Practice)]


@pytest.mark.capability("T-35")
def test_accept_bridge_lets_members_there_read_this_work_and_nothing_else(
    django_capture_on_commit_callbacks,
):
    here, there = MemberFactory(), MemberFactory(is_facilitator=True)
    work = PracticeFactory()
    PracticeFactory()

    with django_capture_on_commit_callbacks(execute=True):
        bridge = offer_bridge(
            work,
            origin=here.community,
            to=there.community,
            reason="Serve anche lì",
            by=here.person,
        )
    assert reached(there.person) == []
    with django_capture_on_commit_callbacks(execute=True):
        accept_bridge(bridge, by=there.person)

    assert reached(there.person) == [work.pk]
    assert reached(UserFactory()) == []
    told = [(notice.kind, notice.to) for notice in Notification.objects.order_by("pk")]
    assert told == [("bridge_offered", there.person), ("bridge_answered", here.person)]


def test_a_shared_work_is_found_by_whom_the_bridge_lets_read():
    there = MemberFactory()
    bridge = BridgeFactory(to=there.community, state="accepted")

    audiences = bridged_audiences(Practice, [bridge.work_id])[bridge.work_id]

    assert audiences == {f"member:{there.community_id}"}
    assert audiences <= set(audiences_of_person(there.person))
    assert not audiences & set(audiences_of_person(UserFactory()))


def test_offer_bridge_refuses_what_waits_or_is_shown_there():
    bridge = BridgeFactory()

    with pytest.raises(AlreadyShared):
        offer_bridge(
            bridge.work, origin=bridge.origin, to=bridge.to, reason="Ancora", by=UserFactory()
        )


def test_decline_bridge_shares_nothing_and_it_may_be_offered_again():
    there = MemberFactory(is_facilitator=True)
    bridge = BridgeFactory(to=there.community)

    declined = decline_bridge(bridge, by=there.person, answer="Ne parliamo già")

    assert (declined.state, declined.answer) == ("declined", "Ne parliamo già")
    assert reached(there.person) == []
    with pytest.raises(BridgeIsAnswered):
        accept_bridge(bridge, by=there.person)
    offer_bridge(bridge.work, origin=bridge.origin, to=bridge.to, reason="Ora sì", by=UserFactory())


def test_end_bridge_takes_the_work_back():
    there = MemberFactory()
    bridge = BridgeFactory(to=there.community, state="accepted")

    end_bridge(bridge, by=there.person)

    assert reached(there.person) == []
    with pytest.raises(BridgeIsAnswered):
        end_bridge(bridge, by=there.person)


def test_is_inside_asks_for_the_programme_and_the_strand():
    programme = ProgrammeFactory()
    community = CommunityFactory(programme=programme, strand="cop1")

    assert is_inside(PracticeFactory(published=True, programme=programme, strand="cop1"), community)
    assert not is_inside(
        PracticeFactory(published=True, programme=programme, strand="cop2"), community
    )
    assert not is_inside(PracticeFactory(published=True), community)
