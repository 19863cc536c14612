"""A small programme of two countries, for tests that change one thing at a time."""

import datetime
from dataclasses import replace

from innesto.blueprints.facts import Days, Facts, Organisation
from innesto.rounds.letters.proposal import Proposal
from innesto.rounds.letters.request import Limits, Request
from innesto.rounds.round import plan_round

BLUEPRINT = """
blueprint: 1
key: orchards
identity:
  name: {it: Frutteti, en: Orchards}
  summary: {it: Chi cura gli orti comuni ne parla con gli altri., en: Trial}
  starts_on: 2024-01-08
  lasts: 12 months
roles:
  - {key: keeper, label: {it: Custode, en: Keeper}}
  - {key: learner, label: {it: Chi impara, en: Learner}}
formats:
  - key: visit
    label: {it: Visita, en: Visit}
    kind: {it: visita, en: visit}
    per: country
    length: 1 day
    host: {role: keeper, who: each}
    must: [{role: [keeper, learner], scope: country}]
  - key: fair
    label: {it: Festa, en: Fair}
    kind: {it: festa, en: fair}
    length: 2 days
    host: {role: keeper, who: one}
    must: [{role: [keeper, learner]}]
    when: {from: 2024-09-01, until: 2024-10-31}
rules:
  - key: learners-everywhere
    label: {it: chi impara c’è sempre, en: a learner is always there}
    each: exchanges
    count: {organisations: {as: taking_part, role: learner}}
    at_least: 1
calendar: {free_days: 7}
"""

PLACES = {
    "bari": ("IT", "keeper", 41.12, 16.87),
    "lecce": ("IT", "keeper", 40.35, 18.17),
    "matera": ("IT", "learner", 40.67, 16.6),
    "nantes": ("FR", "keeper", 47.22, -1.55),
    "rennes": ("FR", "learner", 48.11, -1.68),
}
FACTS = Facts(
    organisations=tuple(
        Organisation(
            key=key,
            name=key.capitalize(),
            country=country,
            roles=frozenset({role}),
            lat=lat,
            lon=lon,
        )
        for key, (country, role, lat, lon) in PLACES.items()
    )
)


def ask(**kwargs) -> Request:
    given = {"blueprint": BLUEPRINT, "facts": FACTS, "limits": Limits(seconds=3.0)}
    return Request(**(given | kwargs))


def plan(**kwargs) -> Proposal:
    return plan_round(ask(**kwargs))


def with_closed(key: str, first: str, last: str) -> Facts:
    days = Days(datetime.date.fromisoformat(first), datetime.date.fromisoformat(last))
    return Facts(
        organisations=tuple(
            replace(one, closed=(days,)) if one.key == key else one for one in FACTS.organisations
        )
    )
