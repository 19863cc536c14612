"""Come in, be let in, and leave."""

from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.communities.models import Community, Member
from innesto.journal.actions import record
from innesto.organisations.models import Organisation
from innesto.search.actions import hand_in


class AlreadyAMember(Exception):
    """The person belongs to the community, or has asked to."""


class NotWaiting(Exception):
    """Somebody answered this request meanwhile."""


@transaction.atomic
def join_community(
    community: Community, *, by: User, organisation: Organisation | None = None
) -> Member:
    """Come in, or ask to where one must. Raises ``AlreadyAMember``, also on a double click."""
    asks = community.joining == Community.Joining.ASK
    status = Member.Status.ASKED if asks else Member.Status.IN
    member = _enter(community, by, organisation=organisation, status=status)
    record("asked_to_come_in" if asks else "came_in", community, by=by, within=community)
    return member


@transaction.atomic
def admit_member(
    community: Community,
    person: User,
    *,
    by: User | None,
    organisation: Organisation | None = None,
    level: str = Member.Level.ACTIVE,
    is_steward: bool = False,
    is_facilitator: bool = False,
) -> Member:
    """Let somebody in without a request: by invitation or from a list.

    Raises ``AlreadyAMember``.
    """
    member = _enter(
        community,
        person,
        organisation=organisation,
        level=level,
        is_steward=is_steward,
        is_facilitator=is_facilitator,
    )
    record("member_admitted", community, by=by, within=community, person=person.pk)
    return member


def _enter(
    community: Community,
    person: User,
    *,
    organisation: Organisation | None,
    status: str = Member.Status.IN,
    level: str = Member.Level.ACTIVE,
    is_steward: bool = False,
    is_facilitator: bool = False,
) -> Member:
    Community.objects.select_for_update().get(pk=community.pk)
    if community.members.filter(person=person).exclude(status=Member.Status.ENDED).exists():
        raise AlreadyAMember
    member = Member.objects.create(
        community=community,
        person=person,
        organisation=organisation,
        status=status,
        level=level,
        is_steward=is_steward,
        is_facilitator=is_facilitator,
        since=timezone.localdate(),
    )
    hand_in("community", community.pk)
    return member


@transaction.atomic
def confirm_member(member: Member, *, by: User) -> Member:
    """Say yes to a request. Raises ``NotWaiting``."""
    member = Member.objects.select_for_update().get(pk=member.pk)
    if member.status != Member.Status.ASKED:
        raise NotWaiting
    member.status = Member.Status.IN
    member.since = timezone.localdate()
    member.save(update_fields=["status", "since"])
    record(
        "member_let_in", member.community, by=by, within=member.community, person=member.person_id
    )
    return member


@transaction.atomic
def end_membership(member: Member, *, by: User) -> Member:
    """Leave, refuse a request or take somebody out. Raises ``NotWaiting`` if it has ended."""
    member = Member.objects.select_for_update().get(pk=member.pk)
    if member.status == Member.Status.ENDED:
        raise NotWaiting
    member.status = Member.Status.ENDED
    member.until = timezone.localdate()
    member.save(update_fields=["status", "until"])
    community = member.community
    record("member_left", community, by=by, within=community, person=member.person_id)
    return member
