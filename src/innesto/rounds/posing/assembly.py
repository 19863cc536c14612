"""The whole question about hosts, guests and dates as one problem for the planner."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from innesto.blueprints.judging.ground import Ground
from innesto.blueprints.loading import load
from innesto.blueprints.schema.blueprint import Blueprint
from innesto.planning.problem import ProgrammeProblem, ProgrammeWeights
from innesto.rounds.given.days import Days, in_days
from innesto.rounds.given.roster import Roster
from innesto.rounds.letters.proposal import PlannedPair, Refusal
from innesto.rounds.letters.request import Reading, Request
from innesto.rounds.letters.wishes import waivers
from innesto.rounds.posing.asked import (
    agreement,
    keep,
    open_days,
    shape,
    write_kept,
    write_wishes,
)
from innesto.rounds.posing.company import bring_company
from innesto.rounds.posing.expansion import Expansion, expand
from innesto.rounds.posing.rulebook import Rulebook, fixed_days, structure
from innesto.rounds.posing.sketch import sketch
from innesto.rounds.posing.statements import Translator
from innesto.rounds.words import gettext as _
from innesto.rounds.words import on_day

# One point is a kilometre travelled by one partner. The blueprint's weights scale the rest.
FAIR = 3
"""Points for each kilometre of whoever travels most."""
LEARN = 40
"""Points for one level of need met by one level of offer, times the weight of themes."""
BUNCH = 20
"""Points for each day by which two exchanges of one partner lie closer than is ideal."""
LATE = 1
"""Points for each day that an exchange waits, where no ideal distance is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembly:
    """The planner's problem, and everything needed to read its answer."""

    roster: Roster
    expansion: Expansion
    book: Rulebook
    ground: Ground
    problem: ProgrammeProblem
    only: tuple[str, ...] = ()


def roster_of(request: Request) -> Roster:
    """Gather who takes part, as the coordinator reads the blueprint, with the exceptions made.

    Raises ``days.NoStart``, and ``loading.BrokenBlueprint`` for a text that is no blueprint.
    """
    blueprint = _as_read(load(request.blueprint), request.reading)
    granted = (*request.facts.waivers, *waivers(request.wishes))
    facts = replace(request.facts, waivers=granted)
    days = Days(blueprint, facts, request.calendar, request.earliest)
    return Roster(blueprint, facts, days, request.places)


def _as_read(blueprint: Blueprint, reading: Reading) -> Blueprint:
    """Put the host that the coordinator chose in the place of the first."""
    formats = []
    for item in blueprint.formats:
        hosts = (item.host, *item.host_otherwise)
        chosen = hosts[min(reading.hosts.get(item.key, 0), len(hosts) - 1)]
        formats.append(item.model_copy(update={"host": chosen}))
    return blueprint.model_copy(update={"formats": tuple(formats)})


def assemble(
    roster: Roster, request: Request, pairs: Sequence[PlannedPair], *, firm: bool = True
) -> Assembly:
    """Turn formats, rules, wishes and pairs into one problem.

    Without ``firm`` soft rules about attendance are left out.
    """
    expansion = expand(roster, request.reading, pairs, request.only, firm=firm)
    opened = fixed_days(expansion, roster.days.begins)
    keep(roster, expansion, request.kept)
    shape(roster, expansion, request.wishes)
    opened = opened.union(*roster.engaged.values())
    roster.days = roster.days.with_opened(opened | open_days(roster, request.wishes))
    book = structure(roster, expansion)
    ground = sketch(roster, expansion.occasions, pairs)
    Translator(roster, expansion, ground, request.only).write(book)
    bring_company(roster, expansion, book)
    write_kept(book, expansion)
    blanks = write_wishes(roster, book, expansion, request.wishes)
    book.refusals += expansion.refusals
    book.refusals += _no_days(roster, expansion)
    weights = roster.blueprint.planning.weights
    spacing = in_days(roster.blueprint.calendar.spacing) or 0
    problem = ProgrammeProblem(
        name=roster.blueprint.key,
        seed=request.limits.seed,
        calendar=roster.days.calendar(),
        orgs=roster.players(),
        events=(*(occasion.event(roster) for occasion in expansion.occasions), *blanks),
        rules=tuple(book.rules),
        ideal_gap_days=spacing,
        weights=ProgrammeWeights(
            km=weights.distance,
            fair=FAIR * weights.fairness,
            learn=LEARN * weights.theme,
            bunch=BUNCH if spacing else 0,
            late=0 if spacing else LATE,
        ),
        replan=agreement(roster, expansion, request.agreed),
    )
    return Assembly(
        roster=roster,
        expansion=expansion,
        book=book,
        ground=ground,
        problem=problem,
        only=request.only,
    )


def _no_days(roster: Roster, expansion: Expansion) -> list[Refusal]:
    """Refuse exchanges for which no day is left at all."""
    refusals = []
    days = roster.days
    for occasion in expansion.occasions:
        first, last = occasion.window
        needed = (occasion.half_days + 1) // 2
        if min(last, days.count - 1) - max(first, 0) + 1 < needed:
            words = _(
                "«{exchange}» needs {needed} days between {first} and {last}, but the programme"
                " runs from {begins} to {ends}.",
                exchange=occasion.label,
                needed=needed,
                first=on_day(days.date(first)),
                last=on_day(days.date(last)),
                begins=on_day(days.first),
                ends=on_day(days.ends),
            )
            mend = _("Move the exchange, or give the programme more time.")
            refusals.append(Refusal(rule=occasion.format.key, words=words, mend=mend))
    return refusals
