"""How far a programme and its partners have come: phases, dates, logic tree."""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from django.db import models
from django.db.models import Count, Prefetch, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _

from innesto.blueprints.schema.blueprint import Blueprint
from innesto.blueprints.schema.dates import Moment
from innesto.blueprints.schema.roles import Phase
from innesto.blueprints.speech.spoken_time import spoken_moment
from innesto.programmes.models import (
    LogicNode,
    Milestone,
    Partner,
    PhaseEntry,
    Programme,
    Shift,
)
from innesto.programmes.queries.dates import END, START

SHOWN = 30
"""So many partners of a phase are named; the others are counted."""


@dataclass(frozen=True, slots=True)
class Stay:
    """One stay in a phase, and what was written down: each answer under what was asked."""

    entry: PhaseEntry
    written: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class PhaseCourse:
    """A phase of the blueprint with who is in it, and who was."""

    phase: Phase
    label: str
    purpose: str
    exit_signal: str
    begins_on: datetime.date | None
    ends_on: datetime.date | None
    own: Stay | None
    now: Sequence[Stay]
    now_count: int
    before_count: int

    @property
    def is_current(self) -> bool:
        """The whole programme is in it today."""
        return self.own is not None and self.own.entry.left_on is None


def phase_courses(programme: Programme, blueprint: Blueprint, language: str) -> list[PhaseCourse]:
    """Return every phase in order with the first partners in it: four queries, however many."""
    planned = dict(programme.milestones.values_list("key", "on"))
    own = programme.phase_entries.filter(partner=None).order_by("entered_on", "pk")
    last = {entry.phase: entry for entry in own}
    partners = programme.phase_entries.filter(partner__isnull=False)
    counts = {
        phase: (now, before)
        for phase, now, before in partners.order_by()
        .values("phase")
        .annotate(now=Count("pk", filter=Q(left_on=None)), before=Count("left_on"))
        .values_list("phase", "now", "before")
    }
    place = Window(
        RowNumber(), partition_by="phase", order_by=["partner__organisation__sought", "pk"]
    )
    here: dict[str, list[PhaseEntry]] = defaultdict(list)
    for entry in (
        partners.filter(left_on=None)
        .annotate(place=place)
        .filter(place__lte=SHOWN)
        .select_related("partner__organisation")
        .order_by("place")
    ):
        here[entry.phase].append(entry)
    return [
        PhaseCourse(
            phase=phase,
            label=phase.label.read(language),
            purpose=phase.purpose.read(language) if phase.purpose else "",
            exit_signal=phase.exit_signal.read(language) if phase.exit_signal else "",
            begins_on=planned.get(f"phase.{phase.key}.{START}"),
            ends_on=planned.get(f"phase.{phase.key}.{END}"),
            own=_stay(last[phase.key], phase, language) if phase.key in last else None,
            now=[_stay(entry, phase, language) for entry in here[phase.key]],
            now_count=counts.get(phase.key, (0, 0))[0],
            before_count=counts.get(phase.key, (0, 0))[1],
        )
        for phase in blueprint.phases
    ]


def _stay(entry: PhaseEntry, phase: Phase, language: str) -> Stay:
    asked = [text.read(language) for text in phase.records]
    answers = zip_longest(asked, entry.records, fillvalue="")
    return Stay(entry, [(question, words) for question, words in answers if words])


def partners_without_phase(programme: Programme) -> QuerySet[Partner]:
    """Return the partners of which no phase is known."""
    return (
        programme.partners.present()
        .exclude(phase_entries__left_on=None, phase_entries__isnull=False)
        .select_related("organisation")
        .order_by("organisation__sought", "pk")
    )


@dataclass(frozen=True, slots=True)
class DatedLine:
    """A date with how it is written, in words, and every move it made."""

    milestone: Milestone
    title: str
    written: str
    shifts: Sequence[Shift]


def dated_lines(programme: Programme, blueprint: Blueprint, language: str) -> list[DatedLine]:
    """Return the dates of a programme, earliest first, unknown ones last: two queries."""
    rows = (
        programme.milestones.prefetch_related(
            Prefetch("shifts", Shift.objects.select_related("by").order_by("-at", "-pk"))
        )
        .order_by(models.F("on").asc(nulls_last=True), "pk")
        .fetch_mode(models.FETCH_RAISE)
    )
    return [
        DatedLine(
            milestone=milestone,
            title=milestone_title(milestone),
            written=_written(Moment.parse(milestone.moment), blueprint, language),
            shifts=list(milestone.shifts.all()),
        )
        for milestone in rows
    ]


def milestone_title(milestone: Milestone) -> str:
    """Say what happens on a day: a key that ends in an edge is the edge of a phase or window."""
    kind, _dot, edge = milestone.key.rpartition(".")
    if milestone.key in {START, END}:
        first, last = _("First day of the programme"), _("Last day of the programme")
        return first if milestone.key == START else last
    if edge not in {START, END}:
        return milestone.label
    if kind.startswith("phase."):
        words = _("%(what)s: begins") if edge == START else _("%(what)s: ends")
    else:
        words = _("%(what)s: not before") if edge == START else _("%(what)s: not after")
    return words % {"what": milestone.label}


def _written(moment: Moment, blueprint: Blueprint, language: str) -> str:
    """Say on what a day hangs; nothing when it stands by itself."""
    alone = moment.on is not None and moment.length is None
    return "" if alone else spoken_moment(moment, blueprint, language)


@dataclass(slots=True)
class Branch:
    """A node of the logic tree with its word for the level, and its parts."""

    node: LogicNode
    level: str
    parts: "list[Branch]" = field(default_factory=list)


def logic_tree(programme: Programme, blueprint: Blueprint, language: str) -> list[Branch]:
    """Return the tree from its roots: one query, whatever its depth."""
    levels = blueprint.logic.levels if blueprint.logic else ()
    words = {level.key: level.label.read(language) for level in levels}
    rows = programme.logic_nodes.select_related("recorded_by").order_by("position", "pk")
    branches = {
        node.pk: Branch(node, words.get(node.level, node.level))
        for node in rows.fetch_mode(models.FETCH_RAISE)
    }
    roots: list[Branch] = []
    for branch in branches.values():
        parent = branches.get(branch.node.parent_id or 0)
        (parent.parts if parent else roots).append(branch)
    return roots
