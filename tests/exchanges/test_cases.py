"""An exchange lists the concrete cases shown there, and a practice tells where it comes from."""

import pytest
from django.urls import reverse

from innesto.exchanges.queries.cases import cases_of
from innesto.lineage.models import Link
from innesto.lineage.queries.thread import thread_of
from tests.exchanges.factories import ExchangeFactory, SeatFactory
from tests.organisations.factories import MembershipFactory
from tests.practices.factories import PracticeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def seat():
    return SeatFactory(exchange=ExchangeFactory(programme__state="running"))


@pytest.fixture
def referent(seat):
    return MembershipFactory(organisation=seat.partner.organisation, is_referent=True).person


def named(client, seat, practice, **given):
    address = reverse("exchanges:case", args=[seat.exchange.pk])
    return client.post(address, {"practice": practice.pk, "relation": "shown_at", **given})


@pytest.mark.capability("M-13")
def test_an_exchange_lists_the_cases_shown_each_linked_to_its_sheet(client, seat, referent):
    practice = PracticeFactory(organisation=seat.partner.organisation, published=True)
    client.force_login(referent)

    response = named(client, seat, practice, note="La cucina della mensa")

    assert response["Location"] == seat.exchange.get_absolute_url()
    (bond,) = cases_of(seat.exchange, viewer=referent).shown
    assert (bond.work.title, bond.note) == (practice.title, "La cucina della mensa")
    page = client.get(seat.exchange.get_absolute_url()).text
    assert practice.title in page
    assert practice.get_absolute_url() in page


def test_a_practice_that_came_of_a_visit_has_it_in_its_thread(client, seat, referent):
    practice = PracticeFactory(organisation=seat.partner.organisation, published=True)
    client.force_login(referent)

    named(client, seat, practice, relation="inspired_by")

    thread = thread_of(practice, viewer=referent)
    assert [node.work.title for node in thread.nodes] == [str(seat.exchange), practice.title]
    (bond,) = cases_of(seat.exchange, viewer=referent).born
    assert bond.work.title == practice.title


def test_a_case_is_named_once_and_only_of_whoever_takes_part(client, seat, referent):
    practice = PracticeFactory(organisation=seat.partner.organisation, published=True)
    stranger = PracticeFactory(published=True)
    client.force_login(referent)

    for _time in range(2):
        named(client, seat, practice)

    assert Link.objects.count() == 1
    assert named(client, seat, stranger).status_code == 422


def test_a_case_that_the_reader_may_not_open_is_not_told(client, seat, referent):
    practice = PracticeFactory(organisation=seat.partner.organisation)
    client.force_login(referent)
    named(client, seat, practice)
    client.logout()

    assert practice.title not in client.get(seat.exchange.get_absolute_url()).text
