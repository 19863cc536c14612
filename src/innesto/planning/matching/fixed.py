"""Fixed pairs that contradict each other, before anything is chosen."""

from innesto.planning.plan import Explanation
from innesto.planning.problem import PairsProblem


def contradictions(problem: PairsProblem) -> Explanation | None:
    """Find fixed pairs of which not all can be kept: of one city, twice of one, or forbidden."""
    names = [city.name or str(city.id) for city in problem.cities]
    forbidden = {(min(pair), max(pair)) for pair in problem.forbidden}
    first: dict[int, str] = {}
    for a, b in sorted({(min(pair), max(pair)) for pair in problem.forced}):
        rule = f"forced:{a}:{b}"
        if a == b:
            return Explanation(core=(rule,), words=f"{names[a]} is fixed with itself.")
        if (a, b) in forbidden:
            core = (rule, f"forbidden:{a}:{b}")
            return Explanation(
                core=core, words=f"{names[a]} and {names[b]} are fixed and forbidden."
            )
        for city in (a, b):
            if city in first:
                other = first[city]
                return Explanation(core=(other, rule), words=f"{names[city]} is fixed twice.")
        first |= {a: rule, b: rule}
    return None
