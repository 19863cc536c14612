"""Come in, be let in, be invited, take on a task, and leave."""

from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from innesto.accounts.actions import invite_person
from innesto.accounts.models import User
from innesto.communities.models import Community, Member, Promise
from innesto.communities.queries.members import purpose_of
from innesto.communities.tasks import tell_admitted, tell_asked
from innesto.journal.actions import record
from innesto.organisations.models import Organisation
from innesto.search.actions import hand_in


class AlreadyAMember(Exception):
    """The person belongs to the community, or has asked to."""


class NotWaiting(Exception):
    """Somebody answered this request meanwhile."""


class LastSteward(Exception):
    """Nobody would be left to keep the community."""


class CommunityIsClosed(Exception):
    """The community can be read, and nothing is added."""


@transaction.atomic
def join_community(
    community: Community, *, by: User, organisation: Organisation | None = None
) -> Member:
    """Come in, or ask to where one must.

    Raises ``AlreadyAMember``, also on a double click, and ``CommunityIsClosed``.
    """
    asks = community.joining == Community.Joining.ASK
    status = Member.Status.ASKED if asks else Member.Status.IN
    member = _enter(community, by, organisation=organisation, status=status)
    record("asked_to_come_in" if asks else "came_in", community, by=by, within=community)
    if asks:
        transaction.on_commit(partial(tell_asked.enqueue, member.pk))
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

    Raises ``AlreadyAMember`` and ``CommunityIsClosed``.
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
    **fields: Any,
) -> Member:
    community = Community.objects.select_for_update().get(pk=community.pk)
    if community.is_closed:
        raise CommunityIsClosed
    if community.members.filter(person=person).exclude(status=Member.Status.ENDED).exists():
        raise AlreadyAMember
    member = Member.objects.create(
        community=community,
        person=person,
        organisation=organisation,
        status=status,
        since=timezone.localdate(),
        **fields,
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
    community = member.community
    record("member_let_in", community, by=by, within=community, person=member.person_id)
    transaction.on_commit(partial(tell_admitted.enqueue, member.pk))
    return member


@transaction.atomic
def change_member(member: Member, *, by: User, **changes: Any) -> Member:
    """Give a member another level, organisation or task.

    Raises ``NotWaiting`` when they have left, ``LastSteward`` if nobody would keep the community.
    """
    member = _of_locked_community(member)
    if member.status != Member.Status.IN:
        raise NotWaiting
    if not changes.get("is_steward", member.is_steward):
        _require_another_steward(member)
    for name, value in changes.items():
        setattr(member, name, value)
    member.save(update_fields=list(changes))
    community = member.community
    level = {"level": member.level, "leads": member.leads}
    record("member_changed", community, by=by, within=community, person=member.person_id, **level)
    return member


@transaction.atomic
def end_membership(member: Member, *, by: User) -> Member:
    """Leave, refuse a request or take somebody out.

    Raises ``NotWaiting`` if it has ended, ``LastSteward`` if nobody would keep the community.
    """
    member = _of_locked_community(member)
    if member.status == Member.Status.ENDED:
        raise NotWaiting
    _require_another_steward(member)
    member.status = Member.Status.ENDED
    member.until = timezone.localdate()
    member.is_steward = member.is_facilitator = False
    member.save(update_fields=["status", "until", "is_steward", "is_facilitator"])
    community = member.community
    record("member_left", community, by=by, within=community, person=member.person_id)
    return member


def _of_locked_community(member: Member) -> Member:
    Community.objects.select_for_update().get(pk=member.community_id)
    return Member.objects.select_for_update().get(pk=member.pk)


def _require_another_steward(member: Member) -> None:
    others = Member.objects.current().filter(community=member.community_id, is_steward=True)
    if member.is_steward and not others.exclude(pk=member.pk).exists():
        raise LastSteward


@transaction.atomic
def invite_member(
    community: Community,
    *,
    email: str,
    name: str,
    by: User,
    organisation: Organisation | None = None,
    level: str = Member.Level.ACTIVE,
    is_steward: bool = False,
    is_facilitator: bool = False,
) -> Promise:
    """Mail somebody an invitation to come in.

    Raises ``AlreadyAMember``, ``CommunityIsClosed``, and ``AlreadyInvited`` while the address
    holds an open invitation to this community.
    """
    community = Community.objects.select_for_update().get(pk=community.pk)
    if community.is_closed:
        raise CommunityIsClosed
    standing = community.members.exclude(status=Member.Status.ENDED)
    if standing.filter(person__email=email.strip().lower()).exists():
        raise AlreadyAMember
    purpose = purpose_of(community, language=by.language)
    invitation = invite_person(email, by=by, name=name, purpose=purpose, subject=community)
    promise = Promise.objects.create(
        community=community,
        invitation=invitation,
        organisation=organisation,
        level=level,
        is_steward=is_steward,
        is_facilitator=is_facilitator,
    )
    record("member_invited", community, by=by, within=community, level=level)
    return promise


@transaction.atomic
def keep_promise(promise: Promise, person: User) -> Member:
    """Let in who accepted an invitation; who asked meanwhile is in, who is in stays as they are.

    Raises ``CommunityIsClosed``.
    """
    community = Community.objects.select_for_update().get(pk=promise.community_id)
    if community.is_closed:
        raise CommunityIsClosed
    member, _created = Member.objects.exclude(status=Member.Status.ENDED).get_or_create(
        community=community,
        person=person,
        defaults={
            "organisation": promise.organisation,
            "level": promise.level,
            "status": Member.Status.ASKED,
            "since": timezone.localdate(),
        },
    )
    if member.status == Member.Status.ASKED:
        member.status = Member.Status.IN
        member.since = timezone.localdate()
    member.is_steward = member.is_steward or promise.is_steward
    member.is_facilitator = member.is_facilitator or promise.is_facilitator
    member.save(update_fields=["status", "since", "is_steward", "is_facilitator"])
    record("came_in", community, by=person, within=community)
    hand_in("community", community.pk)
    return member
