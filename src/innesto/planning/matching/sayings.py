"""What can be questioned about pairs and mentors, by id, in plain words.

Ids are ``must:MENTEE``, ``capacity:MENTOR``, ``forced:A:B``, ``forbidden:A:B`` and ``stable``.
"""

from collections.abc import Iterable

from innesto.planning.plan import Explanation
from innesto.planning.problem import MentorProblem, PairsProblem
from innesto.planning.rulebook import translator


def explained(
    problem: PairsProblem | MentorProblem, core: Iterable[str], *, minimal: bool = True
) -> Explanation:
    """Say which rules contradict each other."""
    rules = tuple(core)
    return Explanation(core=rules, words=say_rules(problem, rules), minimal=minimal)


def say_rules(
    problem: PairsProblem | MentorProblem, rules: Iterable[str], language: str = "en"
) -> str:
    """Say several rules that contradict each other, one to a line."""
    _ = translator(language)
    lines = [f"– {say_rule(problem, rule, language)}" for rule in rules]
    return "\n".join([_("These cannot all hold together:"), *lines])


def say_rule(problem: PairsProblem | MentorProblem, rule: str, language: str = "en") -> str:
    """Say one rule."""
    _ = translator(language)
    kind, *cities = rule.split(":")
    names = [problem.cities[int(city)].name or city for city in cities]
    match kind:
        case "stable":
            return _("No two would rather have each other than whom they have.")
        case "must":
            return _("%(mentee)s does not stay without a mentor.") % {"mentee": names[0]}
        case "capacity" if isinstance(problem, MentorProblem):
            mentor = next(it for it in problem.mentors if it.city == int(cities[0]))
            return _("%(mentor)s accompanies at least %(least)d, at most %(most)d.") % {
                "mentor": names[0],
                "least": mentor.lo,
                "most": mentor.hi,
            }
        case "forced":
            return _("%(one)s and %(other)s are together.") % dict(
                zip(("one", "other"), names, strict=True)
            )
    return _("%(one)s and %(other)s are not together.") % dict(
        zip(("one", "other"), names, strict=True)
    )
