"""Where a staff exchange stands: from the agreement still to be made to its use at home."""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from innesto.documents.models import Document
from innesto.exchanges.models import Exchange, Idea
from innesto.placements.models import Adaptation, Placement
from innesto.placements.queries.legs import Leg
from innesto.toolkit.drawing import StateKind


class Stage(models.TextChoices):
    """What is the case now; the first that is not done."""

    OPEN = "open", gettext_lazy("no agreement yet")
    AGREEING = "agreeing", gettext_lazy("agreement under way")
    AGREED = "agreed", pgettext_lazy("agreement", "agreed")
    ON_THE_WAY = "on_the_way", gettext_lazy("under way")
    UNTOLD = "untold", gettext_lazy("report missing")
    TOLD = "told", gettext_lazy("all legs told")
    USED = "used", gettext_lazy("followed up")


KINDS: dict[Stage, StateKind] = {
    Stage.OPEN: "plain",
    Stage.AGREEING: "plain",
    Stage.AGREED: "brand",
    Stage.ON_THE_WAY: "brand",
    Stage.UNTOLD: "warn",
    Stage.TOLD: "ok",
    Stage.USED: "ok",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """A stage, in words that name the leg it is about."""

    stage: Stage
    words: str

    @property
    def kind(self) -> StateKind:
        """How it is drawn."""
        return KINDS[self.stage]


@dataclass(frozen=True, slots=True)
class Traces:
    """What legs left behind, by the number of their exchange."""

    reported: Collection[int]
    """A report was handed in."""
    noted: Collection[int]
    """Ideas were noted."""
    learned: Collection[int]
    """Lessons were written, with their adaptation."""

    def are_of(self, leg: Leg) -> bool:
        """Tell whether a leg left a report, or what its report asks for: lessons, or ideas."""
        pk = leg.exchange.pk
        return pk in self.reported or pk in (self.learned if leg.wants_lessons else self.noted)


def traces_of(exchanges: Collection[Exchange]) -> Traces:
    """Return what legs left behind: three queries for any number."""
    reports = Document.objects.given().filter(
        kind="report",
        work_kind=Exchange._meta.label_lower,
        work_key__in=[str(exchange.pk) for exchange in exchanges],
    )
    noted = Idea.objects.filter(exchange__in=exchanges).order_by()
    written = Adaptation.objects.filter(exchange__in=exchanges).order_by()
    return Traces(
        reported={int(key) for key in reports.values_list("work_key", flat=True)},
        noted={*noted.values_list("exchange", flat=True).distinct()},
        learned={*written.values_list("exchange", flat=True).distinct()},
    )


def standing_of(
    placement: Placement | None,
    legs: Sequence[Leg],
    *,
    traces: Traces,
    unanswered: int,
    on: datetime.date,
) -> Standing:
    """Say where a placement stands on a day; ``unanswered`` sides have not followed up."""
    over = [leg for leg in legs if leg.is_over(on)]
    untold = next((leg for leg in over if not traces.are_of(leg)), None)
    if untold:
        return Standing(Stage.UNTOLD, _("report missing: %(leg)s") % {"leg": untold.label})
    if over and len(over) == len(legs):
        is_used = placement is not None and not unanswered
        return _plain(Stage.USED if is_used else Stage.TOLD)
    going_on = next((leg for leg in legs if leg.is_going_on(on)), None)
    if going_on:
        return Standing(Stage.ON_THE_WAY, _("going on: %(leg)s") % {"leg": going_on.label})
    if over:
        return Standing(Stage.ON_THE_WAY, _("held: %(leg)s") % {"leg": over[-1].label})
    if placement is None:
        return _plain(Stage.OPEN)
    return _plain(Stage.AGREED if placement.is_agreed else Stage.AGREEING)


def _plain(stage: Stage) -> Standing:
    return Standing(stage, str(stage.label))
