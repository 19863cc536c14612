"""The shipped blueprints with their shipped partners, planned once for all tests that look."""

from functools import cache
from pathlib import Path

from innesto import blueprints
from innesto.blueprints.facts import Facts, Organisation
from innesto.rounds.letters.proposal import PlannedExchange, Proposal
from innesto.rounds.letters.request import Limits, Request
from innesto.rounds.round import plan_round
from innesto.rounds.terminal.partners import read_partners

LIBRARY = Path(blueprints.__file__).parent / "library"


@cache
def partners(name: str) -> Facts:
    return read_partners(LIBRARY / f"{name}.partners.csv")


def request(name: str, **kwargs) -> Request:
    kwargs.setdefault("facts", partners(name))
    text = (LIBRARY / f"{name}.yaml").read_text("utf-8")
    return Request(blueprint=text, limits=Limits(seconds=60.0), **kwargs)


@cache
def planned(name: str) -> Proposal:
    return plan_round(request(name))


def by_key(facts: Facts) -> dict[str, Organisation]:
    return {one.key: one for one in facts.organisations}


def in_role(facts: Facts, role: str, country: str = "") -> set[str]:
    return {
        one.key for one in facts.organisations if role in one.roles and country in ("", one.country)
    }


def there(exchange: PlannedExchange) -> set[str]:
    return {exchange.host, *exchange.guests, *exchange.optional_guests}
