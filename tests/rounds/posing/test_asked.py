import datetime
from dataclasses import replace

import pytest

from innesto.rounds.letters.wishes import Wish
from tests.rounds.small import FACTS, plan, with_closed

ADA = {"by": "Ada", "on": datetime.date(2024, 1, 3), "reason": "la sala è prenotata"}


@pytest.fixture(scope="module")
def free():
    """The plan when nobody wishes anything."""
    return plan()


def test_each_keeper_hosts_a_visit_and_one_hosts_the_fair(free):
    assert free.status == "optimal"
    hosts = sorted(one.host for one in free.exchanges if one.format == "visit")
    assert hosts == ["bari", "lecce", "nantes"]
    assert free.exchange("fair.1").host in {"bari", "lecce", "nantes"}


def test_plan_says_what_was_not_known(free):
    assert "non hanno detto né bisogni né offerte" in free.notes[0]["it"]


def test_pinned_host_trades_places_with_its_twin(free):
    other = {"bari": "lecce", "lecce": "bari"}[free.exchange("visit.IT.1").host]
    wish = Wish(kind="pin_host", exchange="visit.IT.1", value=other, **ADA)
    proposal = plan(wishes=(wish,))

    assert proposal.exchange("visit.IT.1").host == other
    assert proposal.exchange("visit.IT.1").pinned
    assert proposal.exchange("visit.IT.2").host == free.exchange("visit.IT.1").host
    assert not proposal.exchange("visit.IT.2").pinned


def test_pinned_host_and_date_are_kept():
    wishes = (
        Wish(kind="pin_host", exchange="fair.1", value="nantes", **ADA),
        Wish(kind="pin_date", exchange="fair.1", value="2024-10-07", **ADA),
    )
    fair = plan(wishes=wishes).exchange("fair.1")

    assert (fair.host, fair.starts_on) == ("nantes", datetime.date(2024, 10, 7))


def test_forbidden_date_and_host_are_avoided(free):
    fair = free.exchange("fair.1")
    wishes = (
        Wish(kind="forbid_date", exchange="fair.1", value=fair.starts_on.isoformat()),
        Wish(kind="forbid_host", exchange="fair.1", value=fair.host),
    )
    other = plan(wishes=wishes).exchange("fair.1")

    assert other.host != fair.host
    assert not other.starts_on <= fair.starts_on <= other.ends_on


def test_an_exchange_held_online_costs_no_journey():
    proposal = plan(wishes=(Wish(kind="hold_online", exchange="fair.1"),))
    fair = proposal.exchange("fair.1")

    assert fair.mode == "online"
    assert "travel" not in {part.kind for part in fair.reasons}


def test_one_more_host_may_be_chosen():
    wishes = (
        Wish(kind="one_more_host", exchange="fair.1", value="matera"),
        Wish(kind="pin_host", exchange="fair.1", value="matera"),
    )

    assert plan(wishes=wishes).exchange("fair.1").host == "matera"


def test_kept_exchange_stays_even_on_a_saturday(free):
    saturday = datetime.date(2024, 3, 2)
    happened = replace(free.exchange("visit.IT.2"), starts_on=saturday, ends_on=saturday)
    proposal = plan(kept=(happened,))
    kept = proposal.exchange("visit.IT.2")

    assert proposal.status == "optimal"
    assert (kept.host, kept.starts_on, kept.pinned) == (happened.host, saturday, True)


def test_agreed_exchanges_move_only_where_they_must(free):
    host = free.exchange("visit.IT.1").host
    day = free.exchange("visit.IT.1").starts_on.isoformat()
    proposal = plan(agreed=free.exchanges, facts=with_closed(host, day, day))

    moved = {
        one.key for one in proposal.exchanges if one.starts_on != free.exchange(one.key).starts_on
    }
    assert "visit.IT.1" in moved
    assert moved <= {"visit.IT.1", "visit.IT.2"}
    assert (proposal.moved, proposal.fewest_moved) == (1, 1)
    fair = proposal.exchange("fair.1")
    assert fair == replace(
        free.exchange("fair.1"), second_choice=fair.second_choice, second_day=fair.second_day
    )


def test_nothing_that_was_agreed_moves_without_need(free):
    proposal = plan(agreed=free.exchanges)

    assert (proposal.moved, proposal.fewest_moved) == (0, 0)
    assert (free.moved, free.fewest_moved) == (None, None)


def test_only_some_countries_are_planned():
    assert {one.scope for one in plan(only=("FR",)).exchanges} == {"FR"}


def test_nothing_is_planned_before_the_earliest_day():
    earliest = datetime.date(2024, 4, 15)

    assert min(one.starts_on for one in plan(earliest=earliest).exchanges) >= earliest


def test_holidays_of_host_and_guests_are_left_alone(free):
    day = free.exchange("visit.FR.1").starts_on
    moved = plan(calendar={"FR": (day,)})

    assert moved.exchange("visit.FR.1").starts_on != day
    assert moved.exchange("visit.IT.1").starts_on == free.exchange("visit.IT.1").starts_on


def test_a_wish_for_an_exchange_that_is_not_planned_is_noted():
    proposal = plan(wishes=(Wish(kind="pin_host", exchange="visit.PT.1", value="bari"),))

    assert proposal.status == "optimal"
    assert any("visit.PT.1" in note["it"] for note in proposal.notes)


def test_a_country_without_a_host_is_refused_by_name():
    learners = tuple(
        replace(one, roles=frozenset({"learner"})) if one.country == "FR" else one
        for one in FACTS.organisations
    )
    proposal = plan(facts=replace(FACTS, organisations=learners))

    assert proposal.status == "refused"
    assert [(one.rule, one.scope) for one in proposal.refusals] == [("visit", "FR")]
    assert "Francia" in proposal.refusals[0].words["it"]
    assert proposal.refusals[0].mend
