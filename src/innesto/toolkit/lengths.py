"""Lengths of meetings: days, half-days and hours, counted exactly in minutes.

A working day has eight hours and a half-day four, unless a programme says otherwise.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext

MINUTES_A_DAY = 8 * 60


class Unit(StrEnum):
    """In what a length was said."""

    DAY = "day"
    HALF_DAY = "half-day"
    HOUR = "hour"


@dataclass(frozen=True, slots=True)
class Length:
    """A length as it was said, «2 mezze giornate», which is not always the same as «1 giorno»."""

    count: Fraction
    unit: Unit

    @classmethod
    def of(cls, count: float | str | Fraction, unit: Unit | str) -> "Length":
        """Make a length; a decimal is taken exactly: ``Length.of("1.5", "day")``."""
        return cls(Fraction(str(count)), Unit(unit))

    def minutes(self, *, a_day: int = MINUTES_A_DAY) -> int:
        """Return the length in minutes of work, for a day of so many minutes."""
        one = {Unit.DAY: Fraction(a_day), Unit.HALF_DAY: Fraction(a_day, 2)}
        return round(self.count * one.get(self.unit, Fraction(60)))

    def to(self, unit: Unit, *, a_day: int = MINUTES_A_DAY) -> "Length":
        """Say the same length in another unit, exactly."""
        one = Length(Fraction(1), unit).minutes(a_day=a_day)
        return Length(Fraction(self.minutes(a_day=a_day), one), unit)

    def __str__(self) -> str:
        """Write the length in the reader's language: «mezza giornata», «2 giorni», «1,5 ore»."""
        count = self.count
        shown = number_format(count.numerator if count.denominator == 1 else round(float(count), 2))
        many = 1 if count == 1 else 2
        if self.unit is Unit.HOUR:
            return ngettext("%(count)s hour", "%(count)s hours", many) % {"count": shown}
        if self.unit is Unit.DAY and count != Fraction(1, 2):
            return ngettext("%(count)s day", "%(count)s days", many) % {"count": shown}
        if self.unit is Unit.DAY or count == 1:
            return gettext("half a day")
        return ngettext("%(count)s half-day", "%(count)s half-days", many) % {"count": shown}


def total(lengths: Iterable[Length], *, unit: Unit, a_day: int = MINUTES_A_DAY) -> Length:
    """Add lengths said in different units."""
    minutes = sum(length.minutes(a_day=a_day) for length in lengths)
    return Length(Fraction(minutes, Length(Fraction(1), unit).minutes(a_day=a_day)), unit)
