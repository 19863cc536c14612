"""Where somebody stands in the waiting list, and why."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from innesto.registrations.models import Opening, Quota, Registration
from innesto.registrations.queries.places import room_of, waiting_list
from innesto.registrations.seating import Obstacle, Room, Share
from innesto.toolkit.dates import day


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn in the waiting list, counted from one, out of so many, and the reasons for it."""

    position: int
    of: int
    why: Sequence[str]


def turn_of(registration: Registration) -> Turn | None:
    """Return the turn of who waits; None for anybody else."""
    if not registration.is_waiting:
        return None
    opening = Opening.objects.filter(exchange=registration.exchange_id).first()
    if opening is None:
        return None
    room = room_of(opening, on=timezone.localdate())
    line = [one.pk for one in waiting_list(opening, room)]
    if registration.pk not in line:
        return None
    position = line.index(registration.pk) + 1
    return Turn(position, len(line), reasons_for(registration, opening, room, position))


def reasons_for(
    registration: Registration, opening: Opening, room: Room, position: int
) -> list[str]:
    """Say why somebody waits, and why in this turn."""
    reasons = []
    if obstacle := room.obstacle(registration.marked):
        reasons.append(obstacle_in_words(obstacle, room, opening.closes_on))
    if registration.is_other_audience:
        reasons.append(
            _("It is meant for others: what is left after %(day)s is yours.")
            % {"day": day(opening.closes_on)}
        )
    elif share := room.exceeds(registration.marked):
        reasons.append(
            _("%(whose)s has its share already: others go first.") % {"whose": _whose(share)}
        )
    if position > 1:
        reasons.append(
            ngettext(
                "One person comes before you: they asked earlier, or it is meant for them first.",
                "%(count)d people come before you: they asked earlier, or it is meant for them "
                "first.",
                position - 1,
            )
            % {"count": position - 1}
        )
    return reasons


def obstacle_in_words(obstacle: Obstacle, room: Room, closes_on: datetime.date) -> str:
    """Say why there is no place."""
    share = obstacle.share
    if share is None:
        return ngettext(
            "The only place is taken.", "All %(count)d places are taken.", room.places or 0
        ) % {"count": room.places or 0}
    words = {"count": share.seats, "whose": _whose(share), "day": day(closes_on)}
    if share.is_reserved:
        return (
            ngettext(
                "%(count)d place is kept for others until %(day)s.",
                "%(count)d places are kept for others until %(day)s.",
                share.seats,
            )
            % words
        )
    return (
        ngettext(
            "%(whose)s has its place already: there is one.",
            "%(whose)s has its places already: there are %(count)d.",
            share.seats,
        )
        % words
    )


def _whose(share: Share) -> str:
    """Name the group a share is for, to somebody who is of it."""
    return {
        Quota.By.ORGANISATION: _("Your organisation"),
        Quota.By.COUNTRY: _("Your country"),
        Quota.By.PARTNER_ROLE: _("The group of organisations you are of"),
        Quota.By.PERSON_ROLE: _("The group of people you are of"),
        Quota.By.PROJECT: _("Your project"),
        Quota.By.SIZE: _("The group of cities of your size"),
    }[Quota.By(share.by)]
