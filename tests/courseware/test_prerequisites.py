import pytest

from innesto.courseware.prerequisites import BadCondition, is_open, names_in

STATES = {"a": "passed", "b": "completed", "c": "incomplete", "d": "failed"}


@pytest.mark.parametrize(
    ("condition", "met"),
    [
        ("", True),
        ("a", True),
        ("c", False),
        ("a&b", True),
        ("a & c", False),
        ("c|b", True),
        ("~c", True),
        ("~(a|c)", False),
        ('d="failed"', True),
        ('d="f"', True),
        ('a<>"passed"', False),
        ("2*{a,b,c}", True),
        ("3*{a,b,c}", False),
        ("unknown", False),
        ("a&(", True),
        ("a b", True),
        ("€", True),
    ],
)
def test_a_condition_is_met_or_not(condition, met):
    assert is_open(condition, STATES) is met


def test_names_in_a_condition_are_all_found():
    assert names_in('a&~(b|c) & 1*{d,e="passed"}') == {"a", "b", "c", "d", "e"}


@pytest.mark.parametrize("condition", ["a&", ")", "2*a", "(" * 200, "a" * 9000])
def test_a_condition_that_cannot_be_read_is_said(condition):
    with pytest.raises(BadCondition):
        names_in(condition)
