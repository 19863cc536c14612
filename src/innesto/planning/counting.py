"""Refuse what cannot work by counting alone, in milliseconds and in words with numbers.

Whatever is found here is impossible for certain; much that is impossible is not found here.
Only the standard library is imported: the web process may use this module.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from innesto.planning.problem import (
    AttendCount,
    Event,
    Gap,
    GroupAttendance,
    HostCount,
    MentorProblem,
    PairsProblem,
    Precede,
    Problem,
    ProgrammeProblem,
    Representation,
)
from innesto.planning.rulebook import translator


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortfall:
    """Numbers that do not add up: the rules concerned, and the sum in words."""

    rules: tuple[str, ...]
    words: str


def _numbers(found: dict[str, str | int]) -> dict[str, str | int]:
    """Say for the type checker that names and numbers may stand side by side."""
    return found


def count(problem: Problem, language: str = "en") -> list[Shortfall]:
    """List what cannot work, whoever meets whom and when."""
    _ = translator(language)
    match problem:
        case ProgrammeProblem():
            return list(_count_programme(problem, _))
        case MentorProblem():
            return list(_count_mentors(problem, _))
        case PairsProblem():
            return list(_count_pairs(problem, _))


def _count_programme(problem: ProgrammeProblem, _: Callable[[str], str]) -> Iterator[Shortfall]:
    events = {event.id: event for event in problem.events}
    seatless = frozenset(org.id for org in problem.orgs if org.represented)
    for event in problem.events:
        yield from _count_event(event, seatless, _)
    for rule in problem.rules:
        match rule:
            case HostCount():
                yield from _count_hosting(problem, rule, events, _)
            case AttendCount():
                yield from _count_attendance(problem, rule, events, _)
            case GroupAttendance():
                yield from _count_group(rule, events[rule.event], _)
            case Representation():
                yield from _count_members(problem, rule, events, _)
            case _:
                pass
    yield from _count_days(problem, _)
    yield from _count_order(problem, events, _)


def _count_event(
    event: Event, seatless: frozenset[int], _: Callable[[str], str]
) -> Iterator[Shortfall]:
    if not event.hosts:
        words = _("%(event)s has nobody who could host it.") % {"event": event.id}
        yield Shortfall(rules=(f"hosts:{event.id}",), words=words)
    first, last = event.window
    if last - first + 1 < event.spans:
        words = _("%(event)s lasts %(days)d days, its window only %(room)d.")
        room = max(0, last - first + 1)
        numbers = _numbers({"event": event.id, "days": event.spans, "room": room})
        yield Shortfall(rules=(f"window:{event.id}",), words=words % numbers)
    invited = {*event.must, *event.may} - seatless
    guests = len(invited) - (len(event.hosts) == 1 and event.hosts[0] in invited)
    if event.min_att is not None and guests < event.min_att:
        words = _("%(event)s needs %(needed)d attendees, only %(there)d are invited.")
        numbers = _numbers({"event": event.id, "needed": event.min_att, "there": guests})
        rules = (f"size:{event.id}", f"invited:{event.id}")
        yield Shortfall(rules=rules, words=words % numbers)
    must = set(event.must) - seatless
    obliged = len(must) - bool(must & set(event.hosts))
    if event.max_att is not None and obliged > event.max_att:
        words = _("%(event)s has room for %(room)d, but %(there)d must attend.")
        numbers = _numbers({"event": event.id, "room": event.max_att, "there": obliged})
        yield Shortfall(rules=(f"size:{event.id}",), words=words % numbers)


def _count_hosting(
    problem: ProgrammeProblem, rule: HostCount, events: dict[str, Event], _: Callable[[str], str]
) -> Iterator[Shortfall]:
    names = {org.id: org.name or str(org.id) for org in problem.orgs}
    asked = [events[id_] for id_ in dict.fromkeys(rule.events)]
    orgs = set(rule.orgs)
    if rule.min * len(orgs) > len(asked):
        words = _("%(orgs)d organisations host %(each)d each: that makes %(sum)d, of %(events)d.")
        numbers = _numbers(
            {
                "orgs": len(orgs),
                "each": rule.min,
                "sum": rule.min * len(orgs),
                "events": len(asked),
            }
        )
        yield Shortfall(rules=(rule.id,), words=words % numbers)
    bound = [event for event in asked if set(event.hosts) <= orgs]
    if rule.max is not None and rule.max * len(orgs) < len(bound):
        words = _(
            "%(orgs)d organisations host at most %(each)d each: that makes %(sum)d, "
            "but only they can host %(events)d."
        )
        numbers = _numbers(
            {
                "orgs": len(orgs),
                "each": rule.max,
                "sum": rule.max * len(orgs),
                "events": len(bound),
            }
        )
        concerned = (rule.id, *(f"hosts:{event.id}" for event in bound))
        yield Shortfall(rules=concerned, words=words % numbers)
        return
    for org in sorted(orgs):
        alone = [event for event in asked if event.hosts == (org,)]
        possible = [event for event in asked if org in event.hosts]
        if rule.max is not None and len(alone) > rule.max:
            words = _("Only %(org)s can host %(events)d, but it hosts at most %(most)d.")
            numbers = _numbers({"org": names[org], "events": len(alone), "most": rule.max})
            concerned = (rule.id, *(f"hosts:{event.id}" for event in alone))
            yield Shortfall(rules=concerned, words=words % numbers)
        if len(possible) < rule.min:
            words = _("%(org)s hosts at least %(least)d, but can host only %(events)d.")
            numbers = _numbers({"org": names[org], "least": rule.min, "events": len(possible)})
            yield Shortfall(rules=(rule.id,), words=words % numbers)


def _count_attendance(
    problem: ProgrammeProblem, rule: AttendCount, events: dict[str, Event], _: Callable[[str], str]
) -> Iterator[Shortfall]:
    name = next(org.name or str(org.id) for org in problem.orgs if org.id == rule.org)
    asked = [events[id_] for id_ in dict.fromkeys(rule.events)]
    sure = sum(rule.org in event.certain for event in asked)
    possible = sum(rule.org in event.possible for event in asked)
    if rule.max is not None and sure > rule.max:
        words = _("%(org)s must be at %(there)d events, but at no more than %(most)d.")
        numbers = _numbers({"org": name, "there": sure, "most": rule.max})
        yield Shortfall(rules=(rule.id,), words=words % numbers)
    if possible < rule.min:
        words = _("%(org)s must be at %(least)d events, but can be only at %(there)d.")
        numbers = _numbers({"org": name, "least": rule.min, "there": possible})
        yield Shortfall(rules=(rule.id,), words=words % numbers)


def _count_group(
    rule: GroupAttendance, event: Event, _: Callable[[str], str]
) -> Iterator[Shortfall]:
    sure = len(event.certain & set(rule.orgs))
    possible = len(event.possible & set(rule.orgs))
    if rule.max is not None and sure > rule.max:
        words = _("%(there)d of a group must be at %(event)s, but no more than %(most)d may.")
        numbers = _numbers({"event": event.id, "there": sure, "most": rule.max})
        yield Shortfall(rules=(rule.id,), words=words % numbers)
    if possible < rule.min:
        words = _("%(least)d of a group must be at %(event)s, but only %(there)d can.")
        numbers = _numbers({"event": event.id, "least": rule.min, "there": possible})
        yield Shortfall(rules=(rule.id,), words=words % numbers)


def _count_members(
    problem: ProgrammeProblem,
    rule: Representation,
    events: dict[str, Event],
    _: Callable[[str], str],
) -> Iterator[Shortfall]:
    name = next(org.name or str(org.id) for org in problem.orgs if org.id == rule.org)
    members = set(rule.members)
    for event in (events[id_] for id_ in dict.fromkeys(rule.events)):
        sure, possible = len(event.certain & members), len(event.possible & members)
        if rule.org in event.certain and possible < rule.min:
            words = _("%(least)d come to %(event)s for %(org)s, but only %(there)d can.")
            numbers = _numbers({"event": event.id, "org": name})
            numbers |= {"least": rule.min, "there": possible}
            yield Shortfall(rules=(rule.id,), words=words % numbers)
        if rule.max is not None and sure > rule.max:
            words = _("%(there)d must come to %(event)s for %(org)s, but at most %(most)d may.")
            numbers = _numbers({"event": event.id, "org": name})
            numbers |= {"most": rule.max, "there": sure}
            yield Shortfall(rules=(rule.id,), words=words % numbers)


def _count_days(problem: ProgrammeProblem, _: Callable[[str], str]) -> Iterator[Shortfall]:
    """Add up the days of meetings in person, and the free days between them."""
    rules = [rule for rule in problem.rules if isinstance(rule, Gap)]
    load: Counter[int] = Counter()
    times: Counter[int] = Counter()
    for event in problem.events:
        for member in event.certain if event.in_person else ():
            load[member] += event.half_days
            times[member] += 1
    for org in problem.orgs:
        gap = max((r for r in rules if r.org in (None, org.id)), key=lambda r: r.days, default=None)
        if gap is None or gap.days < 1 or not times[org.id]:
            continue
        days = (load[org.id] + 1) // 2 + gap.days * (times[org.id] - 1)
        if days > problem.calendar.days:
            words = _(
                "%(org)s has %(times)d meetings in person; with %(gap)d free days between them "
                "they need %(days)d days, there are %(room)d."
            )
            numbers = _numbers(
                {
                    "org": org.name or org.id,
                    "times": times[org.id],
                    "gap": gap.days,
                    "days": days,
                    "room": problem.calendar.days,
                }
            )
            yield Shortfall(rules=(gap.id,), words=words % numbers)


def _count_order(
    problem: ProgrammeProblem, events: dict[str, Event], _: Callable[[str], str]
) -> Iterator[Shortfall]:
    """Follow rules of order: an event cannot start before all that comes first has passed."""
    lags = [r for r in problem.rules if isinstance(r, Precede) and r.min_lag is not None]
    earliest = {event.id: max(0, event.window[0]) for event in problem.events}
    through: dict[str, tuple[str, ...]] = {}
    for _round in range(len(earliest) + 1):
        changed = False
        for rule in lags:
            ready = earliest[rule.before] + events[rule.before].spans - 1 + (rule.min_lag or 0)
            if ready > earliest[rule.after]:
                earliest[rule.after] = ready
                through[rule.after] = (*through.get(rule.before, ()), rule.id)[-len(lags) :]
                changed = True
        if not changed:
            break
    for id_, day in sorted(earliest.items()):
        last = min(events[id_].window[1], problem.calendar.days - 1) - events[id_].spans + 1
        if id_ in through and day > last:
            words = _("%(event)s cannot start before day %(day)d, but must start by %(last)d.")
            numbers = _numbers({"event": id_, "day": day, "last": last})
            concerned = (f"window:{id_}", *dict.fromkeys(through[id_]))
            yield Shortfall(rules=concerned, words=words % numbers)


def _count_mentors(problem: MentorProblem, _: Callable[[str], str]) -> Iterator[Shortfall]:
    places = sum(mentor.hi for mentor in problem.mentors)
    wanted = sum(mentee.must for mentee in problem.mentees)
    promised = sum(mentor.lo for mentor in problem.mentors)
    if wanted > places:
        words = _("%(wanted)d cities must have a mentor, there are %(places)d places.")
        yield Shortfall(rules=("must",), words=words % {"wanted": wanted, "places": places})
    if promised > len(problem.mentees):
        words = _("Mentors were promised %(promised)d cities, there are %(there)d.")
        numbers = _numbers({"promised": promised, "there": len(problem.mentees)})
        yield Shortfall(rules=("capacity",), words=words % numbers)
    forced = Counter(mentor for mentor, _mentee in problem.forced)
    for mentor in problem.mentors:
        if forced[mentor.city] > mentor.hi:
            name = problem.cities[mentor.city].name
            words = _("%(city)s is given %(forced)d cities, but takes at most %(most)d.")
            numbers = _numbers({"city": name, "forced": forced[mentor.city], "most": mentor.hi})
            yield Shortfall(rules=("forced", f"capacity:{mentor.city}"), words=words % numbers)
    yield from _count_forced(problem, Counter(mentee for _mentor, mentee in problem.forced), _)


def _count_pairs(problem: PairsProblem, _: Callable[[str], str]) -> Iterator[Shortfall]:
    yield from _count_forced(problem, Counter(c for pair in problem.forced for c in pair), _)


def _count_forced(
    problem: PairsProblem | MentorProblem, forced: Counter[int], _: Callable[[str], str]
) -> Iterator[Shortfall]:
    for city, times in sorted(forced.items()):
        if times > 1:
            words = _("%(city)s is fixed in %(times)d pairs.")
            numbers = _numbers({"city": problem.cities[city].name, "times": times})
            yield Shortfall(rules=("forced",), words=words % numbers)
