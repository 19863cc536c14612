"""Why a programme is impossible: the fewest rules that contradict each other, and the cure.

A contradiction usually sits in very few events. So those are looked for first, by cheap means:
who could host, days of one event, of two, chains of order, agendas that are too full. Only then
the whole is asked. From the events found, rules are taken away as long as the rest stays
impossible. What is left is minimal: with any one rule less it was shown to be possible.
"""

from collections.abc import Callable, Sequence
from itertools import chain

from innesto.planning.plan import Explanation, Limits
from innesto.planning.problem import ProgrammeProblem
from innesto.planning.programme.grid import Grid
from innesto.planning.programme.part import TooHard, happened, is_possible, part_of
from innesto.planning.programme.quick import is_excluded
from innesto.planning.programme.suspects import groups, suspicions
from innesto.planning.relax import relaxations
from innesto.planning.rulebook import rule_ids, say_rules
from innesto.planning.run import Run


def explain(
    problem: ProgrammeProblem, limits: Limits | None = None, *, thorough: bool = True
) -> Explanation | None:
    """Find a smallest set of contradicting rules. ``None`` when none was found.

    That is the case when the programme is possible, or when it is too hard to tell in time.
    Unless the search is thorough, only what is almost certainly impossible is looked at.
    """
    run = Run(limits or Limits(), first=0)
    for suspicion in chain(suspicions(problem), groups(problem, run) if thorough else ()):
        part = part_of(problem, suspicion.events | happened(problem))
        if _is_impossible(part, suspicion.rules, run):
            return _explain_part(problem, part, suspicion.rules, run)
    return None


def _is_impossible(problem: ProgrammeProblem, rules: Sequence[str], run: Run) -> bool:
    """Say whether rules were shown to contradict each other. What is too hard to tell was not."""
    try:
        return not is_possible(problem, rules, run)
    except TooHard:
        return False


def _explain_part(
    problem: ProgrammeProblem, part: ProgrammeProblem, rules: Sequence[str], run: Run
) -> Explanation:
    """Shrink what days alone make impossible by days alone, and the rest exactly.

    At last the whole programme, not only the part, is asked about each rule that is left.
    """

    def excluded(some: Sequence[str]) -> bool:
        return is_excluded(Grid(part, some.__contains__))

    def impossible(some: Sequence[str]) -> bool:
        return _is_impossible(part, some, run)

    some = shrink(rules, excluded if excluded(rules) else impossible)
    core, minimal = _needed_rules(problem, sorted(some, key=rule_ids(problem).index), run)
    return Explanation(
        core=tuple(core),
        words=say_rules(problem, core),
        relaxations=relaxations(problem, core, run),
        minimal=minimal,
    )


def _needed_rules(
    problem: ProgrammeProblem, rules: Sequence[str], run: Run
) -> tuple[list[str], bool]:
    """Drop every rule without which the rest stays impossible. Say whether all were tried."""
    core = list(rules)
    try:
        minimal = not is_possible(problem, core, run)
        for rule in rules:
            rest = [other for other in core if other != rule]
            if not is_possible(problem, rest, run):
                core = rest
    except TooHard:
        minimal = False
    return core, minimal


def shrink(rules: Sequence[str], impossible: Callable[[Sequence[str]], bool]) -> list[str]:
    """Take rules away, many at a time, until every one that is left is needed.

    QuickXplain: halves are tried before single rules, so that few needed among many are found
    with few questions.
    """
    return [] if impossible([]) else _needed([], False, list(rules), impossible)


def _needed(
    given: list[str], grown: bool, rules: list[str], impossible: Callable[[Sequence[str]], bool]
) -> list[str]:
    if grown and impossible(given):
        return []
    if len(rules) == 1:
        return rules
    half = len(rules) // 2
    left, right = rules[:half], rules[half:]
    found = _needed(given + left, bool(left), right, impossible)
    return _needed(given + found, bool(found), left, impossible) + found
