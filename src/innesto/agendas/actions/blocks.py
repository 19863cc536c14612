"""Write an agenda: begin it from the format, add, change, move and drop blocks."""

import datetime
from contextlib import suppress
from typing import Any

from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.agendas.models import Block, Room
from innesto.agendas.queries.clock import hours_of
from innesto.agendas.queries.laying_out import lay_out
from innesto.agendas.queries.programme import format_of
from innesto.blueprints.schema.formats import Block as Piece
from innesto.blueprints.schema.formats import Topic
from innesto.communities.models import Community
from innesto.exchanges.models import Exchange
from innesto.journal.actions import record
from innesto.lineage.actions import AlreadyLinked, link_works
from innesto.lineage.models import Link
from innesto.practices.models import Practice
from innesto.talk.actions.writing import Said, open_thread


class BegunAlready(Exception):
    """The exchange has an agenda."""


class NothingToBeginWith(Exception):
    """The format has neither topics nor blocks."""


class NowhereToMove(Exception):
    """There is nothing before, or after, on the same day."""


class DiscussedAlready(Exception):
    """The session has its conversation."""


@transaction.atomic
def begin_agenda(exchange: Exchange, *, by: User | None) -> list[Block]:
    """Lay out the topics of the format, or its blocks, over the days of the exchange.

    Raises ``BegunAlready`` and ``NothingToBeginWith``.
    """
    exchange = _locked(exchange)
    if exchange.blocks.exists():
        raise BegunAlready
    format_ = format_of(exchange)
    items: tuple[Topic | Piece, ...] = (format_.topics or format_.agenda) if format_ else ()
    if not items:
        raise NothingToBeginWith
    begins, ends = hours_of(exchange)
    laid = lay_out(len(items), days=exchange.days, begins=begins, ends=ends)
    blocks = Block.objects.bulk_create(
        [
            Block(
                exchange=exchange,
                day=one.day,
                begins=one.begins,
                ends=one.ends,
                changed_at=timezone.now(),
                **({"is_break": True} if one.item is None else _named(items[one.item])),
            )
            for one in laid
        ]
    )
    Room.objects.get_or_create(exchange=exchange)
    record("agenda_begun", exchange, by=by, within=exchange.programme, blocks=len(blocks))
    return blocks


def _named(item: Topic | Piece) -> dict[str, Any]:
    names = dict(item.label.root)
    if isinstance(item, Topic):
        opens = item.opens_review is not None
        return {"topic": item.key, "names": names, "opens_review": opens}
    return {"key": item.key, "names": names}


@transaction.atomic
def add_block(exchange: Exchange, *, by: User | None, **fields: Any) -> Block:
    """Add a block; the first one sets up the room as well."""
    exchange = _locked(exchange)
    block = Block.objects.create(exchange=exchange, changed_at=timezone.now(), **fields)
    Room.objects.get_or_create(exchange=exchange)
    record("block_added", exchange, by=by, within=exchange.programme, block=str(block))
    return block


@transaction.atomic
def change_block(block: Block, *, by: User | None, **changes: Any) -> Block:
    """Change the fields given; calendars notice."""
    block = _locked_block(block)
    for name, value in changes.items():
        setattr(block, name, value)
    _revise(block, *changes)
    _tell("block_changed", block, by, fields=[*changes])
    return block


@transaction.atomic
def move_block(block: Block, *, later: bool, by: User) -> Block:
    """Let a block change places with the one before or after it on the day; both keep their length.

    Raises ``NowhereToMove``.
    """
    block = _locked_block(block)
    of_day = list(
        Block.objects.select_for_update()
        .filter(exchange=block.exchange_id, day=block.day)
        .order_by("begins", "ends", "pk")
    )
    here = next(number for number, one in enumerate(of_day) if one.pk == block.pk)
    there = here + (1 if later else -1)
    if not 0 <= there < len(of_day):
        raise NowhereToMove
    first, second = (of_day[min(here, there)], of_day[max(here, there)])
    if first.overlaps(second):
        first.begins, first.ends, second.begins, second.ends = (
            *(second.begins, second.ends),
            *(first.begins, first.ends),
        )
    else:
        gap = _after(first.ends, second.begins)
        begins = first.begins
        lasted = first.minutes
        first_length, second_length = lasted, second.minutes
        second.begins, second.ends = begins, _plus(begins, second_length)
        first.begins = _plus(second.ends, gap)
        first.ends = _plus(first.begins, first_length)
    for one in (first, second):
        _revise(one, "begins", "ends")
    moved = first if first.pk == block.pk else second
    _tell("block_moved", moved, by, later=later)
    return moved


@transaction.atomic
def drop_block(block: Block, *, by: User) -> None:
    """Take a block out with all that belongs to it; questions stay with the exchange."""
    block = _locked_block(block)
    _tell("block_dropped", block, by)
    block.delete()


@transaction.atomic
def keep_result(block: Block, *, result: str, by: User | None) -> Block:
    """Write down what came of a session, or write it anew."""
    block = _locked_block(block)
    block.result, block.result_by, block.result_at = result, by, timezone.now()
    block.save(update_fields=["result", "result_by", "result_at"])
    _tell("result_kept", block, by)
    return block


@transaction.atomic
def show_practice(block: Block, practice: Practice, *, by: User | None) -> None:
    """Say that a practice is shown in a session: its sheet leads to the exchange."""
    block = _locked_block(block)
    block.practices.add(practice)
    with suppress(AlreadyLinked):  # another session of the exchange may show it too
        link_works(practice, Link.Relation.SHOWN, block.exchange, by=by, on=block.on)
    _tell("practice_shown", block, by, practice=practice.pk)


@transaction.atomic
def begin_discussion(
    block: Block, community: Community, *, text: str, language: str, by: User
) -> Block:
    """Open a conversation in which a session goes on. Raises ``DiscussedAlready``."""
    block = _locked_block(block)
    if block.thread_id:
        raise DiscussedAlready
    block.thread = open_thread(
        community, str(block), Said(text=text, language=language), by=by, is_trusted=True
    )
    block.save(update_fields=["thread"])
    _tell("discussion_begun", block, by, community=community.pk)
    return block


def _locked(exchange: Exchange) -> Exchange:
    locked = Exchange.objects.select_for_update(of=("self",)).select_related("programme__call")
    return locked.get(pk=exchange.pk)


def _locked_block(block: Block) -> Block:
    locked = Block.objects.select_for_update(of=("self",)).select_related("exchange__programme")
    return locked.get(pk=block.pk)


def _revise(block: Block, *fields: str) -> None:
    block.revision += 1
    block.changed_at = timezone.now()
    block.save(update_fields=[*fields, "revision", "changed_at"])


def _tell(verb: str, block: Block, by: User | None, **facts: Any) -> None:
    exchange = block.exchange
    record(verb, exchange, by=by, within=exchange.programme, block=str(block), **facts)


def _after(first: datetime.time, second: datetime.time) -> int:
    return (second.hour - first.hour) * 60 + second.minute - first.minute


def _plus(clock: datetime.time, minutes: int) -> datetime.time:
    total = min(clock.hour * 60 + clock.minute + minutes, 24 * 60 - 1)
    return datetime.time(*divmod(total, 60))
