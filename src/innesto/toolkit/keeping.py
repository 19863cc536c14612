"""How long what people wrote is kept: declared where it is written, carried out every night.

No room fits: every domain writes ``retention.py`` with what it keeps for a time only,

    RETENTION = (Keeping("drafts", _("Drafts nobody went on with"), forget_drafts, days=180),)

and is imported by nobody; here the declarations come together, for the schedule and for the page
on privacy.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from innesto.toolkit.annotations import StrOrPromise
from innesto.toolkit.gather import gather


@dataclass(frozen=True, slots=True)
class Keeping:
    """Something that is kept for a time: what it is, for how long, and how it is forgotten.

    ``forget`` gets the moment before which things are old, and returns how many it forgot.
    Without ``days`` each thing says itself how long it is kept, as fields of a blueprint do.
    """

    key: str
    what: StrOrPromise
    forget: Callable[[datetime], int]
    days: int | None = None

    def carry_out(self, at: datetime) -> int:
        """Forget what is too old at this moment."""
        return self.forget(at - timedelta(days=self.days or 0))


@cache
def keepings() -> dict[str, Keeping]:
    """Return every declaration by its key."""
    return {one.key: one for said in gather("retention", "RETENTION").values() for one in said}
