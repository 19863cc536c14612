"""Come in, be invited, take on a task, leave."""

import pytest

from innesto.accounts.actions import accept_invitation
from innesto.communities import rules
from innesto.communities.actions.members import (
    AlreadyAMember,
    CommunityIsClosed,
    LastSteward,
    NotWaiting,
    admit_member,
    change_member,
    confirm_member,
    end_membership,
    invite_member,
    join_community,
    keep_promise,
)
from innesto.communities.models import Member
from innesto.communities.queries.members import member_list
from innesto.notifications.models import Notification
from tests.accounts.factories import UserFactory
from tests.communities.factories import CommunityFactory, MemberFactory, PromiseFactory
from tests.organisations.factories import OrganisationFactory

pytestmark = pytest.mark.django_db


def told():
    return [(notice.kind, notice.to) for notice in Notification.objects.order_by("pk")]


def test_join_community_lets_in_at_once_where_it_is_open():
    person, organisation = UserFactory(), OrganisationFactory()

    member = join_community(CommunityFactory(), by=person, organisation=organisation)

    assert (member.status, member.organisation) == ("in", organisation)
    with pytest.raises(AlreadyAMember):
        join_community(member.community, by=person)


def test_join_community_asks_and_tells_who_leads(django_capture_on_commit_callbacks):
    facilitator = MemberFactory(is_facilitator=True, community__joining="ask")

    with django_capture_on_commit_callbacks(execute=True):
        member = join_community(facilitator.community, by=UserFactory())

    assert member.status == "asked"
    assert told() == [("community_asked", facilitator.person)]


def test_confirm_member_tells_the_person(django_capture_on_commit_callbacks):
    member = MemberFactory(status="asked")

    with django_capture_on_commit_callbacks(execute=True):
        confirm_member(member, by=UserFactory())

    assert told() == [("community_let_in", member.person)]
    with pytest.raises(NotWaiting):
        confirm_member(member, by=UserFactory())


@pytest.mark.capability("C-17")
def test_a_guest_answers_and_opens_nothing_and_sees_who_leads():
    community = CommunityFactory()
    leading = MemberFactory(community=community, is_facilitator=True)
    MemberFactory(community=community)
    guest = admit_member(
        community,
        UserFactory(),
        by=None,
        organisation=OrganisationFactory(kind="university"),
        level=Member.Level.GUEST,
    )

    assert rules.can_answer(guest.person, community)
    assert not rules.can_contribute(guest.person, community)
    assert list(member_list(community, viewer=guest.person)) == [leading, guest]


def test_nobody_comes_into_a_closed_community():
    community = CommunityFactory(closed_on="2026-01-31")

    with pytest.raises(CommunityIsClosed):
        join_community(community, by=UserFactory())
    with pytest.raises(CommunityIsClosed):
        invite_member(community, email="new@example.org", name="", by=UserFactory())
    with pytest.raises(CommunityIsClosed):
        keep_promise(PromiseFactory(community=community), UserFactory())


@pytest.mark.parametrize(
    "leave",
    [
        lambda member: end_membership(member, by=member.person),
        lambda member: change_member(member, by=member.person, is_steward=False),
    ],
)
def test_the_last_steward_cannot_go(leave):
    member = MemberFactory(is_steward=True)

    with pytest.raises(LastSteward):
        leave(member)

    MemberFactory(community=member.community, is_steward=True)
    leave(member)
    member.refresh_from_db()
    assert not member.is_steward


def test_end_membership_refuses_a_second_time():
    member = MemberFactory()
    end_membership(member, by=member.person)

    with pytest.raises(NotWaiting):
        end_membership(member, by=member.person)
    with pytest.raises(NotWaiting):
        change_member(member, by=member.person, level="core")


def test_whoever_accepts_an_invitation_has_the_promised_place():
    organisation = OrganisationFactory()
    community, facilitator = CommunityFactory(), UserFactory()
    promise = invite_member(
        community,
        email="Rosa@example.org",
        name="Rosa Modello",
        organisation=organisation,
        is_facilitator=True,
        by=facilitator,
    )

    rosa = accept_invitation(promise.invitation, by=None)

    member = community.members.get()
    assert (member.person, member.organisation, member.is_facilitator) == (rosa, organisation, True)
    with pytest.raises(AlreadyAMember):
        invite_member(community, email="rosa@example.org", name="", by=facilitator)


def test_keep_promise_lets_in_who_asked_meanwhile():
    member = MemberFactory(status="asked")

    keep_promise(PromiseFactory(community=member.community, is_steward=True), member.person)

    member.refresh_from_db()
    assert (member.status, member.is_steward) == ("in", True)
