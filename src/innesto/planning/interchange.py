"""Read problems and write plans in the interchange format ``planner-bench/1``.

Unknown keys of a file are ignored. What is missing or of the wrong kind is named by its place.
Only the standard library is imported.
"""

import gzip
import json
import zlib
from pathlib import Path
from typing import Any

from innesto.planning.plan import (
    MentorCertificate,
    MentorPlan,
    OddSet,
    PairCertificate,
    PairPlan,
    Plan,
    ProgrammePlan,
    Result,
)
from innesto.planning.problem import MentorProblem, PairsProblem, Problem, ProgrammeProblem
from innesto.planning.reading import Json, NotAProblem, meeting_from_json, problem_from_json, span
from innesto.planning.writing import meeting_to_json, problem_to_json


class NotAPlan(Exception):
    """The text does not describe a plan for this problem."""


def read_problem(path: Path) -> Problem:
    """Read a problem from a file, packed (``.gz``) or not."""
    return problem_from_json(_read(path))


def read_plan(path: Path, problem: Problem) -> Plan:
    """Read a plan from a file, packed (``.gz``) or not."""
    return plan_from_json(_read(path), problem)


def _read(path: Path) -> Json:
    raw = path.read_bytes()
    try:
        found = json.loads(gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw)
    except (ValueError, EOFError, OSError, zlib.error) as wrong:
        raise NotAProblem(f"{path.name}: not JSON ({wrong})") from wrong
    if not isinstance(found, dict):
        raise NotAProblem(f"{path.name}: an object was expected")
    return found


def plan_to_json(plan: Plan) -> dict[str, Any]:
    """Write what was decided."""
    if isinstance(plan, ProgrammePlan):
        return {"events": [meeting_to_json(meeting) for meeting in plan.meetings]}
    data = {"pairs": [list(pair) for pair in plan.pairs]}
    if isinstance(plan, PairPlan) and plan.triples:
        data["triples"] = [list(three) for three in plan.triples]
    return data


def plan_from_json(data: Json, problem: Problem) -> Plan:
    """Read what was decided. Raises ``NotAPlan``."""
    try:
        match problem:
            case ProgrammeProblem():
                return ProgrammePlan(
                    meetings=tuple(meeting_from_json(row) for row in data["events"])
                )
            case PairsProblem():
                pairs = tuple(span(pair) for pair in data["pairs"])
                triples = tuple((int(a), int(b), int(c)) for a, b, c in data.get("triples") or ())
                paired = {city for group in (*pairs, *triples) for city in group}
                return PairPlan(
                    pairs=pairs,
                    triples=triples,
                    odd_ones_out=tuple(c.id for c in problem.cities if c.id not in paired),
                )
            case MentorProblem():
                pairs = tuple(span(pair) for pair in data["pairs"])
                matched = {mentee for _, mentee in pairs}
                return MentorPlan(
                    pairs=pairs,
                    unmatched=tuple(m.city for m in problem.mentees if m.city not in matched),
                )
    except (KeyError, TypeError, ValueError) as wrong:
        raise NotAPlan(f"{type(wrong).__name__}: {wrong}") from wrong


def result_to_json[P: Plan](result: Result[P]) -> dict[str, Any]:
    """Write a result. Only what is equal on every machine: no seconds, no trace."""
    data: dict[str, Any] = {"status": result.status, "fingerprint": result.fingerprint}
    if result.explanation is not None:
        data["explanation"] = {
            "core": list(result.explanation.core),
            "words": result.explanation.words,
            "minimal": result.explanation.minimal,
            "relaxations": [
                {
                    "rule": change.rule,
                    "words": change.words,
                    "cost": change.cost,
                    "way": change.way,
                    "amount": change.amount,
                }
                for change in result.explanation.relaxations
            ],
        }
    if result.plan is None:
        return data
    data |= plan_to_json(result.plan)
    data |= {"objective": result.objective, "bound": result.bound, "gap": result.gap}
    if result.moved is not None:
        data |= {"moved": result.moved, "fewest_moves": result.fewest}
    if isinstance(result.plan, MentorPlan):
        data["blocking_pairs"] = result.plan.blocking_pairs
    if result.proof is not None:
        data["proof"] = result.proof.method
    match result.proof.certificate if result.proof else None:
        case MentorCertificate(u=u, v=v) if min((*u.values(), *v.values()), default=0) >= 0:
            # Others the format cannot say: it has no prices below nothing for promised seats.
            data["certificate"] = {
                "u": {str(city): price for city, price in u.items()},
                "v": {str(city): price for city, price in v.items()},
            }
        case PairCertificate() as prices:
            data["certificate"] = {
                "y2": list(prices.y2),
                "odd_sets": [{"members": list(o.members), "z2": o.z2} for o in prices.odd_sets],
            }
        case _:
            pass
    return data


def write_problem(problem: Problem, path: Path) -> None:
    """Write a problem to a file, packed when the name ends in ``.gz``."""
    text = json.dumps(problem_to_json(problem), ensure_ascii=False).encode()
    path.write_bytes(gzip.compress(text, mtime=0) if path.suffix == ".gz" else text)


def certificate_from_json(
    data: Json, problem: Problem
) -> MentorCertificate | PairCertificate | None:
    """Read the certificate of a plan, if it carries one. Raises ``NotAPlan``."""
    found = data.get("certificate")
    if not found:
        return None
    try:
        if isinstance(problem, MentorProblem):
            return MentorCertificate(
                u={int(city): int(price) for city, price in found["u"].items()},
                v={int(city): int(price) for city, price in found["v"].items()},
            )
        return PairCertificate(
            y2=tuple(int(price) for price in found["y2"]),
            odd_sets=tuple(
                OddSet(members=tuple(int(city) for city in odd["members"]), z2=int(odd["z2"]))
                for odd in found.get("odd_sets") or []
            ),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as wrong:
        raise NotAPlan(f"certificate: {wrong}") from wrong
