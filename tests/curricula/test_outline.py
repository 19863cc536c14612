"""What a version keeps, what differs, what goes in circles: without a database."""

import json
from decimal import Decimal

import pytest

from innesto.curricula.outline import (
    Change,
    Names,
    Outline,
    Part,
    Taught,
    circle_in,
    differences,
    outline_from,
    steps_of,
)
from innesto.curricula.picture import picture_of

DATA = Taught(7, "digcomp-2-2", "1.1", {"en": "Searching"}, level=4, highest=8)
FIRST = Part(1, "Data", outcomes=("Read a table",), hours=Decimal("2.5"), teaches=(DATA,))
SECOND = Part(2, "Choosing", hours=Decimal(4), needs=(1,))
PATH = Outline("Digital city", "To begin with", "en", ("staff",), (FIRST, SECOND))


@pytest.mark.parametrize(
    ("needs", "circle"),
    [
        ({}, []),
        ({1: [], 2: [1], 3: [1, 2]}, []),
        ({1: [1]}, [1]),
        ({1: [3], 2: [1], 3: [2], 4: []}, [1, 3, 2]),
        ({1: [9], 2: [1]}, []),
    ],
)
def test_circle_in_names_the_modules_that_wait_for_each_other(needs, circle):
    assert circle_in(needs) == circle


def test_steps_of_counts_what_comes_before():
    assert steps_of({1: [], 2: [1], 3: [1], 4: [2, 3, 9]}) == {1: 0, 2: 1, 3: 1, 4: 2}


def test_steps_of_stands_a_circle():
    assert steps_of({1: [2], 2: [1]}) == {1: 0, 2: 0}


def test_an_outline_comes_back_from_its_data():
    kept = outline_from(json.loads(json.dumps(PATH.as_data())))

    assert json.dumps(kept.as_data()) == json.dumps(PATH.as_data())
    assert (kept.hours, kept.taught[7].level) == (Decimal("6.5"), 4)


def test_said_keeps_what_has_no_translation():
    told = PATH.said({"title": "Città digitale", "1.outcomes": "Leggere una tabella\n"})

    assert (told.title, told.summary) == ("Città digitale", "To begin with")
    assert [list(part.outcomes) for part in told.parts] == [["Leggere una tabella"], []]


@pytest.mark.capability("D-08")
def test_differences_say_what_changed_in_which_module():
    third = Part(3, "Buying", hours=Decimal(3), needs=(2,))
    changed = Part(2, "Choosing", hours=Decimal(5), needs=())
    after = Outline("Digital city", "To begin with", "en", ("staff", "elected"), (changed, third))

    found = differences(PATH, after, Names({"staff": "staff", "elected": "elected people"}))

    assert found == [
        Change("audiences", "", "staff", "staff, elected people"),
        Change("dropped", "Data", before="Data"),
        Change("hours", "Choosing", "4", "5"),
        Change("needs", "Choosing", "Data", ""),
        Change("added", "Buying", after="Buying"),
    ]


def test_differences_of_the_same_are_none():
    assert differences(PATH, outline_from(PATH.as_data()), Names()) == []


def test_differences_see_a_new_order_and_levels():
    higher = Taught(7, "digcomp-2-2", "1.1", {"en": "Searching"}, level=6, highest=8)
    first = Part(1, "Data", outcomes=("Read a table",), hours=Decimal("2.5"), teaches=(higher,))
    after = Outline(PATH.title, PATH.summary, "en", PATH.audiences, (SECOND, first))

    assert [(it.what, it.before, it.after) for it in differences(PATH, after, Names())] == [
        ("order", "Data · Choosing", "Choosing · Data"),
        ("teaches", "1.1 (4)", "1.1 (6)"),
    ]


def test_picture_of_leads_from_what_comes_first():
    picture = picture_of(PATH)

    assert [(box.number, box.x < 200) for box in picture.boxes] == [(1, True), (2, False)]
    assert len(picture.ways) == 1
    assert picture_of(Outline("One", "", "en", (), (FIRST,))) is None
