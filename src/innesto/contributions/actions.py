"""What can be done with contributions: call, send, withdraw, review, decide, put on the agenda."""

import datetime
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.agendas.actions.blocks import add_block
from innesto.agendas.actions.people import name_speaker
from innesto.agendas.models import Block
from innesto.contributions.models import Assessment, Author, Contribution, ContributionCall
from innesto.contributions.queries import is_partial
from innesto.contributions.tasks import tell_decision, tell_reviewer
from innesto.exchanges.models import Exchange
from innesto.journal.actions import record
from innesto.lineage.actions import AlreadyLinked, link_works
from innesto.lineage.models import Link
from innesto.organisations.models import Organisation
from innesto.practices.models import Practice
from innesto.search.actions import hand_in

LENGTH = datetime.timedelta(minutes=30)
LATEST = datetime.time(20)
"""After this hour a contribution goes to the beginning of the day: somebody moves it."""


class CallIsClosed(Exception):
    """Nothing can be sent or changed on this day."""


class DecidedAlready(Exception):
    """The contribution was decided on or withdrawn meanwhile."""


class IsPartial(Exception):
    """The reviewer wrote it, or acts for the organisation of somebody who did."""


class AskedAlready(Exception):
    """This person reviews it already."""


class OnAgendaAlready(Exception):
    """The contribution has its session."""


@transaction.atomic
def open_call(exchange: Exchange, *, by: User | None, **fields: Any) -> ContributionCall:
    """Call for contributions, or change the call."""
    call, _new = ContributionCall.objects.update_or_create(exchange=exchange, defaults=fields)
    record("contribution_call_opened", exchange, by=by, within=exchange.programme)
    return call


@transaction.atomic
def send_contribution(
    call: ContributionCall,
    *,
    by: User,
    authors: Sequence[str] = (),
    organisation: Organisation | None = None,
    practice: Practice | None = None,
    on: datetime.date | None = None,
    **fields: Any,
) -> Contribution:
    """Send a contribution; one that tells of a practice comes from it. Raises ``CallIsClosed``."""
    if not call.is_open(on or timezone.localdate()):
        raise CallIsClosed
    contribution = Contribution.objects.create(
        call=call, by=by, organisation=organisation, sent_at=timezone.now(), **fields
    )
    Author.objects.bulk_create(Author(contribution=contribution, name=name) for name in authors)
    if practice:
        link_works(contribution, Link.Relation.DERIVED, practice, by=by)
    _tell("contribution_sent", contribution, by)
    return contribution


@transaction.atomic
def change_contribution(
    contribution: Contribution, *, by: User, authors: Sequence[str], **changes: Any
) -> Contribution:
    """Change what was sent. Raises ``DecidedAlready``."""
    contribution = _waiting(contribution)
    for name, value in changes.items():
        setattr(contribution, name, value)
    contribution.save(update_fields=[*changes])
    contribution.authors.all().delete()
    Author.objects.bulk_create(Author(contribution=contribution, name=name) for name in authors)
    _tell("contribution_changed", contribution, by)
    return contribution


@transaction.atomic
def withdraw_contribution(contribution: Contribution, *, by: User) -> Contribution:
    """Take a contribution back; its session stays in the agenda for whoever writes that."""
    contribution = _locked(contribution)
    contribution.state, contribution.block = Contribution.State.WITHDRAWN, None
    contribution.save(update_fields=["state", "block"])
    _tell("contribution_withdrawn", contribution, by)
    hand_in("contribution", contribution.pk)
    return contribution


@transaction.atomic
def ask_reviewer(contribution: Contribution, reviewer: User, *, by: User | None) -> Assessment:
    """Ask somebody to review, who is told. Raises ``IsPartial``, ``AskedAlready``."""
    contribution = _waiting(contribution)
    if is_partial(contribution, reviewer):
        raise IsPartial
    try:
        with transaction.atomic():
            assessment = Assessment.objects.create(contribution=contribution, reviewer=reviewer)
    except IntegrityError as error:
        raise AskedAlready from error
    _tell("contribution_given", contribution, by, reviewer=reviewer.pk)
    transaction.on_commit(partial(tell_reviewer.enqueue, assessment.pk))
    return assessment


@transaction.atomic
def assess_contribution(
    assessment: Assessment, *, points: Mapping[str, int], words: str, by: User
) -> Assessment:
    """Give points and words, or give them anew before the decision.

    Raises ``DecidedAlready`` and ``IsPartial``.
    """
    contribution = _waiting(assessment.contribution)
    if is_partial(contribution, by):
        raise IsPartial
    assessment.points, assessment.words = dict(points), words
    assessment.done_at = timezone.now()
    assessment.save(update_fields=["points", "words", "done_at"])
    _tell("contribution_assessed", contribution, by)
    return assessment


@transaction.atomic
def decide_contribution(
    contribution: Contribution, *, accepts: bool, reason: str = "", by: User | None
) -> Contribution:
    """Accept or decline; what is accepted can be read and found by all.

    Raises ``DecidedAlready``.
    """
    contribution = _waiting(contribution)
    states = Contribution.State
    contribution.state = states.ACCEPTED if accepts else states.DECLINED
    contribution.reason, contribution.decided_at = reason, timezone.now()
    contribution.save(update_fields=["state", "reason", "decided_at"])
    if accepts:
        exchange = contribution.call.exchange
        with suppress(AlreadyLinked):
            link_works(contribution, Link.Relation.SHOWN, exchange, by=by, on=exchange.starts_on)
    _tell("contribution_decided", contribution, by, accepts=accepts)
    hand_in("contribution", contribution.pk)
    transaction.on_commit(partial(tell_decision.enqueue, contribution.pk))
    return contribution


@transaction.atomic
def put_on_agenda(contribution: Contribution, *, by: User | None) -> Block:
    """Make a session of an accepted contribution, after the last one; its authors speak.

    Raises ``OnAgendaAlready``, and ``DecidedAlready`` where it is not accepted.
    """
    contribution = _locked(contribution)
    if contribution.state != Contribution.State.ACCEPTED:
        raise DecidedAlready
    if contribution.block_id:
        raise OnAgendaAlready
    exchange = contribution.call.exchange
    last = Block.objects.filter(exchange=exchange).last()
    begins = last.ends if last and last.ends < LATEST else exchange.begins_at.time()
    ends = (datetime.datetime.combine(datetime.date.min, begins) + LENGTH).time()
    block = add_block(
        exchange,
        by=by,
        title=contribution.title,
        about=contribution.summary[:2000],
        day=last.day if last else 1,
        begins=begins,
        ends=ends,
    )
    if contribution.by:
        name_speaker(block, person=contribution.by, organisation=contribution.organisation, by=by)
    for author in contribution.authors.all():
        name_speaker(block, name=author.name, by=by)
    contribution.block = block
    contribution.save(update_fields=["block"])
    _tell("contribution_on_agenda", contribution, by)
    return block


def _locked(contribution: Contribution) -> Contribution:
    found = Contribution.objects.select_for_update(of=("self",))
    return found.select_related("call__exchange__programme__call").get(pk=contribution.pk)


def _waiting(contribution: Contribution) -> Contribution:
    contribution = _locked(contribution)
    if not contribution.is_sent:
        raise DecidedAlready
    return contribution


def _tell(verb: str, contribution: Contribution, by: User | None, **facts: Any) -> None:
    record(verb, contribution, by=by, within=contribution.call.exchange.programme, **facts)
