import pytest

from innesto.blueprints.finding import Finding, Thing
from innesto.blueprints.judging.plannable import is_about_plan, is_decided_by_plan
from innesto.blueprints.schema.rule import Strength
from innesto.blueprints.shipped import shipped_blueprint

HERE = Thing("programme", "")


def finding(kind, rule=""):
    return Finding(key="f", kind=kind, strength=Strength.HARD, subject=HERE, rule=rule)


@pytest.mark.parametrize(
    ("programme", "rule", "decided"),
    [
        ("multiply", "multiply-city-hosts-two", True),
        ("multiply", "six-exchanges-per-country", True),
        ("connection", "action-plan-each", False),
        ("connection", "one-ambassador-each", False),
        ("connection", "ambassadors-train", False),
        ("connection", "both-sides-agree", False),
    ],
)
def test_a_plan_decides_who_hosts_and_when_but_no_document_person_or_consent(
    programme, rule, decided
):
    blueprint = shipped_blueprint(programme)

    assert is_about_plan(blueprint.rule(rule)) is decided
    assert is_decided_by_plan(finding("count", rule), blueprint) is decided


@pytest.mark.parametrize("kind", ["host", "invitation", "pairing"])
def test_what_is_not_as_its_format_says_is_decided_by_the_plan(kind):
    assert is_decided_by_plan(finding(kind), shipped_blueprint("multiply"))


@pytest.mark.parametrize("kind", ["nobody", "roles", "duplicate", "figure"])
def test_what_is_wrong_in_the_register_is_not(kind):
    assert not is_decided_by_plan(finding(kind), shipped_blueprint("multiply"))


def test_what_counting_alone_shows_no_plan_can_mend():
    rule = "six-exchanges-per-country"

    assert not is_decided_by_plan(finding("impossible", rule), shipped_blueprint("multiply"))
