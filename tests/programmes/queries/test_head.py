"""What is kept about a programme is kept until something is done, or the day ends."""

import datetime

import pytest
import time_machine

from innesto.accounts.actions import erase_person
from innesto.exchanges.actions.meetings import accept_seat, call_off_exchange
from innesto.organisations.actions import (
    close_days,
    edit_organisation,
    merge_organisations,
    state_need,
    state_offer,
)
from innesto.programmes.actions.partner import add_partner, give_role, withdraw_partner
from innesto.programmes.actions.people import name_participant
from innesto.programmes.actions.programme import create_project, edit_identity, end_programme
from innesto.programmes.queries.head import head_of
from innesto.themes.actions import Subject, adopt_scheme
from tests.exchanges.factories import ExchangeFactory, SeatFactory
from tests.organisations.factories import OrganisationFactory
from tests.programmes.factories import PartnerFactory, ProgrammeFactory
from tests.themes.factories import ThemeFactory

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 8, 10)


def scheme(p, by):
    adopt_scheme("s", labels={"it": "S"}, subjects=[Subject("a", {"it": "A"})], by=by)


ACTS = {
    "a partner is added": lambda p, by: add_partner(
        p.programme, OrganisationFactory(), roles=["host_city"], by=by
    ),
    "a role is given": lambda p, by: give_role(p, "guest_city", by=by),
    "a partner withdraws": lambda p, by: withdraw_partner(p, reason="x", on=DAY, by=by),
    "a person is named": lambda p, by: name_participant(
        p.programme, role="officer", name="N", by=by
    ),
    "the sheet is edited": lambda p, by: edit_identity(p.programme, by=by, reference="X-1"),
    "the programme ends": lambda p, by: end_programme(p.programme, by=by),
    "a project is added": lambda p, by: create_project(p.programme, names={"it": "P"}, by=by),
    "an exchange is called off": lambda p, by: call_off_exchange(
        ExchangeFactory(programme=p.programme), reason="x", by=by
    ),
    "a seat is answered": lambda p, by: accept_seat(
        SeatFactory(partner=p, exchange__programme=p.programme), by=by
    ),
    "a partner's page is edited": lambda p, by: edit_organisation(
        p.organisation, by=by, name="Nome nuovo"
    ),
    "a partner states a need": lambda p, by: state_need(
        p.organisation, ThemeFactory(), level=2, by=by
    ),
    "a partner states an offer": lambda p, by: state_offer(
        p.organisation, ThemeFactory(), level=2, by=by
    ),
    "a partner closes some days": lambda p, by: close_days(
        p.organisation, first_day=DAY, last_day=DAY, by=by
    ),
    "a partner is merged into another record": lambda p, by: merge_organisations(
        OrganisationFactory(), p.organisation, by=by
    ),
    "themes change what they correspond to": scheme,
    "a person is erased": lambda p, by: erase_person(by, by=by),
}


@pytest.mark.parametrize("act", ACTS)
def test_head_is_another_one_after(act, stranger):
    partner = PartnerFactory(programme__lively=True)
    before = head_of(partner.programme)

    ACTS[act](partner, stranger)

    assert head_of(partner.programme) != before


def test_head_of_a_call_follows_its_projects_and_theirs_follow_the_call(stranger):
    call = ProgrammeFactory(lively=True)
    project = ProgrammeFactory(call=call)
    partner = PartnerFactory(programme=project)
    before = head_of(call)

    edit_organisation(partner.organisation, by=stranger, name="Nome nuovo")
    between = head_of(call), head_of(project)
    edit_identity(call, by=stranger, reference="X-1")

    assert between[0] != before
    assert (head_of(call) != between[0], head_of(project) != between[1]) == (True, True)


def test_head_stays_while_others_work(stranger, django_assert_num_queries):
    programme = PartnerFactory().programme
    other = PartnerFactory(programme__lively=True)
    before = head_of(programme)

    edit_identity(other.programme, by=stranger, reference="X-1")
    edit_organisation(other.organisation, by=stranger, name="Nome nuovo")

    with django_assert_num_queries(1):
        assert head_of(programme) == before


def test_head_is_another_one_after_midnight():
    programme = ProgrammeFactory()

    with time_machine.travel("2026-03-01T23:59:00+01:00"):
        before = head_of(programme)
    with time_machine.travel("2026-03-02T00:01:00+01:00"):
        assert head_of(programme) != before
