"""A figure that is known in up to three ways, never repaired in silence."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """What was declared, what the register lists, what can be computed from what happened.

    ``differs`` marks the row; ``note`` says in a sentence what is to be looked at.
    """

    label: str
    declared: Any = None
    listed: Any = None
    computed: Any = None
    note: str = ""
    differs: bool = False
    unit: str = ""
