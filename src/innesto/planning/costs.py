"""What a programme's plan costs, part by part, computed from the plan alone."""

from collections.abc import Iterable, Iterator
from itertools import combinations

from innesto.planning.plan import Part, ProgrammePlan
from innesto.planning.problem import Event, Meeting, ProgrammeProblem
from innesto.planning.scores import learning_points, travelled_km


def cost_parts(problem: ProgrammeProblem, plan: ProgrammePlan) -> tuple[Part, ...]:
    """Take apart what the whole plan costs."""
    weights = problem.weights
    km = kilometres(problem, plan.meetings)
    parts = [
        Part(name="km", value=weights.km * sum(km.values())),
        Part(name="fair", value=weights.fair * max(km.values(), default=0)),
        Part(name="learn", value=-weights.learn * _learned(problem, plan.meetings)),
        Part(name="bunch", value=weights.bunch * _crowding(problem, plan.meetings)),
        Part(name="late", value=weights.late * sum(m.day for m in plan.meetings)),
    ]
    if problem.replan is not None:
        parts += change_parts(problem, plan)
    return tuple(parts)


def programme_cost(problem: ProgrammeProblem, plan: ProgrammePlan) -> int:
    """Sum what the whole plan costs."""
    return sum(part.value for part in cost_parts(problem, plan))


def kilometres(problem: ProgrammeProblem, meetings: Iterable[Meeting]) -> dict[int, int]:
    """Kilometres that each organisation travels, there and back, to meetings in person."""
    orgs = {org.id: org for org in problem.orgs}
    events = {event.id: event for event in problem.events}
    travelled = dict.fromkeys(orgs, 0)
    for meeting in meetings:
        if meeting.host is None or not events[meeting.id].in_person:
            continue
        host = orgs[meeting.host]
        for org in meeting.attend:
            travelled[org] += travelled_km(orgs[org], host)
    return travelled


def _learned(problem: ProgrammeProblem, meetings: Iterable[Meeting]) -> int:
    orgs = {org.id: org for org in problem.orgs}
    events = {event.id: event for event in problem.events}
    return sum(
        learning_points(orgs[org], orgs[meeting.host], events[meeting.id].theme)
        for meeting in meetings
        if meeting.host is not None
        for org in meeting.attend
    )


def _crowding(problem: ProgrammeProblem, meetings: Iterable[Meeting]) -> int:
    """Days by which events of one organisation follow each other too closely."""
    events = {event.id: event for event in problem.events}
    agendas: dict[int, list[Meeting]] = {}
    for meeting in meetings:
        event = events[meeting.id]
        for org in event.certain if event.in_person else ():
            agendas.setdefault(org, []).append(meeting)
    return sum(
        missing_days(problem, events, a, b)
        for agenda in agendas.values()
        for a, b in combinations(agenda, 2)
    )


def missing_days(
    problem: ProgrammeProblem, events: dict[str, Event], a: Meeting, b: Meeting
) -> int:
    """Days that two meetings lack to the ideal distance."""
    first, second = sorted((a, b), key=lambda m: (m.slot, events[m.id].last_day(m.slot)))
    return max(0, problem.ideal_gap_days - (second.day - events[first.id].last_day(first.slot)))


def change_parts(problem: ProgrammeProblem, plan: ProgrammePlan) -> Iterator[Part]:
    """Take apart what the changes of an agreed plan cost."""
    if problem.replan is None:
        return
    weights = problem.replan.weights
    before = {meeting.id: meeting for meeting in problem.replan.previous}
    kept = [(before[meeting.id], meeting) for meeting in plan.meetings if meeting.id in before]
    yield Part(
        name="moved_event",
        value=weights.moved_event * sum(old.slot != new.slot for old, new in kept),
    )
    yield Part(
        name="moved_day",
        value=weights.moved_day * sum(abs(old.day - new.day) for old, new in kept),
    )
    yield Part(
        name="changed_host",
        value=weights.changed_host * sum(old.host != new.host for old, new in kept),
    )
    yield Part(
        name="changed_attendee",
        value=weights.changed_attendee * sum(len(guests(old) ^ guests(new)) for old, new in kept),
    )


def guests(meeting: Meeting) -> frozenset[int]:
    """List who attends without hosting."""
    return frozenset(meeting.attend) - {meeting.host}
