import pytest

from tests.practices.factories import PracticeFactory, colleague_of


@pytest.fixture
def practice():
    return PracticeFactory(published=True, title="Un solo ingresso")


@pytest.fixture
def owner(client, practice):
    person = colleague_of(practice, is_referent=True)
    client.force_login(person)
    return person
