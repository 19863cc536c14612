"""What a whole plan costs, part by part, and what it asks of each partner."""

from collections.abc import Iterator

from innesto.blueprints.facts import Organisation
from innesto.planning.costs import cost_parts, guests, kilometres
from innesto.planning.plan import ProgrammePlan
from innesto.planning.problem import Meeting
from innesto.rounds.given.roster import themes_of
from innesto.rounds.letters.proposal import Load, ReasonPart
from innesto.rounds.posing.assembly import Assembly
from innesto.rounds.telling.reasons import CHANGE, KINDS, kind_in_words


def cost_by_kind(assembly: Assembly, plan: ProgrammePlan) -> tuple[ReasonPart, ...]:
    """Take apart what the plan costs; the parts add up to the objective."""
    points: dict[str, int] = {}
    for part in cost_parts(assembly.problem, plan):
        kind = KINDS.get(part.name, CHANGE)
        points[kind] = points.get(kind, 0) + part.value
    return tuple(
        ReasonPart(kind=kind, points=found, words=kind_in_words(kind))
        for kind, found in points.items()
        if found
    )


def loads(assembly: Assembly, plan: ProgrammePlan) -> tuple[Load, ...]:
    """Say how often each partner hosts and travels, how far, and what it learns there."""
    return tuple(_loads(assembly, plan))


def _loads(assembly: Assembly, plan: ProgrammePlan) -> Iterator[Load]:
    roster = assembly.roster
    travelled = kilometres(assembly.problem, plan.meetings)
    behind: dict[str, list[int]] = {one.key: [] for one in roster.partners}
    for key, companion in roster.companions.items():
        behind[companion.stands_for].append(roster.numbers[key])
    for one in roster.partners:
        number = roster.numbers[one.key]
        went = [meeting for meeting in plan.meetings if number in guests(meeting)]
        hosted = sum(meeting.host == number for meeting in plan.meetings)
        if not went and not hosted:
            continue
        wanted = {theme for theme, level in one.needs.items() if level}
        yield Load(
            organisation=one.key,
            hosts=hosted,
            goes=len(went),
            km=sum(travelled[it] for it in (number, *behind[one.key])),
            needs=len(wanted),
            met=len(wanted & set(_learned(assembly, went))),
        )


def _learned(assembly: Assembly, went: list[Meeting]) -> Iterator[str]:
    """Name the themes that hosts show in the exchanges somebody goes to."""
    formats = {one.key: one.format for one in assembly.expansion.occasions}
    hosts: dict[int | None, Organisation] = {
        assembly.roster.numbers[one.key]: one for one in assembly.roster.partners
    }
    for meeting in went:
        host = hosts.get(meeting.host)
        shown = {theme for theme, level in host.offers.items() if level} if host else set()
        yield from shown & (set(themes_of(formats[meeting.id])) or shown)
