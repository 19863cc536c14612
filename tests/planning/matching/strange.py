"""Strange little problems for hypothesis: empty needs, equal scores, cities that are everything."""

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from innesto.planning.problem import (
    MatchWeights,
    Mentee,
    Mentor,
    MentorProblem,
    Organisation,
    PairsProblem,
)

quick = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
WEIGHTS = (
    MatchWeights(theme=5, size=2, lang=1, dist=2),
    MatchWeights(theme=1),
    MatchWeights(theme=0, lang=1),
    MatchWeights(theme=900, size=70, lang=0, dist=40),
)


@st.composite
def cities(draw, least=0, most=7):
    """Cities that often are alike, so that scores are equal."""
    level = st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 1))
    return tuple(
        Organisation(
            id=i,
            name=f"Town {i}",
            country=draw(st.sampled_from(["IT", "PL"])),
            lat=draw(st.sampled_from([45.0, 45.0, 52.2, -33.9])),
            lon=draw(st.floats(-10, 30)),
            size_m=draw(st.sampled_from([4000, 4000, 4700, 90_000])),
            langs=draw(st.integers(0, 3)),
            need=draw(level),
            offer=draw(level),
            roles=(draw(st.sampled_from(["mentor", "implementing"])),),
            group=draw(st.integers(0, 1)),
        )
        for i in range(draw(st.integers(least, most)))
    )


@st.composite
def pair_problems(draw, most=7):
    towns = draw(cities(most=most))
    two = st.tuples(st.integers(0, len(towns) - 1), st.integers(0, len(towns) - 1))
    return PairsProblem(
        cities=towns,
        weights=draw(st.sampled_from(WEIGHTS)),
        dist_cap_km=draw(st.sampled_from([1, 700, 3000])),
        same_group=draw(st.booleans()),
        opposite_role=draw(st.booleans()),
        forbid_same_country=draw(st.booleans()),
        max_km=draw(st.sampled_from([None, 900])),
        forbidden=tuple(draw(st.lists(two, max_size=2))) if towns else (),
    )


@st.composite
def mentor_problems(draw, objective="sum", *, stable=False):
    """Any city may be mentor, mentee, both or nothing; promises may be impossible to keep."""
    towns = draw(cities(least=1, most=6))
    some = st.lists(st.sampled_from(range(len(towns))), unique=True, max_size=4)
    mentors, mentees = draw(some), draw(some)
    pairs = [(mentor, mentee) for mentor in mentors for mentee in mentees]
    least = st.sampled_from([0, 0, 0, 1, 2])
    return MentorProblem(
        cities=towns,
        weights=draw(st.sampled_from(WEIGHTS)),
        mentors=tuple(
            Mentor(city=city, lo=draw(least), hi=draw(st.integers(0, 3))) for city in mentors
        ),
        mentees=tuple(
            Mentee(city=city, must=draw(st.sampled_from([False, False, True]))) for city in mentees
        ),
        forbid_same_country=draw(st.sampled_from([False, False, True])),
        max_km=draw(st.sampled_from([None, None, 900])),
        forbidden=tuple(draw(st.lists(st.sampled_from(pairs), max_size=2))) if pairs else (),
        objective=objective,
        require_stable=stable,
    )
