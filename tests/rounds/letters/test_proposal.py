import datetime

import pytest

from innesto.rounds.letters.plain import NotThisShape
from innesto.rounds.letters.proposal import (
    ConflictRule,
    Mend,
    OddOne,
    PlannedExchange,
    PlannedPair,
    Proposal,
    ReasonPart,
    Refusal,
    SecondChoice,
    TracePoint,
)

WORDS = {"it": "Strada", "en": "Road"}


def full() -> Proposal:
    part = ReasonPart(kind="travel", points=420, words=WORDS)
    second = SecondChoice(
        words=WORDS, cost=7, parts=(part,), starts_on=datetime.date(2020, 5, 4), host="wels"
    )
    return Proposal(
        status="optimal",
        objective=420,
        bound=420,
        gap=0.0,
        seconds=0.3,
        exchanges=(
            PlannedExchange(
                key="leadership.AT.1",
                format="leadership",
                scope="AT",
                host="graz",
                starts_on=datetime.date(2020, 5, 12),
                ends_on=datetime.date(2020, 5, 13),
                half_days=4,
                mode="in_person",
                guests=("linz", "wels"),
                reasons=(part,),
                second_choice=second,
            ),
        ),
        pairs=(PlannedPair(strand="cop1", a="torino", b="anci", score=9, parts=(part,)),),
        odd_ones=(OddOne(strand="cop1", organisation="parigi", words=WORDS),),
        refusals=(Refusal(rule="six", words=WORDS, wanted=6, possible=8),),
        conflict=(ConflictRule(id="wish:0", wish=0, words=WORDS),),
        mends=(Mend(rule="wish:0", words=WORDS, cost=1),),
        trace=(TracePoint(seconds=0.1, objective=430, bound=400),),
        notes=(WORDS,),
    )


def test_proposal_survives_json():
    assert Proposal.from_json(full().to_json()) == full()


def test_proposal_leaves_out_what_is_not_said():
    assert Proposal(status="unknown").to_data() == {"status": "unknown"}


def test_digest_ignores_how_long_it_took():
    slow = Proposal.from_data(full().to_data() | {"seconds": 99.0, "trace": []})

    assert slow != full()
    assert slow.digest() == full().digest()


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        ({}, "Proposal: status missing"),
        ({"status": "fine"}, "Proposal.status: expected one of optimal, feasible, infeasible"),
        ({"status": "unknown", "colour": 1}, "Proposal: nobody knows colour"),
        ({"status": "unknown", "seconds": "1"}, "Proposal.seconds: expected float"),
        ({"status": "unknown", "pairs": [{"a": "x"}]}, "Proposal.pairs.0: b, score missing"),
        ({"status": "unknown", "objective": True}, "Proposal.objective: expected int"),
    ],
)
def test_from_data_names_the_place(data, complaint):
    with pytest.raises(NotThisShape, match=complaint):
        Proposal.from_data(data)


def test_exchange_is_found_by_its_key():
    assert full().exchange("leadership.AT.1").host == "graz"
    with pytest.raises(KeyError):
        full().exchange("leadership.AT.2")
