"""What is odd about a staff exchange, in words: short legs, feast days, nobody who receives."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from innesto.blueprints.schema.countable import Scope
from innesto.placements.models import Delegate, Placement, Side
from innesto.placements.queries.legs import Leg
from innesto.places.queries import holidays_of
from innesto.programmes.models import PartnerStrand, Programme
from innesto.programmes.queries.facts import blueprint_of
from innesto.toolkit.dates import day, weekday
from innesto.toolkit.lengths import Length, Unit

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Oddity:
    """What is odd, and what would mend it; something hard stands in the way of a yes."""

    title: str
    detail: str = ""
    strength: Literal["hard", "soft"] = "soft"


def findings_of(
    placement: Placement, legs: Sequence[Leg], sides: Sequence[Side]
) -> Sequence[Oddity]:
    """Return what is odd about a placement, what stands in the way first.

    ``sides`` come with their delegates.
    """
    return [
        *_strands(placement, sides),
        *_short(legs),
        *_free_days(legs, sides),
        *_same_purpose(legs),
        *_missing(legs, sides),
    ]


def must_share_strand(programme: Programme, format_: str) -> bool:
    """Tell whether the blueprint pairs for this format only inside one strand."""
    return any(
        pairing.format == format_ and pairing.inside == Scope.STRAND
        for pairing in blueprint_of(programme).pairings
    )


def are_apart(sides: Sequence[Side]) -> bool:
    """Tell whether two of the sides have no strand in common."""
    held = PartnerStrand.objects.current().filter(partner__in=[side.partner_id for side in sides])
    strands: dict[int, set[str]] = {side.partner_id: set() for side in sides}
    for partner, strand in held.values_list("partner", "strand"):
        strands[partner].add(strand)
    return not set.intersection(*strands.values()) if strands else False


def _strands(placement: Placement, sides: Sequence[Side]) -> Iterator[Oddity]:
    bound = must_share_strand(placement.programme, placement.opening.format)
    if not bound or not are_apart(sides):
        return
    title = _("They belong to different communities")
    if placement.across:
        allowed = _("The coordination allows it: %(reason)s") % {"reason": placement.across}
        yield Oddity(title, allowed)
    else:
        words = _("Pairs are made inside one community, unless the coordination says why not.")
        yield Oddity(title, words, "hard")


def _short(legs: Sequence[Leg]) -> Iterator[Oddity]:
    for leg in legs:
        if leg.exchange.half_days < leg.half_days:
            words = {
                "leg": leg.label,
                "length": leg.exchange.length,
                "wanted": Length.of(leg.half_days, Unit.HALF_DAY)
                if leg.half_days % 2
                else Length.of(leg.half_days // 2, Unit.DAY),
            }
            yield Oddity(
                _("%(leg)s: %(length)s in place of %(wanted)s") % words,
                _("The programme wants it longer. Say in the agreement why it is short."),
            )


def _days(leg: Leg) -> list[datetime.date]:
    first = leg.exchange.starts_on
    return [first + datetime.timedelta(days=number) for number in range(leg.exchange.days)]


def _free_days(legs: Sequence[Leg], sides: Sequence[Side]) -> Iterator[Oddity]:
    years = {one.year for leg in legs for one in _days(leg)}
    feasts = {side: _feasts(side, years) for side in sides}
    for leg in legs:
        for one in _days(leg):
            if one.weekday() >= SATURDAY:
                yield Oddity(
                    _("%(leg)s: %(day)s is at the weekend")
                    % {"leg": leg.label, "day": weekday(one)},
                    _("The offices that receive are probably closed."),
                )
            for side, known in feasts.items():
                if one in known:
                    yield Oddity(
                        _("%(leg)s: %(day)s is a feast day (%(place)s)")
                        % {"leg": leg.label, "day": day(one), "place": side.organisation},
                        known[one],
                    )


def _feasts(side: Side, years: set[int]) -> Mapping[datetime.date, str]:
    place = side.organisation.place or side.partner.organisation.place
    if place is None:
        return {}
    return {one.date: one.name for year in years for one in holidays_of(place, year=year)}


def _same_purpose(legs: Sequence[Leg]) -> Iterator[Oddity]:
    said = [leg.purpose for leg in legs if leg.purpose]
    if len(said) > len(set(said)):
        yield Oddity(
            _("Two legs have the same purpose"),
            _("Each leg has its own: first one looks, then one adapts."),
        )


def _missing(legs: Sequence[Leg], sides: Sequence[Side]) -> Iterator[Oddity]:
    hosts = {leg.host.pk for leg in legs if leg.host}
    guests = {partner.pk for leg in legs for partner in leg.guests}
    for side in sides:
        parts = {one.part for one in side.delegates.all()}
        words = {"name": side.organisation}
        if side.partner_id in guests and Delegate.Part.VISITOR not in parts:
            yield Oddity(_("%(name)s has not said who goes") % words)
        if side.partner_id in hosts and Delegate.Part.TUTOR not in parts:
            yield Oddity(_("%(name)s has no tutor for those who come") % words)
        if not side.offices.all():
            yield Oddity(_("%(name)s has not said which offices take part") % words)
