import pytest

from innesto.blueprints.loading import load
from innesto.practices.actions.sheet import draft_practice, edit_practice
from innesto.practices.queries.sheets import differences, free_slug, missing_for, versions_of
from innesto.practices.sheet import FIELDS, fields_of, label_of, steps_of
from tests.practices.factories import EvidenceFactory, PracticeFactory
from tests.programmes.factories import SMALLEST, ProgrammeFactory
from tests.themes.factories import ThemeFactory

pytestmark = pytest.mark.django_db


def test_free_slug_reads_titles_in_other_alphabets():
    PracticeFactory(slug="scholeio")

    assert free_slug("Σχολείο") == "scholeio-2"
    assert free_slug("学校") == "pratica"


WITH_SHEET = (
    SMALLEST
    + """\
templates:
  - key: sheet
    label: {it: Caso virtuoso, en: Virtuous case}
    kind: practice
    fields:
      - {key: context, label: {it: Contesto, en: Context}, limit: 700, required: always}
      - {key: obstacles, label: {it: Ostacoli, en: Obstacles}, required: always}
      - {key: zero-cost, label: {it: A costo zero, en: No cost}, type: flag}
      - {key: standard, label: {it: Standard europeo, en: European standard}, type: short}
      - {key: why, label: {it: Perché, en: Why}, required: always}
"""
)


def test_missing_for_submit_and_validate():
    practice = PracticeFactory(complete=True)

    assert missing_for(practice, "submit") == []
    assert [one.step for one in missing_for(practice, "validate")] == ["lessons"] * 4 + ["evidence"]
    EvidenceFactory(practice=practice)
    assert len(missing_for(practice, "validate")) == 4


def test_a_blueprint_renames_limits_needs_and_adds_fields():
    blueprint = load(WITH_SHEET)

    fields = fields_of(blueprint)

    assert (label_of(fields["problem"]), fields["problem"].limit) == ("Contesto", 700)
    assert fields["difficulties"].needed == "to_publish"
    assert label_of(fields["zero_cost"]) == "A costo zero"
    assert [step.key for step in steps_of(blueprint)][-2:] == ["programme", "share"]
    assert [f.key for f in steps_of(blueprint)[-2].fields] == ["standard", "why"]
    assert set(FIELDS) <= set(fields)


def test_a_blueprint_hides_fields_that_its_sheet_does_not_ask_for():
    hides = "hides: [strapline, zero-cost, title]"
    hiding = WITH_SHEET.replace("kind: practice\n", f"kind: practice\n    {hides}\n")
    programme = ProgrammeFactory(blueprint=hiding)
    practice = PracticeFactory(complete=True, strapline="", programme=programme)

    fields = fields_of(load(hiding))

    assert set(FIELDS) - set(fields) == {"strapline", "zero_cost"}
    assert "strapline" not in {one.key for one in missing_for(practice, "submit")}


def test_missing_for_asks_what_the_programme_asks():
    practice = PracticeFactory(
        complete=True, programme=ProgrammeFactory(blueprint=WITH_SHEET), difficulties="<p>a</p>"
    )

    assert [(m.key, m.label, m.step) for m in missing_for(practice, "submit")] == [
        ("why", "Perché", "programme")
    ]


def test_differences_are_word_by_word(stranger):
    mobility = ThemeFactory(labels={"it": "Mobilità"})
    practice = draft_practice(
        by=stranger, title="Orti", problem="Cinque uffici da cercare.", zero_cost=False
    )
    edit_practice(
        practice,
        by=stranger,
        problem="Quattro uffici da cercare.",
        zero_cost=True,
        themes=[mobility],
    )

    newer, older = versions_of(practice)
    changes = {c.key: c for c in differences(older, newer, None)}

    assert list(changes) == ["themes", "problem", "zero_cost"]
    assert changes["problem"].words == [
        ("gone", "Cinque"),
        ("new", "Quattro"),
        ("kept", " uffici da cercare."),
    ]
    assert (changes["themes"].after, changes["zero_cost"].after) == ("Mobilità", "sì")
    assert [(v.revision, v.by) for v in (newer, older)] == [(2, stranger), (1, stranger)]
