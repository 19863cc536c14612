"""Trials: what is asked of the planner beside the programme, in words and in the blueprint."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from innesto.blueprints.schema.blueprint import Blueprint
from innesto.exchanges.models import Plan, PlanWish
from innesto.exchanges.queries.names import Names
from innesto.exchanges.queries.plans import wish_words
from innesto.programmes.queries.labels import reader_language
from innesto.rounds.wishes import Wish

COMPARED = re.compile(r"^(\s+)(is|at_least|at_most):\s*(\d+)\s*$", re.MULTILINE)


class NoSuchNumber(Exception):
    """The blueprint has no rule of this key that asks for a plain number."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A rule that asks for a plain number, which a trial may change."""

    key: str
    label: str
    number: int


def numbered_rules(text: str, blueprint: Blueprint) -> Sequence[Numbered]:
    """Return the rules of a blueprint whose number stands in its text."""
    found = []
    for rule in blueprint.rules:
        place = _number_of(text, rule.key)
        if place is not None:
            label = rule.label.read(reader_language())
            found.append(Numbered(rule.key, label, int(place[3])))
    return found


def with_numbers(text: str, numbers: Mapping[str, int]) -> str:
    """Return the text of a blueprint with other numbers in some rules; all else stays as written.

    Raises ``NoSuchNumber``.
    """
    for key, number in numbers.items():
        place = _number_of(text, key)
        if place is None:
            raise NoSuchNumber(key)
        text = f"{text[: place.start(3)]}{number}{text[place.end(3) :]}"
    return text


def _number_of(text: str, key: str) -> re.Match[str] | None:
    """Find the number within the lines of one rule."""
    start = re.search(rf"^(\s*)- key: {re.escape(key)}\s*$", text, re.MULTILINE)
    if start is None:
        return None
    end = re.compile(rf"^{start[1]}- |^\S", re.MULTILINE).search(text, start.end())
    return COMPARED.search(text, start.end(), end.start() if end else len(text))


def trial_words(plan: Plan, names: Names) -> Sequence[str]:
    """Say what a plan tries out."""
    said = [
        wish_words(
            PlanWish(
                kind=wish.kind,
                exchange_key=wish.exchange,
                value=wish.pair[0] if wish.pair else wish.value,
                pair_with=wish.pair[1] if wish.pair else "",
            ),
            names,
        )
        for wish in map(Wish.from_data, plan.trial.get("wishes", ()))
        if wish.kind != "one_more_host"
    ]
    for key, number in plan.trial.get("numbers", {}).items():
        rule = names.blueprint.rule(key)
        label = rule.label.read(reader_language()) if rule else key
        said.append(_("«%(rule)s»: %(number)d") % {"rule": label, "number": number})
    return said
