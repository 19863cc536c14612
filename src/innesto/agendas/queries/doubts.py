"""What is wrong with an agenda: two places at once, or outside the hours."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import combinations

from django.utils.translation import gettext as _

from innesto.agendas.models import Block
from innesto.agendas.queries.clock import hours_of
from innesto.agendas.queries.programme import Session
from innesto.exchanges.models import Exchange
from innesto.toolkit.dates import hours

type Keys = Callable[[Session], dict[str, str]]


def doubts_of(exchange: Exchange, sessions: Sequence[Session]) -> Sequence[str]:
    """Return each doubt as a sentence: speakers, then rooms, then days and hours."""
    busy = _("%(who)s would be in two places: “%(first)s” and “%(second)s”, day %(day)s.")
    full = _("%(who)s is taken twice: “%(first)s” and “%(second)s”, day %(day)s.")
    return [
        *_twice(sessions, _speakers, busy),
        *_twice(sessions, _places, full),
        *filter(None, (_outside(exchange, one.block) for one in sessions)),
    ]


def _speakers(session: Session) -> dict[str, str]:
    return {speaker.is_the_same_as: speaker.name for speaker in session.speakers}


def _places(session: Session) -> dict[str, str]:
    place = session.block.place.strip()
    return {place.casefold(): place} if place else {}


def _twice(sessions: Sequence[Session], keys: Keys, words: str) -> Sequence[str]:
    by_key: defaultdict[str, list[Block]] = defaultdict(list)
    shown: dict[str, str] = {}
    for session in sessions:
        for key, name in keys(session).items():
            by_key[key].append(session.block)
            shown[key] = name
    return [
        words % {"who": shown[key], "first": first, "second": second, "day": first.day}
        for key, blocks in by_key.items()
        for first, second in combinations(blocks, 2)
        if first.overlaps(second)
    ]


def _outside(exchange: Exchange, block: Block) -> str:
    if block.day > exchange.days:
        words = _("“%(what)s” is on day %(day)s, but the exchange has %(days)s.")
        return words % {"what": block, "day": block.day, "days": exchange.days}
    begins, ends = hours_of(exchange)
    if block.begins < begins or block.ends > ends:
        words = _("“%(what)s”, %(hours)s, is outside the hours of the exchange, %(all)s.")
        return words % {
            "what": block,
            "hours": hours(block.begins, block.ends),
            "all": hours(begins, ends),
        }
    return ""
