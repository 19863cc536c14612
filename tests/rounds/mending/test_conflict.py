import datetime

from innesto.rounds.letters.wishes import Wish
from tests.rounds.small import plan, with_closed

LATE = Wish(
    kind="pin_date",
    exchange="fair.1",
    value="2024-11-07",
    by="Ada",
    on=datetime.date(2024, 1, 3),
    reason="la sala è prenotata",
)


def test_a_wish_outside_the_window_is_named_with_who_fixed_it_and_why():
    proposal = plan(wishes=(LATE,))

    assert proposal.status == "infeasible"
    assert proposal.exchanges == ()
    assert sorted((rule.wish, rule.rule) for rule in proposal.conflict if rule.wish == 0) == [
        (0, "")
    ]
    assert {rule.words["it"] for rule in proposal.conflict} == {
        "«Festa» comincia il 7 novembre 2024"
        " – fissato da Ada il 3 gennaio 2024: la sala è prenotata",
        "«Festa» sta fra il 1 settembre 2024 e il 31 ottobre 2024",
    }
    assert proposal.conflict_minimal
    assert any(mend.words["it"].startswith("Rinuncia al desiderio") for mend in proposal.mends)
    assert [mend.cost for mend in proposal.mends] == sorted(mend.cost for mend in proposal.mends)


def test_a_host_that_is_never_there_is_named():
    proposal = plan(facts=with_closed("bari", "2024-01-01", "2024-12-31"))

    assert proposal.status == "infeasible"
    assert any("Bari" in rule.words["it"] for rule in proposal.conflict)
    assert any("Bari" in rule.words["en"] for rule in proposal.conflict)


def test_a_wish_against_a_rule_of_the_blueprint_names_the_rule():
    wish = Wish(kind="forbid_guest", exchange="visit.FR.1", value="rennes")
    proposal = plan(wishes=(wish,))

    rules = {rule.rule or f"wish {rule.wish}" for rule in proposal.conflict}
    assert proposal.status == "infeasible"
    assert "wish 0" in rules
    assert rules - {"wish 0"} <= {"learners-everywhere", "visit"}
