import pytest
from pydantic import ValidationError

from innesto.blueprints.schema.blueprint import Blueprint
from innesto.blueprints.schema.countable import Countable, Formula
from innesto.blueprints.schema.roles import Role
from innesto.blueprints.schema.rule import Rule, Statement
from innesto.blueprints.schema.text import Said, Text

SMALLEST = {"key": "small", "identity": {"name": "Small", "summary": {"en": "A programme."}}}


def test_blueprint_needs_only_a_key_a_name_and_a_summary():
    assert Blueprint.model_validate(SMALLEST).name.read("it") == "Small"


def test_blueprint_survives_a_round_through_json():
    blueprint = Blueprint.model_validate(
        SMALLEST
        | {
            "rules": [
                {
                    "key": "two",
                    "label": "Two",
                    "each": {"organisations": {"role": "a"}},
                    "count": {"exchanges": {"as": "host"}},
                    "is": 2,
                }
            ]
        }
    )

    assert Blueprint.model_validate_json(blueprint.model_dump_json()) == blueprint


def test_text_falls_back_visibly():
    text = Text.model_validate({"it": "Città", "de": "Stadt"})

    assert [text.said(x) for x in ("it", "de-AT", "fr")] == [
        Said("Città", "it"),
        Said("Stadt", "de"),
        Said("Città", "it"),
    ]


def test_countable_may_be_a_bare_noun():
    assert Countable.model_validate("exchanges") == Countable.model_validate({"exchanges": {}})


@pytest.mark.parametrize("value", [{}, {"exchanges": {}, "pairs": {}}, "cities", 3])
def test_countable_names_exactly_one_noun(value):
    with pytest.raises(ValidationError):
        Countable.model_validate(value)


@pytest.mark.parametrize("value", [{}, {"figure": "a", "percent": 3}, {"percent": 3}])
def test_formula_goes_one_way(value):
    with pytest.raises(ValidationError):
        Formula.model_validate(value)


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"count": "exchanges"},
        {"is": 2},
        {"count": "exchanges", "quantity": "hours", "is": 2},
        {"order": [{"pair": "accepted"}]},
        {"document": {"template": "a"}, "is": 2},
    ],
)
def test_statement_says_exactly_one_thing(value):
    with pytest.raises(ValidationError):
        Statement.model_validate(value)


def test_rule_exempts_only_the_kind_it_is_about():
    with pytest.raises(ValidationError, match="same kind"):
        Rule.model_validate(
            {
                "key": "x",
                "label": "X",
                "each": "exchanges",
                "except": "organisations",
                "count": "organisations",
                "is": 1,
            }
        )


@pytest.mark.capability("M-08")
def test_role_gives_powers_only_to_persons():
    with pytest.raises(ValidationError, match="powers only for roles of persons"):
        Role.model_validate({"key": "x", "label": "X", "powers": ["coordinate"]})
