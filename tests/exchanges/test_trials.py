"""And if …? Trials, what they cost, and what becomes of them."""

import pytest
from django.urls import reverse

from innesto.exchanges.actions.meetings import hold_exchange
from innesto.exchanges.actions.plans import NoTrial, adopt_trial, try_out
from innesto.exchanges.actions.publishing import NotPublishable, publish_plan
from innesto.exchanges.models import Exchange, Plan, PlanWish
from innesto.exchanges.queries.comparison import compare_plans
from innesto.exchanges.queries.plan_page import trial_choices
from innesto.exchanges.queries.planning import planning_request
from innesto.exchanges.queries.trial import numbered_rules
from innesto.programmes.queries.facts import blueprint_of
from innesto.rounds.letters.wishes import Change, Wish
from tests.exchanges.conftest import TWO_VISITS_EACH, proposal_of, verbs, visit
from tests.exchanges.factories import PlanFactory

pytestmark = pytest.mark.django_db

HOST = Wish(kind="pin_host", exchange="visit..1", value="cuneo")


@pytest.fixture
def trial(plan, coordinator):
    made = try_out(plan, by=coordinator, change=Change(wishes=(HOST,)))
    made.state = "ready"
    made.proposal = proposal_of(
        visit("cuneo", 3, key="visit..1"),
        visit("cuneo", 10),
        visit("torino", 18),
        objective=14,
        bound=14,
    )
    made.save()
    return made


def test_trial_is_not_offered_what_was_held(plan, coordinator):
    publish_plan(plan, by=coordinator)
    before = [key for key, _label in trial_choices(plan).exchanges]
    hold_exchange(Exchange.objects.get(key="visit..1"), by=coordinator)

    after = [key for key, _label in trial_choices(plan).exchanges]

    assert (before, after) == (["visit..1", "visit..2", "visit..3"], ["visit..2", "visit..3"])


def test_try_out_touches_nothing_but_a_plan_of_its_own(plan, coordinator):
    made = try_out(plan, by=coordinator, change=Change(wishes=(HOST,)))

    assert (made.number, made.tried_from, made.state) == (2, plan, "waiting")
    assert PlanWish.objects.count() == 0
    assert [(w.kind, w.value) for w in planning_request(made).wishes] == [("pin_host", "cuneo")]
    assert planning_request(plan).wishes == ()
    assert verbs(plan.programme) == ["plan_asked"]


def test_a_trial_is_not_published_before_it_is_adopted(trial, coordinator):
    with pytest.raises(NotPublishable):
        publish_plan(trial, by=coordinator)

    adopted = adopt_trial(trial, by=coordinator)

    wish = PlanWish.objects.get()
    assert (wish.kind, wish.exchange_key, wish.value) == ("pin_host", "visit..1", "cuneo")
    assert publish_plan(adopted, by=coordinator).state == Plan.State.PUBLISHED
    with pytest.raises(NoTrial):
        adopt_trial(adopted, by=coordinator)


def test_adopt_trial_of_a_number_makes_an_edition(plan, coordinator):
    plan.programme.blueprint += TWO_VISITS_EACH
    plan.programme.save()
    made = try_out(plan, by=coordinator, change=Change(numbers={"two-visits-each": 1}))
    assert "    is: 1" in planning_request(made).blueprint
    assert "    is: 2" in plan.programme.blueprint
    made.state, made.proposal = "ready", plan.proposal
    made.save()

    adopted = adopt_trial(made, by=coordinator)

    adopted.programme.refresh_from_db()
    assert "    is: 1" in adopted.programme.blueprint
    assert adopted.programme.edition == plan.programme.edition + 1


def test_numbered_rules_are_those_whose_number_stands_in_the_text(plan):
    plan.programme.blueprint += TWO_VISITS_EACH
    blueprint = blueprint_of(plan.programme)

    rules = numbered_rules(plan.programme.blueprint, blueprint)

    assert [(rule.key, rule.number) for rule in rules] == [("two-visits-each", 2)]


def test_compare_says_what_differs_and_what_it_costs(plan, trial):
    comparison = compare_plans(plan, trial)

    sections = {section.title: section for section in comparison.sections}
    dates = sections["Date"]
    assert [(line.first, line.second) for line in dates.lines] == [
        ("17 marzo 2027", "18 marzo 2027")
    ]
    assert dates.equal == 2
    assert [(one.first, one.second) for one in sections["Ospita"].lines] == [("Asti", "Cuneo")]
    assert comparison.verdict == "Versione 2 costa 4 punti in più."
    assert "17 marzo 2027 | 18 marzo 2027" in comparison.as_text()


def test_compare_with_what_is_impossible_says_so(plan, trial):
    trial.proposal = proposal_of(status="infeasible", objective=None, bound=None)

    verdict = compare_plans(plan, trial).verdict

    assert verdict == "Versione 2: nessun piano rispetta tutte le regole."


def test_compare_is_a_page_and_a_text(client, plan, trial, coordinator):
    client.force_login(coordinator)
    address = reverse("exchanges:compare", args=[plan.programme.slug, plan.pk, trial.pk])

    assert "Versione 2 costa 4 punti in più." in client.get(address).text
    text = client.get(address, {"come": "testo"})
    assert text["Content-Type"] == "text/plain; charset=utf-8"
    assert "Versione 1 | Versione 2" in text.text


def test_compare_refuses_plans_of_different_parts(client, plan, coordinator):
    client.force_login(coordinator)
    other = PlanFactory(programme=plan.programme, scope="IT", state="ready", proposal=proposal_of())
    address = reverse("exchanges:compare", args=[plan.programme.slug, plan.pk, other.pk])

    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("asked", "trial"),
    [
        (
            {"what": "host", "organisation": "cuneo"},
            {
                "wishes": [
                    {"kind": "one_more_host", "exchange": "visit..1", "value": "cuneo"},
                    {"kind": "pin_host", "exchange": "visit..1", "value": "cuneo"},
                ]
            },
        ),
        (
            {"what": "date", "day": "4/5/2027"},
            {"wishes": [{"kind": "pin_date", "exchange": "visit..1", "value": "2027-05-04"}]},
        ),
        (
            {"what": "guest", "organisation": "torino"},
            {
                "wishes": [
                    {"kind": "excuse_guest", "exchange": "visit..1", "value": "torino"},
                    {"kind": "forbid_guest", "exchange": "visit..1", "value": "torino"},
                ]
            },
        ),
        ({"what": "online"}, {"wishes": [{"kind": "hold_online", "exchange": "visit..1"}]}),
    ],
)
def test_trial_asks_for_one_change(client, plan, coordinator, asked, trial):
    client.force_login(coordinator)
    address = reverse("exchanges:trial", args=[plan.programme.slug, plan.pk])

    response = client.post(address, {"exchange": "visit..1", **asked})

    made = Plan.objects.get(tried_from=plan)
    assert response["Location"] == made.get_absolute_url()
    assert made.trial == trial
    assert planning_request(made)


@pytest.mark.parametrize("asked", [{"what": "host"}, {"what": "date", "exchange": "visit..1"}, {}])
def test_trial_says_what_is_missing(client, plan, coordinator, asked):
    client.force_login(coordinator)
    address = reverse("exchanges:trial", args=[plan.programme.slug, plan.pk])

    assert client.post(address, asked).status_code == 422
    assert Plan.objects.count() == 1
