import datetime

import pytest

from innesto.exchanges.actions.making import What, Who, make_exchange, make_series
from innesto.exchanges.actions.meetings import call_off_exchange
from innesto.exchanges.actions.publishing import publish_plan
from innesto.exchanges.models import Exchange, When
from innesto.exchanges.queries.by_hand import formats_by_hand, proposed
from innesto.exchanges.queries.planning import planning_request
from innesto.notifications.models import Notification
from innesto.toolkit.lengths import Length
from tests.exchanges.conftest import verbs
from tests.exchanges.factories import PlanFactory

pytestmark = pytest.mark.django_db

DAY = datetime.date(2027, 5, 4)
ROME = "Europe/Rome"


def a_day(on=DAY):
    return When.lasting(Length.of(1, "day"), starts_on=on, zone=ROME)


def test_make_exchange_of_a_format_takes_the_planners_name(programme, partners, coordinator):
    who = Who(host=partners["asti"], must=[partners["cuneo"]], may=[partners["torino"]])

    made = make_exchange(
        programme, what=What(format="visit"), when=a_day(), who=who, by=coordinator
    )

    assert (made.key, made.title["it"], made.is_by_hand) == ("visit.1", "Visita", True)
    seats = made.seats.order_by("pk").values_list(
        "partner__organisation__slug", "part", "is_optional"
    )
    assert [*seats] == [
        ("asti", "host", False),
        ("cuneo", "guest", False),
        ("torino", "guest", True),
    ]
    assert verbs(programme) == ["exchange_made"]


@pytest.mark.capability("M-09")
def test_make_exchange_of_a_kind_that_no_blueprint_lists(programme, partners, coordinator):
    what = What(kind="Viaggio di studio", title={"it": "Nel bosco"}, beside="Fiera del legno")

    made = make_exchange(programme, what=what, when=a_day(), who=Who(), by=coordinator)

    assert (made.name, made.kind, made.format, made.key) == (
        "Nel bosco", "Viaggio di studio", "", "by-hand.1",
    )  # fmt: skip


def test_a_plan_neither_moves_nor_calls_off_what_was_made_by_hand(
    plan, programme, partners, coordinator
):
    free = make_exchange(
        programme, what=What(kind="Incontro", title={"it": "Incontro"}), when=a_day(),
        who=Who(must=[partners["asti"]]), by=coordinator,
    )  # fmt: skip
    visit = make_exchange(
        programme, what=What(format="visit"), when=a_day(), who=Who(host=partners["asti"]),
        by=coordinator,
    )  # fmt: skip
    Exchange.objects.filter(pk=visit.pk).update(key="visit..1")

    publish_plan(plan, by=coordinator)

    for made in (free, visit):
        made.refresh_from_db()
        assert (made.state, made.starts_on) == ("announced", DAY)


def test_a_plan_takes_the_place_of_what_was_made_by_hand_and_called_off(
    plan, programme, partners, coordinator
):
    visit = make_exchange(
        programme, what=What(format="visit"), when=a_day(), who=Who(host=partners["asti"]),
        by=coordinator,
    )  # fmt: skip
    Exchange.objects.filter(pk=visit.pk).update(key="visit..1")
    call_off_exchange(visit, reason="La sala non è libera", by=coordinator)

    publish_plan(plan, by=coordinator)

    visit.refresh_from_db()
    assert (visit.state, visit.starts_on, visit.is_by_hand) == (
        "announced", datetime.date(2027, 3, 3), False,
    )  # fmt: skip


def test_the_planner_keeps_what_was_made_by_hand(programme, partners, coordinator):
    make_exchange(
        programme, what=What(format="visit"), when=a_day(), who=Who(host=partners["asti"]),
        by=coordinator,
    )  # fmt: skip
    make_exchange(programme, what=What(kind="Incontro"), when=a_day(), who=Who(), by=coordinator)

    request = planning_request(PlanFactory(programme=programme, asked_by=coordinator))

    assert [kept.key for kept in request.kept] == ["visit.1"]
    assert request.agreed == ()


@pytest.mark.capability("S-24")
def test_make_series_makes_meetings_that_stand_alone(
    programme, partners, coordinator, referent, django_capture_on_commit_callbacks
):
    whens = [a_day(DAY + datetime.timedelta(weeks=week)) for week in (0, 4, 8)]
    what = What(format="visit", title={"it": "Il percorso dei rifiuti"})

    with django_capture_on_commit_callbacks(execute=True):
        series = make_series(
            programme, what=what, whens=whens, who=Who(must=[partners["asti"]]), by=coordinator
        )

    made = series.exchanges.order_by("starts_on")
    assert [one.key for one in made] == ["visit.1", "visit.2", "visit.3"]
    assert str(series) == "Il percorso dei rifiuti"
    assert verbs(programme) == ["series_made"]
    notice = Notification.objects.get(to=referent)
    assert "1 giugno 2027, 29 giugno 2027" in notice.body


@pytest.mark.parametrize(
    ("length", "opens", "ends", "half", "half_days"),
    [
        (Length.of(3, "day"), None, (datetime.date(2027, 5, 6), None), "", 6),
        (Length.of(1, "half-day"), "14:00", (DAY, "18:00"), "afternoon", 1),
        (Length.of(2, "hour"), "23:00", (datetime.date(2027, 5, 5), "01:00"), "afternoon", 1),
        (Length.of(8, "hour"), None, (DAY, None), "", 2),
        (Length.of(3, "half-day"), None, (datetime.date(2027, 5, 5), None), "", 3),
    ],
)
def test_a_length_gives_the_last_day_and_hour(length, opens, ends, half, half_days):
    closes = "18:00" if opens == "14:00" else None
    clock = datetime.time.fromisoformat
    when = When.lasting(
        length, starts_on=DAY, zone=ROME, opens=opens and clock(opens),
        closes=closes and clock(closes),
    )  # fmt: skip

    last, hour = ends
    assert (when.ends_on, when.closes) == (last, hour and clock(hour))
    assert (when.half, when.half_days) == (half or ("morning" if half_days == 1 else ""), half_days)


def test_what_is_proposed_follows_the_rules_of_the_format(programme, partners):
    rules = proposed(programme, "visit", "")

    assert formats_by_hand(programme) == [("visit", "Visita")]
    assert [str(partner) for partner in rules.hosts] == ["Asti", "Cuneo", "Torino"]
    assert rules.may == {partner.pk for partner in partners.values()}
    assert rules.must == frozenset()
