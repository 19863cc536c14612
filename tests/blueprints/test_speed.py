"""A check of ten times the partners takes about ten times as long."""

import time

from innesto.blueprints.check import check
from innesto.blueprints.facts import Exchange, Facts, Organisation
from innesto.blueprints.shipped import shipped_blueprint
from tests.blueprints.building import ON

FEW, MANY = 1_000, 10_000
GROWTH = 30
"""More than that would be pairs; ten is what it is on a machine that does nothing else."""


def partners(count):
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
        for n in range(count)
    )


def checked(count):
    """Check so many partners; return the processor's seconds and the findings."""
    formats = [f.key for f in shipped_blueprint("multiply").formats[:3]]
    exchanges = tuple(
        Exchange(f"e{n}", formats[n % 3], host=f"o{n}", guests=frozenset({f"o{n + 6}"}))
        for n in range(0, count - 6, 10)
    )
    facts = Facts(organisations=partners(count), exchanges=exchanges)
    blueprint = shipped_blueprint("multiply")
    # Everybody of a country at every exchange would be ten million invitations.
    blueprint = blueprint.model_copy(
        update={"formats": tuple(f.model_copy(update={"must": ()}) for f in blueprint.formats)}
    )
    started = time.process_time()
    found = check(blueprint, facts, on=ON)
    return time.process_time() - started, found


def test_check_grows_with_the_partners_and_not_with_their_pairs():
    few, _found = checked(FEW)
    many, found = checked(MANY)

    assert many < few * GROWTH
    assert len(found) > MANY / 2
