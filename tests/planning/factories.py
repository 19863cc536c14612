"""Small problems to plan. The bare call makes the smallest valid thing."""

import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from innesto.planning.interchange import read_problem
from innesto.planning.plan import ProgrammePlan
from innesto.planning.problem import (
    Calendar,
    Event,
    MatchWeights,
    Meeting,
    MentorProblem,
    Organisation,
    PairsProblem,
    ProgrammeProblem,
    ProgrammeWeights,
)

SAMPLES = Path(__file__).parents[2].parent / "shared" / "data" / "planning"


def sample(name):
    """A reference instance, or a plain skip where the folder is absent."""
    path = SAMPLES / f"{name}.json.gz"
    if not path.exists():
        pytest.skip(f"{path.name} is not here")
    return read_problem(path)


def sample_json(name):
    sample(name)
    return json.loads(gzip.decompress((SAMPLES / f"{name}.json.gz").read_bytes()))


def make_org(id, **given):
    given.setdefault("name", f"Town {id}")
    given.setdefault("country", "IT")
    given.setdefault("need", (1, 0))
    given.setdefault("offer", (0, 1))
    return Organisation(id=id, **given)


def make_event(id="A", **given):
    given.setdefault("hosts", (0,))
    given.setdefault("window", (0, 27))
    return Event(id=id, **given)


def make_calendar(**given):
    given.setdefault("start", date(2027, 1, 4))  # a Monday
    given.setdefault("days", 28)
    return Calendar(**given)


def make_programme(events=None, orgs=3, **given):
    given.setdefault("calendar", make_calendar())
    given.setdefault("weights", ProgrammeWeights(km=1))
    people = tuple(make_org(i) for i in range(orgs)) if isinstance(orgs, int) else tuple(orgs)
    return ProgrammeProblem(
        orgs=people, events=tuple(events if events is not None else [make_event()]), **given
    )


def make_meeting(id="A", host=0, slot=0, attend=()):
    return Meeting(id=id, host=host, slot=slot, attend=tuple(attend))


def make_plan(*meetings):
    return ProgrammePlan(meetings=tuple(meetings))


def make_cities(count=4, **given):
    """Cities that all teach each other, further apart the further their numbers are."""
    return tuple(
        make_org(
            i,
            lat=45.0,
            lon=float(i),
            need=(1 + i % 3, 1),
            offer=(1, 1 + i % 2),
            langs=1,
            size_m=4000 + 100 * i,
            **given,
        )
        for i in range(count)
    )


def make_pairs(count=4, **given):
    given.setdefault("weights", MatchWeights(theme=5, size=2, lang=1, dist=2))
    given.setdefault("cities", make_cities(count))
    return PairsProblem(**given)


def make_mentoring(mentors, mentees, count=4, **given):
    given.setdefault("weights", MatchWeights(theme=5, size=2, lang=1, dist=2))
    given.setdefault("cities", make_cities(count))
    return MentorProblem(mentors=tuple(mentors), mentees=tuple(mentees), **given)
