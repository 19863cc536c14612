import pytest

from innesto.blueprints.facts import Facts, Organisation
from innesto.blueprints.speech.names import continues, essence, same_essence
from tests.blueprints.building import blueprint, body, facts, found


def bodies(*names, **fields):
    return Facts(organisations=tuple(Organisation(n, n, **fields) for n in names))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Comune di Settimo Torinese", "Settimo Torinesse", True),
        ("Città di Göteborg", "GOTEBORG, Città", True),
        ("Scuola 12", "Scuola 13", False),
        ("Asti", "Alba", False),
        ("Tampere University", "Tampere", False),
    ],
)
def test_names_are_compared_by_what_they_name(one, other, same):
    assert same_essence(essence(one), essence(other)) == same


@pytest.mark.parametrize(
    ("first", "second", "cut"),
    [
        ("Verein zur Förderung", "Der digitalen Kultur", True),
        ("Unione di", "Comuni montani", True),
        ("Comune di Asti", "Comune di Bra", False),
        ("Asti", "De", False),
    ],
)
def test_a_name_that_was_cut_in_two_is_noticed(first, second, cut):
    assert continues(first, second) == cut


def test_bodies_with_different_codes_are_not_the_same():
    things = Facts(
        organisations=(
            Organisation("a", "Castelnuovo", code="1"),
            Organisation("b", "Castelnuovo", code="2"),
        )
    )

    assert found(blueprint(), things) == {}


def test_a_duplicate_is_hinted_once():
    assert list(found(blueprint(), bodies("Asti", "Comune di Asti", code="005005"))) == [
        "duplicate:Asti:Comune di Asti"
    ]


def test_agencies_of_one_city_are_no_duplicates():
    things = bodies("Istituto di ricerca", "Agenzia casa", code="001272", kind="agency")

    assert found(blueprint(), things) == {}


def test_a_country_that_the_register_does_not_confirm_is_a_warning():
    things = facts(body("utrecht", country="FI", register_country="NL"), body("asti"))

    finding = found(blueprint(), things)["country:utrecht"]

    assert (finding.mends[0].verb, finding.mends[0].to.key) == ("correct_country", "NL")


def test_a_figure_that_is_given_twice_is_kept_twice():
    figures = [{"key": "f", "label": "F", "declared": [{"value": 3}, {"value": 4}]}]

    assert found(blueprint(figures=figures), facts())["sources:figure:f"].values["said"] == "3 · 4"


def test_a_length_that_does_not_fit_its_days_is_a_hint():
    identity = {"name": "S", "summary": "S", "starts_on": "2025-01-01", "ends_on": "2025-12-31"}

    wrong = found(blueprint(identity=identity | {"lasts": "10 months"}), facts())
    right = found(blueprint(identity=identity | {"lasts": "12 months"}), facts())

    assert (list(wrong), list(right)) == (["dates:length"], [])
