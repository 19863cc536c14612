import pytest

from innesto.blueprints.editing import NoSuchNumber, numbers_in, with_numbers

TEXT = """\
# written by hand
calendar: {free_days: 7, at_once: 3}  # a week
rules:
  - key: twice
    label: {it: due volte}
    when: {count: {exchanges: {as: host}}, at_least: 1}
    count: {exchanges: {as: host}}
    is: 2  # as the grant says
  - key: whole
    count: {organisations: {role: city}}
    at_least: {figure: cities}
  - {key: short, label: corta, count: {exchanges: {}}, at_most: 14}
"""


def test_numbers_are_found_wherever_they_are_written():
    assert numbers_in(TEXT) == {
        "twice": 2,
        "short": 14,
        "calendar/free_days": 7,
        "calendar/at_once": 3,
    }


def test_other_numbers_leave_everything_else_as_it_was_written():
    changed = with_numbers(TEXT, {"twice": 11, "short": 3, "calendar/free_days": 10})

    assert changed == (
        TEXT.replace("is: 2 ", "is: 11 ")
        .replace("at_most: 14", "at_most: 3")
        .replace("free_days: 7", "free_days: 10")
    )


def test_a_number_that_is_not_there_is_refused():
    with pytest.raises(NoSuchNumber):
        with_numbers(TEXT, {"whole": 3})


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "rules: 3\n", "rules: [1, {key: 3, is: 2}]\n"])
def test_what_is_no_blueprint_has_no_numbers(text):
    assert numbers_in(text) == {}
