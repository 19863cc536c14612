"""Parts of a page that several packages fill: each draws what it knows, in a place of its own."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from innesto.toolkit.drawing import Row
from innesto.toolkit.frame import Link

SHOWN = 4
"""Things in a panel; all of them are one click away."""


@dataclass(frozen=True, slots=True)
class Panel:
    """Its rows, where all of them are, and the one thing to do.

    Where rows do not say it, ``template`` draws the panel, with ``panel.things`` and ``is_side``.
    ``instead_of`` names something that the page says itself where no panel says it better.
    """

    title: str
    rows: Sequence[Row] = ()
    more: Link | None = None
    action: Link | None = None
    words: str = ""
    template: str = "toolkit/_parts/panel.html"
    things: Mapping[str, Any] = field(default_factory=dict)
    instead_of: str = ""


type Column = Literal["top", "main", "side"]
type Draw[T, V] = Callable[[T, V], Panel | None]


class Panels[T, V]:
    """What packages have to say on the front page of things of one kind."""

    def __init__(self) -> None:
        self._draws: dict[Draw[T, V], tuple[int, Column]] = {}

    def add(self, draw: Draw[T, V], *, column: Column, position: int) -> None:
        """Add a panel to the page of every such thing; ``draw`` asks one question, or says None.

        What is to be done next stands on «top», what the thing is in «main», all else beside. Call
        it from ``AppConfig.ready``.
        """
        self._draws[draw] = (position, column)

    def of(self, thing: T, viewer: V) -> Mapping[Column, Sequence[Panel]]:
        """Return what there is to say of a thing, by column."""
        found: dict[Column, list[Panel]] = {"top": [], "main": [], "side": []}
        for draw, (_position, column) in sorted(self._draws.items(), key=lambda item: item[1][0]):
            panel = draw(thing, viewer)
            if panel is not None:
                found[column].append(panel)
        return found
