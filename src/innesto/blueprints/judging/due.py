"""What is due until when: every deadline of a programme, with the extensions that were granted."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from innesto.blueprints.facts import Extension, Facts
from innesto.blueprints.finding import Thing
from innesto.blueprints.judging.choosing import subjects
from innesto.blueprints.judging.ground import Ground
from innesto.blueprints.judging.timing import day_of
from innesto.blueprints.schema.blueprint import Blueprint
from innesto.blueprints.schema.rule import Rule


@dataclass(frozen=True, slots=True)
class Due:
    """The deadline of a rule for one subject; ``first_due`` is the day before any extension."""

    rule: Rule
    subject: Thing
    first_due: datetime.date | None
    extensions: Sequence[Extension] = ()

    @property
    def due(self) -> datetime.date | None:
        """The day that counts today: the extension granted last decides."""
        return self.extensions[-1].until if self.extensions else self.first_due


def extensions_of(rule: str, subject: Thing, facts: Facts) -> Sequence[Extension]:
    """Return the extensions of a deadline for a subject, in the order they were granted."""
    return sorted(
        (e for e in facts.extensions if e.rule == rule and e.subject == subject.key),
        key=lambda e: (e.granted_on or e.until, e.until),
    )


def deadlines(blueprint: Blueprint, facts: Facts, *, on: datetime.date) -> Iterator[Due]:
    """Yield the deadlines of all rules, for every subject that the facts know."""
    ground = Ground(blueprint, facts, on)
    for rule in blueprint.rules:
        if rule.deadline is None:
            continue
        for subject in subjects(rule.each, ground):
            yield Due(
                rule,
                subject,
                day_of(rule.deadline.by, ground, subject),
                extensions_of(rule.key, subject, facts),
            )
