"""The agenda of an exchange, day by day, as one reader sees it."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from innesto.accounts.models import User
from innesto.agendas.models import Block, Material, Speaker, Team
from innesto.agendas.queries.clock import zone_of
from innesto.blueprints.schema.formats import Block as Piece
from innesto.blueprints.schema.formats import Format
from innesto.exchanges.models import Exchange
from innesto.practices.models import Practice
from innesto.programmes.queries.facts import blueprint_of
from innesto.programmes.queries.labels import reader_language


@dataclass(frozen=True, slots=True)
class Session:
    """A block with what the blueprint says of its kind, and whether it is its time."""

    block: Block
    method: str
    keeps: str
    speakers: Sequence[Speaker]
    materials: Sequence[Material]
    practices: Sequence[Practice]
    teams: Sequence[Team]
    is_now: bool = False
    is_next: bool = False

    @property
    def lacks_result(self) -> bool:
        """It is to keep something, and nobody has written it down."""
        return bool(self.keeps) and not self.block.result


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the exchange: stretches of time, each with one session or several side by side."""

    number: int
    on: datetime.date
    stretches: Sequence[Sequence[Session]]
    is_today: bool


def format_of(exchange: Exchange) -> Format | None:
    """Return what the blueprint says of the format of an exchange."""
    return blueprint_of(exchange.programme).format(exchange.format)


def pieces_of(exchange: Exchange) -> dict[str, Piece]:
    """Return the kinds of block that the format of an exchange knows, by key."""
    found = format_of(exchange)
    return {piece.key: piece for piece in found.agenda} if found else {}


def blocks_of(exchange: Exchange, *, viewer: User | AnonymousUser) -> QuerySet[Block]:
    """Return the blocks of an exchange with all that a programme shows: four more questions."""
    practices = Practice.objects.visible_to(viewer).order_by("title", "pk")
    return (
        Block.objects.visible_to(viewer)
        .filter(exchange=exchange)
        .select_related("exchange__programme__call")
        .prefetch_related(
            Prefetch("speakers", Speaker.objects.select_related("organisation")),
            Prefetch("materials", Material.objects.select_related("team")),
            Prefetch("practices", practices.select_related("organisation")),
            "teams",
        )
        .order_by("day", "begins", "ends", "pk")
        .fetch_mode(models.FETCH_RAISE)
    )


def session_of(block: Block, *, viewer: User | AnonymousUser) -> Session:
    """Return one session of an exchange with all that its page shows."""
    return _sessions(blocks_of(block.exchange, viewer=viewer).filter(pk=block.pk), block.exchange)[
        0
    ]


def sessions_of(
    exchange: Exchange, *, viewer: User | AnonymousUser, at: datetime.datetime | None = None
) -> Sequence[Session]:
    """Return the sessions in their order; the present one and the next are marked."""
    return _sessions(blocks_of(exchange, viewer=viewer), exchange, at=at)


def _sessions(
    found: QuerySet[Block], exchange: Exchange, *, at: datetime.datetime | None = None
) -> Sequence[Session]:
    pieces, language = pieces_of(exchange), reader_language()
    now = timezone.localtime(at or timezone.now(), zone_of(exchange))
    today, clock = now.date(), now.time()
    blocks = list(found)
    to_come = (b for b in blocks if b.on == today and b.begins > clock and not b.is_break)
    following = next(to_come, None)
    sessions = []
    for block in blocks:
        piece = pieces.get(block.key)
        method = piece.method.read(language) if piece and piece.method else ""
        keeps = piece.keeps.read(language) if piece and piece.keeps else ""
        sessions.append(
            Session(
                block=block,
                method=block.method or method,
                keeps=block.keeps or keeps,
                speakers=list(block.speakers.all()),
                materials=list(block.materials.all()),
                practices=list(block.practices.all()),
                teams=list(block.teams.all()),
                is_now=block.on == today and block.begins <= clock < block.ends,
                is_next=following is not None
                and (block.day, block.begins) == (following.day, following.begins)
                and not block.is_break,
            )
        )
    return sessions


def days_of(sessions: Iterable[Session], *, today: datetime.date) -> Sequence[Day]:
    """Put sessions into days; those that overlap stand side by side."""
    by_day: defaultdict[int, list[list[Session]]] = defaultdict(list)
    until: dict[int, datetime.time] = {}
    dates: dict[int, datetime.date] = {}
    for session in sessions:
        block = session.block
        dates[block.day] = block.on
        if block.begins < until.get(block.day, datetime.time.min):
            by_day[block.day][-1].append(session)
        else:
            by_day[block.day].append([session])
        until[block.day] = max(until.get(block.day, datetime.time.min), block.ends)
    return [
        Day(number, dates[number], stretches, is_today=dates[number] == today)
        for number, stretches in sorted(by_day.items())
    ]


def today_at(exchange: Exchange, at: datetime.datetime | None = None) -> datetime.date:
    """Return the date where the exchange is."""
    return timezone.localdate(at, zone_of(exchange))


def practices_of(exchange: Exchange, *, viewer: User | AnonymousUser) -> Sequence[Practice]:
    """Return the practices shown in the sessions of an exchange, each once."""
    shown = Block.practices.through.objects.filter(block__exchange=exchange).values("practice")
    return list(Practice.objects.visible_to(viewer).filter(pk__in=shown).order_by("title", "pk"))
