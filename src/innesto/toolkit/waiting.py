"""What waits for a person, in the words of whichever domain it is of.

No room fits: queries of every domain say it, and the desk puts it in order. Floors above
``exchanges`` bring their own with ``add_waiting`` when they get ready.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits: what, why, where, the one verb, until when.

    Something ``is_hard`` holds up others, and stands before all that has a day.
    """

    title: str
    detail: str
    url: str
    action: str
    due: datetime.date | None = None
    is_hard: bool = False


type Wait = Callable[[Any, datetime.date], Iterable[Waiting]]

_WAITS: list[Wait] = []


def add_waiting(wait: Wait) -> None:
    """Have a domain say what waits for a person on a day; call it from ``AppConfig.ready``.

    Each is asked whenever the desk is worked out anew: one question, one that is ``Prepared``.
    """
    _WAITS.append(wait)


def waiting_for(person: Any, *, on: datetime.date) -> list[Waiting]:
    """Return what all those domains say, in the order in which they came."""
    return [one for wait in _WAITS for one in wait(person, on)]
