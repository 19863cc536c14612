"""Problems out of decoded JSON. What is wrong is named by its place in the file."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from innesto.planning.problem import (
    AnyRule,
    AttendCount,
    Budget,
    Calendar,
    Event,
    Gap,
    GroupAttendance,
    HostCount,
    MatchWeights,
    MaxParallel,
    Meeting,
    Mentee,
    Mentor,
    MentorProblem,
    Organisation,
    PairsProblem,
    Pin,
    Precede,
    Problem,
    ProgrammeProblem,
    ProgrammeWeights,
    Replan,
    ReplanWeights,
    Representation,
    Span,
    Window,
    events_named_by,
    orgs_named_by,
)

Json = Mapping[str, Any]


class NotAProblem(Exception):
    """The text does not describe a problem; the message says where and why."""


def problem_from_json(data: Json) -> Problem:
    """Turn decoded JSON into a problem. Raises ``NotAProblem``."""
    kinds: dict[str, Callable[[Json], Problem]] = {
        "programme": _programme,
        "pairs": _pairs,
        "mentor": _mentor,
    }
    kind = data.get("kind")
    if kind not in kinds:
        raise NotAProblem(f"kind: {kind!r} is not one of {', '.join(kinds)}")
    try:
        return kinds[kind](data)
    except KeyError as missing:
        raise NotAProblem(f"{missing.args[0]}: missing") from missing
    except (TypeError, ValueError, AttributeError) as wrong:
        raise NotAProblem(str(wrong)) from wrong


def _programme(data: Json) -> ProgrammeProblem:
    weights = data.get("weights") or {}
    problem = ProgrammeProblem(
        name=str(data.get("name", "")),
        seed=int(data.get("seed", 0)),
        calendar=_calendar(data["calendar"]),
        orgs=_each("orgs", data["orgs"], _organisation),
        events=_each("events", data["events"], _event),
        rules=_each("rules", data.get("rules") or [], _rule),
        ideal_gap_days=int(data.get("ideal_gap_days") or 0),
        weights=ProgrammeWeights(**_ints(weights, ("km", "fair", "learn", "bunch", "late"))),
        replan=_replan(data["replan"]) if data.get("replan") else None,
    )
    _check_references(problem)
    return problem


def _each[T](name: str, rows: Iterable[Json], read: Callable[[Json], T]) -> tuple[T, ...]:
    """Read a list, and name the row that could not be read."""
    found: list[T] = []
    for at, row in enumerate(rows):
        try:
            found.append(read(row))
        except KeyError as missing:
            raise NotAProblem(f"{name}[{at}].{missing.args[0]}: missing") from missing
        except (TypeError, ValueError, AttributeError) as wrong:
            raise NotAProblem(f"{name}[{at}]: {wrong}") from wrong
    return tuple(found)


def _ints(data: Json, names: Iterable[str]) -> dict[str, int]:
    return {name: int(data[name]) for name in names if data.get(name) is not None}


def _maybe(value: Any) -> int | None:
    return None if value is None else int(value)


def span(value: Any) -> Span:
    """Read two whole numbers."""
    first, last = value
    return int(first), int(last)


def _whole(values: Iterable[Any]) -> tuple[int, ...]:
    return tuple(int(value) for value in values)


def _calendar(data: Json) -> Calendar:
    country = data.get("closed_country") or {}
    return Calendar(
        start=date.fromisoformat(data["start"]),
        days=int(data["days"]),
        closed_weekdays=frozenset(_whole(data.get("closed_weekdays") or [])),
        closed_global=frozenset(_whole(data.get("closed_global") or [])),
        closed_country={code: frozenset(_whole(days)) for code, days in country.items()},
    )


def _organisation(data: Json) -> Organisation:
    roles = data.get("roles") or ([data["role"]] if data.get("role") is not None else [])
    return Organisation(
        id=int(data["id"]),
        name=str(data.get("name", "")),
        country=str(data.get("country", "")),
        lat=float(data.get("lat", 0.0)),
        lon=float(data.get("lon", 0.0)),
        size_m=int(data.get("size_m", 0)),
        langs=int(data.get("langs", 0)),
        need=_whole(data.get("need") or []),
        offer=_whole(data.get("offer") or []),
        roles=tuple(str(role) for role in roles),
        closed=tuple(span(closure) for closure in data.get("closed") or []),
        group=_maybe(data.get("group")),
        represented=bool(data.get("represented")),
    )


def _event(data: Json) -> Event:
    mode = data.get("mode", "in_person")
    if mode not in ("in_person", "online"):
        raise NotAProblem(f"mode: {mode!r} is neither in_person nor online")
    if int(data["half_days"]) < 1:
        raise NotAProblem("half_days: an event takes at least one half-day")
    return Event(
        id=str(data["id"]),
        hosts=_whole(data["hosts"]),
        must=_whole(data.get("must") or []),
        may=_whole(data.get("may") or []),
        half_days=int(data["half_days"]),
        mode=mode,
        theme=_maybe(data.get("theme")),
        audience=data.get("audience"),
        window=span(data["window"]),
        min_att=_maybe(data.get("min_att")),
        max_att=_maybe(data.get("max_att")),
        tag=data.get("tag"),
    )


def _rule(data: Json) -> AnyRule:
    named: dict[str, Any] = {"id": str(data["id"]), "text": str(data.get("text", ""))}
    match data.get("type"):
        case "gap":
            org = None if data["org"] == "*" else int(data["org"])
            return Gap(**named, org=org, days=int(data["days"]))
        case "precede":
            return Precede(
                **named,
                before=str(data["before"]),
                after=str(data["after"]),
                min_lag=_maybe(data.get("min_lag")),
                max_lag=_maybe(data.get("max_lag")),
            )
        case "window":
            return Window(
                **named,
                event=str(data["event"]),
                first=int(data["from"]),
                last=int(data["to"]),
            )
        case "host_count" | "attend_count" | "group_att" | "representation":
            return _count(data, named)
        case "budget":
            return Budget(**named, org=int(data["org"]), max_km=int(data["max_km"]))
        case "max_parallel":
            return MaxParallel(**named, events=tuple(data["events"]), max=int(data["max"]))
        case "pin":
            return Pin(
                **named,
                event=str(data["event"]),
                slot=_maybe(data.get("slot")),
                host=_maybe(data.get("host")),
            )
        case other:
            raise NotAProblem(f"type: {other!r} is no kind of rule")


def _count(data: Json, named: dict[str, Any]) -> AnyRule:
    """Read a rule that says how many: at least one represent an organisation, unless it is said."""
    kind = data["type"]
    least, fewest = data.get("min"), 1 if kind == "representation" else 0
    named |= {"min": fewest if least is None else int(least), "max": _maybe(data.get("max"))}
    match kind:
        case "host_count":
            return HostCount(**named, orgs=_whole(data["orgs"]), events=tuple(data["events"]))
        case "attend_count":
            return AttendCount(**named, org=int(data["org"]), events=tuple(data["events"]))
        case "group_att":
            return GroupAttendance(**named, event=str(data["event"]), orgs=_whole(data["orgs"]))
        case _:
            return Representation(
                **named,
                org=int(data["org"]),
                members=_whole(data["members"]),
                events=tuple(data["events"]),
            )


def _replan(data: Json) -> Replan:
    weights = data.get("weights") or {}
    return Replan(
        today=int(data.get("today") or 0),
        freeze_before=int(data.get("freeze_before") or 0),
        previous=_each("replan.previous", data.get("previous") or [], meeting_from_json),
        weights=ReplanWeights(
            **_ints(weights, ("moved_event", "moved_day", "changed_host", "changed_attendee"))
        ),
    )


def meeting_from_json(data: Json) -> Meeting:
    """Read what a plan says of one event."""
    return Meeting(
        id=str(data["id"]),
        host=_maybe(data.get("host")),
        slot=int(data["slot"]),
        attend=tuple(sorted(_whole(data.get("attend") or []))),
    )


def _check_references(problem: ProgrammeProblem) -> None:
    """Refuse doubled ids and names of things that are not there."""
    orgs, events = {org.id for org in problem.orgs}, {event.id for event in problem.events}
    if len(orgs) < len(problem.orgs):
        raise NotAProblem("orgs: an id occurs twice")
    if len(events) < len(problem.events):
        raise NotAProblem("events: an id occurs twice")
    if len({rule.id for rule in problem.rules}) < len(problem.rules):
        raise NotAProblem("rules: an id occurs twice")
    for event in problem.events:
        if strangers := event.possible - orgs:
            raise NotAProblem(f"{event.id}: no organisation has the id {min(strangers)}")
    for rule in problem.rules:
        if absent := set(events_named_by(rule)) - events:
            raise NotAProblem(f"{rule.id}: no event has the id {min(absent)}")
        if unknown := set(orgs_named_by(rule)) - orgs:
            raise NotAProblem(f"{rule.id}: no organisation has the id {min(unknown)}")


def _matching(data: Json) -> dict[str, Any]:
    """Read what pairs and mentors have in common."""
    cities = _each("cities", data["cities"], _organisation)
    if [city.id for city in cities] != list(range(len(cities))):
        raise NotAProblem("cities: ids must count from 0 in order")
    if len({len(levels) for city in cities for levels in (city.need, city.offer)}) > 1:
        raise NotAProblem("cities: every need and offer must have the same themes")
    if any(min(levels, default=0) < 0 for city in cities for levels in (city.need, city.offer)):
        raise NotAProblem("cities: no need or offer may be below 0")
    weights = _ints(data.get("weights") or {}, ("theme", "size", "lang", "dist"))
    if any(weight < 0 for weight in weights.values()):
        raise NotAProblem("weights: none may be below 0")
    cap = 3000 if data.get("dist_cap_km") is None else int(data["dist_cap_km"])
    if cap < 1:
        raise NotAProblem("dist_cap_km: at least 1")
    return {
        "name": str(data.get("name", "")),
        "seed": int(data.get("seed", 0)),
        "cities": cities,
        "weights": MatchWeights(**weights),
        "dist_cap_km": cap,
        "forbid_same_country": bool(data.get("forbid_same_country")),
        "max_km": _maybe(data.get("max_km")),
        "forbidden": _city_pairs("forbidden", data, len(cities)),
        "forced": _city_pairs("forced", data, len(cities)),
    }


def _city_pairs(name: str, data: Json, count: int) -> tuple[Span, ...]:
    pairs = tuple(span(pair) for pair in data.get(name) or [])
    _check_cities(name, (city for pair in pairs for city in pair), count)
    return pairs


def _check_cities(name: str, cities: Iterable[int], count: int) -> None:
    for city in cities:
        if not 0 <= city < count:
            raise NotAProblem(f"{name}: no city has the id {city}")


def _pairs(data: Json) -> PairsProblem:
    return PairsProblem(
        **_matching(data),
        same_group=bool(data.get("same_group")),
        opposite_role=bool(data.get("opposite_role")),
        triples=bool(data.get("triples")),
    )


def _mentor(data: Json) -> MentorProblem:
    objective: Any = data.get("objective") or "sum"
    if objective not in ("sum", "maxmin_sum"):
        raise NotAProblem(f"objective: {objective!r} is neither sum nor maxmin_sum")
    matching = _matching(data)
    count = len(matching["cities"])
    return MentorProblem(
        **matching,
        mentors=_once("mentors", _each("mentors", data["mentors"], _mentor_row), count),
        mentees=_once("mentees", _each("mentees", data["mentees"], _mentee_row), count),
        require_stable=bool(data.get("require_stable")),
        objective=objective,
    )


def _mentor_row(row: Json) -> Mentor:
    mentor = Mentor(city=int(row["city"]), **_ints(row, ("lo", "hi")))
    if min(mentor.lo, mentor.hi) < 0:
        raise NotAProblem(f"mentors: city {mentor.city} cannot accompany fewer than none")
    return mentor


def _mentee_row(row: Json) -> Mentee:
    return Mentee(city=int(row["city"]), must=bool(row.get("must")))


def _once[T: (Mentor, Mentee)](name: str, rows: tuple[T, ...], count: int) -> tuple[T, ...]:
    """Leave out rows that say the same again; refuse those that say something else."""
    found = tuple(dict.fromkeys(rows))
    _check_cities(name, (row.city for row in found), count)
    for city, times in Counter(row.city for row in found).items():
        if times > 1:
            raise NotAProblem(f"{name}: city {city} occurs twice, and differently")
    return found
