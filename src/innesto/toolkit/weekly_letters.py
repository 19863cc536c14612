"""What happened in a space in a week, for the letter that its people get.

A domain whose spaces have a weekly letter writes ``weekly.py`` and is imported by nobody:

    WEEKLY = {"community": WeeklyLetter(spaces_of_week, readers_of, told_of_week)}

The keys are names of models of the domain, as in ``works.py``. What is told must be open to each
of the readers: it is said once for each language, and mailed to all.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from innesto.toolkit.gather import gather


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that happened, in a sentence, and where to read it."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """Things of one sort, under a heading."""

    title: str
    told: Sequence[Told]


@dataclass(frozen=True, slots=True)
class Week:
    """What a space is called, where it is, and what happened in it, the most important first."""

    title: str
    url: str
    chapters: Sequence[Chapter]


@dataclass(frozen=True, slots=True)
class WeeklyLetter:
    """How the spaces of one kind tell of their week; a stretch is since ≤ t < until.

    ``spaces(since, until)`` gives the keys of spaces in which something happened,
    ``readers(key)`` the ids of persons who belong there, and ``tell(key, since, until)`` says the
    week in the language that is on.
    """

    spaces: Callable[[datetime, datetime], Collection[str]]
    readers: Callable[[str], Collection[int]]
    tell: Callable[[str, datetime, datetime], Week]


@cache
def weekly_letters() -> dict[str, WeeklyLetter]:
    """Return every weekly letter by the label of the model of its spaces."""
    return {
        f"{domain}.{name}": letter
        for domain, letters in gather("weekly", "WEEKLY").items()
        for name, letter in letters.items()
    }
