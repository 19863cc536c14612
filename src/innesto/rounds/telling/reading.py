"""From the planner's meetings to the exchanges of the blueprint, with the reason for each."""

from innesto.planning.plan import ProgrammePlan
from innesto.rounds.given.roster import PLACE
from innesto.rounds.letters.proposal import Half, PlannedExchange
from innesto.rounds.posing.assembly import Assembly
from innesto.rounds.posing.company import PERSON, TOWN, who_comes
from innesto.rounds.posing.expansion import Occasion
from innesto.rounds.telling.reasons import Reasoner

HALVES: tuple[Half, Half] = ("morning", "afternoon")


def exchanges(assembly: Assembly, plan: ProgrammePlan) -> tuple[PlannedExchange, ...]:
    """Say the plan in the blueprint's words, in the order of the calendar."""
    reasoner = Reasoner(assembly, plan)
    wished = {
        rule.event
        for rule in assembly.problem.rules
        if rule.id.startswith("wish:") and hasattr(rule, "event")
    }
    found = [
        _exchange(assembly, occasion, reasoner, is_wished=occasion.key in wished)
        for occasion in assembly.expansion.occasions
    ]
    return tuple(sorted(found, key=lambda one: (one.starts_on, HALVES[0] < one.half, one.key)))


def _exchange(
    assembly: Assembly, occasion: Occasion, reasoner: Reasoner, *, is_wished: bool
) -> PlannedExchange:
    roster, meeting = assembly.roster, reasoner.meetings[occasion.key]
    host = "" if meeting.host is None else roster.keys[meeting.host]
    attend = {roster.keys[number] for number in meeting.attend}
    return PlannedExchange(
        key=occasion.key,
        format=occasion.format.key,
        scope=occasion.circle.key,
        number=occasion.number,
        leg=occasion.leg.key if occasion.leg else "",
        host="" if host.startswith(PLACE) else host,
        starts_on=roster.days.date(meeting.slot // 2),
        half=HALVES[meeting.slot % 2] if occasion.half_days == 1 else "",
        ends_on=roster.days.date((meeting.slot + occasion.half_days - 1) // 2),
        half_days=occasion.half_days,
        mode=occasion.mode.value,
        guests=tuple(key for key in occasion.must if key in attend),
        optional_guests=tuple(key for key in occasion.may if key in attend),
        towns=who_comes(roster, occasion, attend, TOWN),
        people=who_comes(roster, occasion, {*attend, host}, PERSON),
        reasons=reasoner.parts(occasion),
        second_choice=(second := reasoner.second_choice(occasion)),
        second_day=reasoner.other_day(occasion) if second and second.host else None,
        pinned=is_wished or occasion.fixed is not None,
    )
