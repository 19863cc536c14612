"""A plan that does not exist, and the buttons that lead to one that does."""

import pytest
from django.urls import reverse

from innesto.blueprints.facts import Waiver
from innesto.exchanges.actions.plans import adopt_trial, try_out
from innesto.exchanges.models import Plan, PlanWish
from innesto.exchanges.queries.findings import whole_facts
from innesto.exchanges.queries.planning import planning_request
from innesto.exchanges.queries.trial import change_of, changes_on_offer
from innesto.rounds.letters.proposal import ConflictRule, Mend, Refusal
from innesto.rounds.letters.wishes import Change, Wish
from tests.exchanges.conftest import TWO_VISITS_EACH, proposal_of, verbs, visit
from tests.exchanges.factories import PlanWishFactory

pytestmark = pytest.mark.django_db

FIXED = Wish(kind="pin_date", exchange="visit..1", value="2027-03-10")
EXCUSED = Wish(kind="excuse_guest", exchange="visit..1", value="cuneo")


def mend(words, **changes):
    return Mend(rule="x", words={"it": words, "en": words}, cost=1, **changes)


@pytest.fixture
def impossible(plan):
    """A plan that cannot be, with three mends that a coordinator may try and one that is not."""
    plan.proposal = proposal_of(
        status="infeasible",
        objective=None,
        bound=None,
        gap=None,
        conflict=(ConflictRule(id="x", words={"it": "Asti ospita il 10 marzo"}),),
        mends=(
            mend("Rinuncia", change=Change(without=(FIXED,))),
            mend("Scusa Cuneo", change=Change(wishes=(EXCUSED,))),
            mend("Parla con Asti"),
            mend("Primo passo", change=Change(numbers={"two": 1}), is_enough=False),
        ),
    )
    plan.save()
    return plan


def address_of(plan):
    return reverse("exchanges:mend", args=[plan.programme.slug, plan.pk])


def test_the_page_says_what_contradicts_and_offers_what_mends_it(client, impossible, coordinator):
    PlanWishFactory(programme=impossible.programme, exchange_key="visit..1", by=coordinator)
    client.force_login(coordinator)

    page = client.get(impossible.get_absolute_url()).text

    assert "Asti ospita il 10 marzo" in page
    assert page.count('name="mend"') == 3
    assert page.index("Basta una di queste modifiche") < page.index("Primo passo")
    assert "Lo decide qualcun altro: parlane." in page


def test_a_wish_that_is_not_there_any_more_cannot_be_given_up(impossible, coordinator):
    assert [place for place, _change in changes_on_offer(impossible)] == [1, 3]

    PlanWishFactory(programme=impossible.programme, exchange_key="visit..1", by=coordinator)

    assert [place for place, _change in changes_on_offer(impossible)] == [0, 1, 3]


def test_a_button_leads_to_a_trial_and_changes_nothing(client, impossible, coordinator):
    wish = PlanWishFactory(programme=impossible.programme, exchange_key="visit..1", by=coordinator)
    client.force_login(coordinator)

    response = client.post(address_of(impossible), {"mend": "0"})

    made = Plan.objects.get(tried_from=impossible)
    assert response["Location"] == made.get_absolute_url()
    assert change_of(made) == Change(without=(FIXED,))
    assert planning_request(made).wishes == ()
    assert list(PlanWish.objects.all()) == [wish]
    assert verbs(impossible.programme) == ["plan_asked"]


@pytest.mark.parametrize("given", [{}, {"mend": "2"}, {"mend": "9"}, {"mend": "x"}])
def test_what_is_not_on_offer_is_not_tried(client, impossible, coordinator, given):
    client.force_login(coordinator)

    response = client.post(address_of(impossible), given)

    assert response["Location"] == impossible.get_absolute_url()
    assert Plan.objects.count() == 1


def test_steps_add_up_and_are_adopted_at_once_with_a_reason(impossible, coordinator):
    programme = impossible.programme
    PlanWishFactory(programme=programme, exchange_key="visit..1", by=coordinator)
    first = try_out(impossible, by=coordinator, change=Change(without=(FIXED,)))
    first.state, first.proposal = "ready", impossible.proposal
    first.save()
    second = try_out(first, by=coordinator, change=Change(wishes=(EXCUSED,)))
    second.state, second.proposal = "ready", proposal_of(visit("asti", 3))
    second.save()

    adopt_trial(second, by=coordinator, reason="Cuneo è in ferie")

    assert [(w.kind, w.value, w.reason) for w in PlanWish.objects.all()] == [
        ("excuse_guest", "cuneo", "Cuneo è in ferie")
    ]
    assert verbs(programme) == ["plan_asked", "plan_asked", "trial_adopted"]
    (waiver,) = whole_facts(programme).waivers
    assert waiver == Waiver(
        "invitation",
        "visit..1",
        "cuneo",
        granted_by="Cora Coordina",
        granted_on=waiver.granted_on,
        reason="Cuneo è in ferie",
    )


def test_a_count_that_cannot_come_out_is_mended_by_its_number(client, plan, coordinator):
    plan.programme.blueprint += TWO_VISITS_EACH
    plan.programme.save()
    fewer = mend("Chiedine 1", change=Change(numbers={"two-visits-each": 1}))
    plan.proposal = proposal_of(
        status="refused",
        objective=None,
        bound=None,
        gap=None,
        refusals=(
            Refusal(rule="two-visits-each", scope="asti", words={"it": "Asti"}, mends=(fewer,)),
            Refusal(rule="two-visits-each", scope="cuneo", words={"it": "Cuneo"}, mends=(fewer,)),
        ),
    )
    plan.save()
    client.force_login(coordinator)

    assert client.get(plan.get_absolute_url()).text.count("<div>Chiedine 1</div>") == 1
    client.post(address_of(plan), {"mend": "0"})

    made = Plan.objects.get(tried_from=plan)
    assert "    is: 1" in planning_request(made).blueprint
    assert "due volte»: 1" in client.get(made.get_absolute_url()).text
