"""What the data itself makes doubtful, whatever the rules: duplicates, places, sums, dates."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise

from innesto.blueprints.facts import Organisation
from innesto.blueprints.finding import Finding, Mend, Number, Thing
from innesto.blueprints.judging.choosing import countries_of, number, things
from innesto.blueprints.judging.ground import PROGRAMME, Ground
from innesto.blueprints.judging.numbers import amount, plain
from innesto.blueprints.judging.timing import day_of
from innesto.blueprints.schema.countable import Countries
from innesto.blueprints.schema.dates import Length, days_inclusive, months_inclusive
from innesto.blueprints.schema.identity import Figure
from innesto.blueprints.schema.rule import Strength
from innesto.blueprints.speech.names import continues, essence, same_essence

NEIGHBOURS = 4  # names compared with those that follow in alphabetical order
ONE_A_PLACE = frozenset({"municipality", "province", "region", ""})
"""Kinds of which a place has one; a place may have many agencies and associations."""


def duplicates(ground: Ground) -> Iterator[Finding]:
    """Yield bodies that may be the same one; merging is a human act."""
    bodies = [o for o in ground.facts.organisations if o.key in ground.organisations]
    told: set[frozenset[str]] = set()
    for one, other in (*_same_code(bodies), *_similar_names(bodies)):
        both = frozenset((one.key, other.key))
        if both not in told:
            told.add(both)
            yield _duplicate("duplicate", one, other, ground)
    for one, other in pairwise(bodies):
        if continues(one.name, other.name) and frozenset((one.key, other.key)) not in told:
            yield _duplicate("split", one, other, ground)


def _duplicate(kind: str, one: Organisation, other: Organisation, ground: Ground) -> Finding:
    first, second = ground.thing(one), ground.thing(other)
    return Finding(
        f"{kind}:{one.key}:{other.key}",
        "split" if kind == "split" else "duplicate",
        Strength.HINT,
        first,
        broken_by=(first, second),
        mends=(Mend("merge", second, to=first),),
    )


def _same_code(bodies: Iterable[Organisation]) -> Iterator[tuple[Organisation, Organisation]]:
    seen: dict[tuple[str, str], Organisation] = {}
    for body in bodies:
        if not body.code or body.kind not in ONE_A_PLACE:
            continue
        first = seen.setdefault((body.code, body.kind), body)
        if first is not body:
            yield first, body


def _similar_names(
    bodies: Iterable[Organisation],
) -> Iterator[tuple[Organisation, Organisation]]:
    named = sorted(((essence(o.name), o) for o in bodies), key=lambda pair: (pair[0], pair[1].key))
    for at, (name, body) in enumerate(named):
        for other_name, other in named[at + 1 : at + 1 + NEIGHBOURS]:
            if body.code and other.code and body.code != other.code:
                continue
            if same_essence(name, other_name):
                yield (body, other) if body.key < other.key else (other, body)


def countries(ground: Ground) -> Iterator[Finding]:
    """Yield bodies whose declared country is not the one the register of places has."""
    for body in ground.organisations.values():
        if body.country and body.register_country and body.country != body.register_country:
            thing = ground.thing(body)
            right = Thing("country", body.register_country, body.register_country)
            yield Finding(
                f"country:{body.key}",
                "country",
                Strength.SOFT,
                thing,
                broken_by=(Thing("country", body.country, body.country),),
                mends=(Mend("correct_country", thing, to=right),),
                values={"declared": body.country, "register": body.register_country},
            )


def figures(ground: Ground) -> Iterator[Finding]:
    """Yield figures whose sources, sums or lists do not agree. None is ever repaired."""
    for figure in ground.blueprint.figures:
        thing = Thing("figure", figure.key)
        given = [d for d in figure.declared if d.value is not None and not d.of]
        values = {d.value for d in given}
        if len(values) > 1:
            yield Finding(
                f"sources:figure:{figure.key}",
                "sources",
                Strength.HINT,
                thing,
                mends=(Mend("choose_source", thing),),
                values={
                    "which": "figure",
                    "said": " · ".join(f"{plain(d.value)}" for d in given if d.value is not None),
                },
            )
        declared = plain(given[0].value) if given and given[0].value is not None else None
        if declared is None:
            continue
        yield from _sum(figure, declared, ground)
        if figure.listed is not None and ground.facts != type(ground.facts)():
            yield from _listed(figure, declared, ground)


def _sum(figure: Figure, declared: Number, ground: Ground) -> Iterator[Finding]:
    total = amount(figure.made_of, PROGRAMME, ground)
    if figure.made_of is None or total is None or total == declared:
        return
    parts = [part for part in figure.made_of.sum if not isinstance(part, Decimal)]
    counted = [ground.blueprint.figure(part.figure) for part in parts if part.figure is not None]
    holders: dict[str, list[Thing]] = defaultdict(list)
    for part in counted:
        if part is not None and part.listed is not None:
            for thing in things(part.listed, PROGRAMME, ground):
                holders[thing.key].append(thing)
    both = tuple(things[0] for things in holders.values() if len(things) > 1)
    numbers = [amount(part, PROGRAMME, ground) for part in figure.made_of.sum] or [total]
    yield Finding(
        f"sum:{figure.key}",
        "sum",
        Strength.HINT,
        Thing("figure", figure.key),
        comparison="is",
        asked=declared,
        listed=total,
        computed=len(holders) or None,
        broken_by=both,
        mends=(Mend("choose_source", Thing("figure", figure.key)),),
        values={"sum": " + ".join(str(n) for n in numbers)},
    )


def _listed(figure: Figure, declared: Number, ground: Ground) -> Iterator[Finding]:
    if figure.listed is None:
        return
    listed = listed_number(figure, ground)
    if listed == declared:
        return
    thing = Thing("figure", figure.key)
    mends: tuple[Mend, ...] = (Mend("correct_figure", thing),)
    if listed is not None and listed < declared and figure.listed.noun == "organisations":
        mends = (Mend("add_partner", thing), *mends)
    yield Finding(
        f"figure:{figure.key}",
        "figure",
        Strength.SOFT,
        thing,
        comparison="is",
        asked=declared,
        listed=listed,
        mends=mends,
    )


def listed_number(figure: Figure, ground: Ground) -> Number | None:
    """Return what the register lists for a figure."""
    if figure.listed is None:
        return None
    if isinstance(figure.listed.chosen, Countries):  # of the register, not the declared ones
        return len(countries_of(ground.organisations.values(), figure.listed.chosen, ground))
    return plain(number(figure.listed, PROGRAMME, ground))


def dates(ground: Ground) -> Iterator[Finding]:
    """Yield dates that contradict each other: length against days, year against moment."""
    identity = ground.blueprint.identity
    if identity.starts_on and identity.ends_on and identity.lasts:
        days = days_inclusive(identity.starts_on, identity.ends_on)
        if not _is_length(identity.lasts, identity.starts_on, identity.ends_on):
            yield Finding(
                "dates:length",
                "dates",
                Strength.HINT,
                PROGRAMME,
                values={
                    "which": "length",
                    "days": str(days),
                    "months": str(months_inclusive(identity.starts_on, identity.ends_on)),
                },
            )
    for form in ground.blueprint.formats:
        when = form.when
        if when is None or when.year is None or when.on is None:
            continue
        day = day_of(when.on, ground)
        if day is not None and day.year != when.year:
            thing = Thing("format", form.key)
            yield Finding(
                f"dates:year:{form.key}",
                "dates",
                Strength.HINT,
                thing,
                asked=when.year,
                computed=day.year,
                mends=(Mend("choose_source", thing),),
                values={"which": "year", "day": day.isoformat(), "moment": str(when.on)},
            )
    yield from _moved(ground)


def _is_length(lasts: Length, first: datetime.date, last: datetime.date) -> bool:
    """Say whether a span has the length that is given; a day more or less is the same."""
    try:
        return abs((lasts.shift(first) - last).days) <= 1
    except (OverflowError, ValueError):
        return False


def _moved(ground: Ground) -> Iterator[Finding]:
    """Yield exchanges that were set for a day relative to the programme and are on another."""
    for form in ground.blueprint.formats:
        due = day_of(form.when.on, ground) if form.when and form.when.on else None
        if due is None or form.when is None or form.when.on is None:
            continue
        for exchange in ground.facts.exchanges:
            if exchange.format != form.key or exchange.starts_on is None:
                continue
            if exchange.state == "cancelled" or exchange.starts_on <= due:
                continue
            thing = ground.thing(exchange)
            reasons = [e.reason for e in ground.facts.extensions if e.subject == exchange.key]
            yield Finding(
                f"dates:moved:{exchange.key}",
                "dates",
                Strength.HINT if reasons else Strength.SOFT,
                thing,
                mends=() if reasons else (Mend("move_date", thing, value=due.isoformat()),),
                values={
                    "which": "moved",
                    "planned": due.isoformat(),
                    "day": exchange.starts_on.isoformat(),
                    "moment": str(form.when.on),
                    "reason": reasons[-1] if reasons else "",
                },
            )
