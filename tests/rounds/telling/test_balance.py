from dataclasses import replace

import pytest

from innesto.blueprints.facts import Facts
from tests.rounds.small import FACTS, plan


@pytest.fixture(scope="module")
def proposal():
    return plan()


def test_the_parts_of_the_cost_add_up_to_it(proposal):
    assert sum(part.points for part in proposal.parts) == proposal.objective
    assert {part.kind for part in proposal.parts} == {"travel", "fairness", "lateness"}


def test_loads_count_what_each_partner_hosts_and_where_it_goes(proposal):
    loads = {load.organisation: load for load in proposal.loads}

    assert sum(load.hosts for load in loads.values()) == len(proposal.exchanges)
    assert sum(load.goes for load in loads.values()) == sum(
        len(one.guests) + len(one.optional_guests) for one in proposal.exchanges
    )
    travel = next(part.points for part in proposal.parts if part.kind == "travel")
    assert sum(load.km for load in loads.values()) == travel
    assert {load.needs for load in loads.values()} == {0}


def test_a_need_is_met_where_a_host_shows_what_is_wanted():
    def speaking(one):
        if one.key == "matera":
            return replace(one, needs={"trees": 2, "water": 1})
        return replace(one, offers={"trees": 3})

    facts = Facts(organisations=tuple(map(speaking, FACTS.organisations)))

    matera = next(load for load in plan(facts=facts).loads if load.organisation == "matera")

    assert (matera.needs, matera.met) == (2, 1)
