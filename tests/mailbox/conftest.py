import pytest

from innesto.mailbox.queries import reply_address
from innesto.toolkit.taking_replies import TakeReply, reply_takers
from tests.accounts.factories import UserFactory


@pytest.fixture
def taken():
    """The answers that a domain of this test, which calls its things «echo», has taken."""
    found = []
    reply_takers()["echo"] = TakeReply(found.append)
    yield found
    del reply_takers()["echo"]


@pytest.fixture
def anna(db, settings):
    settings.REPLY_ADDRESS = "risposte@innesto.example"
    settings.SITE_URL = "https://innesto.example"
    return UserFactory(name="Anna Rossi", email="anna@comune.example")


@pytest.fixture
def address(anna):
    return reply_address("echo", 12, anna)
