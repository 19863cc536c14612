"""Check a plan against every hard rule, and every claim about it, without solving anything.

An independent path: nothing here is shared with the solvers but the definition of the problem.
It runs on every result before anyone sees it.
"""

from collections import Counter
from collections.abc import Iterator

from innesto.planning.costs import guests, kilometres, programme_cost
from innesto.planning.matching.certificate import certified_bound, check_matching, matching_score
from innesto.planning.plan import MentorPlan, PairPlan, Plan, ProgrammePlan, Result, Violation
from innesto.planning.problem import (
    AnyRule,
    AttendCount,
    Budget,
    Event,
    Gap,
    GroupAttendance,
    HostCount,
    MaxParallel,
    Meeting,
    MentorProblem,
    PairsProblem,
    Pin,
    Precede,
    Problem,
    ProgrammeProblem,
    Representation,
    Window,
)


def verify(problem: Problem, plan: Plan) -> list[Violation]:
    """List every hard rule that the plan breaks."""
    match problem, plan:
        case ProgrammeProblem(), ProgrammePlan():
            return _verify_programme(problem, plan)
        case (PairsProblem() | MentorProblem(), PairPlan() | MentorPlan()):
            return check_matching(problem, plan)
        case _:
            return [Violation(rule="kind", words="The plan is of another kind than the problem.")]


def objective_of(problem: Problem, plan: Plan) -> int:
    """Compute the objective again from the plan alone."""
    if isinstance(problem, ProgrammeProblem):
        assert isinstance(plan, ProgrammePlan)
        return programme_cost(problem, plan)
    assert not isinstance(plan, ProgrammePlan)
    return matching_score(problem, plan)


def verify_result[P: Plan](problem: Problem, result: Result[P]) -> list[Violation]:
    """List what is wrong with a result: broken rules, and claims that do not hold."""
    if result.plan is None:
        return []
    found = verify(problem, result.plan)
    if found:
        return found
    objective = objective_of(problem, result.plan)
    if objective != result.objective:
        found.append(
            Violation(rule="objective", words=f"{result.objective} is claimed, {objective} is true")
        )
    sign = 1 if isinstance(problem, ProgrammeProblem) else -1
    if result.bound is not None and sign * (objective - result.bound) < 0:
        found.append(
            Violation(rule="bound", words=f"{objective} is better than the bound {result.bound}")
        )
    if result.status == "optimal" and result.bound != result.objective:
        found.append(Violation(rule="status", words="optimal is claimed without a proof"))
    found += _check_certificate(problem, result)
    return found


def _check_certificate[P: Plan](problem: Problem, result: Result[P]) -> list[Violation]:
    """Try the prices of a certificate on every pair."""
    certificate = result.proof.certificate if result.proof else None
    if certificate is None or isinstance(problem, ProgrammeProblem) or result.bound is None:
        return []
    proven = certified_bound(problem, certificate)
    if proven is None or proven > result.bound:
        return [Violation(rule="certificate", words=f"{result.bound} is claimed, not {proven}")]
    return []


class _Agenda:
    """A plan with the look-ups that checks need. Later mentions of one event are left out."""

    def __init__(self, problem: ProgrammeProblem, plan: ProgrammePlan) -> None:
        self.problem = problem
        self.orgs = {org.id: org for org in problem.orgs}
        self.events = {event.id: event for event in problem.events}
        self.meetings: dict[str, Meeting] = {}
        for meeting in plan.meetings:
            if meeting.id in self.events:
                self.meetings.setdefault(meeting.id, meeting)
        self.taking_part = {
            id_: guests(meeting) | ({meeting.host} if meeting.host is not None else set())
            for id_, meeting in self.meetings.items()
        }
        self.of: dict[int, list[Meeting]] = {}
        for id_, meeting in self.meetings.items():
            for org in sorted(self.taking_part[id_]):
                self.of.setdefault(org, []).append(meeting)
        for agenda in self.of.values():
            agenda.sort(key=lambda meeting: (meeting.slot, meeting.id))

    def last(self, meeting: Meeting) -> int:
        return self.events[meeting.id].last_day(meeting.slot)

    def hosted(self, org: int, events: tuple[str, ...]) -> int:
        return sum(id_ in self.meetings and self.meetings[id_].host == org for id_ in set(events))

    def attended(self, org: int, events: tuple[str, ...]) -> int:
        return sum(org in self.taking_part.get(id_, ()) for id_ in set(events))

    def name(self, org: int) -> str:
        found = self.orgs.get(org)
        return found.name or str(org) if found else str(org)


def _verify_programme(problem: ProgrammeProblem, plan: ProgrammePlan) -> list[Violation]:
    agenda = _Agenda(problem, plan)
    found = list(_complete(problem, plan))
    for id_, meeting in agenda.meetings.items():
        event = agenda.events[id_]
        found += _check_people(agenda, event, meeting)
        found += _check_days(agenda, event, meeting)
    found += _check_overlaps(agenda)
    for rule in problem.rules:
        found += _check_rule(agenda, rule)
    found += _check_gaps(agenda)
    found += _check_frozen(agenda)
    return found


def _complete(problem: ProgrammeProblem, plan: ProgrammePlan) -> Iterator[Violation]:
    known, planned = {event.id for event in problem.events}, Counter(m.id for m in plan.meetings)
    for id_ in sorted(known - set(planned)):
        yield Violation(rule="events", words=f"{id_} is not planned")
    for id_, times in sorted(planned.items()):
        if id_ not in known:
            yield Violation(rule="events", words=f"{id_} is not asked for")
        elif times > 1:
            yield Violation(rule="events", words=f"{id_} is planned {times} times")


def _check_people(agenda: _Agenda, event: Event, meeting: Meeting) -> Iterator[Violation]:
    attend = guests(meeting)
    if meeting.host not in event.hosts:
        yield Violation(rule=f"hosts:{event.id}", words=f"{meeting.host} may not host {event.id}")
    for org in sorted(set(event.must) - attend - {meeting.host}):
        name = agenda.name(org)
        yield Violation(rule=f"must:{event.id}:{org}", words=f"{name} misses {event.id}")
    for org in sorted(attend - set(event.must) - set(event.may)):
        name = agenda.name(org)
        yield Violation(rule=f"invited:{event.id}", words=f"{name} is not invited to {event.id}")
    size = sum(org not in agenda.orgs or not agenda.orgs[org].represented for org in attend)
    if size < (event.min_att or 0) or (event.max_att is not None and size > event.max_att):
        yield Violation(rule=f"size:{event.id}", words=f"{event.id} has {size} attendees")
    if meeting.host in meeting.attend or len(set(meeting.attend)) < len(meeting.attend):
        yield Violation(rule="attend", words=f"{event.id} lists somebody twice")


def _check_days(agenda: _Agenda, event: Event, meeting: Meeting) -> Iterator[Violation]:
    calendar = agenda.problem.calendar
    first, last = meeting.day, agenda.last(meeting)
    days = range(first, last + 1)
    if meeting.slot < 0 or last >= calendar.days:
        yield Violation(rule="horizon", words=f"{event.id} lies outside the calendar")
    if event.half_days >= 2 and meeting.slot % 2:
        yield Violation(rule="morning", words=f"{event.id} does not start in the morning")
    if first < event.window[0] or last > event.window[1]:
        yield Violation(rule=f"window:{event.id}", words=f"{event.id} lies outside its window")
    if any(calendar.weekday(day) in calendar.closed_weekdays for day in days):
        yield Violation(rule="weekend", words=f"{event.id} falls on a closed day of the week")
    if any(day in calendar.closed_global for day in days):
        yield Violation(rule="blackout", words=f"{event.id} falls into a common pause")
    taking_part = [agenda.orgs[o] for o in sorted(agenda.taking_part[event.id]) if o in agenda.orgs]
    for country in sorted({org.country for org in taking_part}):
        if any(day in calendar.closed_country.get(country, ()) for day in days):
            yield Violation(rule=f"holidays:{country}", words=f"{event.id} falls on a holiday")
    for org in taking_part:
        if org.is_closed(first, last):
            yield Violation(rule=f"closed:{org.id}", words=f"{org.name} is closed on {event.id}")


def _check_overlaps(agenda: _Agenda) -> Iterator[Violation]:
    for org, meetings in sorted(agenda.of.items()):
        end, holder = -1, ""
        for meeting in meetings:
            if meeting.slot < end:
                name = agenda.name(org)
                words = f"{name} is at {holder} and at {meeting.id} at once"
                yield Violation(rule=f"overlap:{org}", words=words)
            if (until := meeting.slot + agenda.events[meeting.id].half_days) > end:
                end, holder = until, meeting.id


def _check_gaps(agenda: _Agenda) -> Iterator[Violation]:
    """Check free days; the largest rule that applies to an organisation holds."""
    common = [r for r in agenda.problem.rules if isinstance(r, Gap) and r.org is None]
    own: dict[int, list[Gap]] = {}
    for rule in agenda.problem.rules:
        if isinstance(rule, Gap) and rule.org is not None:
            own.setdefault(rule.org, []).append(rule)
    for org, meetings in sorted(agenda.of.items()):
        rules = common + own.get(org, [])
        in_person = [m for m in meetings if agenda.events[m.id].in_person]
        if not rules or len(in_person) < 2:
            continue
        rule = max(rules, key=lambda gap: gap.days)
        end, holder = agenda.last(in_person[0]), in_person[0].id
        for meeting in in_person[1:]:
            if rule.days > 0 and meeting.day - end - 1 < rule.days:
                name = agenda.name(org)
                words = f"{name} has {meeting.day - end - 1} free days: {holder}, {meeting.id}"
                yield Violation(rule=rule.id, words=words)
            if agenda.last(meeting) > end:
                end, holder = agenda.last(meeting), meeting.id


def _check_rule(agenda: _Agenda, rule: AnyRule) -> Iterator[Violation]:
    match rule:
        case Gap():
            pass
        case Precede() | Window() | Pin():
            yield from _check_dates(agenda, rule)
        case HostCount() | AttendCount() | GroupAttendance():
            yield from _check_counts(agenda, rule)
        case Representation():
            yield from _check_representation(agenda, rule)
        case Budget():
            km = kilometres(agenda.problem, agenda.of.get(rule.org, []))[rule.org]
            if km > rule.max_km:
                words = f"{agenda.name(rule.org)} travels {km} km"
                yield Violation(rule=rule.id, words=words)
        case MaxParallel():
            yield from _check_parallel(agenda, rule)


def _check_counts(
    agenda: _Agenda, rule: HostCount | AttendCount | GroupAttendance
) -> Iterator[Violation]:
    counts: dict[str, int]
    match rule:
        case HostCount():
            counts = {
                f"{agenda.name(org)} hosts": agenda.hosted(org, rule.events) for org in rule.orgs
            }
        case AttendCount():
            who = f"{agenda.name(rule.org)} takes part in"
            counts = {who: agenda.attended(rule.org, rule.events)}
        case GroupAttendance():
            present = agenda.taking_part.get(rule.event, frozenset())
            counts = {f"{rule.event} counts": len(present & set(rule.orgs))}
    for words, count in counts.items():
        if count < rule.min or (rule.max is not None and count > rule.max):
            yield Violation(rule=rule.id, words=f"{words} {count}")


def _check_representation(agenda: _Agenda, rule: Representation) -> Iterator[Violation]:
    for id_ in dict.fromkeys(rule.events):
        there = agenda.taking_part.get(id_, frozenset())
        count, comes = len(there & set(rule.members)), rule.org in there
        least, most = (rule.min, rule.max) if comes else (0, 0)
        if count < least or (most is not None and count > most):
            words = f"{count} come to {id_} for {agenda.name(rule.org)}"
            yield Violation(rule=rule.id, words=words)


def _check_parallel(agenda: _Agenda, rule: MaxParallel) -> Iterator[Violation]:
    running = Counter(
        day
        for id_ in set(rule.events)
        if (meeting := agenda.meetings.get(id_))
        for day in range(meeting.day, agenda.last(meeting) + 1)
    )
    for day, count in sorted(running.items()):
        if count > rule.max:
            yield Violation(rule=rule.id, words=f"{count} events run on day {day}")


def _check_dates(agenda: _Agenda, rule: Precede | Window | Pin) -> Iterator[Violation]:
    if isinstance(rule, Precede):
        before, after = agenda.meetings.get(rule.before), agenda.meetings.get(rule.after)
        if before is None or after is None:
            return
        lag = after.day - agenda.last(before)
        too_soon = rule.min_lag is not None and lag < rule.min_lag
        if too_soon or (rule.max_lag is not None and lag > rule.max_lag):
            yield Violation(rule=rule.id, words=f"{rule.after} is {lag} days after {rule.before}")
        return
    meeting = agenda.meetings.get(rule.event)
    if meeting is None:
        return
    if isinstance(rule, Window):
        if meeting.day < rule.first or agenda.last(meeting) > rule.last:
            yield Violation(rule=rule.id, words=f"{rule.event} lies outside the days asked for")
    elif rule.slot not in (None, meeting.slot) or rule.host not in (None, meeting.host):
        yield Violation(rule=rule.id, words=f"{rule.event} does not stay where it is pinned")


def _check_frozen(agenda: _Agenda) -> Iterator[Violation]:
    replan = agenda.problem.replan
    for old in replan.previous if replan else ():
        new = agenda.meetings.get(old.id)
        if replan is None or new is None or old.day >= replan.freeze_before:
            continue
        if (old.host, old.slot, guests(old)) != (new.host, new.slot, guests(new)):
            yield Violation(rule="frozen", words=f"{old.id} has already happened and was changed")
