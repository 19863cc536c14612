"""Every mend that a coordinator may try is enough: what it changes is tried here to the end."""

import datetime
from dataclasses import replace

import pytest

from innesto.blueprints.editing import with_numbers
from innesto.rounds.letters.wishes import Change, Wish
from innesto.rounds.round import plan_round
from tests.rounds.small import BLUEPRINT, ask, with_closed

TOO_FEW_DAYS = (
    BLUEPRINT.replace("lasts: 12 months", "lasts: 2 months")
    .replace("when: {from: 2024-09-01, until: 2024-10-31}", "when: {from: 2024-01-15}")
    .replace("free_days: 7", "free_days: 40")
)
ON_A_WEEKEND = BLUEPRINT.replace(
    "from: 2024-09-01, until: 2024-10-31", "from: 2024-09-07, until: 2024-09-08"
)
HOSTED_TWICE = BLUEPRINT.replace(
    "calendar:",
    """\
  - key: keepers-host-three-times
    label: {it: chi custodisce ospita tre volte, en: a keeper hosts three times}
    each: {organisations: {role: keeper}}
    count: {exchanges: {as: host}}
    is: 3
calendar:""",
)
FAIR_ABROAD = BLUEPRINT.replace(
    "calendar:",
    """\
  - key: learners-do-not-travel
    label: {it: chi impara non viaggia, en: learners do not travel}
    each: {organisations: {role: learner}}
    count: {exchanges: {format: fair}}
    at_most: 0
calendar:""",
)


def changed(request, change):
    return replace(
        request,
        blueprint=with_numbers(request.blueprint, change.numbers),
        wishes=tuple(change.of(request.wishes)),
    )


def mends_of(proposal):
    return [*proposal.mends, *(mend for one in proposal.refusals for mend in one.mends)]


IMPOSSIBLE = {
    "weekend": ask(blueprint=ON_A_WEEKEND),
    "window": ask(wishes=(Wish(kind="pin_date", exchange="fair.1", value="2024-11-07"),)),
    "closed": ask(facts=with_closed("bari", "2024-01-01", "2024-12-31")),
    "holidays": ask(
        blueprint=BLUEPRINT.replace("2024-10-31", "2024-09-05"),
        calendar={"IT": tuple(datetime.date(2024, 9, day) for day in range(1, 6))},
    ),
    "count": ask(blueprint=HOSTED_TWICE),
    "attendance": ask(blueprint=FAIR_ABROAD),
    "guest": ask(wishes=(Wish(kind="forbid_guest", exchange="visit.FR.1", value="rennes"),)),
    "free days": ask(blueprint=TOO_FEW_DAYS),
}


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_every_mend_with_a_change_ends_its_contradiction(name):
    request = IMPOSSIBLE[name]
    proposal = plan_round(request)
    assert proposal.status in ("infeasible", "refused")
    before = {one.id for one in proposal.conflict}

    tried = [
        (mend.is_enough, plan_round(changed(request, mend.change)))
        for mend in mends_of(proposal)
        if mend.change
    ]

    assert tried
    for is_enough, after in tried:
        assert after.has_plan or {one.id for one in after.conflict} != before or not before
        assert after.has_plan or not is_enough or name in ("closed", "count")


def test_a_mend_is_said_with_its_numbers_and_its_date():
    weekend, count = plan_round(IMPOSSIBLE["weekend"]), plan_round(IMPOSSIBLE["count"])

    assert [mend.words["it"] for mend in weekend.mends] == [
        "Lascia che «Festa» cominci fino a 2 giorni prima o dopo.",
        "Usa i giorni dal 7 settembre 2024 all’8 settembre 2024, anche se è fine settimana.",
    ]
    assert [mend.words["it"] for mend in count.refusals[0].mends] == [
        "Chiedine 2 invece di 3, dappertutto: «chi custodisce ospita tre volte».",
        "Fai un’eccezione per Bari: «chi custodisce ospita tre volte».",
    ]


def test_what_more_stands_in_the_way_of_is_said_to_be_a_first_step():
    proposal = plan_round(IMPOSSIBLE["attendance"])

    assert [(mend.is_enough, mend.change.numbers) for mend in proposal.mends] == [
        (True, {"learners-do-not-travel": 1}),
        (False, {}),
        (False, {}),
    ]


def test_an_exception_is_no_hard_finding_any_more():
    stays_away = Wish(kind="forbid_guest", exchange="fair.1", value="matera")
    excused = Wish(kind="excuse_guest", exchange="fair.1", value="matera")

    refused = plan_round(ask(wishes=(stays_away,)))
    proposal = plan_round(ask(wishes=(stays_away, excused)))

    assert refused.status == "infeasible"
    assert proposal.status == "optimal"
    assert "matera" not in proposal.exchange("fair.1").guests


def test_changes_add_up_and_the_later_one_counts():
    host = Wish(kind="pin_host", exchange="fair.1", value="bari")
    first = Change(wishes=(host,), numbers={"a": 1, "b": 2})

    both = first.then(Change(without=(host,), numbers={"b": 3}))

    assert both == Change(without=(host,), numbers={"a": 1, "b": 3})
    assert both.of([replace(host, by="Ada")]) == []
    assert Change.from_data(both.to_data()) == both
