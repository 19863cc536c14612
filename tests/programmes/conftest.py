"""Who stands around a programme in these tests."""

import pytest

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
