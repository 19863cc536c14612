"""How a statement is broken: what a finding says, without its rule."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from innesto.blueprints.finding import Comparison, Kind, Mend, Number, Thing


@dataclass(frozen=True, slots=True)
class Broken:
    """How a statement is broken; what a finding says, without its rule."""

    kind: Kind
    comparison: Comparison = ""
    asked: Number | None = None
    listed: Number | None = None
    computed: Number | None = None
    broken_by: tuple[Thing, ...] = ()
    mends: tuple[Mend, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
