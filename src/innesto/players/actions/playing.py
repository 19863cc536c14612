"""What learners do in packages, as the packages report it."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from innesto.courses.actions.progress import finish_unit
from innesto.courses.models import Enrolment
from innesto.players.contents import Outcome, Part, outcome_of, stored_parts
from innesto.players.models import Attempt, Leaf, Package, Statement
from innesto.players.queries import is_all_done
from innesto.players.statements import VERBS, outcome_in, statement_of


class Stale(Exception):
    """A later report is here already."""


class OtherStatement(Exception):
    """Another statement has this number."""


@transaction.atomic
def sit_down(package: Package, part: Part, enrolment: Enrolment) -> Attempt:
    """Open a part of a package: a new sitting begins, and reports of former ones count no more."""
    now = timezone.now()
    attempt, _is_new = Attempt.objects.select_for_update(of=("self",)).get_or_create(
        package=package,
        enrolment=enrolment,
        part=part.key,
        defaults={"started_at": now, "last_at": now},
    )
    attempt.sitting += 1
    attempt.seconds += attempt.sitting_seconds
    attempt.sitting_seconds = 0
    attempt.version, attempt.last_at = package.version, now
    if not part.reports:
        _settle(attempt, Outcome("completed"), now)
    attempt.save()
    _finish(attempt)
    return attempt


@transaction.atomic
def take_report(attempt: Attempt, *, sitting: int, number: int, data: Mapping[str, Any]) -> Attempt:
    """Keep the data model that a sitting reports: the last state wins.

    Sent twice it counts once. Raises ``Stale`` for what a later report overtook.
    """
    attempt = _locked(attempt)
    if (sitting, number) <= (attempt.reported_sitting, attempt.reported_number):
        raise Stale
    if sitting < attempt.sitting:
        raise Stale
    attempt.reported_sitting, attempt.reported_number = sitting, number
    attempt.data = dict(data)
    part = _part(attempt)
    before = (attempt.completion, attempt.success)
    now = timezone.now()
    _settle(attempt, outcome_of(part, data), now)
    attempt.save()
    _write_own_statements(attempt, part, before, now)
    _finish(attempt)
    return attempt


@transaction.atomic
def store_statements(attempt: Attempt, bodies: Sequence[Mapping[str, Any]]) -> list[UUID]:
    """Keep statements of a unit of cmi5, each once, and see what they come to.

    Raises ``OtherStatement`` when a number is taken by another statement.
    """
    attempt = _locked(attempt)
    now = timezone.now()
    part = _part(attempt)
    numbers = []
    for given in bodies:
        body = statement_of(given, attempt, now)
        known = Statement.objects.filter(key=body["id"]).first()
        if known is not None and (
            known.attempt_id != attempt.pk or known.body.get("verb") != body.get("verb")
        ):
            raise OtherStatement
        if known is None:
            Statement.objects.create(
                key=body["id"],
                attempt=attempt,
                verb=str(body["verb"]["id"])[:300],
                activity=str(body["object"].get("id", ""))[:500],
                stored_at=now,
                body=body,
            )
            _settle(attempt, outcome_in(part, attempt, body), now)
        numbers.append(UUID(str(body["id"])))
    attempt.save()
    _finish(attempt)
    return numbers


@transaction.atomic
def keep_leaf(attempt: Attempt, *, key: str, name: str, kind: str, content: bytes) -> Leaf:
    """Keep a document that a unit of cmi5 hands over."""
    values = {"name": name[:500], "kind": kind[:100], "content": content}
    leaf, _is_new = Leaf.objects.update_or_create(
        attempt=attempt, key=key, defaults={**values, "changed_at": timezone.now()}
    )
    return leaf


@transaction.atomic
def drop_leaf(attempt: Attempt, key: str) -> None:
    """Forget a document."""
    Leaf.objects.filter(attempt=attempt, key=key).delete()


def _locked(attempt: Attempt) -> Attempt:
    return (
        Attempt.objects.select_for_update(of=("self",))
        .select_related("package__unit__course", "enrolment__person")
        .get(pk=attempt.pk)
    )


def _part(attempt: Attempt) -> Part:
    """Return the part of an attempt; one that a newer version lost has no rules of its own."""
    parts = {part.key: part for part in stored_parts(attempt.package.parts)}
    return parts.get(attempt.part) or Part(attempt.part, {}, "")


def _settle(attempt: Attempt, outcome: Outcome, now: datetime.datetime) -> None:
    """Note what a report comes to. What was reached once is not lost again."""
    attempt.last_at = now
    if attempt.completion != "completed":
        attempt.completion = outcome.completion or attempt.completion
    if attempt.success != "passed":
        attempt.success = outcome.success or attempt.success
        attempt.score = attempt.score if outcome.score is None else outcome.score
    elif outcome.score is not None:
        attempt.score = max(outcome.score, attempt.score or 0)
    attempt.sitting_seconds = max(attempt.sitting_seconds, outcome.seconds)
    if attempt.finished_at is None and outcome.is_done:
        attempt.finished_at = now


def _finish(attempt: Attempt) -> None:
    """Finish the unit when every part of its package is done."""
    if attempt.finished_at and is_all_done(attempt.package, attempt.enrolment_id):
        finish_unit(attempt.enrolment, attempt.package.unit, by=attempt.enrolment.person)


def _write_own_statements(
    attempt: Attempt, part: Part, before: tuple[str, str], now: datetime.datetime
) -> None:
    """Record what SCORM reported as statements too: one store tells of all learning."""
    after = (attempt.completion, attempt.success)
    for was, word in zip(before, after, strict=True):
        if word != was and word in VERBS:
            body = statement_of({"verb": {"id": VERBS[word]}}, attempt, now)
            body["object"]["definition"] = {"name": {"und": part.named("")}}
            if attempt.score is not None:
                body["result"] = {"score": {"scaled": attempt.score}}
            Statement.objects.create(
                key=body["id"],
                attempt=attempt,
                verb=VERBS[word],
                activity=body["object"]["id"][:500],
                stored_at=now,
                body=body,
            )
