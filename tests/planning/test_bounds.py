"""What the dates cost at least is never more than what they cost."""

from itertools import combinations, product

import numpy as np
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from innesto.planning.problem import ProgrammeWeights
from innesto.planning.programme.bounds import Agenda, DatesBound
from innesto.planning.programme.grid import Grid
from tests.planning.brute import cheapest, tiny_programmes
from tests.planning.factories import make_calendar, make_event, make_org, make_programme, sample

DAYS = 14


@st.composite
def agendas(draw):
    """A few meetings on few days, such that they cannot all be far apart."""
    count = draw(st.integers(2, 4))
    spans = draw(st.lists(st.integers(1, 3), min_size=count, max_size=count))
    days = st.sets(st.integers(0, DAYS - 4), min_size=1, max_size=5)
    starts = []
    for _meeting in range(count):
        open_days = np.zeros(DAYS, np.bool_)
        open_days[sorted(draw(days))] = True
        starts.append(open_days)
    ideal, gap = draw(st.integers(1, 9)), draw(st.integers(0, 2))
    return Agenda(weight=1, ideal=ideal, gap=gap, starts=starts, spans=spans)


def lacking_days(agenda):
    """Try all days: what is lacking at least, or nothing if no days are possible."""
    found = []
    for days in product(*(np.flatnonzero(starts).tolist() for starts in agenda.starts)):
        meetings = [(day, day + span - 1) for day, span in zip(days, agenda.spans, strict=True)]
        pairs = [sorted(pair) for pair in combinations(meetings, 2)]
        between = [second[0] - first[1] for first, second in pairs]
        if all(days > agenda.gap for days in between):
            found.append(sum(max(0, agenda.ideal - days) for days in between))
    return min(found, default=None)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(agendas(), st.integers(1, 30))
def test_an_agenda_costs_no_less_than_its_bound(agenda, steps):
    least = lacking_days(agenda)
    assume(least is not None)

    for _step in range(steps):
        agenda.improve()

    assert agenda.bound <= least
    assert not agenda.is_easy() or least == 0


@settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
@given(tiny_programmes())
def test_dates_cost_no_less_than_their_bound(problem):
    least = cheapest(problem)
    assume(least is not None and not problem.weights.learn)

    dates = DatesBound(Grid(problem))
    dates.improve(10)

    assert dates.value <= least


def test_the_bound_of_one_full_agenda_is_what_it_costs():
    events = [make_event(name, half_days=4) for name in "ABC"]
    weights, calendar = ProgrammeWeights(km=0, bunch=7), make_calendar(days=12)
    problem = make_programme(events, 1, weights=weights, calendar=calendar, ideal_gap_days=10)

    dates = DatesBound(Grid(problem))
    dates.improve(20)

    # two days each from day 0 to day 11: starts 0, 5, 10 lack 6 and 6 days, and 1 from A to C
    assert dates.value == 7 * 12


def test_late_days_count_from_the_first_possible_day():
    orgs = [make_org(0, closed=((0, 2),))]
    events = [make_event("A"), make_event("B", window=(5, 20))]
    problem = make_programme(events, orgs, weights=ProgrammeWeights(late=2))
    wish_for_late = make_programme(events, orgs, weights=ProgrammeWeights(late=-2))

    assert DatesBound(Grid(problem)).value == 2 * (3 + 5)
    assert DatesBound(Grid(wish_for_late)).value == -2 * (27 + 20)


def test_the_experts_of_multiply_cannot_be_at_ease():
    dates = DatesBound(Grid(sample("multiply_28")))
    dates.improve(10)

    assert dates.value == 16_880
