"""A small programme that can be planned: three cities that visit each other."""

import datetime

import pytest

from innesto.journal.models import Entry
from innesto.rounds.letters.proposal import PlannedExchange, Proposal
from tests.accounts.factories import UserFactory
from tests.exchanges.factories import ROUND_TABLE, PlanFactory
from tests.organisations.factories import MembershipFactory
from tests.programmes.factories import ParticipantFactory, PartnerFactory, ProgrammeFactory

# A rule to add to the programme; each city hosts once.
TWO_VISITS_EACH = """\
rules:
  - key: two-visits-each
    label: {it: ogni città ospita due volte, en: each city hosts twice}
    each: {organisations: {role: city}}
    count: {exchanges: {as: host}}
    is: 2
"""

CITIES = ("asti", "cuneo", "torino")


@pytest.fixture
def programme(db):
    return ProgrammeFactory(
        slug="round-table",
        blueprint=ROUND_TABLE,
        state="running",
        starts_on=datetime.date(2027, 1, 11),
        ends_on=datetime.date(2027, 6, 25),
    )


@pytest.fixture
def partners(programme):
    found = {}
    for city in CITIES:
        partner = PartnerFactory(
            programme=programme, organisation__slug=city, organisation__name=city.title()
        )
        partner.roles.create(role="city")
        found[city] = partner
    return found


@pytest.fixture
def coordinator(programme):
    person = UserFactory(name="Cora Coordina")
    ParticipantFactory(programme=programme, role="coordinator", may_coordinate=True, user=person)
    return person


@pytest.fixture
def referent(partners):
    return MembershipFactory(
        organisation=partners["asti"].organisation, is_referent=True, person__name="Rita Referente"
    ).person


def verbs(programme):
    """Return what was done in a programme, oldest first."""
    return [entry.verb for entry in Entry.objects.within(programme).order_by("pk")]


def visit(host, day, **changes):
    """Return a visit to one city by the two others."""
    guests = tuple(city for city in CITIES if city != host)
    on = datetime.date(2027, 3, day)
    fields = {
        "key": f"visit..{CITIES.index(host) + 1}",
        "format": "visit",
        "host": host,
        "starts_on": on,
        "ends_on": on,
        "half_days": 2,
        "mode": "in_person",
        "guests": guests,
    }
    return PlannedExchange(**{**fields, **changes})


def proposal_of(*exchanges, **changes):
    return Proposal(
        **{
            "status": "optimal",
            "objective": 10,
            "bound": 10,
            "gap": 0.0,
            "exchanges": exchanges,
            **changes,
        }
    ).to_data()


@pytest.fixture
def plan(programme, partners, coordinator):
    return PlanFactory(
        programme=programme,
        number=1,
        state="ready",
        asked_by=coordinator,
        proposal=proposal_of(visit("asti", 3), visit("cuneo", 10), visit("torino", 17)),
    )
