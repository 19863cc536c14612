"""Name the persons of a programme, invite them, and let them go."""

import datetime
from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from innesto.accounts.actions import (
    invite_person,
    relieve_second_factor,
    require_second_factor,
    revoke_invitation,
)
from innesto.accounts.models import Invitation, User
from innesto.journal.actions import record
from innesto.organisations.actions import ask_to_join, enrol_member
from innesto.organisations.models import Membership, Organisation
from innesto.programmes.actions.partner import AlreadySo, UnknownRole
from innesto.programmes.models import Participant, Partner, Programme
from innesto.programmes.queries.facts import blueprint_of
from innesto.programmes.queries.labels import purpose_of
from innesto.programmes.queries.powers import may_contribute, may_coordinate


class LastCoordinator(Exception):
    """Nobody would be left to coordinate the programme."""


@transaction.atomic
def name_participant(
    programme: Programme,
    *,
    role: str,
    by: User | None,
    user: User | None = None,
    name: str = "",
    partner: Partner | None = None,
    audiences: Collection[str] = (),
    since: datetime.date | None = None,
) -> Participant:
    """Give a person a role; somebody without an account is kept by name.

    Who may coordinate needs a second factor from then on.
    Raises ``UnknownRole``, and ``AlreadySo`` for an account that has the role.
    """
    Programme.objects.select_for_update().get(pk=programme.pk)
    participant = _promised(
        programme, role, name=name or (user.name if user else ""), partner=partner
    )
    if user and programme.participants.current().filter(user=user, role=role).exists():
        raise AlreadySo
    participant.user = user
    participant.audiences = list(audiences)
    participant.since = since
    participant.save()
    if user and participant.may_coordinate and not user.holds_office:
        require_second_factor(user, by=by)
    record("person_named", participant, by=by, within=programme, role=role)
    return participant


@transaction.atomic
def invite_participant(
    programme: Programme,
    *,
    email: str,
    name: str,
    role: str,
    by: User,
    partner: Partner | None = None,
    is_contact: bool = False,
) -> Participant:
    """Name somebody and mail them an invitation; ``is_contact`` puts them in charge at the partner.

    Raises ``UnknownRole``, and ``AlreadyInvited`` while the address holds an open invitation.
    """
    Programme.objects.select_for_update().get(pk=programme.pk)
    participant = _promised(programme, role, name=name, partner=partner)
    participant.invitation = _invite(participant, email, by=by)
    participant.save()
    if partner and is_contact:
        Partner.objects.filter(pk=partner.pk).update(contact=participant)
    record("person_named", participant, by=by, within=programme, role=role)
    return participant


@transaction.atomic
def invite_named(participant: Participant, *, email: str, by: User) -> Participant:
    """Mail an invitation to somebody who is named without an account; an older link is void.

    Raises ``AlreadySo`` for a role that is taken up or has ended, and ``AlreadyInvited`` while
    the address holds another open invitation.
    """
    programme = Programme.objects.select_for_update().get(pk=participant.programme_id)
    participant = Participant.objects.select_related("partner__organisation", "invitation").get(
        pk=participant.pk
    )
    if participant.user_id or participant.until:
        raise AlreadySo
    before = participant.invitation
    if before and before.is_open(timezone.now()):
        revoke_invitation(before, by=by)
    participant.invitation = _invite(participant, email, by=by)
    participant.save(update_fields=["invitation"])
    record("person_invited", participant, by=by, within=programme, role=participant.role)
    return participant


def _promised(
    programme: Programme, role: str, *, name: str, partner: Partner | None
) -> Participant:
    """Return somebody for a role of the blueprint, not kept yet. Raises ``UnknownRole``."""
    blueprint = blueprint_of(programme)
    found = blueprint.role(role)
    if found is None or found.holder != "person":
        raise UnknownRole(role)
    return Participant(
        programme=programme,
        name=name,
        partner=partner,
        role=role,
        may_coordinate=may_coordinate(blueprint, role),
        may_contribute=may_contribute(blueprint, role),
    )


def _invite(participant: Participant, email: str, *, by: User) -> Invitation:
    programme, partner = participant.programme, participant.partner
    body = partner.organisation.name if partner else ""
    return invite_person(
        email,
        by=by,
        name=participant.name,
        purpose=purpose_of(programme, participant.role, body=body, language=by.language),
        subject=programme,
    )


@transaction.atomic
def take_up_role(participant: Participant, person: User, *, is_vouched: bool) -> Participant:
    """Let the person who accepted an invitation have the role and act for the partner.

    Who is vouched for is a colleague at once, and keeps the page of a body that nobody keeps;
    else the referents, or the operators, are asked. Somebody who has the role already keeps it.
    """
    programme = Programme.objects.select_for_update().get(pk=participant.programme_id)
    participant = Participant.objects.select_related("partner__organisation").get(pk=participant.pk)
    partner = participant.partner
    is_contact = Partner.objects.filter(contact=participant).exists()
    held = programme.participants.current().filter(user=person, role=participant.role).first()
    if held:
        Partner.objects.filter(contact=participant).update(contact=held)
        participant.delete()
        participant = held
    else:
        participant.user = person
        participant.name = person.name or participant.name
        participant.since = participant.since or timezone.localdate()
        participant.save(update_fields=["user", "name", "since"])
    if participant.may_coordinate and not person.holds_office:
        require_second_factor(person, by=None)
    if partner:
        _act_for(partner.organisation, person, is_vouched=is_vouched, is_contact=is_contact)
    record("person_joined", participant, by=person, within=programme, role=participant.role)
    return participant


def _act_for(
    organisation: Organisation, person: User, *, is_vouched: bool, is_contact: bool
) -> None:
    standing = organisation.memberships.exclude(status=Membership.Status.ENDED)
    if standing.filter(person=person).exists():
        return
    if is_vouched:
        is_kept = standing.filter(is_referent=True).exists()
        enrol_member(organisation, person, by=None, is_referent=is_contact and not is_kept)
    else:
        ask_to_join(organisation, by=person)


@transaction.atomic
def release_participant(participant: Participant, *, on: datetime.date, by: User) -> Participant:
    """End a person's role on a day; that it was held is kept. An open invitation to it is void.

    Raises ``AlreadySo``, and ``LastCoordinator`` for the last account that may coordinate.
    """
    programme = Programme.objects.select_for_update().get(pk=participant.programme_id)
    participant = Participant.objects.select_related("invitation").get(pk=participant.pk)
    if participant.until is not None:
        raise AlreadySo
    others = (
        programme.participants.current()
        .filter(may_coordinate=True, user__isnull=False)
        .exclude(pk=participant.pk)
    )
    if participant.may_coordinate and programme.call_id is None and not others.exists():
        raise LastCoordinator
    participant.until = on
    participant.save(update_fields=["until"])
    promise = participant.invitation
    is_open = promise is not None and promise.is_open(timezone.now())
    if promise and is_open and not Participant.objects.promised_by(promise).exists():
        revoke_invitation(promise, by=by)
    person = participant.user
    if person and participant.may_coordinate and not _coordinates_anything(person):
        relieve_second_factor(person, by=by)
    record("person_released", participant, by=by, within=programme, role=participant.role)
    return participant


def _coordinates_anything(person: User) -> bool:
    return Participant.objects.current().filter(user=person, may_coordinate=True).exists()
