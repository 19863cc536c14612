"""The practices that ship with the demo: enough, honest, and of the programmes they are in."""

import csv
from collections import Counter
from itertools import chain

import pytest
from pydantic import ValidationError

from innesto.blueprints.shipped import shipped_blueprint, shipped_keys, shipped_partners
from innesto.config.demo.people import PEOPLE
from innesto.config.demo.practices.making import EXAMPLES
from innesto.config.demo.practices.owners import INVENTED
from innesto.config.demo.practices.sheets import (
    Sheet,
    adoptions,
    challenges,
    programmes_with_sheets,
    sheets_of,
    translations,
)

PERSONS = {somebody.key for somebody in PEOPLE}
MARKS = (
    *("(esempio)", "(bozza d’esempio)", "(modello d’", "(ejemplo)", "(Beispiel)", "(przykład)"),
    *("(primjer)", "(esimerkki)", "(példa)"),
)


def every_sheet() -> list[Sheet]:
    return list(chain.from_iterable(sheets_of(key) for key in programmes_with_sheets()))


def partners_of(programme: str) -> set[str]:
    """Return the names of the partners and of the municipalities that they stand for."""
    with shipped_partners(programme).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    stood_for = chain.from_iterable(row["represents"].split("|") for row in rows)
    return {row["name"] for row in rows} | {name for name in stood_for if name}


def owners() -> set[str]:
    named = {sheet.owner for sheet in every_sheet()}
    return named.union(INVENTED, *(partners_of(key) for key in programmes_with_sheets()))


@pytest.mark.capability("S-02")
def test_every_programme_has_at_least_eight_sheets_and_all_together_sixty():
    counted = {key: len(sheets_of(key)) for key in programmes_with_sheets()}

    assert set(counted) == set(shipped_keys())
    assert min(counted.values()) >= 8
    assert sum(counted.values()) >= 60


def test_keys_and_titles_are_given_once():
    sheets = every_sheet()

    assert [key for key, times in Counter(s.key for s in sheets).items() if times > 1] == []
    assert [title for title, times in Counter(s.title for s in sheets).items() if times > 1] == []


@pytest.mark.parametrize("programme", shipped_keys())
def test_sheets_speak_of_the_themes_strands_and_partners_of_their_programme(programme):
    blueprint = shipped_blueprint(programme)
    themes = {theme.key for theme in blueprint.themes}
    strands = {item.key for item in blueprint.strands.items} if blueprint.strands else set()
    partners = partners_of(programme)

    sheets = sheets_of(programme)

    assert {theme for sheet in sheets for theme in sheet.themes} - themes == set()
    assert {sheet.strand for sheet in sheets} <= strands | {""}
    assert [s.key for s in sheets if s.owner not in partners | {*INVENTED} and not s.place] == []
    assert {name for sheet in sheets for name in sheet.partners} - partners == set()


def test_sources_leave_the_mark_of_an_example_to_the_building_of_the_demo():
    sources = [one.source for sheet in every_sheet() for one in sheet.evidence]

    assert [s for s in sources if any(f"({mark})" in s for mark in EXAMPLES.values())] == []


def test_whatever_is_not_documented_is_an_example_and_its_acts_say_so():
    told = [sheet for sheet in every_sheet() if sheet.is_example]
    acts = [act.title for sheet in told for act in sheet.acts]

    assert len(told) < len(every_sheet())
    assert [sheet.key for sheet in told if sheet.source or sheet.website] == []
    assert [title for title in acts if not any(mark in title for mark in MARKS)] == []


def test_what_is_documented_has_a_source_for_every_figure_and_an_address_to_read_it():
    documented = [sheet for sheet in every_sheet() if not sheet.is_example]

    assert [s.key for s in documented if not any(row.url for row in s.evidence)] == []
    assert [s.key for s in documented if any("onteggio" in row.source for row in s.evidence)] == []
    assert [s.key for s in documented if any(act.url == "" for act in s.acts)] == []
    assert [s.key for s in documented if s.telling and s.telling.questions] == []


@pytest.mark.capability("S-20")
def test_a_good_third_costs_the_administration_nothing():
    sheets = every_sheet()

    assert 3 * sum(sheet.zero_cost for sheet in sheets) >= len(sheets)


def test_failures_and_ended_practices_are_told_too():
    progress = Counter(sheet.progress for sheet in every_sheet())

    assert progress["failed"] >= 3
    assert progress["ended"] >= 4
    assert progress["planned"] >= 3


def test_no_invented_failure_is_told_of_a_municipality_that_exists():
    given_up = [
        *(s.owner for s in every_sheet() if s.is_example and s.progress in {"failed", "ended"}),
        *(a.organisation for a in adoptions() if a.state in {"paused", "withdrawn"}),
    ]

    assert [who for who in given_up if who not in INVENTED and "d’esempio" not in who] == []


def test_most_are_italian_and_a_dozen_in_other_languages():
    languages = Counter(sheet.language for sheet in every_sheet())

    assert languages["it"] > sum(languages.values()) / 2
    assert languages["en"] >= 3
    assert len(languages) >= 10
    assert sum(languages.values()) - languages["it"] - languages["en"] >= 12


@pytest.mark.capability("S-06")
def test_links_and_challenges_lead_somewhere_and_nowhere_to_itself():
    sheets = every_sheet()
    keys = {sheet.key for sheet in sheets}
    asked = {challenge.key for challenge in challenges()}

    assert [link.to for sheet in sheets for link in sheet.links if link.to not in keys] == []
    assert [s.key for s in sheets if any(link.to == s.key for link in s.links)] == []
    assert {answer for sheet in sheets for answer in sheet.answers} == asked


def test_challenges_name_themes_and_organisations_that_exist():
    themes = {
        f"{key}/{theme.key}" for key in shipped_keys() for theme in shipped_blueprint(key).themes
    }

    assert {theme for found in challenges() for theme in found.themes} - themes == set()
    assert {name for found in challenges() for name in found.organisations} - owners() == set()
    assert [found.title for found in challenges() if not found.title.endswith("?")] == []


@pytest.mark.capability("S-04")
def test_adoptions_are_between_municipalities_of_the_demo_and_say_what_changed():
    sheets = {sheet.key: sheet for sheet in every_sheet()}

    assert len(adoptions()) >= 8
    assert {found.practice for found in adoptions()} <= set(sheets)
    assert {found.organisation for found in adoptions()} - owners() == set()
    assert {name for found in adoptions() for name in (found.by, found.adviser)} <= PERSONS
    for found in adoptions():
        assert sheets[found.practice].owner != found.organisation
        assert not found.sheet or sheets[found.sheet].owner == found.organisation
        if found.state == "done":
            assert {row.kind for row in found.adaptations} >= {"kept", "changed"}
            assert found.result
            assert found.outcomes
            assert found.done_months_ago is not None
        if found.state in {"paused", "withdrawn"}:
            assert found.reason


def test_members_of_joint_actions_pay_what_it_costs():
    joint = [sheet for sheet in every_sheet() if sheet.joint]

    assert len(joint) >= 3
    for sheet in joint:
        assert sum(member.share for member in sheet.joint.members) == sheet.joint.cost
        assert sheet.joint.cost == sheet.cost or sheet.progress == "ended"
        assert sheet.owner in {member.owner for member in sheet.joint.members}


def test_translations_are_of_sheets_in_other_languages():
    sheets = {sheet.key: sheet for sheet in every_sheet()}

    assert [t.practice for t in translations() if sheets[t.practice].language == t.language] == []
    assert {found.by for found in translations()} <= PERSONS
    assert [
        found.practice
        for found in translations()
        if len(found.how) != len(sheets[found.practice].how)
    ] == []


def test_sheets_refuse_a_field_that_does_not_exist_and_a_text_that_is_too_long():
    good = sheets_of("multiply")[0].model_dump()

    with pytest.raises(ValidationError, match="titel"):
        Sheet.model_validate({**good, "titel": "Heat"})
    with pytest.raises(ValidationError, match="at most 100"):
        Sheet.model_validate({**good, "title": "x" * 101})
    with pytest.raises(ValidationError, match="longer than the sheet allows"):
        Sheet.model_validate({**good, "how": ["x" * 2000, "y" * 1001]})
    with pytest.raises(ValidationError, match="names its source"):
        Sheet.model_validate({**good, "source": ""})
    with pytest.raises(ValidationError, match="who paid"):
        Sheet.model_validate({**good, "zero_cost": True, "cost": 1, "funding": ""})
    with pytest.raises(ValidationError, match="before the first"):
        Sheet.model_validate({**good, "ends_on": "1990-01-01"})
