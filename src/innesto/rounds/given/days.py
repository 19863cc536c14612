"""The days of a programme: its span, its phases, its moments, and what is closed when."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from innesto.blueprints.facts import Days as Closure
from innesto.blueprints.facts import Facts
from innesto.blueprints.judging.ground import Ground
from innesto.blueprints.judging.timing import day_of, phase_days
from innesto.blueprints.schema.blueprint import Blueprint
from innesto.blueprints.schema.dates import Length, Moment, add_months, end_of_year
from innesto.blueprints.schema.formats import When
from innesto.planning.problem import Calendar, Span

NOT_SAID = 24
"""Months that a programme lasts when nobody says."""
ABOUT = 30
"""Days within which «at the end of year 2» is kept."""
SATURDAY, SUNDAY = 5, 6
ONE_DAY = datetime.timedelta(days=1)


class NoStart(Exception):
    """Nobody says when the programme begins, so that no date can be planned."""


@dataclass(frozen=True)
class Days:
    """The calendar of one round. Day 0 is the first day of the programme."""

    blueprint: Blueprint
    facts: Facts
    holidays: Mapping[str, Iterable[datetime.date]] = field(default_factory=dict)
    earliest: datetime.date | None = None
    opened: frozenset[datetime.date] = frozenset()
    """Days on which something is fixed, whatever is closed."""

    @cached_property
    def begins(self) -> datetime.date:
        """First day of the programme. Raises ``NoStart``."""
        begins = self.facts.starts_on or self.blueprint.identity.starts_on or self.earliest
        if begins is None:
            raise NoStart
        return begins

    @cached_property
    def ends(self) -> datetime.date:
        """Last day of the programme."""
        identity = self.blueprint.identity
        ends = self.facts.ends_on or identity.ends_on
        if ends is None and identity.lasts is not None:
            ends = identity.lasts.shift(self.begins) - ONE_DAY
        return ends or add_months(self.begins, NOT_SAID) - ONE_DAY

    @cached_property
    def is_end_known(self) -> bool:
        """Whether anybody says when the programme ends."""
        identity = self.blueprint.identity
        return bool(self.facts.ends_on or identity.ends_on or identity.lasts)

    @cached_property
    def first(self) -> datetime.date:
        """First day that may still be planned."""
        return max(self.begins, self.earliest or self.begins)

    @cached_property
    def count(self) -> int:
        """How many days the programme has."""
        return (self.ends - self.begins).days + 1

    def with_opened(self, opened: frozenset[datetime.date]) -> "Days":
        """Return the same days with some opened."""
        return replace(self, opened=opened)

    def number(self, day: datetime.date) -> int:
        """Turn a date into a day number."""
        return (day - self.begins).days

    def date(self, number: int) -> datetime.date:
        """Turn a day number into a date."""
        return self.begins + number * ONE_DAY

    def spans(
        self, closures: Iterable[Closure], but: Iterable[datetime.date] = ()
    ) -> Iterator[Span]:
        """Turn closures into day numbers, leaving out what lies outside, and single days."""
        opened = {self.number(day) for day in but}
        for closure in sorted(closures):
            first = max(0, self.number(closure.first))
            last = min(self.count - 1, self.number(closure.last))
            for day in sorted(day for day in opened if first <= day <= last):
                if first < day:
                    yield first, day - 1
                first = day + 1
            if first <= last:
                yield first, last

    def calendar(self) -> Calendar:
        """Return the planner's calendar: weekends, pauses, holidays of each country."""
        wanted = self.blueprint.calendar
        opened = frozenset(self.number(day) for day in self.opened)
        pauses = frozenset(
            day
            for pause in wanted.pauses
            for first, last in self.spans([Closure(pause.since, pause.until)], but=self.opened)
            for day in range(first, last + 1)
        )
        weekend = frozenset[int]() if wanted.weekends else frozenset({SATURDAY, SUNDAY})
        if any(day.weekday() in weekend for day in self.opened):
            # The planner opens no single Saturday: close all the others one by one.
            days = range(self.count)
            pauses |= {day for day in days if self.date(day).weekday() in weekend} - opened
            weekend = frozenset()
        return Calendar(
            start=self.begins,
            days=self.count,
            closed_weekdays=weekend,
            closed_global=pauses,
            closed_country={
                country: frozenset(
                    number for day in days if 0 <= (number := self.number(day)) < self.count
                )
                - opened
                for country, days in sorted(self.holidays.items())
                if not wanted.holidays
            },
        )

    # Moments

    def moment(self, moment: Moment | None) -> datetime.date | None:
        """Return the day of a moment; ``None`` when it waits for something to happen."""
        if moment is None or moment.happening:
            return None
        return day_of(moment, self._ground)

    @cached_property
    def _ground(self) -> Ground:
        return Ground(self.blueprint, self.facts, self.first)

    def phase(self, key: str | None) -> tuple[datetime.date | None, datetime.date | None]:
        """Return the first and last day of a phase, as it really was or as it is declared."""
        span = phase_days(key, self._ground) if key else None
        return (span.first, span.last) if span else (None, None)

    def windows(self, when: When | None, phase: str | None, days: int) -> list[Span]:
        """Return the spans in which an exchange of so many days may lie, one for each year.

        Only a yearly exchange has more than one. A span too short for the exchange stays: it
        is the planner's business to say that nothing fits.
        """
        begins, ends = self.phase(phase)
        first, last = max(self.first, begins or self.first), min(self.ends, ends or self.ends)
        if when is None:
            return [self._span(first, last)]
        if when.on is not None and (day := self.moment(when.on)) is not None:
            return [self._around(when.on, day, days)]
        first = max(first, self.moment(when.since) or first)
        last = min(last, self.moment(when.until) or last)
        if not when.months:
            return self._years(first, last) if when.yearly else [self._span(first, last)]
        seasons = [
            (max(first, begin), min(last, end))
            for begin, end in self._seasons(when.months)
            if min(last, end) - max(first, begin) >= (days - 1) * ONE_DAY
        ]
        if not seasons:
            return [self._span(first, last)]
        return [self._span(*season) for season in (seasons if when.yearly else seasons[:1])]

    def _span(self, first: datetime.date, last: datetime.date) -> Span:
        return self.number(first), self.number(last)

    def _around(self, moment: Moment, day: datetime.date, days: int) -> Span:
        """Exactly on an absolute date; near a relative one, on its inner side."""
        number = self.number(day)
        if not moment.is_relative:
            return number, number + days - 1
        if moment.edge == "end" and moment.length is None:
            return max(0, number - ABOUT + 1), number
        return number, number + ABOUT - 1

    def _years(self, first: datetime.date, last: datetime.date) -> list[Span]:
        spans = []
        year = 1
        while (begin := add_months(self.begins, 12 * (year - 1))) <= last:
            end = min(last, end_of_year(self.begins, year))
            if end >= first:
                spans.append(self._span(max(first, begin), end))
            year += 1
        return spans

    def _seasons(self, months: tuple[int, ...]) -> Iterator[tuple[datetime.date, datetime.date]]:
        """The same months of every year; «11, 12, 1» is one winter."""
        wanted = set(months)
        opening = min((month for month in wanted if (month - 2) % 12 + 1 not in wanted), default=1)
        length = max((month - opening) % 12 for month in wanted) + 1
        for year in range(self.begins.year - 1, self.ends.year + 1):
            begin = datetime.date(year, opening, 1)
            yield begin, add_months(begin, length) - ONE_DAY


def in_days(length: Length | None) -> int | None:
    """Return a length as whole calendar days between two exchanges."""
    if length is None:
        return None
    anchor = datetime.date(2001, 1, 1)
    return (length.shift(anchor) - anchor).days
