"""A day of visit under way: it is a quarter past nine in Rome on 10 March 2027."""

from types import SimpleNamespace

import pytest
import time_machine

from innesto.presence.sessions import sessions_of
from tests.accounts.factories import UserFactory
from tests.exchanges.factories import ExchangeFactory
from tests.programmes.factories import ParticipantFactory, ProgrammeFactory
from tests.registrations.factories import RegistrationFactory

NOW = "2027-03-10T08:15:00+00:00"


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def visit(db, clock):
    """The exchange, who runs it, two who are expected, and its two sessions."""
    programme = ProgrammeFactory(slug="round-table", state="running")
    runner = UserFactory(name="Cora Coordina")
    ParticipantFactory(programme=programme, role="coordinator", may_coordinate=True, user=runner)
    exchange = ExchangeFactory(programme=programme)
    marta, luca = (
        RegistrationFactory(exchange=exchange, person=UserFactory(name=name))
        for name in ("Marta Rossi", "Luca Verdi")
    )
    morning, afternoon = sessions_of(exchange)
    return SimpleNamespace(
        exchange=exchange,
        runner=runner,
        marta=marta,
        luca=luca,
        morning=morning,
        afternoon=afternoon,
    )
