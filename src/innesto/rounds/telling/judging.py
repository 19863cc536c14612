"""The finished plan before the blueprint's own rules: a second opinion that solves nothing.

The planner checks its plan against its own rules. Here the same plan is read as facts and
judged by ``blueprints.check``, which knows nothing of planning. A rule that the planner could
not be told is judged only here.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from innesto.blueprints.check import check
from innesto.blueprints.finding import Finding
from innesto.blueprints.judging.plannable import is_about_plan, is_decided_by_plan
from innesto.blueprints.schema.blueprint import Blueprint
from innesto.blueprints.schema.rule import Strength
from innesto.blueprints.speech.catalogue import SPOKEN
from innesto.blueprints.words import describe
from innesto.rounds.letters.proposal import PlannedExchange, PlannedPair, Words
from innesto.rounds.posing.assembly import Assembly
from innesto.rounds.posing.sketch import as_planned


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many of the blueprint's rules about exchanges a plan keeps, and which it does not."""

    kept: int
    total: int
    broken: tuple[Words, ...]


def judge(
    assembly: Assembly, exchanges: Sequence[PlannedExchange], pairs: Sequence[PlannedPair]
) -> Verdict:
    """Judge a plan as though it had been carried out."""
    roster = assembly.roster
    ground = as_planned(roster, assembly.expansion.occasions, exchanges, pairs)
    rules = {
        rule.key: rule
        for rule in roster.blueprint.rules
        if rule.strength is Strength.HARD and is_about_plan(rule)
    }
    findings = [
        finding
        for finding in check(roster.blueprint, ground.facts, on=roster.days.first)
        if finding.is_hard
        and is_decided_by_plan(finding, roster.blueprint)
        and roster.within(finding.subject, assembly.only)
    ]
    broken = {finding.rule for finding in findings}
    return Verdict(
        kept=len(set(rules) - broken),
        total=len(rules),
        broken=tuple(in_words(finding, roster.blueprint) for finding in findings),
    )


def in_words(finding: Finding, blueprint: Blueprint) -> Words:
    """Say a finding of the blueprint in every language."""
    said = {}
    for language in SPOKEN:
        sentence = describe(finding, blueprint, language)
        said[language] = f"{sentence.title}. {sentence.detail}"
    return said


def mend_in_words(finding: Finding, blueprint: Blueprint) -> Words | None:
    """Say what would mend a finding, in every language."""
    words = {language: describe(finding, blueprint, language).mend for language in SPOKEN}
    return words if all(words.values()) else None
