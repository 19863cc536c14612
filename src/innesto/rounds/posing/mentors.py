"""Who accompanies whom: mentors with seats, and those who look for one, in each of their themes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from innesto.blueprints.facts import Organisation
from innesto.blueprints.judging.seats import looked_for
from innesto.blueprints.schema.countable import Scope
from innesto.blueprints.schema.planning import Pairing
from innesto.blueprints.speech.catalogue import SPOKEN
from innesto.planning.matching.reason import why_mentor
from innesto.planning.matching.sayings import say_rules
from innesto.planning.matching.themes import by_theme
from innesto.planning.plan import MentorPlan, Result
from innesto.planning.problem import Mentee, Mentor, MentorProblem
from innesto.planning.scores import score_parts
from innesto.rounds.given.circles import Circle, circles
from innesto.rounds.given.roster import Roster
from innesto.rounds.letters.proposal import (
    OddOne,
    PlannedPair,
    ReasonPart,
    Refusal,
    SecondChoice,
)
from innesto.rounds.letters.request import Request
from innesto.rounds.posing.pairing import (
    Pairs,
    added_up,
    fixed_pairs,
    themes_in,
    weights_of,
    wished_apart,
)
from innesto.rounds.words import gettext as _
from innesto.rounds.words import joined, ngettext, of_text

type Wishes = Mapping[int, tuple[str, str]]
"""Who looks for a mentor, and in which theme, by the number of the mentee."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MentorQuestion:
    """One pairing of mentors in one circle, as the planner's problem."""

    pairing: Pairing
    circle: Circle
    candidates: tuple[Organisation, ...]
    problem: MentorProblem
    wishes: Wishes
    pinned: frozenset[tuple[str, str]]


def mentor_questions(roster: Roster, request: Request, answer: Pairs) -> Iterator[MentorQuestion]:
    """List the questions about mentors of a round, one for each pairing and circle."""
    for pairing in roster.blueprint.pairings:
        if pairing.reciprocal or pairing.between is None:
            continue
        givers, takers = (set(side) for side in pairing.between)
        for circle in circles(roster, pairing.inside):
            if request.only and circle.key not in request.only:
                continue
            candidates = tuple(
                one for one in roster.in_roles(givers | takers) if one.key in circle.members
            )
            question = _question(roster, request, pairing, circle, candidates, answer)
            if question.problem.mentors and question.problem.mentees:
                yield question


def _question(
    roster: Roster,
    request: Request,
    pairing: Pairing,
    circle: Circle,
    candidates: tuple[Organisation, ...],
    answer: Pairs,
) -> MentorQuestion:
    assert pairing.between is not None
    givers, takers = (set(side) for side in pairing.between)
    numbers = {one.key: place for place, one in enumerate(candidates)}
    mentors = [place for place, one in enumerate(candidates) if one.roles & givers]
    mentees = [place for place, one in enumerate(candidates) if one.roles & takers]
    together = {
        _as_accompanied(numbers, pair, mentors, mentees)
        for pair in fixed_pairs(roster, request, pairing, answer)
        if set(pair) <= numbers.keys()
    }
    apart = {
        side
        for pair in wished_apart(request, pairing)
        if set(pair) <= numbers.keys()
        for side in (_numbered(numbers, pair), _numbered(numbers, pair)[::-1])
    }
    plain = MentorProblem(
        name=f"{pairing.key}.{circle.key}",
        seed=request.limits.seed,
        cities=tuple(
            replace(player, id=place)
            for place, player in enumerate(roster.learners(one.key for one in candidates))
        ),
        weights=weights_of(roster.blueprint.planning),
        mentors=tuple(
            Mentor(city=place, lo=pairing.at_least, hi=pairing.places) for place in mentors
        ),
        mentees=tuple(Mentee(city=place, must=pairing.everybody) for place in mentees),
        dist_cap_km=roster.blueprint.planning.distance_cap_km,
        forbid_same_country=pairing.other_country,
        max_km=pairing.farthest_km,
        forbidden=tuple(sorted(apart - together)),
        objective="maxmin_sum" if pairing.aim == "fair" else "sum",
        require_stable=pairing.aim == "stable",
    )
    problem, wishes = _with_themes(roster, pairing, candidates, plain)
    return MentorQuestion(
        pairing=pairing,
        circle=circle,
        candidates=candidates,
        problem=replace(problem, forced=_forced(roster, together, wishes, numbers)),
        wishes=wishes,
        pinned=frozenset((candidates[a].key, candidates[b].key) for a, b in together),
    )


def _numbered(numbers: Mapping[str, int], pair: tuple[str, str]) -> tuple[int, int]:
    return numbers[pair[0]], numbers[pair[1]]


def _as_accompanied(
    numbers: Mapping[str, int],
    pair: tuple[str, str],
    mentors: Sequence[int],
    mentees: Sequence[int],
) -> tuple[int, int]:
    """Put the mentor first."""
    one, other = _numbered(numbers, pair)
    return (one, other) if one in mentors and other in mentees else (other, one)


def _with_themes(
    roster: Roster, pairing: Pairing, candidates: Sequence[Organisation], plain: MentorProblem
) -> tuple[MentorProblem, Wishes]:
    """Let each look for a mentor in every theme in which it wants to learn."""
    if not pairing.themes:
        return plain, {it.city: (candidates[it.city].key, "") for it in plain.mentees}
    wanted = {
        it.city: [
            roster.themes.index(theme)
            for theme in looked_for(candidates[it.city], pairing, roster.blueprint)
        ]
        for it in plain.mentees
    }
    split = by_theme(plain, wanted)
    return split.problem, {
        copy: (candidates[city].key, roster.themes[theme])
        for copy, (city, theme) in split.wishes.items()
    }


def _forced(
    roster: Roster, together: set[tuple[int, int]], wishes: Wishes, numbers: Mapping[str, int]
) -> tuple[tuple[int, int], ...]:
    """Keep pairs together in the themes that were agreed, or else in the first."""
    agreed = {frozenset(pair.members): pair.themes for pair in roster.facts.pairs if pair.themes}
    keys = {number: key for key, number in numbers.items()}
    found = []
    for mentor, mentee in sorted(together):
        copies = [copy for copy, (key, _theme) in wishes.items() if key == keys[mentee]]
        themes = agreed.get(frozenset((keys[mentor], keys[mentee])), ())
        meant = [copy for copy in copies if wishes[copy][1] in themes] or copies[:1]
        found += [(mentor, copy) for copy in meant]
    return tuple(found)


# From the planner's answer to the blueprint's


def record_mentors(
    roster: Roster, question: MentorQuestion, result: Result[MentorPlan], answer: Pairs
) -> None:
    """Write the planner's answer for one circle into the answer for all."""
    place = joined(of_text(question.pairing.label), question.circle.label)
    if result.plan is None:
        answer.proved = False
        core = result.explanation.core if result.explanation else ()
        reason = {language: say_rules(question.problem, core, language) for language in SPOKEN}
        answer.refusals.append(
            Refusal(
                rule=question.pairing.key,
                scope=question.circle.key,
                words=joined(place, reason, by=": "),
            )
        )
        return
    answer.score += result.objective or 0
    answer.bound += result.bound if result.bound is not None else result.objective or 0
    answer.proved &= result.status == "optimal"
    together: dict[tuple[str, str], list[int]] = {}
    for mentor, mentee in result.plan.pairs:
        pair = (question.candidates[mentor].key, question.wishes[mentee][0])
        together.setdefault(pair, []).append(mentee)
    answer.pairs += (
        _pair(roster, question, result, pair, mentees) for pair, mentees in together.items()
    )
    labels = {theme.key: of_text(theme.label) for theme in roster.blueprint.themes}
    for mentee in result.plan.unmatched:
        key, theme = question.wishes[mentee]
        words = _(
            "{place}: no seat or nobody fitting is left for {name}.",
            place=joined(place, labels.get(theme, "")),
            name=roster.name(key),
        )
        answer.odd_ones.append(
            OddOne(
                strand=question.circle.key if question.circle.kind is Scope.STRAND else "",
                format=question.pairing.format or "",
                organisation=key,
                words=words,
            )
        )
    answer.notes.append(
        ngettext(
            "{place}: {number} pair would rather be together than as it is.",
            "{place}: {number} pairs would rather be together than as it is.",
            result.plan.blocking_pairs,
            place=place,
        )
    )


def _pair(
    roster: Roster,
    question: MentorQuestion,
    result: Result[MentorPlan],
    pair: tuple[str, str],
    mentees: Sequence[int],
) -> PlannedPair:
    parts = _parts(roster, question, pair, mentees)
    return PlannedPair(
        strand=question.circle.key if question.circle.kind is Scope.STRAND else "",
        format=question.pairing.format or "",
        a=pair[0],
        b=pair[1],
        accompanies=True,
        themes=tuple(theme for it in mentees if (theme := question.wishes[it][1])),
        score=sum(part.points for part in parts),
        parts=parts,
        next_best=_next_best(roster, question, result, mentees),
        pinned=pair in question.pinned,
    )


def _parts(
    roster: Roster, question: MentorQuestion, pair: tuple[str, str], mentees: Sequence[int]
) -> tuple[ReasonPart, ...]:
    """Take apart what the mentor is worth to whom it accompanies, over all themes."""
    problem = question.problem
    keys = [one.key for one in question.candidates]
    mentor = problem.cities[keys.index(pair[0])]
    scores = [
        score_parts(problem.cities[it], mentor, problem.weights, problem.dist_cap_km)
        for it in mentees
    ]
    shown = themes_in(roster, scores)
    learning = _("can show what is looked for")
    if any(shown.values()):
        learning = _("can show what is looked for: {themes}", themes=shown)
    return added_up(scores, learning)


def _next_best(
    roster: Roster,
    question: MentorQuestion,
    result: Result[MentorPlan],
    mentees: Sequence[int],
) -> SecondChoice | None:
    """Name the mentor whom it would cost least to have instead, everyone else adapting."""
    labels = {theme.key: of_text(theme.label) for theme in roster.blueprint.themes}
    found = [
        SecondChoice(
            words=joined(
                _("{name} as mentor instead", name=question.candidates[other.partner].name),
                labels.get(question.wishes[mentee][1], ""),
            ),
            cost=other.cost,
            partner=question.candidates[other.partner].key,
        )
        for mentee in mentees
        for other in why_mentor(question.problem, result, mentee).next_best
        if other.partner is not None and other.cost is not None
    ]
    return min(found, key=lambda choice: (choice.cost, choice.partner), default=None)
