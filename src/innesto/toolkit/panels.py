"""Parts of a page that several packages fill: each draws what it knows, in a place of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from innesto.toolkit.drawing import Row
from innesto.toolkit.frame import Link


@dataclass(frozen=True, slots=True)
class Panel:
    """Its rows, where all of them are, and the one thing to do.

    Where rows do not say it, ``template`` draws the panel, with ``panel.things`` and ``is_side``.
    """

    title: str
    rows: Sequence[Row] = ()
    more: Link | None = None
    action: Link | None = None
    words: str = ""
    template: str = "toolkit/_parts/panel.html"
    things: Mapping[str, Any] = field(default_factory=dict)
