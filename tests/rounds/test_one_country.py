from dataclasses import replace

import pytest

from innesto.rounds.round import plan_round
from tests.rounds.programmes import in_role, partners, request


@pytest.mark.capability("M-16")
def test_one_country_is_planned_although_another_could_not_be():
    facts = partners("multiply")
    prize = in_role(facts, "prize-city", "DE")
    broken = replace(
        facts, organisations=tuple(one for one in facts.organisations if one.key not in prize)
    )

    poland = plan_round(request("multiply", facts=broken, only=("PL",)))

    assert poland.status == "optimal"
    assert {exchange.scope for exchange in poland.exchanges} == {"PL"}
    assert len(poland.exchanges) == 6
