"""What a plan decides: who hosts, who comes, who is paired, and when – and nothing else.

A document still to be written, a person still to be named or a partner that is missing are
decided elsewhere: a plan can neither break nor mend such rules.
"""

from collections.abc import Iterator

from innesto.blueprints.finding import Finding
from innesto.blueprints.schema.blueprint import Blueprint
from innesto.blueprints.schema.countable import Exchanges, Organisations
from innesto.blueprints.schema.rule import Rule, Statement

AGAINST_FORMATS = frozenset({"host", "invitation", "pairing", "unknown"})
"""Kinds of finding about exchanges and pairs that are not as their format says."""

PARTS = frozenset({"host", "guest", "taking_part", "any"})


def is_decided_by_plan(finding: Finding, blueprint: Blueprint) -> bool:
    """Say whether another plan alone could make a finding go away."""
    if finding.kind in AGAINST_FORMATS:
        return True
    rule = blueprint.rule(finding.rule)
    return rule is not None and finding.kind != "impossible" and is_about_plan(rule)


def is_about_plan(rule: Rule) -> bool:
    """Say whether a plan alone decides if a rule holds: no document, person or consent."""
    statements = list(_all_of(rule))
    if rule.when is not None:
        statements += _all_of(rule.when)
    return all(_is_planned(statement, rule.each.noun) for statement in statements)


def _all_of(statement: Statement) -> Iterator[Statement]:
    """Take a combined statement apart."""
    parts = (*statement.every, *statement.either, *statement.none)
    if not parts:
        yield statement
    for part in parts:
        yield from _all_of(part)


def _is_planned(statement: Statement, subject: str) -> bool:
    if statement.count is not None:
        chosen = statement.count.chosen
        if isinstance(chosen, Exchanges):
            return not chosen.state
        return (
            subject == "exchanges" and isinstance(chosen, Organisations) and chosen.doing in PARTS
        )
    if statement.order:
        return all(step.exchange for step in statement.order)
    if statement.deadline is not None:
        return bool(statement.deadline.what.exchange)
    if statement.never is not None:
        return statement.never.present is not None
    return statement.present is not None
