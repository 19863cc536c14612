"""Enter phases, set dates from the blueprint, move them with a reason."""

import datetime
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.blueprints.schema.dates import Moment
from innesto.journal.actions import record
from innesto.programmes.following import keep_days
from innesto.programmes.models import Extension, Milestone, Partner, PhaseEntry, Programme
from innesto.programmes.queries.facts import blueprint_of


class BeforeTheLastOne(Exception):
    """A phase cannot be entered before the one that is open was."""


class NothingMoves(Exception):
    """The date is that one already."""


class NoDeadline(Exception):
    """The blueprint has no rule with a deadline under this key."""


class NotLater(Exception):
    """The deadline is that day already, or a later one."""

    def __init__(self, due: datetime.date) -> None:
        super().__init__(due.isoformat())
        self.due = due


@transaction.atomic
def enter_phase(
    programme: Programme,
    phase: str,
    *,
    on: datetime.date,
    by: User,
    partner: Partner | None = None,
    note: str = "",
    records: Sequence[str] = (),
) -> PhaseEntry:
    """Note that the programme, or one partner, enters a phase; the open one ends that day.

    ``records`` answers, in order, what the blueprint wants written down in the phase. Raises
    ``BeforeTheLastOne``.
    """
    Programme.objects.select_for_update().get(pk=programme.pk)
    current = programme.phase_entries.filter(partner=partner, left_on=None).first()
    if current is not None:
        if on < current.entered_on:
            raise BeforeTheLastOne
        current.left_on = on
        current.save(update_fields=["left_on"])
    entry = PhaseEntry.objects.create(
        programme=programme,
        partner=partner,
        phase=phase,
        entered_on=on,
        note=note,
        records=list(records),
    )
    record("phase_entered", partner or programme, by=by, within=programme, phase=phase, on=str(on))
    return entry


@transaction.atomic
def write_up_phase(entry: PhaseEntry, *, by: User, note: str, records: Sequence[str]) -> PhaseEntry:
    """Write down what a phase brought: its note, and what the blueprint asks for, in order."""
    entry = PhaseEntry.objects.select_for_update().get(pk=entry.pk)
    entry.note = note
    entry.records = list(records)
    entry.save(update_fields=["note", "records"])
    record(
        "phase_written_up",
        entry.partner or entry.programme,
        by=by,
        within=entry.programme,
        phase=entry.phase,
    )
    return entry


@transaction.atomic
def shift_milestone(
    milestone: Milestone, moment: str, *, reason: str, by: User | None
) -> Milestone:
    """Move a date, to a day or to a moment like «end of year 3»; what hangs on it follows.

    Every move is kept. Raises ``NothingMoves``, and ``ValueError`` for words that are no moment.
    """
    programme = Programme.objects.select_for_update().get(pk=milestone.programme_id)
    milestone = Milestone.objects.get(pk=milestone.pk)
    written = str(Moment.parse(moment))
    if written == milestone.moment:
        raise NothingMoves
    before = milestone.moment
    milestone.moment = written
    milestone.is_moved = True
    milestone.save(update_fields=["moment", "is_moved"])
    keep_days(programme, reason=reason, by=by, moved={milestone.pk: before})
    milestone.refresh_from_db()
    record(
        "date_moved",
        milestone,
        by=by,
        within=programme,
        before=before,
        after=written,
        reason=reason,
    )
    return milestone


@transaction.atomic
def extend_deadline(
    programme: Programme,
    rule: str,
    *,
    until: datetime.date,
    reason: str,
    by: User,
    subject: str = "",
    subject_name: str = "",
    due: datetime.date | None = None,
) -> Extension:
    """Move a deadline of the blueprint to a later day, for one subject; every move is kept.

    ``due`` is the day by the blueprint, where it can be told. Raises ``NoDeadline`` and
    ``NotLater``, also when a colleague has just granted a later day.
    """
    Programme.objects.select_for_update().get(pk=programme.pk)
    found = blueprint_of(programme).rule(rule)
    if found is None or found.deadline is None:
        raise NoDeadline(rule)
    last = programme.extensions.filter(rule=rule, subject=subject).order_by("-at", "-pk").first()
    before = last.until if last else due
    if before is not None and until <= before:
        raise NotLater(before)
    extension = Extension.objects.create(
        programme=programme,
        rule=rule,
        subject=subject,
        subject_name=subject_name,
        before=before,
        until=until,
        reason=reason,
        by=by,
        at=timezone.now(),
    )
    record(
        "deadline_extended",
        programme,
        by=by,
        within=programme,
        rule=rule,
        about=subject,
        before=str(before or ""),
        until=str(until),
        reason=reason,
    )
    return extension
