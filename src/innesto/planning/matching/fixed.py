"""Fixed pairs that contradict each other, before anything is chosen."""

from collections.abc import Iterator

from innesto.planning.matching.sayings import explained
from innesto.planning.plan import Explanation
from innesto.planning.problem import PairsProblem


def contradictions(problem: PairsProblem) -> Explanation | None:
    """Find fixed pairs of which not all can be kept."""
    core = next(_contradictions(problem), None)
    return None if core is None else explained(problem, core)


def _contradictions(problem: PairsProblem) -> Iterator[tuple[str, ...]]:
    """List what is fixed with itself, fixed and forbidden, or fixed with two."""
    forbidden = {(min(pair), max(pair)) for pair in problem.forbidden}
    rule_of: dict[int, str] = {}
    for a, b in sorted({(min(pair), max(pair)) for pair in problem.forced}):
        rule = f"forced:{a}:{b}"
        if a == b:
            yield (rule,)
        if (a, b) in forbidden:
            yield rule, f"forbidden:{a}:{b}"
        for city in (a, b):
            if city in rule_of:
                yield rule_of[city], rule
        rule_of |= {a: rule, b: rule}
