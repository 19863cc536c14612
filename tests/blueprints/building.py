"""A small programme of nobody's, and ways to change it, for tests of single rules."""

import datetime

from innesto.blueprints.check import check
from innesto.blueprints.facts import Exchange, Facts, Organisation
from innesto.blueprints.schema.blueprint import Blueprint

ON = datetime.date(2025, 6, 1)

SMALL = {
    "key": "small",
    "identity": {
        "name": "Small",
        "summary": {"en": "A programme."},
        "starts_on": "2025-01-01",
        "ends_on": "2026-12-31",
    },
    "roles": [
        {"key": "giver", "label": {"en": "Giver", "it": "Chi dà"}},
        {"key": "taker", "label": {"en": "Taker", "it": "Chi riceve"}},
        {"key": "guide", "label": "Guide", "for": "person", "powers": ["contribute"]},
    ],
    "strands": {
        "label": "Strand",
        "items": [{"key": "one", "label": "One"}, {"key": "two", "label": "Two"}],
    },
    "audiences": [
        {"key": "staff", "label": "Staff"},
        {"key": "mayors", "label": "Mayors"},
    ],
    "templates": [
        {"key": "plan", "label": "Plan", "kind": "plan"},
        {"key": "pledge", "label": "Pledge", "kind": "agreement"},
    ],
    "formats": [
        {"key": "visit", "label": "Visit", "kind": "Visit", "per": "country", "times": 1},
        {"key": "talk", "label": "Talk", "kind": "Talk", "mode": "online"},
    ],
}


def blueprint(*rules, **parts):
    """The small programme with these rules and with some parts replaced."""
    numbered = [{"key": f"rule-{at}", "label": f"Rule {at}", **r} for at, r in enumerate(rules)]
    return Blueprint.model_validate(SMALL | {"rules": numbered} | parts)


def body(key, *roles, country="IT", strands=(), **fields):
    return Organisation(
        key,
        fields.pop("name", key.title()),
        kind=fields.pop("kind", "municipality"),
        country=country,
        roles=frozenset(roles),
        strands=frozenset(strands),
        **fields,
    )


def visit(key, host="", guests=(), **fields):
    return Exchange(
        key,
        fields.pop("format", "visit"),
        name=fields.pop("name", key),
        host=host,
        guests=frozenset(guests),
        **fields,
    )


def facts(*things, **more):
    """Facts from organisations and exchanges in any order."""
    return Facts(
        organisations=tuple(x for x in things if isinstance(x, Organisation)),
        exchanges=tuple(x for x in things if isinstance(x, Exchange)),
        **more,
    )


def found(blueprint, facts, *, on=ON):
    """Findings by key."""
    return {finding.key: finding for finding in check(blueprint, facts, on=on)}


def broken_rule(rule, facts, *, on=ON, **parts):
    """Findings of one rule, in order."""
    findings = check(blueprint(rule, **parts), facts, on=on)
    return [finding for finding in findings if finding.rule == "rule-0"]
