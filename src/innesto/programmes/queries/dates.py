"""What has a date in a blueprint, and which day a written moment means."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from innesto.blueprints.schema.blueprint import Blueprint
from innesto.blueprints.schema.dates import MONTHS_PER_YEAR, Moment, add_months
from innesto.blueprints.schema.text import Text

START = "start"
END = "end"


@dataclass(frozen=True, slots=True)
class Dated:
    """Something of a blueprint that has a date, with the key its milestone gets."""

    key: str
    labels: Mapping[str, str]
    moment: Moment
    quote: str = ""
    year: int | None = None


def dated_things(blueprint: Blueprint) -> Iterator[Dated]:
    """Yield first and last day, the edges of phases and the dates of formats, in this order."""
    name = blueprint.name
    yield Dated(START, name.root, Moment.parse(START))
    yield Dated(END, name.root, Moment.parse(END))
    for phase in blueprint.phases:
        for edge, moment in ((START, phase.begins), (END, phase.ends)):
            if moment is not None:
                yield Dated(f"phase.{phase.key}.{edge}", phase.label.root, moment, phase.quote)
    for format_ in blueprint.formats:
        when = format_.when
        if when is None:
            continue
        for edge, moment in (("on", when.on), (START, when.since), (END, when.until)):
            if moment is not None:
                key = f"format.{format_.key}" + ("" if edge == "on" else f".{edge}")
                yield Dated(key, format_.label.root, moment, format_.quote, when.year)


def day_of(
    moment: Moment,
    *,
    starts_on: datetime.date | None,
    ends_on: datetime.date | None,
    known: Mapping[str, datetime.date | None],
) -> datetime.date | None:
    """Return the day a moment means, or None while what it hangs on is not known.

    ``known`` gives days by the keys of milestones.
    """
    anchor = _anchor(moment, starts_on, ends_on, known)
    if anchor is None or moment.length is None:
        return anchor
    try:
        return moment.length.shift(anchor, forward=moment.side == "after")
    except (OverflowError, ValueError):  # beyond the calendar
        return None


def _anchor(
    moment: Moment,
    starts_on: datetime.date | None,
    ends_on: datetime.date | None,
    known: Mapping[str, datetime.date | None],
) -> datetime.date | None:
    if moment.on is not None:
        return moment.on
    match moment.what:
        case "programme":
            return starts_on if moment.edge == START else ends_on
        case "phase":
            return known.get(f"phase.{moment.anchor}.{moment.edge}")
        case "year" | "month":
            return _edge_of_stretch(moment, starts_on) if starts_on else None
    return known.get(f"format.{moment.anchor}")


def _edge_of_stretch(moment: Moment, starts_on: datetime.date) -> datetime.date:
    """Return the first or last day of the programme's n-th year or month."""
    months = MONTHS_PER_YEAR if moment.what == "year" else 1
    if moment.edge == START:
        return add_months(starts_on, months * (moment.number - 1))
    return add_months(starts_on, months * moment.number) - datetime.timedelta(days=1)


def days_of(
    moments: Iterable[tuple[str, Moment]],
    *,
    starts_on: datetime.date | None,
    ends_on: datetime.date | None,
) -> dict[str, datetime.date | None]:
    """Return the day of each written moment by its key; moments may hang on one another.

    Those that hang on each other in a circle, or on something without a date, have none.
    """
    waiting = dict(moments)
    known: dict[str, datetime.date | None] = {}
    found = True
    while waiting and found:
        days = {
            key: day_of(moment, starts_on=starts_on, ends_on=ends_on, known=known)
            for key, moment in waiting.items()
        }
        known |= {key: day for key, day in days.items() if day is not None}
        found = any(day is not None for day in days.values())
        waiting = {key: moment for key, moment in waiting.items() if key not in known}
    return known | dict.fromkeys(waiting)


def words(text: Text | None) -> dict[str, str]:
    """Return the words of a blueprint by language, as the tables keep them."""
    return dict(text.root) if text else {}
