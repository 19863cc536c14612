"""Every rule can be said, in English and in Italian."""

import pytest

from innesto.planning.problem import (
    AttendCount,
    Budget,
    Gap,
    GroupAttendance,
    HostCount,
    MaxParallel,
    Pin,
    Precede,
    Representation,
    Window,
)
from innesto.planning.rulebook import LOCALE, events_of, rule_ids, say_change, say_rule, say_rules
from tests.planning.factories import make_calendar, make_event, make_org, make_programme

RULES = (
    Gap(id="gap", days=3),
    Gap(id="mine", org=1, days=5),
    Precede(id="order", before="A", after="B", min_lag=1, max_lag=9),
    Window(id="window", event="A", first=1, last=9),
    HostCount(id="hosting", orgs=(0, 1), events=("A", "B"), max=1),
    AttendCount(id="presence", org=1, events=("A", "B"), min=1),
    GroupAttendance(id="group", event="A", orgs=(0, 1), min=1, max=2),
    Representation(id="towns", org=0, members=(1, 2), events=("A",), max=1),
    Budget(id="budget", org=1, max_km=500),
    MaxParallel(id="calm", events=("A", "B"), max=1),
    Pin(id="pin", event="A", host=0),
    Pin(id="told", event="A", text="A stays in Asti."),
)


def programme():
    calendar = make_calendar(
        closed_weekdays=frozenset({6}),
        closed_global=frozenset({3}),
        closed_country={"IT": frozenset({2}), "PL": frozenset({4})},
    )
    orgs = [make_org(0, name="Asti", closed=((1, 2),)), *(make_org(i) for i in range(1, 9))]
    events = [make_event("A", must=(1,), max_att=3), make_event("B", hosts=tuple(range(1, 9)))]
    return make_programme(events, orgs, rules=RULES, calendar=calendar)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("gap", "Everyone has at least 3 free days between two meetings in person."),
        ("mine", "Town 1 has at least 5 free days between two meetings in person."),
        ("order", "B comes 1 to 9 days after A."),
        ("window", "A is held between 2027-01-05 and 2027-01-13."),
        ("hosting", "Each of Asti, Town 1 hosts at most 1 of: A, B."),
        ("presence", "Town 1 takes part in at least 1 of: A, B."),
        ("group", "Of Asti, Town 1, 1 to 2 take part in A."),
        ("towns", "Whenever Asti takes part, 1 to 1 of these come for it: Town 1, Town 2."),
        ("budget", "Town 1 travels at most 500 km."),
        ("calm", "At most 1 of these run on one day: A, B."),
        ("pin", "A stays where it is."),
        ("told", "A stays in Asti."),
        ("window:A", "A is held between 2027-01-04 and 2027-01-31."),
        ("hosts:A", "A is hosted by one of: Asti."),
        (
            "hosts:B",
            "B is hosted by one of: Town 1, Town 2, Town 3, Town 4, Town 5, Town 6 and 2 more.",
        ),
        ("size:A", "A has at most 3 attendees."),
        ("must:A:1", "Town 1 takes part in A."),
        ("invited:A", "Only those invited attend A."),
        ("closed:0", "Asti is closed: 2027-01-05 – 2027-01-06."),
        ("holidays:IT", "Nobody from IT meets on its public holidays."),
        ("weekend", "Nothing is held on the closed days of the week."),
        ("blackout", "Nothing is held during the common pauses."),
    ],
)
def test_say_rule_says_every_rule(rule, words):
    problem = programme()

    assert say_rule(problem, rule) == words
    assert rule in rule_ids(problem)


def test_rule_ids_leave_out_what_nobody_asks():
    assert rule_ids(make_programme()) == ["window:A", "hosts:A", "invited:A"]


@pytest.mark.parametrize(
    ("rule", "events"),
    [
        ("order", {"A", "B"}),
        ("calm", {"A", "B"}),
        ("pin", {"A"}),
        ("gap", set()),
        ("must:A:1", {"A"}),
        ("window:B", {"B"}),
        ("closed:0", set()),
        ("weekend", set()),
    ],
)
def test_events_of_names_the_events_of_a_rule(rule, events):
    assert events_of(programme(), rule) == events


@pytest.mark.parametrize(
    "way", ["without", "closer", "wider", "sooner", "later", "more", "fewer", "km"]
)
def test_say_change_says_every_way(way):
    assert say_change(programme(), "told", way, 4).endswith(": A stays in Asti.")


def test_say_rules_speaks_italian_where_the_catalogue_is_compiled():
    if not list(LOCALE.rglob("*.mo")):
        pytest.skip("catalogue is not compiled")

    said = say_rules(programme(), ["must:A:1"], "it")

    assert said == "Queste regole non possono valere tutte insieme:\n– Town 1 partecipa a A."
