"""Who stands around a programme in these tests."""

import re

import pytest
from django.core.cache import cache

from innesto.programmes.actions.programme import create_programme
from tests.accounts.factories import UserFactory
from tests.programmes.factories import LIVELY


@pytest.fixture
def coordinator(db):
    """The person who prepared the lively programme."""
    return UserFactory(name="Ada Coordina", email="ada@example.org")


@pytest.fixture
def lively(coordinator):
    """A programme in preparation, made of the lively blueprint."""
    return create_programme(LIVELY, by=coordinator)


@pytest.fixture
def last_code(mailoutbox):
    """Read the code in the newest mail."""
    cache.clear()  # no limits left by other tests

    def read():
        return re.search(r"^ {4}(\d{6})$", mailoutbox[-1].body, re.MULTILINE)[1]

    return read
