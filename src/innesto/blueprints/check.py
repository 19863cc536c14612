"""What is not as the blueprint says, and what somebody should look at."""

import datetime
from collections.abc import Iterator
from dataclasses import replace

from innesto.blueprints.facts import Facts, Waiver
from innesto.blueprints.finding import Finding, Thing
from innesto.blueprints.judging.choosing import subjects
from innesto.blueprints.judging.conformity import (
    exchanges_against_formats,
    pairs_against_pairings,
    roles_held,
)
from innesto.blueprints.judging.counting import contradictory_readings, impossible, nobody_can_host
from innesto.blueprints.judging.doubts import countries, dates, duplicates, figures
from innesto.blueprints.judging.ground import CANCELLED, Ground
from innesto.blueprints.judging.seats import too_few
from innesto.blueprints.judging.statement import broken
from innesto.blueprints.judging.timing import day_of_subject, phase_days
from innesto.blueprints.judging.verdict import Broken
from innesto.blueprints.schema.blueprint import Blueprint
from innesto.blueprints.schema.rule import Rule, Strength

ORDER = {Strength.HARD: 0, Strength.SOFT: 1, Strength.HINT: 2}
NOBODY = Thing("organisation", "")
CHECKS = (
    impossible,
    nobody_can_host,
    too_few,
    exchanges_against_formats,
    roles_held,
    pairs_against_pairings,
    figures,
    contradictory_readings,
    countries,
    duplicates,
    dates,
)


def check(blueprint: Blueprint, facts: Facts, *, on: datetime.date) -> list[Finding]:
    """Return all findings of a day: hard ones first, then in the order of the blueprint.

    A finding keeps its key from day to day as long as the same thing breaks the same rule.
    """
    ground = Ground(blueprint, facts, on)
    found = [finding for rule in blueprint.rules for finding in _rule_findings(rule, ground)]
    found += (finding for look in CHECKS for finding in look(ground))
    if facts.waivers:
        found = [_as_agreed(finding, facts.waivers) for finding in found]
    return sorted(found, key=lambda finding: ORDER[finding.strength])


def _as_agreed(finding: Finding, waivers: tuple[Waiver, ...]) -> Finding:
    """Let a finding hold up nothing when everything that breaks it was agreed to."""
    if not finding.is_hard:
        return finding
    agreed = [
        waiver
        for waiver in waivers
        if waiver.subject == finding.subject.key and waiver.rule in {finding.rule, finding.kind}
    ]
    whole = next((waiver for waiver in agreed if not waiver.thing), None)
    things = {waiver.thing for waiver in agreed}
    if whole is None and not {thing.key for thing in finding.broken_by or (NOBODY,)} <= things:
        return finding
    return replace(finding, strength=Strength.SOFT, waiver=whole or agreed[0])


def _rule_findings(rule: Rule, ground: Ground) -> Iterator[Finding]:
    exempt = set()
    if rule.exempt is not None:
        exempt = {thing.key for thing in subjects(rule.exempt, ground)}
    for subject in subjects(rule.each, ground):
        if subject.key in exempt or not _applies(rule, subject, ground):
            continue
        verdict = broken(rule, subject, ground, rule=rule.key)
        if verdict is not None:
            yield _finding(rule, subject, verdict)


def _applies(rule: Rule, subject: Thing, ground: Ground) -> bool:
    """Say whether a rule is about a subject: what happened is judged by the rule of its day."""
    if subject.kind == "exchange" and ground.exchanges[subject.key].state == CANCELLED:
        return False
    if rule.in_force is not None:
        day = day_of_subject(subject, ground)
        since, until = rule.in_force.since, rule.in_force.until
        if (since and day < since) or (until and day > until):
            return False
        if rule.in_force.phase:
            span = phase_days(rule.in_force.phase, ground)
            if span is None or not span.first <= day <= span.last:
                return False
    return rule.when is None or broken(rule.when, subject, ground) is None


def _finding(rule: Rule, subject: Thing, verdict: Broken) -> Finding:
    return Finding(
        f"{rule.key}:{subject.kind}:{subject.key}".rstrip(":"),
        verdict.kind,
        rule.strength,
        subject,
        rule.key,
        verdict.comparison,
        verdict.asked,
        verdict.listed,
        verdict.computed,
        verdict.broken_by,
        verdict.mends,
        verdict.values,
    )
