"""A programme that is none of the five is planned without touching code."""

import datetime
from itertools import combinations
from pathlib import Path

import pytest

from innesto.blueprints.facts import Facts, Organisation
from innesto.rounds.letters.request import Limits, Request
from innesto.rounds.round import plan_round
from tests.rounds.programmes import there

NETWORK = Path(__file__).parents[1] / "blueprints" / "transfer-network.yaml"
pytestmark = pytest.mark.skipif(not NETWORK.exists(), reason="the sixth blueprint is not here")
CITIES = {
    "napoli": ("IT", 40.85, 14.27),
    "barcelona": ("ES", 41.39, 2.17),
    "gdańsk": ("PL", 54.35, 18.65),
    "gent": ("BE", 51.05, 3.72),
    "presov": ("SK", 49.0, 21.24),
    "iasi": ("RO", 47.16, 27.59),
    "amarante": ("PT", 41.27, -8.08),
}


def facts() -> Facts:
    return Facts(
        organisations=tuple(
            Organisation(
                key=key,
                name=key.title(),
                country=country,
                lat=lat,
                lon=lon,
                roles=frozenset({"practice-holder" if key == "napoli" else "re-user"}),
            )
            for key, (country, lat, lon) in CITIES.items()
        )
    )


def test_each_city_of_a_transfer_network_hosts_all_others_once_three_weeks_apart():
    proposal = plan_round(
        Request(blueprint=NETWORK.read_text("utf-8"), facts=facts(), limits=Limits(seconds=30.0))
    )
    meetings = proposal.exchanges

    assert proposal.status == "optimal"
    assert proposal.rules_kept == proposal.rules_total
    assert sorted(one.host for one in meetings) == sorted(CITIES)
    assert all(there(one) == set(CITIES) for one in meetings)
    assert all(one.half_days == 4 for one in meetings)
    first, last = datetime.date(2025, 1, 1), datetime.date(2027, 6, 30)
    assert all(first <= one.starts_on <= one.ends_on <= last for one in meetings)
    for one, other in combinations(meetings, 2):
        assert (other.starts_on - one.ends_on).days > 21


def test_five_cities_are_too_few_only_for_check_and_not_for_the_planner():
    few = Facts(organisations=facts().organisations[:5])
    proposal = plan_round(
        Request(blueprint=NETWORK.read_text("utf-8"), facts=few, limits=Limits(seconds=30.0))
    )

    assert (proposal.status, len(proposal.exchanges)) == ("optimal", 5)
