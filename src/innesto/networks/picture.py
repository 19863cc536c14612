"""The network of a project as a drawing: the project in the middle, relations on both sides.

No room fits: the page draws what queries found. The table below it says the same.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from innesto.networks.models import Relation
from innesto.toolkit.shapes import Shape, key, shape

SHAPES: dict[str, Shape] = {
    Relation.State.ACTIVE: "filled",
    Relation.State.BEGUN: "ring",
    Relation.State.WANTED: "dashed",
    Relation.State.STRAINED: "diamond",
}
WIDTH, ROW, TOP = 1040, 40, 30
MIDDLE, LEFT, RIGHT = WIDTH // 2, 330, 710
"""Where the project stands, and the two columns."""
LETTERS = 34


@dataclass(frozen=True, slots=True)
class Spot:
    """One relation: where it stands, its sign, its words and on which side of the sign they are."""

    relation: Relation
    sign: SafeString
    words: str
    x: int
    y: int
    anchor: str
    is_dormant: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """All relations that stand, the lines to them, and what the signs mean."""

    spots: Sequence[Spot]
    height: int
    width: int = WIDTH
    middle: int = MIDDLE

    @property
    def centre(self) -> int:
        """Return how deep the project stands."""
        return self.height // 2

    @property
    def ways(self) -> Sequence[str]:
        """Return the lines from the project."""
        return [f"M{MIDDLE} {self.centre}L{_sign_x(spot)} {spot.y}" for spot in self.spots]

    @property
    def legend(self) -> Sequence[tuple[SafeString, str]]:
        """Return each sign with its word."""
        return [(key(kind), str(Relation.State(state).label)) for state, kind in SHAPES.items()]


def _sign_x(spot: Spot) -> int:
    return LEFT if spot.anchor == "end" else RIGHT


def picture_of(relations: Sequence[Relation], *, on: datetime.date) -> Picture:
    """Draw the relations that stand, half of them on each side."""
    standing = [one for one in relations if one.state in SHAPES]
    half = (len(standing) + 1) // 2
    spots = []
    for place, relation in enumerate(standing):
        is_left = place < half
        x = LEFT if is_left else RIGHT
        y = TOP + ROW * (place if is_left else place - half)
        words = relation.name
        if len(words) > LETTERS:
            words = words[: LETTERS - 1].rstrip() + "…"
        dormant = relation.is_dormant(on)
        spots.append(
            Spot(
                relation,
                shape(SHAPES[relation.state], x=x, y=y, is_chosen=dormant),
                words,
                x - 18 if is_left else x + 18,
                y + 5,
                "end" if is_left else "start",
                dormant,
            )
        )
    return Picture(spots, height=TOP * 2 + ROW * max(half - 1, 0))
