"""Why a thing is as it is: the parts of its score, and what the next best choice would cost."""

from collections.abc import Iterable
from dataclasses import replace

from innesto.planning.costs import cost_parts, missing_days, programme_cost
from innesto.planning.matching.certificate import pair_score
from innesto.planning.plan import Alternative, PairPlan, Part, ProgrammePlan, Reason
from innesto.planning.problem import Event, Meeting, PairsProblem, ProgrammeProblem
from innesto.planning.scores import learning_points, score_parts, travelled_km
from innesto.planning.verify import verify

SHOWN = 3
"""Alternatives of each kind that are named."""


def why(problem: ProgrammeProblem, plan: ProgrammePlan, event_id: str) -> Reason:
    """Say why an event has its host and its date.

    The parts are what this event adds to the cost of the whole plan. Alternatives change this
    event alone, everything else stays: their cost is exact in that sense.
    """
    event = next(event for event in problem.events if event.id == event_id)
    meeting = plan.of(event_id)
    return Reason(
        subject=event_id,
        parts=tuple(_parts(problem, plan, event, meeting)),
        next_best=(
            *_other_hosts(problem, plan, event, meeting),
            *_other_days(problem, plan, event, meeting),
        ),
    )


def _parts(
    problem: ProgrammeProblem, plan: ProgrammePlan, event: Event, meeting: Meeting
) -> Iterable[Part]:
    weights = problem.weights
    orgs = {org.id: org for org in problem.orgs}
    if meeting.host is not None:
        host = orgs[meeting.host]
        km = sum(travelled_km(orgs[org], host) for org in meeting.attend) * event.in_person
        learned = {org: learning_points(orgs[org], host, event.theme) for org in meeting.attend}
        taught = [orgs[org].name for org, points in learned.items() if points]
        yield Part(name="learn", value=-weights.learn * sum(learned.values()), detail=str(taught))
        yield Part(name="km", value=weights.km * km, detail=f"{km} km")
    events = {it.id: it for it in problem.events}
    close = []
    for other in plan.meetings:
        shared = len(event.certain & events[other.id].certain)
        both = event.in_person and events[other.id].in_person
        if other.id != event.id and both and shared:
            missing = missing_days(problem, events, meeting, other)
            if missing:
                close.append((shared * missing, other.id))
    crowding = sum(days for days, _ in close)
    names = ", ".join(id_ for _, id_ in sorted(close, reverse=True)[:SHOWN])
    yield Part(name="bunch", value=weights.bunch * crowding, detail=names)
    yield Part(name="late", value=weights.late * meeting.day, detail=f"day {meeting.day}")
    without = replace(plan, meetings=tuple(m for m in plan.meetings if m.id != event.id))
    yield Part(name="fair", value=_fairness(problem, plan) - _fairness(problem, without))


def _fairness(problem: ProgrammeProblem, plan: ProgrammePlan) -> int:
    return next(part.value for part in cost_parts(problem, plan) if part.name == "fair")


def _other_hosts(
    problem: ProgrammeProblem, plan: ProgrammePlan, event: Event, meeting: Meeting
) -> list[Alternative]:
    """Rank the other hosts. Whoever gives up hosting attends, if obliged; the new host does not."""
    names = {org.id: org.name or str(org.id) for org in problem.orgs}
    found = []
    for host in event.hosts:
        if host == meeting.host:
            continue
        attend = set(meeting.attend) - {host} | (set(event.must) & {meeting.host})
        changed = replace(meeting, host=host, attend=tuple(sorted(attend - {None})))
        cost, rules = _difference(problem, plan, changed)
        words = names[host] if cost is not None else f"{names[host]}: {rules}"
        found.append(Alternative(words=words, cost=cost, host=host))
    found.sort(key=lambda it: (it.cost is None, it.cost, it.host))
    return found[:SHOWN]


def _other_days(
    problem: ProgrammeProblem, plan: ProgrammePlan, event: Event, meeting: Meeting
) -> list[Alternative]:
    """Find the cheapest other days, and the days next to this one that a rule excludes."""
    step = 1 if event.half_days == 1 else 2
    found = []
    first, last = max(event.window[0], 0), min(event.window[1], problem.calendar.days - 1)
    own = _fixed(problem, plan, event)
    for slot in range(2 * first, 2 * last + 2, step):
        if slot == meeting.slot:
            continue
        changed = replace(meeting, slot=slot)
        if not verify(own, _only(own, plan, changed)):
            cost, _rules = _difference(problem, plan, changed)
            if cost is not None:
                words = problem.calendar.date(slot // 2).isoformat()
                found.append(Alternative(words=words, cost=cost, slot=slot))
    found.sort(key=lambda it: (it.cost, abs((it.slot or 0) - meeting.slot), it.slot))
    return found[:SHOWN]


def _fixed(problem: ProgrammeProblem, plan: ProgrammePlan, event: Event) -> ProgrammeProblem:
    """Cut the problem down to one event: a quick first look at a day."""
    there = {*event.possible, plan.of(event.id).host}
    orgs = tuple(org for org in problem.orgs if org.id in there)
    return replace(problem, events=(event,), orgs=orgs, rules=(), replan=None)


def _only(problem: ProgrammeProblem, plan: ProgrammePlan, changed: Meeting) -> ProgrammePlan:
    return replace(plan, meetings=(changed,))


def _difference(
    problem: ProgrammeProblem, plan: ProgrammePlan, changed: Meeting
) -> tuple[int | None, str]:
    """Compute what the plan costs more with one meeting changed, or the rules that forbid it."""
    meetings = tuple(changed if m.id == changed.id else m for m in plan.meetings)
    other = replace(plan, meetings=meetings)
    broken = verify(problem, other)
    if broken:
        return None, ", ".join(dict.fromkeys(violation.rule for violation in broken))
    return programme_cost(problem, other) - programme_cost(problem, plan), ""


def why_pair(problem: PairsProblem, plan: PairPlan, city: int) -> Reason:
    """Say why two are paired: what each learns, and who else would have been good.

    An alternative's cost says how much less the two would learn, whatever the others lose.
    """
    partner = next((b if a == city else a for a, b in plan.pairs if city in (a, b)), None)
    names = [it.name or str(it.id) for it in problem.cities]
    here = problem.cities[city]
    parts: list[Part] = []
    if partner is not None:
        there = problem.cities[partner]
        for learner, host in ((here, there), (there, here)):
            for part in score_parts(learner, host, problem.weights, problem.dist_cap_km):
                detail = f"{learner.name}: {part.detail}"
                parts.append(replace(part, detail=detail))
    mine = 0 if partner is None else pair_score(problem, city, partner)
    others = [
        (pair_score(problem, city, other), other)
        for other in range(len(names))
        if other not in (city, partner)
    ]
    best = sorted(((-score, other) for score, other in others if score > 0))[:SHOWN]
    return Reason(
        subject=names[city],
        parts=tuple(parts),
        next_best=tuple(
            Alternative(words=names[other], cost=mine + score, partner=other)
            for score, other in best
        ),
    )
