"""Counts and quantities: how many there are beside how many are asked for."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import islice

from innesto.blueprints.finding import Comparison, Mend, Number, Thing, Verb
from innesto.blueprints.judging.choosing import around, fits, number, things
from innesto.blueprints.judging.ground import HELD, Ground
from innesto.blueprints.judging.verdict import Broken
from innesto.blueprints.schema.countable import Amount, Exchanges, Formula, Organisations, Scope
from innesto.blueprints.schema.rule import (
    Statement,
)

MOST_CANDIDATES = 5  # nobody chooses among more


def amount(asked: Amount | None, subject: Thing, ground: Ground) -> Number | None:
    """Return the number an amount stands for; ``None`` where a figure is blank."""
    if not isinstance(asked, Formula):
        return None if asked is None else plain(asked)
    if asked.figure is not None:
        figure = ground.blueprint.figure(asked.figure)
        given = (d.value for d in figure.declared if d.value is not None) if figure else iter(())
        base: Number | None = next(given, None)
    elif asked.count is not None:
        base = number(asked.count, subject, ground)
    elif asked.of is not None and asked.percent is not None:
        base = number(asked.of, subject, ground) * asked.percent / 100
    else:
        parts = [amount(part, subject, ground) for part in asked.sum]
        base = None if None in parts else sum(part for part in parts if part is not None)
    return None if base is None else plain(base * asked.times)


def plain(number: Number) -> Number:
    """Return a whole number as ``int``, so that it is written without a comma."""
    if isinstance(number, Decimal) and number == number.to_integral_value():
        return int(number)
    return number


def broken_count(statement: Statement, subject: Thing, ground: Ground) -> Broken | None:
    """Say how a count or a quantity differs from what is asked."""
    found: list[Thing] = []
    computed: Number | None = None
    if statement.count is not None:
        listed = plain(number(statement.count, subject, ground))
        if isinstance(statement.count.chosen, Exchanges):
            computed = plain(number(statement.count, subject, ground, happened=True))
    else:
        listed = plain(_quantity(statement.quantity or "", subject, ground))
    for comparison, asked in comparisons(statement, subject, ground):
        if _holds(listed, comparison, asked):
            continue
        if statement.count is not None:
            found = things(statement.count, subject, ground)
        too_many = listed > asked
        return Broken(
            "count" if statement.count is not None else "quantity",
            comparison,
            asked,
            listed,
            computed,
            tuple(found) if too_many else (),
            _count_mends(statement, subject, ground, found, too_many=too_many),
            _count_values(statement),
        )
    return None


def _quantity(name: str, subject: Thing, ground: Ground) -> Decimal:
    if subject.kind == "programme":
        found = ground.quantities.get(name, ())
    else:
        found = ground.quantities_of.get((name, subject.key), ())
    return sum((q.amount for q in found), Decimal(0))


def comparisons(
    statement: Statement, subject: Thing, ground: Ground
) -> Iterator[tuple[Comparison, Number]]:
    """Yield what a statement asks for a subject; a blank figure asks nothing."""
    compared: tuple[tuple[Comparison, Amount | None], ...] = (
        ("is", statement.exactly),
        ("at_least", statement.at_least),
        ("at_most", statement.at_most),
    )
    for comparison, wanted in compared:
        asked = amount(wanted, subject, ground)
        if asked is not None:
            yield comparison, asked


def _holds(listed: Number, comparison: Comparison, asked: Number) -> bool:
    if comparison == "at_least":
        return listed >= asked
    if comparison == "at_most":
        return listed <= asked
    return listed == asked


def _count_values(statement: Statement) -> dict[str, str]:
    if statement.count is None:
        return {"noun": "quantity", "name": statement.quantity or ""}
    chosen = statement.count.chosen
    values = {"noun": statement.count.noun, "doing": getattr(chosen, "doing", "any")}
    for name in ("role", "format", "template"):
        keys: tuple[str, ...] = getattr(chosen, name, ())
        if len(keys) == 1:
            values[name] = keys[0]
    return values


_ADD: Mapping[str, Verb] = {
    "organisations": "add_partner",
    "persons": "add_person",
    "exchanges": "add_exchange",
    "half_days": "add_exchange",
    "days": "add_exchange",
    "documents": "write_document",
}
_REMOVE: Mapping[str, Verb] = {
    "organisations": "remove_partner",
    "exchanges": "remove_exchange",
    "half_days": "remove_exchange",
    "days": "remove_exchange",
    "roles": "remove_role",
}


def _count_mends(
    statement: Statement, subject: Thing, ground: Ground, things: list[Thing], *, too_many: bool
) -> tuple[Mend, ...]:
    noun = statement.count.noun if statement.count is not None else ""
    if subject.kind == "exchange" and noun == "organisations":
        if ground.exchanges[subject.key].state == HELD:
            return ()
        verb: Verb = "uninvite" if too_many else "invite"
        who = things if too_many else _candidates(statement, subject, ground)
        return tuple(Mend(verb, subject, to=thing) for thing in who)
    if too_many and noun in _REMOVE:
        return tuple(Mend(_REMOVE[noun], thing, to=subject) for thing in things)
    if not too_many and noun in _ADD:
        return (Mend(_ADD[noun], subject),)
    return ()


def _candidates(statement: Statement, subject: Thing, ground: Ground) -> list[Thing]:
    """Return who could be invited: those near the exchange, otherwise the roles asked for."""
    chosen = statement.count.chosen if statement.count is not None else None
    if not isinstance(chosen, Organisations):
        return []
    exchange = ground.exchanges[subject.key]
    form = ground.formats.get(exchange.format)
    scope = Scope.PROGRAMME if form is None else form.per
    there = {o.key for o in ground.participants(exchange, "taking_part")}
    fitting = (
        o for o in around(scope, exchange, ground) if o.key not in there and fits(o, chosen, ground)
    )
    found = [ground.thing(o) for o in islice(fitting, MOST_CANDIDATES)]
    return found or [Thing("role", role) for role in chosen.role]
