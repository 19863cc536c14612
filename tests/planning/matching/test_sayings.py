"""Every rule about pairs and mentors can be said, in English and in Italian."""

import pytest

from innesto.planning.matching.sayings import say_rule, say_rules
from innesto.planning.problem import Mentee, Mentor
from tests.planning.factories import make_mentoring


@pytest.mark.parametrize(
    ("rule", "english", "italian"),
    [
        (
            "must:2",
            "Town 2 does not stay without a mentor.",
            "Town 2 non resta senza chi l’accompagni.",
        ),
        (
            "capacity:0",
            "Town 0 accompanies at least 1, at most 3.",
            "Town 0 ne accompagna almeno 1 e al massimo 3.",
        ),
        ("forced:0:2", "Town 0 and Town 2 are together.", "Town 0 e Town 2 stanno insieme."),
        (
            "forbidden:0:2",
            "Town 0 and Town 2 are not together.",
            "Town 0 e Town 2 non stanno insieme.",
        ),
        (
            "stable",
            "No two would rather have each other than whom they have.",
            "Nessuna coppia preferirebbe stare insieme piuttosto che con chi ha.",
        ),
    ],
)
def test_say_rule_about_mentors(rule, english, italian):
    problem = make_mentoring([Mentor(city=0, lo=1, hi=3)], [Mentee(city=2)])

    assert (say_rule(problem, rule), say_rule(problem, rule, "it")) == (english, italian)
    assert say_rules(problem, [rule], "it").endswith(f"\n– {italian}")
