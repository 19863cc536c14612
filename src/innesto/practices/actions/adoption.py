"""Bring a practice home: ask, agree, understand, adapt, re-use, tell what came of it."""

import datetime
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.blueprints.schema.dates import add_months
from innesto.journal.actions import record
from innesto.lineage.actions import link_works
from innesto.lineage.models import Link
from innesto.lineage.queries.thread import Ref, origins_of
from innesto.organisations.models import Office, Organisation
from innesto.practices.actions.sheet import draft_practice
from innesto.practices.models import Adaptation, Adoption, FollowUp, Outcome, Practice
from innesto.practices.models.following import STEPS
from innesto.practices.tasks import tell_followers, tell_sides

State = Adoption.State
FOLLOW_UPS = (6, 12)
"""Months after an adoption at which the adopter is asked what became of it."""

CARRIED = ("problem", "how", "participation", "integration", "essential", "adaptable")
"""Texts that the adopter's own sheet starts with."""


class AlreadyAdopting(Exception):
    """The organisation has asked for this practice and not finished; ``adoption`` says where."""

    def __init__(self, adoption: Adoption) -> None:
        super().__init__(adoption)
        self.adoption = adoption


class OwnPractice(Exception):
    """An organisation cannot take home what it has at home."""


class NotAtThisStep(Exception):
    """A colleague was faster: the adoption stands elsewhere by now."""


class ResultNeeded(Exception):
    """An adoption ends with a result and at least one figure with its source."""


@transaction.atomic
def ask_to_adopt(
    practice: Practice,
    organisation: Organisation,
    *,
    by: User,
    motive: str,
    office: Office | None = None,
    budget: Decimal | None = None,
    conditions: str = "",
    adviser: User | None = None,
    origin: Ref | None = None,
) -> Adoption:
    """Ask the owner and, if named, an adviser; say what gave the idea, if anything did.

    Raises ``AlreadyAdopting`` and ``OwnPractice``.
    """
    practice = Practice.objects.select_for_update().get(pk=practice.pk)
    if practice.organisation_id == organisation.pk:
        raise OwnPractice
    running = practice.adoptions.open().filter(organisation=organisation).first()
    if running:
        raise AlreadyAdopting(running)
    adoption = Adoption.objects.create(
        practice=practice,
        revision=practice.revision,
        organisation=organisation,
        office=office,
        motive=motive,
        budget=budget,
        conditions=conditions,
        asked_by=by,
        lead=by,
        asked_at=timezone.now(),
        adviser=adviser,
    )
    if origin is not None:
        link_works(adoption, Link.Relation.INSPIRED, origin, by=by)
    _keep(adoption, "adoption_asked", by)
    _tell(adoption, "asked", by)
    return adoption


@transaction.atomic
def agree_as_owner(adoption: Adoption, *, by: User) -> Adoption:
    """Say that the owner is ready to help. Raises ``NotAtThisStep``."""
    adoption = _locked(adoption, State.ASKED)
    if adoption.owner_agreed_at:
        raise NotAtThisStep
    adoption.owner_agreed_at = timezone.now()
    _begin_if_agreed(adoption)
    _keep(adoption, "owner_agreed", by)
    _tell(adoption, "agreed", by)
    return adoption


@transaction.atomic
def agree_as_adviser(adoption: Adoption, *, by: User) -> Adoption:
    """Take on the adopter: whoever was asked, or the first who offers. Raises ``NotAtThisStep``."""
    adoption = _locked(adoption, State.ASKED)
    if adoption.adviser_agreed_at:
        raise NotAtThisStep
    adoption.adviser = by
    adoption.adviser_agreed_at = timezone.now()
    _begin_if_agreed(adoption)
    _keep(adoption, "adviser_agreed", by)
    _tell(adoption, "agreed", by)
    return adoption


@transaction.atomic
def decline_adoption(adoption: Adoption, *, reason: str, by: User) -> Adoption:
    """Say no to a request, and why."""
    adoption = _locked(adoption, State.ASKED)
    _move(adoption, State.DECLINED, reason=reason)
    _keep(adoption, "adoption_declined", by, reason=reason)
    _tell(adoption, "declined", by)
    return adoption


@transaction.atomic
def move_adoption(adoption: Adoption, *, by: User) -> Adoption:
    """Go on to the next step: from understanding to adapting, from adapting to re-using."""
    adoption = _locked(adoption, State.UNDERSTAND, State.ADAPT)
    step = STEPS[STEPS.index(State(adoption.state)) + 1]
    _move(adoption, step)
    _keep(adoption, "adoption_moved", by, to=str(step))
    _tell(adoption, str(step), by)
    return adoption


@transaction.atomic
def log_adaptation(adoption: Adoption, *, kind: str, what: str, why: str, by: User) -> Adaptation:
    """Keep that a part was kept, changed, dropped or added, and why."""
    adoption = _locked(adoption, *STEPS)
    adaptation = Adaptation.objects.create(
        adoption=adoption, kind=kind, what=what, why=why, by=by, at=timezone.now()
    )
    _keep(adoption, "adaptation_logged", by, kind=kind)
    return adaptation


@transaction.atomic
def finish_adoption(
    adoption: Adoption,
    *,
    by: User,
    result: str,
    outcomes: Iterable[Mapping[str, Any]],
    resources: str = "",
    on: datetime.date | None = None,
) -> Adoption:
    """Tell the result with its figures: the adopter's own sheet is born, follow-ups are set.

    Raises ``NotAtThisStep`` before it is re-used, and ``ResultNeeded`` without words or figures.
    """
    adoption = _locked(adoption, State.REUSE)
    rows = list(outcomes)
    if not result.strip() or not rows:
        raise ResultNeeded
    day = on or timezone.localdate()
    adoption.result, adoption.resources, adoption.done_on = result, resources, day
    adoption.sheet = adoption.sheet or _own_sheet(adoption, by=by)
    _move(adoption, State.DONE)
    Outcome.objects.bulk_create(Outcome(adoption=adoption, **row) for row in rows)
    FollowUp.objects.bulk_create(
        FollowUp(adoption=adoption, months=months, due_on=add_months(day, months))
        for months in FOLLOW_UPS
    )
    _keep(adoption, "adoption_finished", by)
    _tell(adoption, "done", by)
    news = (adoption.practice_id, "adopted", f"followed-{adoption.pk}-adopted")
    who = adoption.organisation.name
    transaction.on_commit(partial(tell_followers.enqueue, *news, who=who))
    return adoption


@transaction.atomic
def answer_follow_up(
    follow_up: FollowUp,
    *,
    by: User | None,
    verdict: str,
    figures: str = "",
    note: str = "",
    on: datetime.date | None = None,
) -> FollowUp:
    """Say what became of an adoption, months later. Raises ``NotAtThisStep`` the second time."""
    follow_up = FollowUp.objects.select_for_update().get(pk=follow_up.pk)
    if follow_up.answered_on:
        raise NotAtThisStep
    follow_up.answered_on = on or timezone.localdate()
    follow_up.by, follow_up.verdict = by, verdict
    follow_up.figures, follow_up.note = figures, note
    follow_up.save()
    _keep(follow_up.adoption, "follow_up_answered", by, months=follow_up.months)
    return follow_up


@transaction.atomic
def pause_adoption(adoption: Adoption, *, reason: str, by: User) -> Adoption:
    """Stop for a while; nothing is lost. Raises ``NotAtThisStep``."""
    adoption = _locked(adoption, *STEPS)
    adoption.before_pause = adoption.state
    _move(adoption, State.PAUSED, reason=reason)
    _keep(adoption, "adoption_paused", by, reason=reason)
    _tell(adoption, "paused", by)
    return adoption


@transaction.atomic
def resume_adoption(adoption: Adoption, *, by: User) -> Adoption:
    """Go on where one paused. Raises ``NotAtThisStep``."""
    adoption = _locked(adoption, State.PAUSED)
    step, adoption.before_pause = State(adoption.before_pause), ""
    _move(adoption, step)
    _keep(adoption, "adoption_resumed", by)
    _tell(adoption, "resumed", by)
    return adoption


@transaction.atomic
def withdraw_adoption(adoption: Adoption, *, reason: str, by: User) -> Adoption:
    """Give up, and say why: that helps the next one. Raises ``NotAtThisStep``."""
    adoption = _locked(adoption, State.ASKED, State.PAUSED, *STEPS)
    _move(adoption, State.WITHDRAWN, reason=reason)
    _keep(adoption, "adoption_withdrawn", by, reason=reason)
    _tell(adoption, "withdrawn", by)
    return adoption


@transaction.atomic
def describe_context(
    adoption: Adoption, *, budget: Decimal | None, conditions: str, by: User
) -> Adoption:
    """Say what the adopter can build on, also after asking. Raises ``NotAtThisStep``."""
    adoption = _locked(adoption, State.ASKED, State.PAUSED, *STEPS)
    adoption.budget, adoption.conditions = budget, conditions
    adoption.save(update_fields=["budget", "conditions"])
    _keep(adoption, "context_described", by)
    return adoption


@transaction.atomic
def hand_over_adoption(adoption: Adoption, *, to: User, by: User) -> Adoption:
    """Let a colleague lead it from now on. Raises ``NotAtThisStep`` when it is over."""
    adoption = _locked(adoption, State.ASKED, State.PAUSED, *STEPS)
    adoption.lead = to
    adoption.save(update_fields=["lead"])
    _keep(adoption, "adoption_handed_over", by, to=to.pk)
    _tell(adoption, "handed", by)
    return adoption


def _own_sheet(adoption: Adoption, *, by: User) -> Practice:
    """Begin the adopter's own sheet with what it took over, and say where it comes from."""
    practice = adoption.practice
    sheet = draft_practice(
        by=by,
        title=practice.title,
        strapline=practice.strapline,
        language=practice.language,
        organisation=adoption.organisation,
        offices=[adoption.office] if adoption.office else [],
        programme=practice.programme,
        themes=practice.themes.all(),
        benefits=adoption.result,
        is_example=practice.is_example,
        **{name: getattr(practice, name) for name in CARRIED},
    )
    link_works(sheet, Link.Relation.ADAPTED, practice, by=by)
    for origin in origins_of(adoption):
        link_works(sheet, Link.Relation.INSPIRED, origin, by=by)
    return sheet


def _begin_if_agreed(adoption: Adoption) -> None:
    if adoption.owner_agreed_at and adoption.adviser_agreed_at:
        adoption.state = State.UNDERSTAND
    adoption.save(update_fields=["state", "owner_agreed_at", "adviser_agreed_at", "adviser"])


def _locked(adoption: Adoption, *states: Adoption.State) -> Adoption:
    adoption = (
        Adoption.objects.select_for_update(of=("self",))
        .select_related("practice__programme", "organisation", "office")
        .get(pk=adoption.pk)
    )
    if adoption.state not in states:
        raise NotAtThisStep
    return adoption


def _move(adoption: Adoption, state: Adoption.State, *, reason: str = "") -> None:
    adoption.state, adoption.reason = state, reason
    adoption.save()


def _keep(adoption: Adoption, verb: str, by: User | None, **facts: Any) -> None:
    record(verb, adoption, by=by, within=adoption.practice, **facts)


def _tell(adoption: Adoption, what: str, by: User) -> None:
    key = f"adoption-{adoption.pk}-{what}-{timezone.now():%Y%m%d%H%M%S%f}"
    transaction.on_commit(partial(tell_sides.enqueue, adoption.pk, what, key, by.pk))
