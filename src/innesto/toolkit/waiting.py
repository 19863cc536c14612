"""What waits for a person, in the words of whichever domain it is of.

No room fits: queries of every domain say it, and the desk puts it in order.
"""

import datetime
from dataclasses import dataclass


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
