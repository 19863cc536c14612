"""A group of three is published, shown and kept like a pair."""

import pytest

from innesto.exchanges.actions.publishing import publish_plan
from innesto.exchanges.models import Exchange
from innesto.exchanges.queries.planning import planning_request
from innesto.rounds.letters.proposal import PlannedPair
from tests.exchanges.conftest import proposal_of, visit

pytestmark = pytest.mark.django_db

THREE = PlannedPair(a="asti", b="cuneo", c="torino", score=12)


@pytest.fixture
def published(plan, coordinator):
    leg = visit("asti", 3, key="visit.asti+cuneo+torino.there", scope=THREE.key)
    plan.proposal = proposal_of(leg, pairs=(THREE,))
    plan.save()
    return publish_plan(plan, by=coordinator)


def test_a_group_of_three_is_one_pair_of_three(client, published, coordinator):
    client.force_login(coordinator)

    pair = published.programme.pairs.get()
    page = client.get(published.get_absolute_url()).text

    assert (str(pair), pair.scope) == ("Asti – Cuneo – Torino", "asti+cuneo+torino")
    assert "Asti – Cuneo – Torino" in page
    assert "Sempre insieme" not in page


def test_a_group_whose_exchange_is_confirmed_stays_together(published):
    assert planning_request(published).facts.pairs == ()

    published.programme.exchanges.update(state=Exchange.State.CONFIRMED)

    (agreed,) = planning_request(published).facts.pairs
    assert (agreed.members, agreed.state) == (("asti", "cuneo", "torino"), "agreed")
