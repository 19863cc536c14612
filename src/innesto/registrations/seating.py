"""Who gets a place and who is next: plain counting, without the database.

Not a room: queries and actions ask it alike. People are known by their ``marks``, the words that
shares of places count: «country:IT», «organisation:7».
"""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Share:
    """At most so many places for a mark, or so many kept for it; without a key, for each of it."""

    by: str
    key: str
    seats: int
    is_reserved: bool = False
    is_hard: bool = True

    def meant(self, marks: Iterable[str]) -> list[str]:
        """Return which of somebody's marks it is about."""
        exact = f"{self.by}:{self.key}"
        if self.key:
            return [mark for mark in marks if mark == exact]
        return [mark for mark in marks if mark.startswith(f"{self.by}:")]


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why somebody cannot be seated: a share that is used up, or kept for others; else all is."""

    share: Share | None = None


@dataclass(slots=True)
class Room:
    """Places and shares, and what is taken of them. Without ``places`` there is no end."""

    places: int | None
    shares: Sequence[Share] = ()
    taken: int = 0
    counts: Counter[str] = field(default_factory=Counter)

    def seat(self, marks: Iterable[str]) -> None:
        """Give a place to somebody."""
        self.taken += 1
        self.counts.update(marks)

    @property
    def free(self) -> int | None:
        """Places that nobody has; None without an end."""
        return None if self.places is None else max(0, self.places - self.taken)

    @property
    def kept(self) -> int:
        """Places kept for some that none of them has yet."""
        return sum(self._left_of(share) for share in self.shares if share.is_reserved)

    def counted(self, marks: Iterable[str]) -> frozenset[str]:
        """Return those of somebody's marks that a share is about."""
        return frozenset(mark for share in self.shares for mark in share.meant(marks))

    def obstacle(self, marks: frozenset[str]) -> "Obstacle | None":
        """Return what stands between somebody and a place, or None."""
        for share in self.shares:
            if share.is_hard and not share.is_reserved and self._is_full(share, marks):
                return Obstacle(share)
        if self.places is None:
            return None
        if self.taken >= self.places:
            return Obstacle()
        kept = [share for share in self.shares if share.is_reserved and not share.meant(marks)]
        left = {share: self._left_of(share) for share in kept}
        if self.taken + sum(left.values()) < self.places:
            return None
        return Obstacle(next(share for share, seats in left.items() if seats))

    def exceeds(self, marks: frozenset[str]) -> Share | None:
        """Return the soft share that one more of these marks would go beyond."""
        soft = (it for it in self.shares if not it.is_hard and not it.is_reserved)
        return next((share for share in soft if self._is_full(share, marks)), None)

    def broken(self) -> list[tuple[Share, str, int]]:
        """Return each share that is exceeded now, with its mark and how many there are."""
        return [
            (share, mark, self.counts[mark])
            for share in self.shares
            if not share.is_reserved
            for mark in sorted(share.meant(self.counts))
            if self.counts[mark] > share.seats
        ]

    def _is_full(self, share: Share, marks: Iterable[str]) -> bool:
        return any(self.counts[mark] >= share.seats for mark in share.meant(marks))

    def _left_of(self, share: Share) -> int:
        """Places kept for some that none of them has; such a share always names for whom."""
        return max(0, share.seats - self.counts[f"{share.by}:{share.key}"])


class Waits(Protocol):
    """Somebody in the line."""

    @property
    def marked(self) -> frozenset[str]:
        """What shares count of them."""

    @property
    def is_other_audience(self) -> bool:
        """It is meant for others."""


def in_line[W: Waits](waiting: Iterable[W], room: Room) -> list[W]:
    """Return who waits in the order of their turn; ``waiting`` comes by the time they asked.

    First those it is meant for, of bodies that have not had their share; then the others of them;
    at last people of other audiences.
    """

    def turn(one: W) -> tuple[bool, bool]:
        return one.is_other_audience, room.exceeds(one.marked) is not None

    return sorted(waiting, key=turn)


def fill[W: Waits](waiting: Iterable[W], room: Room, *, all_audiences: bool) -> Iterator[W]:
    """Yield who moves up, and seat them; other audiences only if ``all_audiences`` may.

    ``waiting`` comes by the time they asked. Whom shares count alike stand in one line, and only
    the first of a line is looked at: thousands are seated in a moment.
    """
    lines: dict[tuple[bool, frozenset[str]], deque[tuple[int, W]]] = {}
    for number, one in enumerate(waiting):
        if all_audiences or not one.is_other_audience:
            key = (one.is_other_audience, room.counted(one.marked))
            lines.setdefault(key, deque()).append((number, one))

    def turn(is_other: bool, marks: frozenset[str]) -> tuple[bool, bool, int, frozenset[str]]:
        return is_other, room.exceeds(marks) is not None, lines[is_other, marks][0][0], marks

    heads = [turn(*key) for key in lines]
    heapify(heads)
    blocked = []
    while heads and room.free != 0:
        head = heappop(heads)
        is_other, _exceeds, _number, marks = head
        now = turn(is_other, marks)
        if now != head:  # their group has had its share meanwhile
            heappush(heads, now)
            continue
        if room.obstacle(marks):
            blocked.append(head)
            continue
        _number, found = lines[is_other, marks].popleft()
        kept = room.kept
        room.seat(found.marked)
        if lines[is_other, marks]:
            heappush(heads, turn(is_other, marks))
        if kept - room.kept > 1:  # counted for several who are kept places: room for the others
            heads += blocked
            blocked = []
            heapify(heads)
        yield found
