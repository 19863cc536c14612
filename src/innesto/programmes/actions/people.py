"""Name the persons of a programme, and let them go."""

import datetime
from collections.abc import Collection

from django.db import transaction

from innesto.accounts.actions import relieve_second_factor, require_second_factor
from innesto.accounts.models import User
from innesto.journal.actions import record
from innesto.programmes.actions.partner import AlreadySo, UnknownRole
from innesto.programmes.models import Participant, Partner, Programme
from innesto.programmes.queries.facts import blueprint_of
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
    blueprint = blueprint_of(programme)
    found = blueprint.role(role)
    if found is None or found.holder != "person":
        raise UnknownRole(role)
    if user and programme.participants.current().filter(user=user, role=role).exists():
        raise AlreadySo
    participant = Participant.objects.create(
        programme=programme,
        user=user,
        name=name or (user.name if user else ""),
        partner=partner,
        role=role,
        audiences=list(audiences),
        may_coordinate=may_coordinate(blueprint, role),
        may_contribute=may_contribute(blueprint, role),
        since=since,
    )
    if user and participant.may_coordinate and not user.holds_office:
        require_second_factor(user, by=by)
    record("person_named", participant, by=by, within=programme, role=role)
    return participant


@transaction.atomic
def release_participant(participant: Participant, *, on: datetime.date, by: User) -> Participant:
    """End a person's role on a day; that it was held is kept.

    Raises ``AlreadySo``, and ``LastCoordinator`` for the last account that may coordinate.
    """
    programme = Programme.objects.select_for_update().get(pk=participant.programme_id)
    participant = Participant.objects.get(pk=participant.pk)
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
    person = participant.user
    if person and participant.may_coordinate and not _coordinates_anything(person):
        relieve_second_factor(person, by=by)
    record("person_released", participant, by=by, within=programme, role=participant.role)
    return participant


def _coordinates_anything(person: User) -> bool:
    return Participant.objects.current().filter(user=person, may_coordinate=True).exists()
