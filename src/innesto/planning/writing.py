"""Problems as JSON, such that reading them again gives equal ones."""

from typing import Any

from innesto.planning.problem import (
    AnyRule,
    AttendCount,
    Budget,
    Gap,
    GroupAttendance,
    HostCount,
    MaxParallel,
    Meeting,
    MentorProblem,
    Organisation,
    PairsProblem,
    Pin,
    Precede,
    Problem,
    ProgrammeProblem,
    Representation,
    Window,
)

FORMAT = "planner-bench/1"


def problem_to_json(problem: Problem) -> dict[str, Any]:
    """Write a problem; reading it again gives an equal one."""
    match problem:
        case ProgrammeProblem():
            return _programme_to_json(problem)
        case PairsProblem():
            return {
                "kind": "pairs",
                **_matching_to_json(problem),
                "same_group": problem.same_group,
                "opposite_role": problem.opposite_role,
                **({"triples": True} if problem.triples else {}),
            }
        case MentorProblem():
            return {
                "kind": "mentor",
                **_matching_to_json(problem),
                "mentors": [{"city": m.city, "lo": m.lo, "hi": m.hi} for m in problem.mentors],
                "mentees": [{"city": m.city, "must": m.must} for m in problem.mentees],
                "require_stable": problem.require_stable,
                "objective": problem.objective,
            }


def _programme_to_json(problem: ProgrammeProblem) -> dict[str, Any]:
    calendar, weights, replan = problem.calendar, problem.weights, problem.replan
    data: dict[str, Any] = {
        "format": FORMAT,
        "kind": "programme",
        "name": problem.name,
        "seed": problem.seed,
        "calendar": {
            "start": calendar.start.isoformat(),
            "days": calendar.days,
            "weekday0": calendar.start.weekday(),
            "closed_weekdays": sorted(calendar.closed_weekdays),
            "closed_global": sorted(calendar.closed_global),
            "closed_country": {
                code: sorted(days) for code, days in sorted(calendar.closed_country.items())
            },
        },
        "orgs": [_organisation_to_json(org) for org in problem.orgs],
        "events": [
            {
                "id": event.id,
                "hosts": list(event.hosts),
                "must": list(event.must),
                "may": list(event.may),
                "half_days": event.half_days,
                "mode": event.mode,
                "theme": event.theme,
                "audience": event.audience,
                "window": list(event.window),
                "min_att": event.min_att,
                "max_att": event.max_att,
                "tag": event.tag,
            }
            for event in problem.events
        ],
        "rules": [_rule_to_json(rule) for rule in problem.rules],
        "ideal_gap_days": problem.ideal_gap_days,
        "weights": {
            "km": weights.km,
            "fair": weights.fair,
            "learn": weights.learn,
            "bunch": weights.bunch,
            "late": weights.late,
        },
    }
    if replan is not None:
        data["replan"] = {
            "today": replan.today,
            "freeze_before": replan.freeze_before,
            "previous": [meeting_to_json(meeting) for meeting in replan.previous],
            "weights": {
                "moved_event": replan.weights.moved_event,
                "moved_day": replan.weights.moved_day,
                "changed_host": replan.weights.changed_host,
                "changed_attendee": replan.weights.changed_attendee,
            },
        }
    return data


def _organisation_to_json(org: Organisation) -> dict[str, Any]:
    return {
        "id": org.id,
        "name": org.name,
        "country": org.country,
        "lat": org.lat,
        "lon": org.lon,
        "size_m": org.size_m,
        "langs": org.langs,
        "need": list(org.need),
        "offer": list(org.offer),
        "roles": list(org.roles),
        "closed": [list(span) for span in org.closed],
        "group": org.group,
        **({"represented": True} if org.represented else {}),
    }


def _rule_to_json(rule: AnyRule) -> dict[str, Any]:
    named = {"id": rule.id, "text": rule.text}
    match rule:
        case Gap():
            org = "*" if rule.org is None else rule.org
            return {"type": "gap", **named, "org": org, "days": rule.days}
        case Precede():
            return {
                "type": "precede",
                **named,
                "before": rule.before,
                "after": rule.after,
                "min_lag": rule.min_lag,
                "max_lag": rule.max_lag,
            }
        case Window():
            return {
                "type": "window",
                **named,
                "event": rule.event,
                "from": rule.first,
                "to": rule.last,
            }
        case HostCount() | AttendCount() | GroupAttendance():
            return {**_count_to_json(rule), **named, "min": rule.min, "max": rule.max}
        case Representation():
            return {
                "type": "representation",
                **named,
                "org": rule.org,
                "members": list(rule.members),
                "events": list(rule.events),
                "min": rule.min,
                "max": rule.max,
            }
        case Budget():
            return {"type": "budget", **named, "org": rule.org, "max_km": rule.max_km}
        case MaxParallel():
            return {"type": "max_parallel", **named, "events": list(rule.events), "max": rule.max}
        case Pin():
            return {
                "type": "pin",
                **named,
                "event": rule.event,
                "slot": rule.slot,
                "host": rule.host,
            }


def _count_to_json(rule: HostCount | AttendCount | GroupAttendance) -> dict[str, Any]:
    match rule:
        case HostCount():
            return {"type": "host_count", "orgs": list(rule.orgs), "events": list(rule.events)}
        case AttendCount():
            return {"type": "attend_count", "org": rule.org, "events": list(rule.events)}
        case GroupAttendance():
            return {"type": "group_att", "event": rule.event, "orgs": list(rule.orgs)}


def meeting_to_json(meeting: Meeting) -> dict[str, Any]:
    """Write what a plan says of one event."""
    return {
        "id": meeting.id,
        "host": meeting.host,
        "slot": meeting.slot,
        "attend": list(meeting.attend),
    }


def _matching_to_json(problem: PairsProblem | MentorProblem) -> dict[str, Any]:
    weights = problem.weights
    return {
        "format": FORMAT,
        "name": problem.name,
        "seed": problem.seed,
        "cities": [_organisation_to_json(city) for city in problem.cities],
        "weights": {
            "theme": weights.theme,
            "size": weights.size,
            "lang": weights.lang,
            "dist": weights.dist,
        },
        "dist_cap_km": problem.dist_cap_km,
        "forbid_same_country": problem.forbid_same_country,
        "max_km": problem.max_km,
        "forbidden": [list(pair) for pair in problem.forbidden],
        "forced": [list(pair) for pair in problem.forced],
    }
