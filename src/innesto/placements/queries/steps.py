"""The next step of somebody who lives a staff exchange."""

import datetime
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from innesto.exchanges.models import Exchange
from innesto.placements.models import Placement, Side
from innesto.placements.queries.page import LegCard, PlacementPage


@dataclass(frozen=True, slots=True)
class Step:
    """What to do, why, where; what changes something at once ``is_post``."""

    title: str
    words: str
    url: str
    action: str
    is_post: bool = False


def first_step(exchange: Exchange) -> Step:
    """Return what begins a staff exchange."""
    return Step(
        _("Begin the agreement"),
        _("Who goes, who receives, what for, who pays: both cities say yes before the first leg."),
        reverse("placements:begin", args=[exchange.pk]),
        _("Begin"),
        is_post=True,
    )


def next_step(
    page: PlacementPage, placement: Placement, mine: Side, *, may_agree: bool, on: datetime.date
) -> Step | None:
    """Return what one's side can do next: agree, write, share, adapt, say what became of it."""
    opening = placement.opening_id
    going_on = next((card for card in page.cards if card.leg.is_going_on(on)), None)
    untold = next((card for card in page.cards if card.is_over and not card.is_told), None)
    if may_agree:
        return Step(
            _("Does %(name)s agree?") % {"name": mine},
            _("Read the agreement, change what does not fit, and say yes."),
            reverse("placements:agreement", args=[opening]),
            _("Read the agreement"),
        )
    if going_on:
        return Step(
            _("Write today’s lines in the diary"),
            _("What did you see? Keep it, adapt it or park it. It works without network too."),
            reverse("placements:diary", args=[going_on.leg.exchange.pk]),
            _("Open the diary"),
        )
    if untold:
        return _tell(untold)
    if not mine.challenge and not any(card.is_over for card in page.cards):
        return Step(
            _("Say what %(name)s wants to learn") % {"name": mine},
            _("Your challenge and three questions: the host prepares the days around them."),
            reverse("placements:prepare", args=[opening, mine.pk]),
            _("Write them"),
        )
    if page.is_asked and mine.pk not in {one.side_id for one in page.follow_ups}:
        return Step(
            _("What became of it?"),
            _("Is it used, where, and what proves it? A few lines are enough."),
            reverse("placements:later", args=[opening, mine.pk]),
            _("Answer"),
        )
    return None


def _tell(card: LegCard) -> Step:
    pk = card.leg.exchange.pk
    if card.leg.wants_lessons:
        return Step(
            _("Write the first lesson"),
            _("What did you learn, how do you adapt it at home, what goes into the action plan?"),
            reverse("placements:lesson-new", args=[pk]),
            _("Write a lesson"),
        )
    return Step(
        _("Share the ideas of your diary"),
        _("Only what you share is read by others, and can become a lesson at the next leg."),
        reverse("placements:diary", args=[pk]),
        _("Open the diary"),
    )
