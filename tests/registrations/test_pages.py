import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from innesto.exchanges.models import Series
from innesto.registrations.actions.registering import register_person
from innesto.registrations.models import Needs, Registration
from innesto.registrations.queries.people import attendees_of, genders_at, needs_at
from innesto.registrations.queries.waiting import partners_waiting_for, people_waiting_for
from innesto.registrations.rules import attends, can_read_needs
from tests.accounts.factories import UserFactory
from tests.exchanges.factories import ROUND_TABLE, ExchangeFactory, SeatFactory
from tests.organisations.factories import MembershipFactory
from tests.programmes.factories import ParticipantFactory, ProgrammeFactory
from tests.registrations.factories import OpeningFactory, RegistrationFactory


@pytest.fixture
def opening(db):
    programme = ProgrammeFactory(blueprint=ROUND_TABLE, state="running")
    start = timezone.localdate() + datetime.timedelta(days=30)
    return OpeningFactory(exchange=ExchangeFactory(programme=programme, starts_on=start), places=2)


@pytest.fixture
def coordinator(opening):
    person = UserFactory()
    ParticipantFactory(programme=opening.exchange.programme, user=person, may_coordinate=True)
    return person


@pytest.fixture
def host(opening):
    seat = SeatFactory(exchange=opening.exchange, part="host")
    return MembershipFactory(organisation=seat.partner.organisation, is_referent=True).person


def page_of(opening):
    return f"/scambi/{opening.exchange_id}/persone/"


def test_people_names_nobody_to_others(opening, client):
    RegistrationFactory(exchange=opening.exchange, name="Anna Segreta")

    text = client.get(page_of(opening)).text

    assert ("Anna Segreta" in text, "1 su 2" in text) == (False, True)


def test_people_costs_the_same_for_one_row_and_for_three(opening, coordinator, client):
    """Not a literal: packages above bring tabs, each with a question of its own."""
    client.force_login(coordinator)
    RegistrationFactory(exchange=opening.exchange, name="Anna")
    client.get(page_of(opening))

    with CaptureQueriesContext(connection) as for_one:
        client.get(page_of(opening))
    RegistrationFactory.create_batch(2, exchange=opening.exchange, name="Anna")
    with CaptureQueriesContext(connection) as for_three:
        response = client.get(page_of(opening))

    assert (len(for_three), response.text.count(">Anna</a>")) == (len(for_one), 3)


def test_people_hands_out_a_file_to_who_runs_it(opening, coordinator, client):
    RegistrationFactory(exchange=opening.exchange, name="=Anna")
    client.force_login(coordinator)

    lines = client.get(f"{page_of(opening)}?file=csv").getvalue().decode().splitlines()

    assert [line.split(";")[0] for line in lines] == ["\ufeffNome", "'=Anna"]


def test_exchange_page_tells_a_visitor_nothing_of_guests(opening, client):
    RegistrationFactory(exchange=opening.exchange, person=None, name="Ospite")

    text = client.get(opening.exchange.get_absolute_url()).text

    assert ("Il tuo posto" in text, "Iscriviti" in text) == (False, True)


def test_exchange_page_offers_nothing_where_one_must_be_named(opening, client):
    opening.reach = "named"
    opening.save(update_fields=["reach"])

    assert "Iscriviti" not in client.get(opening.exchange.get_absolute_url()).text


def test_register_waits_in_turn_and_says_so(opening, client, stranger):
    RegistrationFactory.create_batch(2, exchange=opening.exchange)
    client.force_login(stranger)

    response = client.post(f"{page_of(opening)}iscriviti/", {}, follow=True)

    assert "Posizione 1 su 1 in lista d’attesa" in response.text
    assert "Tutti i 2 posti sono presi." in response.text


def test_register_as_a_guest_ends_with_one_click(
    opening, client, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        client.post(
            f"{page_of(opening)}iscriviti/",
            {"name": "Madonna", "email": "m@example.org", "needs": "Rampa"},
        )
    one = Registration.objects.get()
    client.post(f"/iscrizioni/{one.token}/", {"answer": "yes"})

    one.refresh_from_db()
    assert (one.state, one.needs.text, mailoutbox[0].to) == (
        "confirmed", "Rampa", ["m@example.org"],
    )  # fmt: skip


@pytest.mark.parametrize("token", ["", "x", "WzEsICJ4Il0:1abc:forged"])
def test_mine_knows_no_other_link(db, client, token):
    assert client.get(f"/iscrizioni/{token or 'x'}/").status_code == 404


def test_needs_are_read_by_the_host_alone(opening, host, coordinator, admin):
    one = RegistrationFactory(exchange=opening.exchange)
    Needs.objects.create(registration=one, text="Rampa")

    readers = [host, coordinator, admin, UserFactory()]

    seen = [needs_at(opening.exchange, viewer=reader).count() for reader in readers]
    assert seen == [1, 0, 0, 0]
    assert [can_read_needs(reader, opening.exchange) for reader in readers] == [
        True, False, False, False,
    ]  # fmt: skip


def test_needs_are_read_by_the_coordination_where_nobody_hosts(opening, coordinator, admin):
    one = RegistrationFactory(exchange=opening.exchange)
    Needs.objects.create(registration=one, text="Rampa")

    seen = [needs_at(opening.exchange, viewer=reader).count() for reader in (coordinator, admin)]

    assert seen == [1, 0]


@pytest.mark.capability("C-35")
@pytest.mark.parametrize(
    ("women", "men", "shown"), [(5, 5, {"woman": 5, "man": 5}), (5, 4, {}), (9, 0, {"woman": 9})]
)
def test_genders_at_never_shows_a_group_under_five(opening, women, men, shown):
    for gender, count in (("woman", women), ("man", men)):
        RegistrationFactory.create_batch(count, exchange=opening.exchange, gender=gender)

    assert genders_at(opening.exchange) == shown


def test_series_has_one_registration_for_all_its_meetings(opening, stranger):
    programme = opening.exchange.programme
    series = Series.objects.create(programme=programme, title={"it": "P"}, made_at=timezone.now())
    opening.exchange.series = series
    opening.exchange.save(update_fields=["series"])
    later = ExchangeFactory(programme=programme, series=series)
    other = ExchangeFactory(programme=programme)

    one = register_person(later, by=stranger)

    assert one.exchange == opening.exchange
    assert [attends(stranger, it) for it in (opening.exchange, later, other)] == [
        True, True, False,
    ]  # fmt: skip
    assert [it.pk for it in attendees_of(later)] == [one.pk]


def test_people_waiting_for_gathers_answers_and_decisions(opening, coordinator):
    RegistrationFactory.create_batch(2, exchange=opening.exchange, state="registered")
    RegistrationFactory(
        exchange=opening.exchange, person=coordinator, state="invited", queued_at=None
    )

    waiting = list(people_waiting_for(coordinator, timezone.localdate()))

    assert [one.action for one in waiting] == ["Di’ sì o no", "Decidi"]


def test_partners_waiting_for_asks_who_comes_until_somebody_is_named(opening):
    seat = SeatFactory(exchange=opening.exchange, answer="accepted")
    referent = MembershipFactory(organisation=seat.partner.organisation, is_referent=True).person
    today = timezone.localdate()

    before = [one.due for one in partners_waiting_for(referent, today)]
    RegistrationFactory(exchange=opening.exchange, organisation=seat.partner.organisation)

    assert (before, list(partners_waiting_for(referent, today))) == ([opening.closes_on], [])
