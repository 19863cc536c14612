"""What cannot work is refused by counting, in words with numbers."""

import pytest

from innesto.planning.counting import count
from innesto.planning.problem import (
    AttendCount,
    Gap,
    GroupAttendance,
    HostCount,
    Mentee,
    Mentor,
    Precede,
    Representation,
)
from tests.planning.factories import (
    SAMPLES,
    make_calendar,
    make_event,
    make_mentoring,
    make_pairs,
    make_programme,
    sample,
)

THREE = ("A", "B", "C")


def words(problem):
    return [shortfall.words for shortfall in count(problem)]


def three(*rules, **event):
    return make_programme([make_event(name, **event) for name in THREE], rules=rules)


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (three(), []),
        (make_programme([make_event(hosts=())]), ["A has nobody who could host it."]),
        (
            make_programme([make_event(half_days=6, window=(3, 4))]),
            ["A lasts 3 days, its window only 2."],
        ),
        (
            make_programme([make_event(may=(0, 1), min_att=2)]),
            ["A needs 2 attendees, only 1 are invited."],
        ),
        (
            make_programme([make_event(must=(1, 2), max_att=1)]),
            ["A has room for 1, but 2 must attend."],
        ),
        (
            three(HostCount(id="h", orgs=(0, 1), events=THREE, min=2), hosts=(0, 1)),
            ["2 organisations host 2 each: that makes 4, of 3."],
        ),
        (
            three(HostCount(id="h", orgs=(0, 1), events=THREE, max=1), hosts=(0, 1)),
            ["2 organisations host at most 1 each: that makes 2, but only they can host 3."],
        ),
        (
            three(HostCount(id="h", orgs=(0, 2), events=THREE, max=2)),
            ["Only Town 0 can host 3, but it hosts at most 2."],
        ),
        (
            three(HostCount(id="h", orgs=(1,), events=THREE, min=1)),
            ["Town 1 hosts at least 1, but can host only 0."],
        ),
        (
            three(AttendCount(id="a", org=1, events=THREE, max=2), must=(1,)),
            ["Town 1 must be at 3 events, but at no more than 2."],
        ),
        (
            three(AttendCount(id="a", org=1, events=THREE, min=2)),
            ["Town 1 must be at 2 events, but can be only at 0."],
        ),
        (
            three(GroupAttendance(id="g", event="A", orgs=(0, 1), max=1), must=(1,)),
            ["2 of a group must be at A, but no more than 1 may."],
        ),
        (
            three(GroupAttendance(id="g", event="A", orgs=(1, 2), min=2), may=(1,)),
            ["2 of a group must be at A, but only 1 can."],
        ),
        (
            three(Representation(id="r", org=1, members=(2,), events=("A",)), must=(1,)),
            ["1 come to A for Town 1, but only 0 can."],
        ),
        (
            three(Representation(id="r", org=0, members=(1, 2), events=("B",), max=1), must=(1, 2)),
            ["2 must come to B for Town 0, but at most 1 may."],
        ),
        (
            three(Gap(id="g", days=13)),
            [
                "Town 0 has 3 meetings in person; with 13 free days between them "
                "they need 29 days, there are 28."
            ],
        ),
        (
            three(
                Precede(id="p", before="A", after="B", min_lag=20),
                Precede(id="q", before="B", after="C", min_lag=20),
            ),
            ["C cannot start before day 40, but must start by 27."],
        ),
        (
            make_mentoring(
                [Mentor(city=0)], [Mentee(city=1, must=True), Mentee(city=2, must=True)]
            ),
            ["2 cities must have a mentor, there are 1 places."],
        ),
        (
            make_mentoring([Mentor(city=0, lo=2, hi=2)], [Mentee(city=1)]),
            ["Mentors were promised 2 cities, there are 1."],
        ),
        (
            make_mentoring(
                [Mentor(city=0)], [Mentee(city=1), Mentee(city=2)], forced=((0, 1), (0, 2))
            ),
            ["Town 0 is given 2 cities, but takes at most 1."],
        ),
        (make_pairs(forced=((0, 1), (1, 2))), ["Town 1 is fixed in 2 pairs."]),
    ],
)
def test_count_says_what_does_not_add_up(problem, said):
    assert words(problem) == said


def test_count_follows_a_circle_of_orders_to_its_end():
    problem = three(
        Precede(id="p", before="A", after="B", min_lag=5),
        Precede(id="q", before="B", after="A", min_lag=5),
    )

    assert {rule for it in count(problem) for rule in it.rules} >= {"p", "q"}


def test_count_speaks_of_online_events_only_where_days_matter():
    events = [make_event(name, mode="online") for name in THREE]
    problem = make_programme(events, rules=(Gap(id="g", days=20),), calendar=make_calendar(days=28))

    assert words(problem) == []


def test_count_has_no_objection_to_samples_that_work():
    names = ["connection", "multiply_6", "multiply_28", "school", "territori", "scale_300"]
    if not SAMPLES.exists():
        pytest.skip("no samples here")

    assert [count(sample(name)) for name in names] == [[]] * len(names)


def test_count_finds_the_quota_of_a_sample():
    (shortfall,) = count(sample("infeasible_multiply_host_quota"))

    assert shortfall.rules == ("quota!37", "hosts:SE-M1a", "hosts:SE-M1b")
