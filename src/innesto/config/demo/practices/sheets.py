"""The sheets, challenges and adoptions that ship with the demo, read and checked.

They are files beside this one, so that whoever writes them needs no Python. Limits are those of
the sheet; a field that does not exist is refused.
"""

import datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from innesto.blueprints.positions import read

FOLDER = Path(__file__).parent
OTHER_FILES = {"adoptions", "challenges", "translations"}
LONGEST_HOW = 3000

type Upto100 = Annotated[str, Field(max_length=100)]
type Upto160 = Annotated[str, Field(max_length=160)]
type Upto200 = Annotated[str, Field(max_length=200)]
type Upto300 = Annotated[str, Field(max_length=300)]
type Upto600 = Annotated[str, Field(max_length=600)]
type Upto1000 = Annotated[str, Field(max_length=1000)]
type Upto1500 = Annotated[str, Field(max_length=1500)]
type Verdict = Literal["alive", "changed", "ended"]


class Part(BaseModel):
    """Anything in these files: what it does not know, it refuses."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Act(Part):
    """An administrative act; without address where it is invented."""

    kind: Literal["resolution", "decision", "regulation", "agreement", "notice", "model", "other"]
    title: Upto200
    on: datetime.date | None = None
    url: str = ""


class Evidence(Part):
    """A claim with what proves it."""

    claim: Upto200
    before: Decimal | None = None
    figure: Decimal | None = None
    unit: Annotated[str, Field(max_length=60)] = ""
    on: datetime.date
    source: Upto300
    url: str = ""


class Link(Part):
    """What a sheet says of another one."""

    relation: Literal["supports", "needs", "conflicts", "derived_from"]
    to: str
    note: Upto300 = ""


class Asked(Part):
    """A question on a case, with its answer."""

    text: Upto1000
    origin: Literal["room", "online"]
    asker: Annotated[str, Field(max_length=120)] = ""
    answer: Annotated[str, Field(max_length=3000)]


class Telling(Part):
    """The case in the four fixed steps."""

    tellers: Upto300
    context: Annotated[str, Field(max_length=2000)]
    obstacles: Annotated[str, Field(max_length=2000)]
    steps: Annotated[str, Field(max_length=3000)]
    result: Annotated[str, Field(max_length=2000)]
    session: Upto200 = ""
    session_on: datetime.date | None = None
    questions: list[Asked] = []


class Look(Part):
    """One check; ``next_in_months`` of nought is the last one."""

    months_ago: int
    verdict: Verdict
    figures: Upto300 = ""
    note: Upto1000 = ""
    next_in_months: int


class Opinion(Part):
    """What an expert thinks of the practice."""

    by: str
    role: Annotated[str, Field(max_length=120)]
    score: Annotated[int, Field(ge=1, le=5)]
    text: Annotated[str, Field(max_length=4000)]


class Member(Part):
    """Who shares in a joint action; a municipality that is no partner has its code."""

    owner: str
    place: str = ""
    share: Decimal


class Joint(Part):
    """What small municipalities do together."""

    process: Upto1500
    agreement: Upto300
    cost: Decimal
    rule: Upto200
    members: list[Member]


class Sheet(Part):
    """One practice."""

    key: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    state: Literal["published", "submitted", "changes"] = "published"
    reason: Upto1000 = ""
    owner: str
    place: str = ""
    partners: list[str] = []
    offices: list[Upto100] = []
    strand: str = ""
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")]
    title: Upto100
    strapline: Upto160
    themes: Annotated[list[str], Field(min_length=1)]
    progress: Literal["idea", "planned", "running", "completed", "ended", "failed"]
    content: Literal["practice", "experience", "knowledge"] = "practice"
    scope: Literal["quarter", "municipality", "together", "region", "country"] = "municipality"
    starts_on: datetime.date
    ends_on: datetime.date | None = None
    is_example: bool
    source: Upto300 = ""
    website: str = ""
    references: Upto1000 = ""
    problem: Upto1500
    how: Annotated[list[str], Field(min_length=2)]
    procedure: Upto1500 = ""
    acts: list[Act] = []
    participation: Upto1000 = ""
    integration: Upto1000 = ""
    way_before: Upto1000 = ""
    way_now: Upto1000 = ""
    staff_days: int | None = None
    cost: Decimal | None = None
    currency: str = "EUR"
    funding: Upto300 = ""
    zero_cost: bool = False
    evidence: Annotated[list[Evidence], Field(min_length=1)]
    difficulties: Upto1000
    essential: Upto600
    adaptable: Upto600
    context_needed: Upto600
    beneficiaries: Annotated[list[str], Field(min_length=1)]
    benefits: Upto600 = ""
    reached: int | None = None
    offers: list[Literal["show", "host", "mentor", "advise"]] = []
    mandate: Upto200 = ""
    extra: dict[str, str] = {}
    links: list[Link] = []
    answers: list[str] = []
    checks: list[Look] = []
    opinion: Opinion | None = None
    telling: Telling | None = None
    joint: Joint | None = None

    @model_validator(mode="after")
    def _is_a_sheet(self) -> Self:
        if sum(len(step) for step in self.how) > LONGEST_HOW:
            raise ValueError("how: longer than the sheet allows")
        if not self.is_example and not (self.source and self.website):
            raise ValueError("what is documented names its source and where to read it")
        if self.zero_cost and self.cost and not self.funding:
            raise ValueError("at no cost to the administration: who paid, then?")
        if self.ends_on and self.ends_on < self.starts_on:
            raise ValueError("the last day comes before the first")
        return self


class Challenge(Part):
    """A problem that many territories share."""

    key: str
    title: Upto160
    about: Upto1500
    themes: list[Annotated[str, Field(pattern=r"^[a-z-]+/[a-z-]+$")]]
    organisations: list[str]


class Adaptation(Part):
    """What an adopter kept, changed, dropped or added, and why."""

    kind: Literal["kept", "changed", "dropped", "added"]
    what: Upto300
    why: Upto600
    months_ago: int


class Outcome(Part):
    """A figure that an adoption led to."""

    claim: Upto200
    before: Decimal | None = None
    figure: Decimal
    unit: Annotated[str, Field(max_length=60)] = ""
    on: datetime.date
    source: Upto300


class FollowUp(Part):
    """The answer some months after an adoption."""

    months: Literal[6, 12]
    verdict: Verdict
    figures: Upto300 = ""
    note: Upto1000 = ""


class Adoption(Part):
    """A municipality takes a practice home."""

    practice: str
    organisation: str
    office: str = ""
    by: str
    adviser: str
    months_ago: int
    state: Literal["asked", "understand", "adapt", "reuse", "done", "paused", "withdrawn"]
    motive: Upto1000
    budget: Decimal | None = None
    conditions: Upto600 = ""
    adaptations: list[Adaptation]
    resources: Upto600 = ""
    result: Annotated[str, Field(max_length=2000)] = ""
    outcomes: list[Outcome] = []
    done_months_ago: int | None = None
    reason: Upto600 = ""
    sheet: str = ""
    follow_ups: list[FollowUp] = []


class Translation(Part):
    """A sheet in another language, by a person."""

    practice: str
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")]
    by: str
    title: Upto100
    strapline: Upto160
    problem: Upto1500
    how: list[str]
    participation: Upto1000 = ""
    difficulties: Upto1000
    essential: Upto600
    adaptable: Upto600
    context_needed: Upto600

    def texts(self) -> dict[str, str]:
        """Return its texts by the fields of the sheet."""
        texts = self.model_dump(exclude={"practice", "language", "by", "how"})
        return {**texts, "how": numbered(self.how)}


def numbered(steps: list[str]) -> str:
    """Write the steps as people type them: with a number in front."""
    return "\n".join(f"{number}. {step}" for number, step in enumerate(steps, start=1))


def programmes_with_sheets() -> tuple[str, ...]:
    """Return the keys of the programmes that have sheets here, in alphabetical order."""
    files = sorted(path.stem for path in FOLDER.glob("*.yaml"))
    return tuple(key for key in files if key not in OTHER_FILES)


@cache
def sheets_of(programme: str) -> tuple[Sheet, ...]:
    """Return the sheets of one programme."""
    return tuple(Sheet.model_validate(row) for row in _rows(programme))


@cache
def challenges() -> tuple[Challenge, ...]:
    """Return the challenges."""
    return tuple(Challenge.model_validate(row) for row in _rows("challenges"))


@cache
def adoptions() -> tuple[Adoption, ...]:
    """Return the adoptions."""
    return tuple(Adoption.model_validate(row) for row in _rows("adoptions"))


@cache
def translations() -> tuple[Translation, ...]:
    """Return the translations."""
    return tuple(Translation.model_validate(row) for row in _rows("translations"))


def _rows(name: str) -> list[Any]:
    """Return the rows of a file. Raises ``ValueError`` where it is no plain YAML."""
    content = read((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    if content.oddities:
        raise ValueError(f"{name}.yaml: {content.oddities[0]}")
    return list(content.value)
