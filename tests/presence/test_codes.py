"""Codes on the spot: what is taken, when, and what is not."""

from datetime import UTC, datetime, timedelta

import pytest

from innesto.presence.codes import (
    own_token,
    owner_of,
    printed_code,
    qr_picture,
    session_of_code,
    shown_code,
)
from innesto.presence.sessions import sessions_of
from tests.exchanges.factories import ExchangeFactory
from tests.registrations.factories import RegistrationFactory

AT = datetime(2027, 3, 10, 8, 15, tzinfo=UTC)


@pytest.fixture
def exchange():
    return ExchangeFactory.build(programme=None, pk=7)


def test_a_code_on_the_screen_is_taken_for_some_minutes(exchange):
    morning = sessions_of(exchange)[0]
    code = shown_code(exchange, morning, AT)

    for minutes, taken in ((0, True), (9, True), (20, False)):
        at = AT + timedelta(minutes=minutes)
        found = session_of_code(exchange, code, at=at)
        assert found == ((morning, at) if taken else None), minutes


def test_a_printed_code_holds_for_its_session_alone(exchange):
    morning, afternoon = sessions_of(exchange)
    code = printed_code(exchange, morning)

    assert session_of_code(exchange, code.lower(), at=AT) == (morning, AT)
    assert session_of_code(exchange, code, at=afternoon.starts_at) is None
    assert session_of_code(exchange, code, at=AT + timedelta(days=1)) is None


def test_a_code_of_another_exchange_is_worth_nothing(exchange):
    other = ExchangeFactory.build(programme=None, pk=8)

    code = printed_code(other, sessions_of(other)[0])

    assert session_of_code(exchange, code, at=AT) is None


def test_a_note_of_a_phone_that_was_offline_counts_from_when_it_was_written(exchange):
    morning = sessions_of(exchange)[0]
    code = shown_code(exchange, morning, AT)
    later = AT + timedelta(days=3)

    assert session_of_code(exchange, code, at=later, said=AT) == (morning, AT)
    assert session_of_code(exchange, code, at=later) is None
    assert session_of_code(exchange, code, at=AT + timedelta(days=30), said=AT) is None


def test_a_clock_that_says_what_is_to_come_is_not_believed(exchange):
    morning = sessions_of(exchange)[0]
    code = shown_code(exchange, morning, AT)

    before = AT - timedelta(days=1)
    assert session_of_code(exchange, code, at=before, said=AT) is None


def test_own_code_is_signed(db):
    registration = RegistrationFactory()

    assert owner_of(own_token(registration)) == registration.pk
    assert owner_of(f"{registration.pk}:forged") is None


def test_qr_picture_keeps_to_the_policy_of_the_site():
    picture = qr_picture("https://example.org/scambi/1/presenza/qui/?codice=ABCD2345")

    assert picture.startswith("<svg")
    assert "style" not in picture
