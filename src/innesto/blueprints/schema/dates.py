"""Lengths and moments: «8 half-days», «end of year 2», «3 months after leadership»."""

import calendar
import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from innesto.blueprints.speech.catalogue import gettext_noop

HALF_DAYS_PER_DAY = 2
HOURS_PER_HALF_DAY = 4
MONTHS_PER_YEAR = 12
DAYS_PER_MONTH = Decimal("30.436875")  # the mean month of the Gregorian calendar

type Unit = Literal["hour", "half-day", "day", "week", "month", "year"]

_LENGTH = re.compile(r"^(\d{1,4}) (hour|half-day|day|week|month|year)s?$")
_LENGTH_PATTERN = _LENGTH.pattern.replace("(", "(?:")
_MOMENT_PATTERN = (
    r"^\d{4}-\d{2}-\d{2}$"
    r"|^((\d{1,4} (hour|half-day|day|week|month|year)s? (after|before)) )?"
    r"((start|end)( of (year \d+|month \d+|phase [\w-]+|programme))?|[a-z][\w.-]*)$"
)
_SHIFT = re.compile(r"^(?P<length>\d{1,4} [a-z-]+) (?P<side>after|before) (?P<anchor>.+)$")
_EDGE = re.compile(
    r"^(?P<edge>start|end)(?: of (?:(?P<what>year|month) (?P<number>[1-9]\d?)"
    r"|phase (?P<phase>[\w-]+)|programme))?$"
)
_KEY = re.compile(r"^[a-z][\w.-]*$")


@dataclass(frozen=True, slots=True)
class Length:
    """How long something lasts, written as ``5 days``, ``1 half-day`` or ``2 hours``."""

    amount: int
    unit: Unit

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a length. Raises ``ValueError`` with an example."""
        found = _LENGTH.match(text.strip())
        if found is None:
            raise ValueError(gettext_noop("a length such as «2 days», «1 half-day», «3 months»"))
        return cls(int(found[1]), found[2])  # type: ignore[arg-type]

    def __str__(self) -> str:
        return f"{self.amount} {self.unit}{'' if self.amount == 1 else 's'}"

    @property
    def half_days(self) -> int:
        """Half-days it takes of a calendar: started ones count whole."""
        match self.unit:
            case "hour":
                return -(-self.amount // HOURS_PER_HALF_DAY)
            case "half-day":
                return self.amount
            case _:
                return HALF_DAYS_PER_DAY * self._calendar_days()

    @property
    def days(self) -> Decimal:
        """Days it takes, by halves: eight half-days are four days."""
        return Decimal(self.half_days) / HALF_DAYS_PER_DAY

    def _calendar_days(self) -> int:
        per_unit = {"day": 1, "week": 7, "month": 30, "year": 365}
        return self.amount * per_unit[self.unit]

    def shift(self, day: datetime.date, *, forward: bool = True) -> datetime.date:
        """Return the date this far after (or before) a day.

        Months keep the day of the month, or fall on the last one: 31 January + 1 month is
        28 February. Parts of a day do not move the date.
        """
        sign = 1 if forward else -1
        match self.unit:
            case "hour" | "half-day":
                return day
            case "day" | "week":
                return day + datetime.timedelta(days=sign * self._calendar_days())
            case "month":
                return add_months(day, sign * self.amount)
            case _:
                return add_months(day, sign * self.amount * MONTHS_PER_YEAR)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            _reader(cls, cls.parse), serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {
            "type": "string",
            "pattern": _LENGTH_PATTERN,
            "examples": ["2 days", "1 half-day", "3 months"],
        }


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time, absolute or relative, as it was written.

    ``2020-11-26`` · ``start`` · ``end of year 2`` · ``end of phase meetings`` ·
    ``3 months after leadership`` (a format or a document) · ``15 days before end``.
    """

    text: str
    on: datetime.date | None = None
    edge: Literal["start", "end"] | None = None
    what: Literal["programme", "year", "month", "phase"] | None = None
    number: int = 0
    anchor: str = ""  # key of a phase, format, leg or template
    length: Length | None = None
    side: Literal["after", "before"] = "after"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a moment. Raises ``ValueError`` with examples."""
        written = " ".join(text.split())
        length, side, rest = None, "after", written
        if shifted := _SHIFT.match(written):
            length, side = Length.parse(shifted["length"]), shifted["side"]
            rest = shifted["anchor"].removeprefix("the ")
        try:
            on = datetime.date.fromisoformat(rest)
        except ValueError:
            on = None
        if on is not None:
            return cls(written, on=on, length=length, side=side)  # type: ignore[arg-type]
        if edge := _EDGE.match(rest):
            what = edge["what"] or ("phase" if edge["phase"] else "programme")
            return cls(
                written,
                edge=edge["edge"],  # type: ignore[arg-type]
                what=what,  # type: ignore[arg-type]
                number=int(edge["number"] or 0),
                anchor=edge["phase"] or "",
                length=length,
                side=side,  # type: ignore[arg-type]
            )
        if _KEY.match(rest) and " " not in rest:
            return cls(written, anchor=rest, length=length, side=side)  # type: ignore[arg-type]
        raise ValueError(
            gettext_noop("a moment such as «2020-11-26», «end of year 2», «3 months after start»")
        )

    def __str__(self) -> str:
        return self.text

    @property
    def is_relative(self) -> bool:
        """Moves when the programme moves."""
        return self.on is None

    @property
    def happening(self) -> str:
        """Key of the format, leg or template it waits for; empty when it waits for none."""
        return self.anchor if self.what is None else ""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            _reader(cls, cls.parse), serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {
            "type": "string",
            "pattern": _MOMENT_PATTERN,
            "examples": ["2020-11-26", "end of year 2", "3 months after start"],
        }


def _reader[T](kind: type[T], parse: Callable[[str], T]) -> Callable[[Any], T]:
    """Return a validator: text is parsed, a date is text, the thing itself passes."""

    def read(value: Any) -> T:
        if isinstance(value, kind):
            return value
        if isinstance(value, datetime.date):
            return parse(value.isoformat()[:10])
        if isinstance(value, str):
            return parse(value)
        return parse("")

    return read


def add_months(day: datetime.date, months: int) -> datetime.date:
    """Return the same day some months later, or the last day of that month."""
    index = day.year * MONTHS_PER_YEAR + day.month - 1 + months
    year, month = divmod(index, MONTHS_PER_YEAR)
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(day.day, last))


def days_inclusive(first: datetime.date, last: datetime.date) -> int:
    """Return how many days a span has, first and last day counted."""
    return (last - first).days + 1


def months_in(days: int) -> Decimal:
    """Return days as months of mean length, to one decimal: 537 days are 17.6 months."""
    return (days / DAYS_PER_MONTH).quantize(Decimal("0.1"))


def months_inclusive(first: datetime.date, last: datetime.date) -> Decimal:
    """Return the length of a span in months: whole ones as they are, others to one decimal."""
    about = months_in(days_inclusive(first, last))
    whole = int(about.to_integral_value())
    if add_months(first, whole) == last + datetime.timedelta(days=1):
        return Decimal(whole)
    return about


def end_of_year(start: datetime.date, number: int) -> datetime.date:
    """Return the last day of a programme's n-th year."""
    return add_months(start, number * MONTHS_PER_YEAR) - datetime.timedelta(days=1)
