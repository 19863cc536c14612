"""The search for dates gets out of dead ends."""

from innesto.planning.problem import Gap, Window
from innesto.planning.programme.calendar import FORBIDDEN, Calendar, People
from innesto.planning.programme.dates import DateSearch
from innesto.planning.programme.grid import Grid
from tests.planning.factories import make_calendar, make_event, make_programme


def search_for(events, rules):
    grid = Grid(make_programme(events, rules=rules, calendar=make_calendar(days=9)))
    return DateSearch(Calendar(grid, [People(frozenset(them)) for them in grid.certain]), 0)


def test_events_make_way_for_one_another_in_a_row():
    """C can only be on the day of B, B would go where A is, and A anywhere."""
    rules = (
        Gap(id="gap", days=2),
        Window(id="first", event="C", first=0, last=0),
        Window(id="early", event="B", first=0, last=3),
    )
    search = search_for([make_event(name, window=(0, 8)) for name in "ABC"], rules)
    for at, day in enumerate((3, 0, 0)):
        search.put(at, day)
    assert search.total() >= FORBIDDEN

    search.make_way()

    assert search.total() < FORBIDDEN
    assert (search.days[1], search.days[2]) == (3, 0)


def test_nothing_moves_where_nobody_can_make_way():
    rules = tuple(Window(id=name, event=name, first=0, last=1) for name in "AB")
    search = search_for([make_event(name) for name in "AB"], (Gap(id="gap", days=2), *rules))
    search.start()
    before = search.days

    search.make_way()

    assert search.days == before
