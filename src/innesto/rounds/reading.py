"""From the planner's meetings to the exchanges of the blueprint, with the reason for each."""

from innesto.planning.plan import ProgrammePlan, Result
from innesto.planning.problem import Meeting
from innesto.rounds.assembly import Assembly
from innesto.rounds.expansion import Occasion
from innesto.rounds.proposal import Half, PlannedExchange
from innesto.rounds.roster import PLACE

KINDS = {
    "km": "travel",
    "fair": "fairness",
    "learn": "learning",
    "bunch": "crowding",
    "late": "lateness",
}


def exchanges(assembly: Assembly, result: Result[ProgrammePlan]) -> tuple[PlannedExchange, ...]:
    """Say the plan in the blueprint's words, in the order of the calendar."""
    plan = result.plan or ProgrammePlan(meetings=())
    meetings = {meeting.id: meeting for meeting in plan.meetings}
    found = [
        _exchange(assembly, occasion, meetings[occasion.key])
        for occasion in assembly.expansion.occasions
    ]
    return tuple(sorted(found, key=lambda one: (one.starts_on, one.half, one.key)))


def _exchange(assembly: Assembly, occasion: Occasion, meeting: Meeting) -> PlannedExchange:
    roster = assembly.roster
    host = "" if meeting.host is None else roster.keys[meeting.host]
    attend = {roster.keys[number] for number in meeting.attend}
    halves: tuple[Half, Half] = ("morning", "afternoon")
    pinned = {
        rule.event
        for rule in assembly.problem.rules
        if rule.id.startswith(("kept:", "wish:")) and hasattr(rule, "event")
    }
    return PlannedExchange(
        key=occasion.key,
        format=occasion.format.key,
        scope=occasion.circle.key,
        number=occasion.number,
        leg=occasion.leg.key if occasion.leg else "",
        host="" if host.startswith(PLACE) else host,
        starts_on=roster.days.date(meeting.slot // 2),
        half=halves[meeting.slot % 2] if occasion.half_days == 1 else "",
        ends_on=roster.days.date((meeting.slot + occasion.half_days - 1) // 2),
        half_days=occasion.half_days,
        mode=occasion.mode.value,
        guests=tuple(key for key in occasion.must if key in attend),
        optional_guests=tuple(key for key in occasion.may if key in attend),
        pinned=occasion.key in pinned,
    )
