"""Every plan there is, on tiny problems: what the best must be, found by trying."""

from collections import Counter
from itertools import product

from innesto.planning.matching.certificate import is_eligible, pair_score


def best_mentors(problem):
    """How good the best plan is, as a tuple to compare; ``None`` when there is none."""
    return max((value(problem, pairs) for pairs in all_mentor_plans(problem)), default=None)


def value(problem, pairs):
    """What a plan is worth: a sum, or first how many, then the worst, then the sum."""
    scores = [pair_score(problem, *pair) for pair in pairs]
    if problem.objective == "sum":
        return sum(scores)
    return len(scores), min(scores, default=0), sum(scores)


def all_mentor_plans(problem):
    """Yield every plan that breaks no rule."""
    options = []
    for mentee in problem.mentees:
        mine = [
            mentor.city
            for mentor in problem.mentors
            if is_eligible(problem, mentor.city, mentee.city)
            and (mentor.city, mentee.city) not in problem.forbidden
        ]
        options.append(mine if mentee.must else [None, *mine])
    for chosen in product(*options):
        pairs = [
            (mentor, mentee.city)
            for mentor, mentee in zip(chosen, problem.mentees, strict=True)
            if mentor is not None
        ]
        load = Counter(mentor for mentor, _ in pairs)
        if (
            set(problem.forced) <= set(pairs)
            and all(it.lo <= load[it.city] <= it.hi for it in problem.mentors)
            and not (problem.require_stable and blocking(problem, pairs))
        ):
            yield pairs


def blocking(problem, pairs):
    """Pairs who would both rather have each other, by score, then by smaller city."""
    mine = {mentee: mentor for mentor, mentee in pairs}
    held = {it.city: [b for a, b in pairs if a == it.city] for it in problem.mentors}
    found = []
    for mentor in problem.mentors:
        for mentee in problem.mentees:
            a, b = mentor.city, mentee.city
            if not is_eligible(problem, a, b) or (a, b) in problem.forbidden:
                continue

            def liked(city, other, pair):
                return pair_score(problem, *pair), -other

            now = mine.get(b)
            wants = now is None or liked(b, a, (a, b)) > liked(b, now, (now, b))
            others = [liked(a, it, (a, it)) for it in held[a]]
            takes = len(others) < mentor.hi or (others and liked(a, b, (a, b)) > min(others))
            if wants and takes:
                found.append((a, b))
    return found


def best_pairs(problem, left):
    """Weight of the best pairs among those who are left."""
    if len(left) < 2:
        return 0
    first, *others = left
    best = best_pairs(problem, others)
    for other in others:
        forbidden = {(first, other), (other, first)} & set(problem.forbidden)
        if not forbidden and is_eligible(problem, first, other):
            rest = [it for it in others if it != other]
            best = max(best, pair_score(problem, first, other) + best_pairs(problem, rest))
    return best
