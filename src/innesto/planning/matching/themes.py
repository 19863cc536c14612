"""Several themes at once: a city looks for a mentor in each, and the mentors' seats are shared.

Each wish becomes a mentee of its own: the city once more, in need of that theme alone. So every
method, proof and check for mentors holds for themes as well.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from innesto.planning.plan import MentorPlan
from innesto.planning.problem import Mentee, MentorProblem


@dataclass(frozen=True, slots=True, kw_only=True)
class ByTheme:
    """A problem with a mentee for every wish, and the city and theme that each stands for."""

    problem: MentorProblem
    wishes: Mapping[int, tuple[int, int]]

    def read(self, plan: MentorPlan) -> tuple[tuple[int, int, int], ...]:
        """List mentor, mentee and theme of each pair."""
        return tuple(sorted((mentor, *self.wishes[mentee]) for mentor, mentee in plan.pairs))


def by_theme(problem: MentorProblem, themes: Mapping[int, Sequence[int]]) -> ByTheme:
    """Let mentees look for a mentor in each of their themes.

    Who may not stay without a mentor may not in any theme. A fixed pair is fixed in the first
    theme of the mentee. The same mentor may accompany a city in several themes.
    """
    wishes: dict[int, tuple[int, int]] = {}
    copies: dict[int, list[int]] = {}
    cities, mentees = list(problem.cities), []
    for mentee in problem.mentees:
        city = problem.cities[mentee.city]
        for theme in dict.fromkeys(themes.get(mentee.city, ())):
            need = tuple(level * (t == theme) for t, level in enumerate(city.need))
            cities.append(replace(city, id=len(cities), need=need))
            mentees.append(Mentee(city=cities[-1].id, must=mentee.must))
            wishes[cities[-1].id] = (mentee.city, theme)
            copies.setdefault(mentee.city, []).append(cities[-1].id)
    alone = [(city, copy) for city, some in copies.items() for copy in some]
    forbidden = [(a, copy) for a, b in problem.forbidden for copy in copies.get(b, ())]
    return ByTheme(
        problem=replace(
            problem,
            cities=tuple(cities),
            mentees=tuple(mentees),
            forbidden=(*forbidden, *alone),
            forced=tuple((a, copies[b][0]) for a, b in problem.forced if b in copies),
        ),
        wishes=wishes,
    )
