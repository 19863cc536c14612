"""Write minutes, note what was decided, give tasks; send round, remark, approve, publish."""

import datetime
from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db import models, transaction
from django.db.models import Max
from django.utils import timezone

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange
from innesto.journal.actions import record
from innesto.lineage.actions import link_works
from innesto.lineage.models import Link
from innesto.minutes.models import (
    Decision,
    Minutes,
    Move,
    Present,
    Remark,
    Task,
    Version,
)
from innesto.minutes.tasks import tell_approved, tell_remarked, tell_sent
from innesto.programmes.models import Partner, Programme
from innesto.search.actions import hand_in


class AlreadyApproved(Exception):
    """The minutes are approved: nothing of them is changed any more."""


class NotSent(Exception):
    """The minutes are not with those who took part."""


class NotApproved(Exception):
    """Only approved minutes are published."""


class AlreadyDone(Exception):
    """The task is done."""


@transaction.atomic
def write_minutes(
    exchange: Exchange,
    *,
    by: User,
    text: str,
    language: str,
    present: Iterable[User] = (),
    others: Iterable[str] = (),
) -> Minutes:
    """Write what was said and who was there, or write it anew. Raises ``AlreadyApproved``."""
    Exchange.objects.select_for_update().get(pk=exchange.pk)
    minutes, is_new = Minutes.objects.get_or_create(
        exchange=exchange,
        defaults={"language": language, "written_at": timezone.now(), "writer": by},
    )
    if minutes.is_approved:
        raise AlreadyApproved
    minutes.text, minutes.language = text, language
    minutes.writer, minutes.written_at = by, timezone.now()
    minutes.save(update_fields=["text", "language", "writer", "written_at"])
    minutes.present.all().delete()
    Present.objects.bulk_create(
        [
            *(
                Present(minutes=minutes, person=one, name=str(one))
                for one in dict.fromkeys(present)
            ),
            *(Present(minutes=minutes, name=name[:160]) for name in others),
        ]
    )
    if is_new:
        link_works(minutes, Link.Relation.DERIVED, exchange, by=by, on=exchange.starts_on)
    record("minutes_written", minutes, by=by, within=exchange.programme)
    return minutes


@transaction.atomic
def note_decision(minutes: Minutes, *, by: User, text: str) -> Decision:
    """Note a decision under the next number. Raises ``AlreadyApproved``."""
    minutes = _changeable(minutes)
    number = _next(minutes.decisions)
    decision = minutes.decisions.create(number=number, text=text)
    record(
        "decision_noted", minutes, by=by, within=minutes.exchange.programme, number=decision.number
    )
    return decision


@transaction.atomic
def drop_decision(decision: Decision, *, by: User) -> None:
    """Take a decision out. Raises ``AlreadyApproved``."""
    minutes = _changeable(decision.minutes)
    record(
        "decision_dropped",
        minutes,
        by=by,
        within=minutes.exchange.programme,
        number=decision.number,
    )
    decision.delete()


@transaction.atomic
def give_task(
    minutes: Minutes,
    *,
    by: User,
    text: str,
    due_on: datetime.date,
    owner: User | None = None,
    partner: Partner | None = None,
) -> Task:
    """Give somebody something to do; they are told when the minutes go round.

    Raises ``AlreadyApproved``.
    """
    minutes = _changeable(minutes)
    number = _next(minutes.tasks)
    task = minutes.tasks.create(
        number=number, text=text, due_on=due_on, owner=owner, partner=partner
    )
    record("task_given", minutes, by=by, within=minutes.exchange.programme, number=task.number)
    return task


@transaction.atomic
def drop_task(task: Task, *, by: User) -> None:
    """Take a task out. Raises ``AlreadyApproved``."""
    minutes = _changeable(task.minutes)
    record("task_dropped", minutes, by=by, within=minutes.exchange.programme, number=task.number)
    task.delete()


@transaction.atomic
def finish_task(task: Task, *, by: User, note: str = "") -> Task:
    """Say that a task is done and what came of it. Raises ``AlreadyDone``."""
    task = _open(task)
    task.done_at, task.done_by, task.done_note = timezone.now(), by, note
    task.save(update_fields=["done_at", "done_by", "done_note"])
    record("task_done", task.minutes, by=by, within=_programme(task), number=task.number)
    return task


@transaction.atomic
def move_task(task: Task, *, by: User, due_on: datetime.date, reason: str) -> Task:
    """Put a task off, or bring it forward; the day before and the reason stay.

    Raises ``AlreadyDone``.
    """
    task = _open(task)
    Move.objects.create(
        task=task, was_on=task.due_on, is_on=due_on, reason=reason, by=by, at=timezone.now()
    )
    task.due_on = due_on
    task.save(update_fields=["due_on"])
    record("task_moved", task.minutes, by=by, within=_programme(task), number=task.number)
    return task


@transaction.atomic
def circulate_minutes(minutes: Minutes, *, by: User, remarks_until: datetime.date) -> Version:
    """Send the minutes round as a version that stays; after remarks, again as the next one.

    Raises ``AlreadyApproved``.
    """
    minutes = _changeable(minutes)
    minutes.state, minutes.remarks_until = Minutes.State.SENT, remarks_until
    minutes.save(update_fields=["state", "remarks_until"])
    version = minutes.versions.create(
        number=_next(minutes.versions),
        text=minutes.text,
        decisions=[[one.number, one.text] for one in minutes.decisions.all()],
        by=by,
        at=timezone.now(),
    )
    record(
        "minutes_circulated", minutes, by=by, within=minutes.exchange.programme,
        number=version.number,
    )  # fmt: skip
    hand_in("minutes", minutes.pk)
    transaction.on_commit(partial(tell_sent.enqueue, minutes.pk, version.number))
    return version


@transaction.atomic
def remark_on_minutes(minutes: Minutes, *, by: User, text: str = "") -> Remark:
    """Remark on the version that went round last, or agree without words. Raises ``NotSent``."""
    minutes = _locked(minutes)
    if not minutes.is_sent:
        raise NotSent
    remark = minutes.remarks.create(
        version=_next(minutes.versions) - 1,
        author=by,
        text=text,
        at=timezone.now(),
    )
    record("minutes_remarked", minutes, by=by, within=minutes.exchange.programme)
    transaction.on_commit(partial(tell_remarked.enqueue, remark.pk))
    return remark


@transaction.atomic
def approve_minutes(minutes: Minutes, *, by: User) -> Minutes:
    """Close the minutes: what they say now stands. Raises ``NotSent``."""
    minutes = _locked(minutes)
    if not minutes.is_sent:
        raise NotSent
    minutes.state, minutes.approved_at = Minutes.State.APPROVED, timezone.now()
    minutes.save(update_fields=["state", "approved_at"])
    record("minutes_approved", minutes, by=by, within=minutes.exchange.programme)
    transaction.on_commit(partial(tell_approved.enqueue, minutes.pk))
    return minutes


@transaction.atomic
def publish_minutes(minutes: Minutes, *, by: User, is_public: bool = True) -> Minutes:
    """Let everyone read approved minutes, or the programme alone. Raises ``NotApproved``."""
    minutes = _locked(minutes)
    if not minutes.is_approved:
        raise NotApproved
    minutes.is_public = is_public
    minutes.save(update_fields=["is_public"])
    verb = "minutes_published" if is_public else "minutes_withdrawn"
    record(verb, minutes, by=by, within=minutes.exchange.programme)
    hand_in("minutes", minutes.pk)
    return minutes


def _next(numbered: models.Manager[Any]) -> int:
    return (numbered.aggregate(last=Max("number"))["last"] or 0) + 1


def _locked(minutes: Minutes) -> Minutes:
    return (
        Minutes.objects.select_for_update(of=("self",))
        .select_related("exchange__programme")
        .get(pk=minutes.pk)
    )


def _changeable(minutes: Minutes) -> Minutes:
    minutes = _locked(minutes)
    if minutes.is_approved:
        raise AlreadyApproved
    return minutes


def _open(task: Task) -> Task:
    task = (
        Task.objects.select_for_update(of=("self",))
        .select_related("minutes__exchange__programme")
        .get(pk=task.pk)
    )
    if not task.is_open:
        raise AlreadyDone
    return task


def _programme(task: Task) -> Programme:
    return task.minutes.exchange.programme
