import datetime

import pytest
from django.utils import timezone, translation

from innesto.blueprints.facts import Days
from innesto.blueprints.shipped import shipped_text
from innesto.exchanges.actions.meetings import decline_seat, hold_exchange
from innesto.exchanges.actions.publishing import publish_plan
from innesto.exchanges.actions.wishes import make_wish
from innesto.exchanges.models import Exchange
from innesto.exchanges.queries.agenda import month_of, month_page
from innesto.exchanges.queries.findings import blocking_findings, findings_of, whole_facts
from innesto.exchanges.queries.plan_page import plan_page
from innesto.exchanges.queries.planning import planning_request, programme_scopes
from innesto.exchanges.queries.subject import Subject, subject_of
from innesto.places.models import Holiday
from innesto.programmes.actions.partner import withdraw_partner
from tests.exchanges.conftest import TWO_VISITS_EACH, proposal_of, visit
from tests.exchanges.factories import ExchangeFactory, PlanFactory
from tests.places.factories import CountryFactory, PlaceFactory
from tests.programmes.factories import ProgrammeFactory

pytestmark = pytest.mark.django_db


def test_planning_request_keeps_what_was_held_and_the_wishes(plan, coordinator):
    publish_plan(plan, by=coordinator)
    hold_exchange(Exchange.objects.get(key="visit..1"), by=coordinator)
    make_wish(
        plan.programme, by=coordinator, kind="forbid_host", exchange_key="visit..2", value="asti"
    )

    request = planning_request(PlanFactory(programme=plan.programme, number=2))

    assert [exchange.key for exchange in request.kept] == ["visit..1"]
    assert [exchange.key for exchange in request.agreed] == ["visit..2", "visit..3"]
    assert [(w.kind, w.exchange, w.value, w.by) for w in request.wishes] == [
        ("forbid_host", "visit..2", "asti", "Cora Coordina")
    ]
    assert sorted(o.key for o in request.facts.organisations) == ["asti", "cuneo", "torino"]


def test_planning_request_begins_four_weeks_after_it_was_asked_for(plan):
    asked = timezone.now() - datetime.timedelta(days=100)
    programme = plan.programme
    programme.starts_on = timezone.localdate() - datetime.timedelta(days=300)
    programme.ends_on = timezone.localdate() + datetime.timedelta(days=300)
    programme.save()

    request = planning_request(PlanFactory(programme=programme, number=2, asked_at=asked))

    assert request.earliest == timezone.localdate(asked) + datetime.timedelta(weeks=4)


def test_planning_request_lets_go_of_what_somebody_wishes_otherwise(plan, coordinator):
    publish_plan(plan, by=coordinator)
    Exchange.objects.update(state="confirmed")
    again = PlanFactory(programme=plan.programme, number=2)
    assert len(planning_request(again).kept) == 3

    make_wish(
        plan.programme,
        by=coordinator,
        kind="forbid_date",
        exchange_key="visit..2",
        value="2027-03-10",
    )

    request = planning_request(again)
    assert [exchange.key for exchange in request.kept] == ["visit..1", "visit..3"]
    assert [exchange.key for exchange in request.agreed] == ["visit..2"]


def test_planning_request_takes_a_host_that_declined_at_its_word(plan, coordinator):
    publish_plan(plan, by=coordinator)
    seat = Exchange.objects.get(key="visit..1").seats.get(part="host")
    decline_seat(seat, reason="La sala è in restauro", by=coordinator)

    [wish] = planning_request(PlanFactory(programme=plan.programme, number=2)).wishes

    assert (wish.kind, wish.exchange, wish.value, wish.reason, wish.by) == (
        "forbid_host",
        "visit..1",
        "asti",
        "La sala è in restauro",
        "Cora Coordina",
    )


def test_planning_request_brings_the_holidays_of_those_who_take_part(programme, partners, plan):
    italy = CountryFactory(code="IT")
    partners["asti"].organisation.country = italy
    partners["asti"].organisation.save()
    Holiday.objects.create(country=italy, date="2027-04-25", name="Festa della Liberazione")

    assert planning_request(plan).calendar == {"IT": (datetime.date(2027, 4, 25),)}


def test_planning_request_keeps_the_feast_of_the_patron_saint_free(partners, plan):
    place = PlaceFactory(name="Asti")
    partners["asti"].organisation.place = place
    partners["asti"].organisation.save()
    Holiday.objects.create(
        country=place.country, place=place, date="2027-05-03", name="San Secondo"
    )

    closed = {o.key: o.closed for o in planning_request(plan).facts.organisations}

    assert closed["asti"] == (Days(datetime.date(2027, 5, 3), datetime.date(2027, 5, 3)),)
    assert planning_request(plan).calendar == {}


def test_whole_facts_tell_what_is_planned_by_whom(plan, coordinator):
    publish_plan(plan, by=coordinator)

    facts = {exchange.key: exchange for exchange in whole_facts(plan.programme).exchanges}

    first = facts["visit..1"]
    assert (first.host, first.guests, first.state) == (
        "asti",
        frozenset({"cuneo", "torino"}),
        "planned",
    )


def test_findings_of_a_programme_come_hard_ones_first(plan):
    found = findings_of(plan.programme)

    assert [f.is_hard for f in found] == sorted((f.is_hard for f in found), reverse=True)


@pytest.mark.capability("T-01")
def test_findings_of_a_project_are_what_its_call_finds_about_it(db):
    call = ProgrammeFactory(blueprint=shipped_text("territori-inclusivi"))
    one, other = ProgrammeFactory.create_batch(2, call=call, blueprint="")

    assert {(f.subject.kind, f.subject.key) for f in findings_of(one)} == {("project", one.slug)}
    assert {f.subject.key for f in findings_of(call)} >= {one.slug, other.slug}


@pytest.mark.capability("M-24")
@pytest.mark.capability("M-25")
def test_subject_of_an_exchange_says_whom_it_is_meant_for_and_its_topics(db):
    programme = ProgrammeFactory(blueprint=shipped_text("multiply"))

    with translation.override("it"):
        subject = subject_of(ExchangeFactory(programme=programme, format="political-leadership"))
        lost = subject_of(ExchangeFactory(programme=programme, format="no-longer-there"))

    assert subject.audience == "Responsabili delle politiche comunali"
    assert [topic.label for topic in subject.topics] == [
        "Benefici della transizione energetica intersettoriale",
        "Comunicazione politica",
        "Finanziamento della transizione energetica",
    ]
    assert lost == Subject()


@pytest.mark.capability("C-05")
def test_subject_of_an_exchange_in_a_community_says_what_it_asks_itself(db):
    programme = ProgrammeFactory(blueprint=shipped_text("connection"))
    workshop = ExchangeFactory(programme=programme, format="workshop", scope="cop3")

    with translation.override("it"):
        subject = subject_of(workshop)

    assert subject.question == "Come costruire percorsi occupazionali per i migranti?"
    assert [block.label for block in subject.agenda][:1] == ["Breve presentazione"]


def test_plan_page_shows_who_hosts_and_who_goes(plan):
    page = plan_page(plan)

    board = page.boards[0]
    asti = next(row for row in board.rows if row.name == "Asti")
    assert [part for part, _key in asti.cells] == ["host", "guest", "guest"]
    assert (page.chosen.key, page.difference, page.gap) == ("visit..1", None, 0.0)


def test_plan_page_compares_with_what_is_announced(plan, coordinator):
    publish_plan(plan, by=coordinator)
    again = PlanFactory(
        programme=plan.programme,
        number=2,
        state="ready",
        proposal=proposal_of(visit("asti", 3), visit("cuneo", 11)),
    )

    difference = plan_page(again).difference

    assert [(change.kind, change.before != "", change.after) for change in difference.changes] == [
        ("date", True, "11 marzo 2027"),
        ("ended", True, ""),
    ]
    assert (difference.moved, difference.announced, difference.is_least) == (1, 3, False)
    assert difference.told == ["Asti", "Cuneo", "Torino"]


def test_difference_says_why_and_whom_it_concerns(plan, coordinator, partners):
    publish_plan(plan, by=coordinator)
    seat = Exchange.objects.get(key="visit..1").seats.get(part="host")
    decline_seat(seat, reason="la sala è in restauro", by=coordinator)
    make_wish(
        plan.programme,
        by=coordinator,
        kind="forbid_date",
        exchange_key="visit..2",
        value="2027-03-10",
        reason="Si vota",
    )
    withdraw_partner(partners["torino"], reason="Bilancio", on=timezone.localdate(), by=coordinator)
    again = PlanFactory(
        programme=plan.programme,
        number=2,
        state="ready",
        proposal=proposal_of(
            visit("cuneo", 3, key="visit..1", guests=("asti",)),
            visit("cuneo", 11, key="visit..2", guests=("asti",)),
            fewest_moved=1,
        ),
    )

    difference = plan_page(again).difference

    assert [(change.kind, change.why) for change in difference.changes] == [
        ("host", "Asti non può: la sala è in restauro"),
        ("left", "Torino si è ritirata. Bilancio"),
        ("date", "Richiesta di Cora Coordina. Si vota"),
        ("left", "Torino si è ritirata. Bilancio"),
        ("ended", ""),
    ]
    assert (difference.moved, difference.is_least) == (1, True)
    assert difference.told == ["Asti", "Cuneo"]


def test_difference_says_who_declined_and_stays_invited(plan, coordinator):
    publish_plan(plan, by=coordinator)
    seat = Exchange.objects.get(key="visit..1").seats.get(partner__organisation__slug="cuneo")
    decline_seat(seat, reason="si vota", by=coordinator)
    again = PlanFactory(programme=plan.programme, number=2, state="ready", proposal=plan.proposal)

    difference = plan_page(again).difference

    assert [(change.kind, change.why) for change in difference.changes] == [
        ("declined", "Cuneo non può: si vota")
    ]
    assert difference.told == []


def test_difference_is_none_before_anything_is_announced(plan):
    assert plan_page(plan).difference is None


def test_plan_page_of_a_plan_without_an_answer_is_nothing(programme):
    assert plan_page(PlanFactory(programme=programme)) is None


def test_programme_scopes_of_a_programme_planned_whole_are_none(programme):
    assert programme_scopes(programme) == []


@pytest.mark.parametrize(
    ("text", "first"),
    [("2027-02", datetime.date(2027, 2, 1)), ("2027-12", datetime.date(2027, 12, 1))],
)
def test_month_of_reads_a_month(text, first):
    assert month_of(text) == first


@pytest.mark.parametrize("text", ["", "2027-13", "ieri", "2027-02-30"])
def test_month_of_anything_else_is_this_month(text):
    assert month_of(text).day == 1


def test_month_page_shows_every_day_of_an_exchange(programme, nobody):
    exchange = ExchangeFactory(
        programme=programme,
        starts_on=datetime.date(2027, 2, 27),
        ends_on=datetime.date(2027, 3, 2),
    )

    page = month_page(datetime.date(2027, 3, 1), viewer=nobody)

    days = [day.date.day for week in page.weeks for day in week if exchange in day.exchanges]
    assert days == [1, 2]
    assert (page.before, page.after, page.exchanges) == ("2027-02", "2027-04", [exchange])


FOUR_CITIES = """\
rules:
  - key: four-cities
    label: {it: quattro città, en: four cities}
    count: {organisations: {role: city}}
    is: 4
"""


@pytest.mark.parametrize(
    ("rules", "waits_for"),
    [
        (TWO_VISITS_EACH, {("two-visits-each", city) for city in ("asti", "cuneo", "torino")}),
        (FOUR_CITIES, set()),
    ],
)
def test_blocking_findings_are_those_that_a_plan_decides(plan, rules, waits_for):
    plan.programme.blueprint += rules
    plan.programme.save()

    broken = {f.rule for f in findings_of(plan.programme) if f.is_hard}
    blocking = {(f.rule, f.subject.key) for f in blocking_findings(plan)}

    assert broken == {rules.split("key: ")[1].split()[0]}
    assert blocking == waits_for


EVERYBODY_COMES = """\
rules:
  - key: everybody-comes
    label: {it: partecipano tutte, en: everybody takes part}
    each: {exchanges: {format: visit}}
    present: {every: {role: city}, as: taking_part}
"""


def test_blocking_findings_leave_out_what_has_happened(plan, coordinator):
    plan.programme.blueprint += EVERYBODY_COMES
    plan.programme.save()
    publish_plan(plan, by=coordinator)
    held = hold_exchange(Exchange.objects.get(key="visit..1"), by=coordinator)
    held.seats.filter(partner__organisation__slug="cuneo").delete()
    later = PlanFactory(
        programme=plan.programme,
        number=2,
        state="ready",
        proposal=proposal_of(visit("cuneo", 10), visit("torino", 17)),
    )

    assert [f.subject.key for f in findings_of(plan.programme) if f.is_hard] == ["visit..1"]
    assert blocking_findings(later) == []
