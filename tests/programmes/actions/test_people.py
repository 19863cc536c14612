from datetime import date

import pytest

from innesto.programmes.actions.partner import AlreadySo, UnknownRole
from innesto.programmes.actions.people import (
    LastCoordinator,
    name_participant,
    release_participant,
)
from tests.accounts.factories import UserFactory

TODAY = date(2020, 3, 1)


def test_name_participant_gives_the_powers_of_the_role(lively, coordinator):
    officer = name_participant(lively, role="officer", user=UserFactory(), by=coordinator)
    evaluator = name_participant(lively, role="evaluator", name="Eva Valuta", by=coordinator)

    assert (officer.may_coordinate, officer.may_contribute) == (False, True)
    assert (evaluator.may_coordinate, evaluator.may_contribute) == (False, False)
    assert (evaluator.user, evaluator.name) == (None, "Eva Valuta")


def test_name_participant_asks_a_second_factor_of_who_coordinates(lively, coordinator):
    deputy, officer = UserFactory(), UserFactory()

    name_participant(lively, role="coordinator", user=deputy, by=coordinator)
    name_participant(lively, role="officer", user=officer, by=coordinator)

    deputy.refresh_from_db()
    officer.refresh_from_db()
    assert (deputy.holds_office, officer.holds_office) == (True, False)


def test_name_participant_refuses_roles_of_organisations_and_a_second_time(lively, coordinator):
    user = UserFactory()
    name_participant(lively, role="officer", user=user, by=coordinator)

    with pytest.raises(AlreadySo):
        name_participant(lively, role="officer", user=user, by=coordinator)
    with pytest.raises(UnknownRole):
        name_participant(lively, role="host_city", user=user, by=coordinator)
    with pytest.raises(UnknownRole):
        name_participant(lively, role="mayor", user=user, by=coordinator)


def test_release_participant_keeps_when_it_ended(lively, coordinator):
    officer = name_participant(lively, role="officer", name="Olga Opera", by=coordinator)

    assert release_participant(officer, on=TODAY, by=coordinator).until == TODAY
    with pytest.raises(AlreadySo):
        release_participant(officer, on=TODAY, by=coordinator)


def test_release_participant_keeps_the_last_who_coordinates(lively, coordinator):
    last = lively.participants.get(user=coordinator)

    with pytest.raises(LastCoordinator):
        release_participant(last, on=TODAY, by=coordinator)


def test_release_participant_asks_no_second_factor_any_more(lively, coordinator):
    name_participant(lively, role="coordinator", user=UserFactory(), by=coordinator)

    release_participant(lively.participants.get(user=coordinator), on=TODAY, by=coordinator)

    coordinator.refresh_from_db()
    assert not coordinator.holds_office
