"""A check of ten thousand partners takes no longer than a person waits for a page."""

import time

from innesto.blueprints.check import check
from innesto.blueprints.facts import Exchange, Facts, Organisation
from innesto.blueprints.shipped import shipped_blueprint
from tests.blueprints.building import ON

MANY = 10_000
SECONDS = 4  # one alone on a machine; room for a machine that others use too


def many_partners():
    roles = ["multiply-city", "on-the-road-city", "prize-city"]
    countries = ["AT", "DE", "HU", "IT", "PL", "SE"]
    return tuple(
        Organisation(
            f"o{n}",
            f"Municipality {n}",
            kind="municipality",
            country=countries[n % 6],
            roles=frozenset({roles[n % 3]}),
            code=f"{n:06}",
        )
        for n in range(MANY)
    )


def test_check_of_ten_thousand_partners_is_quick():
    formats = [f.key for f in shipped_blueprint("multiply").formats[:3]]
    exchanges = tuple(
        Exchange(f"e{n}", formats[n % 3], host=f"o{n}", guests=frozenset({f"o{n + 6}"}))
        for n in range(0, MANY - 6, 10)
    )
    facts = Facts(organisations=many_partners(), exchanges=exchanges)
    blueprint = shipped_blueprint("multiply")
    # Everybody of a country at every exchange would be ten million invitations.
    blueprint = blueprint.model_copy(
        update={"formats": tuple(f.model_copy(update={"must": ()}) for f in blueprint.formats)}
    )

    started = time.process_time()
    found = check(blueprint, facts, on=ON)

    assert time.process_time() - started < SECONDS
    assert len(found) > MANY / 2
