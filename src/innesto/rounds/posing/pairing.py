"""Who is paired with whom: one small problem for each pairing and strand, solved and explained."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from innesto.blueprints.facts import Organisation, Pair
from innesto.blueprints.schema.countable import Scope
from innesto.blueprints.schema.planning import Pairing, Planning
from innesto.planning.plan import PairPlan, Part, Result
from innesto.planning.problem import MatchWeights, PairsProblem
from innesto.planning.problem import Organisation as Player
from innesto.planning.scores import may_meet, score_parts, teaches
from innesto.rounds.given.circles import Circle, circles
from innesto.rounds.given.roster import Roster
from innesto.rounds.letters.proposal import (
    OddOne,
    PlannedPair,
    ReasonPart,
    Refusal,
    SecondChoice,
    Words,
)
from innesto.rounds.letters.request import Request
from innesto.rounds.letters.wishes import Wish
from innesto.rounds.words import gettext as _
from innesto.rounds.words import joined, listed, ngettext, of_text

THREE = 3

type Two = tuple[Organisation, Organisation]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One pairing in one circle, as the planner's problem."""

    pairing: Pairing
    circle: Circle
    candidates: tuple[Organisation, ...]
    problem: PairsProblem
    pinned: frozenset[tuple[str, str]]

    def player(self, key: str) -> Player:
        """Find a candidate as the planner knows it."""
        keys = [one.key for one in self.candidates]
        return self.problem.cities[keys.index(key)]


@dataclass
class Pairs:
    """All pairs of a round, and what is known about them."""

    pairs: list[PlannedPair] = field(default_factory=list)
    odd_ones: list[OddOne] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    notes: list[Words] = field(default_factory=list)
    score: int = 0
    bound: int = 0
    proved: bool = True


def questions(roster: Roster, request: Request, answer: Pairs) -> Iterator[Question]:
    """List the pairing problems of a round; what cannot be asked is said in the answer."""
    for pairing in roster.blueprint.pairings:
        if not pairing.reciprocal:
            continue
        scope = pairing.inside if pairing.inside is not Scope.PAIR else Scope.PROGRAMME
        for circle in circles(roster, scope):
            if request.only and circle.key not in request.only:
                continue
            roles = {role for side in pairing.between or () for role in side}
            candidates = tuple(one for one in roster.in_roles(roles) if one.key in circle.members)
            rings = list(_agreed_groups(roster, candidates))
            if rings:
                whole = _question(roster, request, pairing, circle, candidates, Pairs())
                _keep_groups(roster, whole, rings, answer)
                together = {one.key for ring in rings for one in ring}
                candidates = tuple(one for one in candidates if one.key not in together)
            if candidates:
                yield _question(roster, request, pairing, circle, candidates, answer)


def _agreed_groups(
    roster: Roster, candidates: tuple[Organisation, ...]
) -> Iterator[tuple[Organisation, ...]]:
    """List the groups of three that stay together, each around in its order."""
    known = {one.key: one for one in candidates}
    for pair in roster.facts.pairs:
        agreed = pair.state == "agreed" and len(pair.members) == THREE
        if agreed and known.keys() >= set(pair.members):
            yield tuple(known[key] for key in pair.members)


def _keep_groups(
    roster: Roster, question: Question, rings: Sequence[Sequence[Organisation]], answer: Pairs
) -> None:
    for ring in rings:
        kept = replace(_three(roster, question, ring), pinned=True)
        answer.pairs.append(kept)
        answer.score += kept.score
        answer.bound += kept.score


def _question(
    roster: Roster,
    request: Request,
    pairing: Pairing,
    circle: Circle,
    candidates: tuple[Organisation, ...],
    answer: Pairs,
) -> Question:
    numbers = {one.key: place for place, one in enumerate(candidates)}
    pinned = {
        pair
        for pair in fixed_pairs(roster, request, pairing, answer)
        if pair[0] in numbers and pair[1] in numbers
    }
    taken = [key for pair in pinned for key in pair]
    for key in sorted({key for key in taken if taken.count(key) > 1}):
        answer.refusals.append(
            Refusal(
                rule=pairing.key,
                scope=circle.key,
                words=_("{name} is fixed in more than one pair.", name=roster.name(key)),
                things=(key,),
            )
        )
    forbidden = {
        _ordered(one.key, other.key)
        for one, other in combinations(candidates, 2)
        if not _may_pair(pairing, one, other)
    }
    forbidden |= wished_apart(request, pairing)
    planning = roster.blueprint.planning
    problem = PairsProblem(
        name=f"{pairing.key}.{circle.key}",
        seed=request.limits.seed,
        cities=tuple(
            replace(player, id=place)
            for place, player in enumerate(roster.learners(one.key for one in candidates))
        ),
        weights=weights_of(planning),
        max_km=pairing.farthest_km,
        dist_cap_km=planning.distance_cap_km,
        forbid_same_country=pairing.other_country,
        forbidden=_numbered(numbers, forbidden - pinned),
        forced=_numbered(numbers, pinned),
        triples=pairing.groups_of_three,
    )
    return Question(
        pairing=pairing,
        circle=circle,
        candidates=candidates,
        problem=problem,
        pinned=frozenset(pinned),
    )


def weights_of(planning: Planning) -> MatchWeights:
    """Return what each part of a match is worth."""
    return MatchWeights(
        theme=planning.weights.theme,
        size=planning.weights.size if planning.sizes == "similar" else 0,
        lang=planning.weights.language,
        dist=planning.weights.distance,
    )


def wished_apart(request: Request, pairing: Pairing) -> set[tuple[str, str]]:
    """Return the pairs that somebody does not want."""
    return {
        _ordered(*wish.pair)
        for wish in request.wishes
        if wish.kind == "forbid_pair" and wish.pair and _about(wish, pairing)
    }


def _ordered(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)


def _numbered(numbers: dict[str, int], pairs: set[tuple[str, str]]) -> tuple[tuple[int, int], ...]:
    return tuple(
        sorted((numbers[a], numbers[b]) for a, b in pairs if a in numbers and b in numbers)
    )


def _about(wish: Wish, pairing: Pairing) -> bool:
    return wish.format in ("", pairing.format)


def fixed_pairs(
    roster: Roster, request: Request, pairing: Pairing, answer: Pairs
) -> Iterator[tuple[str, str]]:
    """Pairs that the source names, that were agreed, or that somebody wished for."""
    for fixed in pairing.fixed:
        a, b = (roster.named(name) for name in fixed.partners)
        if a and b:
            yield _ordered(a, b)
        else:
            answer.notes.append(
                _(
                    "The source pairs {names}, but not both are partners.",
                    names=listed(fixed.partners),
                )
            )
    yield from (_ordered(*pair.members) for pair in roster.facts.pairs if _is_agreed(pair))
    for wish in request.wishes:
        if wish.kind == "pin_pair" and wish.pair and _about(wish, pairing):
            yield _ordered(*wish.pair)


def _is_agreed(pair: Pair) -> bool:
    return pair.state == "agreed" and len(pair.members) < THREE


def _may_pair(pairing: Pairing, one: Organisation, other: Organisation) -> bool:
    """Say whether one stands on each side of the pairing."""
    if pairing.between is None:
        return True
    first, second = (set(side) for side in pairing.between)
    straight = one.roles & first and other.roles & second
    turned = other.roles & first and one.roles & second
    return bool(straight or turned)


def _sides(pairing: Pairing, one: Organisation, other: Organisation) -> tuple[str, str]:
    """Put first who hosts first: the one with the role that the pairing names first."""
    if pairing.between is not None:
        first, second = (set(side) for side in pairing.between)
        straight = one.roles & first and other.roles & second
        if not straight:
            return other.key, one.key
    return one.key, other.key


# From the planner's pairs to the blueprint's


def record(roster: Roster, question: Question, result: Result[PairPlan], answer: Pairs) -> None:
    """Write the planner's answer for one circle into the answer for all."""
    if result.plan is None:
        answer.proved = False
        answer.refusals.append(
            Refusal(
                rule=question.pairing.key,
                scope=question.circle.key,
                words=_("{place}: the fixed pairs cannot all be kept.", place=_place(question)),
            )
        )
        return
    answer.score += result.objective or 0
    answer.bound += result.bound if result.bound is not None else result.objective or 0
    answer.proved &= result.status == "optimal"
    chosen = [(question.candidates[a], question.candidates[b]) for a, b in result.plan.pairs]
    for one, other in chosen:
        answer.pairs.append(_pair(roster, question, one, other, chosen))
    paired = {one.key for both in chosen for one in both}
    for ring in result.plan.triples:
        three = [question.candidates[place] for place in ring]
        answer.pairs.append(_three(roster, question, three))
        paired |= {one.key for one in three}
    for one in question.candidates:
        if one.key not in paired:
            answer.odd_ones.append(_odd(roster, question, one, len(paired)))


def _place(question: Question) -> Words:
    return joined(of_text(question.pairing.label), question.circle.label)


def _odd(roster: Roster, question: Question, one: Organisation, paired: int) -> OddOne:
    count = len(question.candidates)
    if count % 2 and paired == count - 1:
        words = ngettext(
            "{place}: {number} partner is an odd number, so {name} stays without a partner.",
            "{place}: {number} partners are an odd number, so {name} stays without a partner.",
            count,
            place=_place(question),
            name=one.name,
        )
    else:
        words = _(
            "{place}: nobody fitting is left for {name}.", place=_place(question), name=one.name
        )
    return OddOne(
        strand=question.circle.key,
        format=question.pairing.format or "",
        organisation=one.key,
        words=words,
    )


def _pair(
    roster: Roster,
    question: Question,
    one: Organisation,
    other: Organisation,
    chosen: Sequence[Two],
) -> PlannedPair:
    a, b = _sides(question.pairing, one, other)
    parts = _score(roster, question, a, b)
    return PlannedPair(
        strand=question.circle.key if question.circle.kind is Scope.STRAND else "",
        format=question.pairing.format or "",
        a=a,
        b=b,
        score=sum(part.points for part in parts),
        parts=parts,
        next_best=_swap(roster, question, one, other, chosen),
        pinned=_ordered(a, b) in question.pinned,
    )


def _three(roster: Roster, question: Question, ring: Sequence[Organisation]) -> PlannedPair:
    """Describe a group of three, in which each learns from the next."""
    a, b, c = (one.key for one in ring)
    parts = _score(roster, question, a, b, c)
    return PlannedPair(
        strand=question.circle.key if question.circle.kind is Scope.STRAND else "",
        format=question.pairing.format or "",
        a=a,
        b=b,
        c=c,
        score=sum(part.points for part in parts),
        parts=parts,
    )


def _score(roster: Roster, question: Question, *members: str) -> tuple[ReasonPart, ...]:
    """Take apart what each learns from the next: two from each other, three around."""
    problem = question.problem
    players = [question.player(key) for key in members]
    learning_from = zip(players, (*players[1:], players[0]), strict=True)
    scores = [
        score_parts(one, other, problem.weights, problem.dist_cap_km)
        for one, other in learning_from
    ]
    shared = themes_in(roster, scores)
    learning = _("can learn from each other")
    if any(shared.values()):
        learning = _("can learn from each other: {themes}", themes=shared)
    return added_up(scores, learning)


def themes_in(roster: Roster, scores: Sequence[Sequence[Part]]) -> Words:
    """Name the themes in which somebody can learn."""
    themes = {int(t) for parts in scores for t in parts[0].detail.split(",") if t}
    labels = {theme.key: of_text(theme.label) for theme in roster.blueprint.themes}
    return listed(labels.get(roster.themes[t], "") for t in sorted(themes))


def added_up(scores: Sequence[Sequence[Part]], learning: Words) -> tuple[ReasonPart, ...]:
    """Add up scores part by part, in words; ``learning`` says what is learned."""
    far = max(int(part.detail) for parts in scores for part in parts if part.name == "dist")
    words: dict[str, tuple[str, Words]] = {
        "theme": ("theme", learning),
        "size": ("size", _("similar size")),
        "lang": ("language", _("a language in common")),
        "dist": ("distance", _("{km} km apart", km=far)),
    }
    return tuple(
        ReasonPart(
            kind=words[same[0].name][0],
            points=sum(part.value for part in same),
            words=words[same[0].name][1],
        )
        for same in zip(*scores, strict=True)
    )


def _swap(
    roster: Roster,
    question: Question,
    one: Organisation,
    other: Organisation,
    chosen: Sequence[Two],
) -> SecondChoice | None:
    """Find the cheapest way to take two apart: trade partners, or take who is left over.

    Everything else stays as it is, so the true loss may be smaller.
    """
    options = [
        _difference(roster, question, made, lost)
        for made, lost in _trades(question, (one, other), chosen)
        if all(_allowed(question, *pair) for pair in made)
    ]
    return min(options, key=lambda option: (option.cost, option.partner), default=None)


def _trades(
    question: Question, pair: Two, chosen: Sequence[Two]
) -> Iterator[tuple[tuple[Two, ...], tuple[Two, ...]]]:
    """List what could be made instead of a pair, and what would be lost."""
    one, other = pair
    paired = {member.key for both in chosen for member in both}
    for both in chosen:
        if both != pair:
            for first, second in (both, both[::-1]):
                yield ((one, first), (other, second)), (pair, both)
    for alone in question.candidates:
        if alone.key not in paired:
            yield ((one, alone),), (pair,)
            yield ((other, alone),), (pair,)


def _difference(
    roster: Roster, question: Question, made: tuple[Two, ...], lost: tuple[Two, ...]
) -> SecondChoice:
    gained = [_score(roster, question, a.key, b.key) for a, b in made]
    given_up = [_score(roster, question, a.key, b.key) for a, b in lost]
    parts = tuple(
        ReasonPart(
            kind=part.kind,
            points=sum(score[place].points for score in given_up)
            - sum(score[place].points for score in gained),
            words=part.words,
        )
        for place, part in enumerate(given_up[0])
    )
    names = listed(f"{a.name} – {b.name}" for a, b in made)
    return SecondChoice(
        words=_("instead: {pairs}", pairs=names),
        cost=sum(part.points for part in parts),
        parts=parts,
        partner=made[0][1].key,
    )


def _allowed(question: Question, a: Organisation, b: Organisation) -> bool:
    one, other = question.player(a.key), question.player(b.key)
    pair = (min(one.id, other.id), max(one.id, other.id))
    return (
        pair not in question.problem.forbidden
        and not {a.key, b.key} & {key for both in question.pinned for key in both}
        and may_meet(question.problem, one, other)
        and teaches(one, other)
        and teaches(other, one)
    )
