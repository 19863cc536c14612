"""Mentors, towns and people on the page of a plan, and whom to give a role where one lacks."""

import datetime

import pytest
from django.urls import reverse

from innesto.exchanges.actions.publishing import publish_plan
from innesto.exchanges.models import Pair, Seat
from innesto.exchanges.queries.plan_page import plan_page
from innesto.notifications.models import Notification
from innesto.rounds.letters.proposal import (
    PlannedExchange,
    PlannedPair,
    Proposal,
    Refusal,
    SecondChoice,
)
from tests.accounts.factories import UserFactory
from tests.exchanges.factories import ROUND_TABLE, PlanFactory
from tests.organisations.factories import MembershipFactory
from tests.programmes.factories import PartnerFactory, ProgrammeFactory

pytestmark = pytest.mark.django_db
DAY = datetime.date(2027, 3, 10)


@pytest.fixture
def programme():
    return ProgrammeFactory(blueprint=ROUND_TABLE, state="running", starts_on=DAY, ends_on=None)


@pytest.fixture
def partners(programme):
    return PartnerFactory.create_batch(2, programme=programme, roles=["city"])


def plan_of(programme, partners):
    host, guest = (partner.organisation.slug for partner in partners)
    visit = PlannedExchange(
        key="visit.1",
        format="visit",
        host=host,
        starts_on=DAY,
        ends_on=DAY,
        half_days=2,
        mode="in_person",
        optional_guests=(guest,),
        towns={guest: ("alfa", "beta")},
        people={guest: ("u1", "u2")},
    )
    pair = PlannedPair(
        a=host,
        b=guest,
        accompanies=True,
        themes=("water",),
        score=3200,
        next_best=SecondChoice(words={"it": "invece, Bra come mentore"}, cost=1200),
    )
    proposal = Proposal(status="optimal", objective=5, bound=5, exchanges=(visit,), pairs=(pair,))
    return PlanFactory(programme=programme, state="ready", proposal=proposal.to_data())


def test_a_mentor_is_named_with_the_second_choice_and_its_cost(programme, partners):
    page = plan_page(plan_of(programme, partners))

    (match,) = page.matches
    mentor, mentee = (partner.organisation.name for partner in partners)
    assert match.names == f"{mentor} accompagna {mentee}"
    assert (match.second, match.cost) == ("invece, Bra come mentore", 1200)


def test_towns_are_named_with_their_association(programme, partners):
    page = plan_page(plan_of(programme, partners))

    assert page.chosen.guests == [f"{partners[1].organisation.name} (alfa, beta)"]


def test_published_seats_keep_towns_and_how_many_people_come(programme, partners):
    publish_plan(plan_of(programme, partners), by=UserFactory())

    seat = Seat.objects.get(partner=partners[1])
    pair = Pair.objects.get()
    assert (seat.towns, seat.people) == (["alfa", "beta"], 2)
    assert (pair.accompanies, pair.themes) == (True, ["water"])


def test_an_association_hears_that_other_towns_come_for_it(
    programme, partners, mailoutbox, django_capture_on_commit_callbacks
):
    host, guest = (
        MembershipFactory(organisation=one.organisation, is_referent=True).person
        for one in partners
    )
    publish_plan(plan_of(programme, partners), by=UserFactory())
    again = plan_of(programme, partners)
    towns = {partners[1].organisation.slug: ["alfa", "gamma"]}
    again.proposal["exchanges"][0]["towns"] = towns
    again.save()
    Notification.objects.all().delete()

    with django_capture_on_commit_callbacks(execute=True):
        publish_plan(again, by=UserFactory())

    told = Notification.objects.values_list("to__email", "kind")
    assert list(told) == [(guest.email, "exchange_moved")]
    assert Seat.objects.get(partner=partners[1]).towns == ["alfa", "gamma"]
    assert host.email != guest.email


def test_where_nobody_can_host_the_page_leads_to_those_who_could_get_the_role(programme):
    partner = PartnerFactory(programme=programme)
    refusal = Refusal(
        rule="visit",
        words={"it": "Nessuno può ospitare."},
        role="city",
        mend={"it": "Dai a un partner il ruolo «Città»."},
    )
    proposal = Proposal(status="refused", refusals=(refusal,))
    plan = PlanFactory(programme=programme, state="ready", proposal=proposal.to_data())

    (advice,) = plan_page(plan).advice

    address = reverse("programmes:partner-role", args=[programme.slug, partner.pk])
    assert advice.words == "Dai a un partner il ruolo «Città»."
    assert [(step.label, step.url) for step in advice.steps] == [
        (partner.organisation.name, f"{address}?role=city")
    ]
