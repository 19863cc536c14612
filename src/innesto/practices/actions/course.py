"""The way of a sheet: sent, looked at, published, validated, checked, put away."""

import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.journal.actions import record
from innesto.practices.models import Check, Opinion, Practice, ReviewSetting
from innesto.practices.queries.sheets import Missing, missing_for
from innesto.practices.tasks import tell_about, tell_followers
from innesto.programmes.models import Programme
from innesto.search.actions import hand_in

State = Practice.State
WRITABLE = {State.DRAFT, State.CHANGES, State.REFUSED}
YEAR = 365


class NotInThisState(Exception):
    """A colleague was faster: the sheet stands elsewhere by now."""


class Incomplete(Exception):
    """Fields that are needed have no answer; ``missing`` names them."""

    def __init__(self, missing: list[Missing]) -> None:
        super().__init__(missing)
        self.missing = missing


class ReasonNeeded(Exception):
    """Nobody is sent back or refused without a word."""


@transaction.atomic
def submit_practice(practice: Practice, *, by: User | None) -> Practice:
    """Send the sheet to whoever publishes, the first time or again.

    Raises ``NotInThisState`` and ``Incomplete``.
    """
    practice = _locked(practice, *WRITABLE)
    missing = missing_for(practice, "submit")
    if missing:
        raise Incomplete(missing)
    again = practice.state != State.DRAFT
    _move(practice, State.SUBMITTED)
    record("practice_submitted", practice, by=by, within=practice.programme, again=again)
    _tell(practice, "practice_submitted")
    return practice


@transaction.atomic
def ask_for_changes(practice: Practice, *, by: User, reason: str) -> Practice:
    """Give the sheet back with what is to be changed. Raises ``ReasonNeeded``."""
    practice = _locked(practice, State.SUBMITTED)
    _move(practice, State.CHANGES, reason=_given(reason))
    record("changes_asked", practice, by=by, within=practice.programme, reason=reason)
    _tell(practice, "practice_changes")
    return practice


@transaction.atomic
def refuse_practice(practice: Practice, *, by: User, reason: str) -> Practice:
    """Say no, and why; it may be written anew and sent again. Raises ``ReasonNeeded``."""
    practice = _locked(practice, State.SUBMITTED)
    _move(practice, State.REFUSED, reason=_given(reason))
    record("practice_refused", practice, by=by, within=practice.programme, reason=reason)
    _tell(practice, "practice_refused")
    return practice


@transaction.atomic
def publish_practice(
    practice: Practice, *, by: User | None, at: datetime.datetime | None = None
) -> Practice:
    """Show the sheet in its programme; the first check is due in a year.

    Raises ``NotInThisState`` when it was not submitted, or somebody else published it meanwhile.
    """
    practice = _locked(practice, State.SUBMITTED)
    practice.published_at = at or timezone.now()
    if practice.next_check_on is None and practice.is_implemented:
        first = timezone.localdate(practice.published_at)
        practice.next_check_on = first + datetime.timedelta(days=YEAR)
    _move(practice, State.PUBLISHED)
    record("practice_published", practice, by=by, within=practice.programme)
    _tell(practice, "practice_published")
    return practice


@transaction.atomic
def give_opinion(
    practice: Practice,
    *,
    by: User,
    role: str,
    text: str,
    score: int,
    validates: bool = True,
) -> Opinion:
    """Sign an opinion on a practice; one that ``validates`` says that others may rely on it.

    Raises ``NotInThisState``, and ``Incomplete`` when evidence or lessons are missing.
    """
    practice = _locked(practice, State.PUBLISHED, State.VALIDATED, State.MONITORED, State.RECHECK)
    if validates and practice.state == State.PUBLISHED:
        missing = missing_for(practice, "validate")
        if missing:
            raise Incomplete(missing)
        _move(practice, State.VALIDATED)
    opinion = Opinion.objects.create(
        practice=practice, by=by, role=role, text=text, score=score, at=timezone.now()
    )
    record(
        "opinion_given", practice, by=by, within=practice.programme, score=score, valid=validates
    )
    _tell(practice, "practice_validated" if validates else "practice_opinion")
    return opinion


@transaction.atomic
def record_check(
    practice: Practice,
    *,
    by: User | None,
    verdict: str,
    figures: str = "",
    note: str = "",
    next_on: datetime.date | None = None,
    on: datetime.date | None = None,
) -> Check:
    """Keep how a practice is doing: alive, changed or ended. An ended one stays, marked.

    Raises ``NotInThisState`` when it is not among the living.
    """
    practice = _locked(practice, State.PUBLISHED, State.VALIDATED, State.MONITORED, State.RECHECK)
    day = on or timezone.localdate()
    check = Check.objects.create(
        practice=practice,
        on=day,
        by=by,
        verdict=verdict,
        figures=figures,
        note=note,
        next_on=None if verdict == Check.Verdict.ENDED else next_on,
    )
    practice.checked_on = day
    practice.next_check_on = check.next_on
    ended = verdict == Check.Verdict.ENDED
    _move(practice, State.ENDED if ended else State.MONITORED, reason=note[:1000] if ended else "")
    record("practice_checked", practice, by=by, within=practice.programme, verdict=verdict)
    _tell_followers(practice, verdict)
    return check


@transaction.atomic
def call_for_check(practice: Practice, *, by: User | None, reason: str = "") -> Practice:
    """Mark a practice to be checked again: its day has come, or somebody doubts it."""
    practice = _locked(practice, State.PUBLISHED, State.VALIDATED, State.MONITORED)
    practice.next_check_on = practice.next_check_on or timezone.localdate()
    _move(practice, State.RECHECK, reason=reason)
    record("check_called", practice, by=by, within=practice.programme, reason=reason)
    _tell(practice, "practice_check_due")
    return practice


@transaction.atomic
def schedule_check(practice: Practice, *, by: User, next_on: datetime.date) -> Practice:
    """Set the day of the next check."""
    practice = _locked(practice, State.PUBLISHED, State.VALIDATED, State.MONITORED, State.RECHECK)
    practice.next_check_on = next_on
    _move(practice, State(practice.state), reason=practice.reason)
    record("check_scheduled", practice, by=by, within=practice.programme, on=str(next_on))
    return practice


@transaction.atomic
def archive_practice(practice: Practice, *, by: User, reason: str) -> Practice:
    """Put a sheet away; it can still be read. Raises ``ReasonNeeded``."""
    practice = _locked(
        practice, State.PUBLISHED, State.VALIDATED, State.MONITORED, State.RECHECK, State.ENDED
    )
    practice.next_check_on = None
    _move(practice, State.ARCHIVED, reason=_given(reason))
    record("practice_archived", practice, by=by, within=practice.programme, reason=reason)
    _tell(practice, "practice_archived")
    _tell_followers(practice, "archived")
    return practice


@transaction.atomic
def revive_practice(practice: Practice, *, by: User, reason: str = "") -> Practice:
    """Bring an ended or archived practice back; it is to be checked at once."""
    practice = _locked(practice, State.ARCHIVED, State.ENDED)
    practice.next_check_on = timezone.localdate()
    _move(practice, State.RECHECK, reason=reason)
    record("practice_revived", practice, by=by, within=practice.programme, reason=reason)
    return practice


@transaction.atomic
def set_review(programme: Programme, *, is_blind: bool, by: User) -> ReviewSetting:
    """Choose whether authors see who looks at their sheets."""
    setting, _new = ReviewSetting.objects.update_or_create(
        programme=programme, defaults={"is_blind": is_blind}
    )
    record("review_set", programme, by=by, within=programme, is_blind=is_blind)
    return setting


def _given(reason: str) -> str:
    if not reason.strip():
        raise ReasonNeeded
    return reason.strip()[:1000]


def _locked(practice: Practice, *states: Practice.State) -> Practice:
    practice = Practice.objects.select_for_update().get(pk=practice.pk)
    if practice.state not in states:
        raise NotInThisState
    return practice


def _move(practice: Practice, state: Practice.State, *, reason: str = "") -> None:
    """Change where the sheet stands; this is no version of its text."""
    practice.state, practice.reason = state, reason
    practice.skip_history_when_saving = True  # type: ignore[attr-defined]
    fields = ["state", "reason", "published_at", "checked_on", "next_check_on"]
    practice.save(update_fields=fields)
    hand_in("practice", practice.pk)
    del practice.skip_history_when_saving  # type: ignore[attr-defined]


def _tell(practice: Practice, kind: str, **more: Any) -> None:
    """Tell people after the commit, each occasion once."""
    key = f"{kind}-{practice.pk}-{timezone.now():%Y%m%d%H%M%S%f}"
    transaction.on_commit(partial(tell_about.enqueue, practice.pk, kind, key, **more))


def _tell_followers(practice: Practice, what: str) -> None:
    key = f"followed-{practice.pk}-{what}-{timezone.now():%Y%m%d%H%M%S%f}"
    transaction.on_commit(partial(tell_followers.enqueue, practice.pk, what, key))
