import datetime

import pytest
from django.urls import reverse

from innesto.documents.actions import hand_in_document
from innesto.documents.models import Document
from innesto.exchanges.actions.meetings import call_off_exchange, hold_exchange
from innesto.outcomes.actions.accounts import SaysNothing, record_capacity, tell_outcome
from innesto.outcomes.models import Account, Capacity
from innesto.outcomes.queries.accounts import (
    balances_in,
    one_sided,
    silence_waiting_for,
    silent_sides,
)
from innesto.outcomes.tasks import ask_before_one
from innesto.programmes.models import Programme
from tests.accounts.factories import UserFactory
from tests.documents.factories import ReportingFactory
from tests.exchanges.factories import ExchangeFactory, SeatFactory
from tests.organisations.factories import MembershipFactory
from tests.outcomes.factories import AccountFactory
from tests.programmes.factories import ParticipantFactory, PartnerFactory, ProgrammeFactory
from tests.themes.factories import ThemeFactory

pytestmark = pytest.mark.django_db
HELD_ON = datetime.date(2026, 3, 10)


@pytest.fixture
def ada():
    return UserFactory(name="Ada")


@pytest.fixture
def exchange(ada):
    """A day on which Torino hosts and Asti visits, of a programme that asks for reports."""
    programme = ReportingFactory()
    ParticipantFactory(programme=programme, user=ada, may_coordinate=True)
    exchange = ExchangeFactory(programme=programme, starts_on=HELD_ON)
    for name, part in (("Torino", "host"), ("Asti", "guest")):
        partner = PartnerFactory(programme=programme, organisation__name=name)
        SeatFactory(exchange=exchange, partner=partner, part=part)
    return exchange


def partner_of(exchange, name):
    return exchange.seats.get(partner__organisation__name=name).partner


@pytest.mark.capability("M-02", "M-03")
def test_exchange_held_asks_each_side_for_its_report(
    exchange, ada, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        hold_exchange(exchange, by=ada)

    owed = Document.objects.order_by("partner__organisation__name")
    assert [(one.by_whom, one.template, one.due_on) for one in owed] == [
        ("Asti", "report", HELD_ON + datetime.timedelta(days=15)),
        ("Torino", "report", HELD_ON + datetime.timedelta(days=15)),
    ]


def test_exchange_held_asks_nothing_of_who_declined(
    exchange, ada, django_capture_on_commit_callbacks
):
    exchange.seats.filter(part="guest").update(answer="declined", reason="Neve")

    with django_capture_on_commit_callbacks(execute=True):
        hold_exchange(exchange, by=ada)

    assert [one.by_whom for one in Document.objects.all()] == ["Torino"]


def test_ask_before_one_is_due_before_the_day_and_follows_it(exchange, time_machine):
    time_machine.move_to(datetime.date(2026, 3, 1))
    ask_before_one.call(exchange.pk)
    exchange.starts_on = exchange.ends_on = HELD_ON + datetime.timedelta(days=7)
    exchange.save()

    ask_before_one.call(exchange.pk)

    due = {(one.template, one.due_on) for one in Document.objects.all()}
    assert due == {("needs", datetime.date(2026, 3, 16))}


def test_exchange_called_off_lets_everybody_off(
    exchange, ada, django_capture_on_commit_callbacks, time_machine
):
    time_machine.move_to(datetime.date(2026, 3, 1))
    ask_before_one.call(exchange.pk)

    with django_capture_on_commit_callbacks(execute=True):
        call_off_exchange(exchange, reason="Neve", by=ada)

    assert {one.state for one in Document.objects.all()} == {"excused"}


@pytest.mark.capability("M-03")
def test_report_handed_in_is_the_account_of_its_side(
    exchange, ada, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        hold_exchange(exchange, by=ada)
    report = Document.objects.get(partner=partner_of(exchange, "Asti"))

    hand_in_document(report, {"learned": "Si può", "gave": "Gli orti"}, by=ada)

    (account,) = Account.objects.all()
    assert (account.partner, account.learned, account.gave) == (
        report.partner,
        "Si può",
        "Gli orti",
    )
    assert [str(one) for one in silent_sides(exchange)] == ["Torino"]


@pytest.mark.capability("M-03")
def test_coordinator_sees_exchanges_where_one_side_says_nothing(exchange, ada):
    exchange.state = "held"
    exchange.save()
    AccountFactory(exchange=exchange, partner=partner_of(exchange, "Asti"))
    mine = Programme.objects.filter(pk=exchange.programme_id)

    before = list(one_sided(mine))
    waiting = silence_waiting_for(ada, HELD_ON + datetime.timedelta(days=20))
    AccountFactory(exchange=exchange, partner=partner_of(exchange, "Torino"))

    assert (before, len(waiting), list(one_sided(mine))) == ([exchange], 1, [])


def test_silence_waits_for_nobody_in_the_first_fortnight(exchange, ada):
    exchange.state = "held"
    exchange.save()

    assert silence_waiting_for(ada, HELD_ON + datetime.timedelta(days=10)) == []


def test_tell_outcome_again_replaces_the_first(exchange, ada):
    asti = partner_of(exchange, "Asti")
    tell_outcome(exchange, asti, by=ada, learned="Poco")

    tell_outcome(exchange, asti, by=ada, learned="Molto")

    assert [one.learned for one in Account.objects.all()] == ["Molto"]


def test_tell_outcome_refuses_to_say_nothing(exchange, ada):
    with pytest.raises(SaysNothing):
        tell_outcome(exchange, partner_of(exchange, "Asti"), by=ada, changes="Tutto")


@pytest.mark.capability("T-21")
def test_balance_counts_giving_and_learning_by_operator_and_project(ada):
    call = ProgrammeFactory()
    nora = UserFactory(name="Nora")
    for project, gave in (("Uno", "Metodo"), ("Due", "")):
        programme = ProgrammeFactory(call=call, names={"it": project})
        partner = PartnerFactory(programme=programme)
        exchange = ExchangeFactory(programme=call, state="held")
        AccountFactory(exchange=exchange, partner=partner, gave=gave)
        AccountFactory(exchange=exchange, partner=partner, person=nora, gave=gave)

    found = balances_in(call, viewer=ada)

    assert [(it.name, it.gave, it.learned) for it in found.people] == [("Nora", 1, 2)]
    assert [(it.name, it.difference) for it in found.projects] == [("Uno", 0), ("Due", -1)]


@pytest.mark.capability("M-05")
def test_capacity_shows_the_difference(exchange, ada, client):
    theme = ThemeFactory(labels={"it": "Orti"})

    record_capacity(
        exchange, partner_of(exchange, "Asti"), {theme: {"before": 1, "after": 3}}, by=ada
    )

    page = client.get(reverse("outcomes:reports", args=[exchange.pk])).text
    assert Capacity.objects.get().difference == 2
    assert "Orti" in page
    assert "+2" in page


def test_tell_page_keeps_what_one_side_says(exchange, client):
    asti = partner_of(exchange, "Asti")
    client.force_login(MembershipFactory(organisation=asti.organisation).person)

    response = client.post(
        reverse("outcomes:tell", args=[exchange.pk]),
        {"side": asti.pk, "learned": "Si può", "language": "it", "content": "knowledge"},
    )

    assert response.status_code == 302
    told = Account.objects.get()
    assert (told.partner, told.person, told.content) == (asti, None, "knowledge")


@pytest.mark.parametrize("count", [1, 3])
def test_reports_cost_the_same_for_one_account_and_for_three(
    exchange, client, django_assert_num_queries, count
):
    AccountFactory.create_batch(count, exchange=exchange)
    url = reverse("outcomes:reports", args=[exchange.pk])
    client.get(url)

    with django_assert_num_queries(REPORTS):
        client.get(url)


REPORTS = 6
