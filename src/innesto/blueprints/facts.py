"""What is the case in a running programme: plain things with string keys, no behaviour.

Whoever has a database, a spreadsheet or a request builds these; ``check`` and ``figures``
only read them. Every field has a default that means «not known».
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

NOTHING: Mapping[str, int] = {}


class Days(NamedTuple):
    """A span of days, both ends included."""

    first: datetime.date
    last: datetime.date


@dataclass(frozen=True, slots=True)
class Organisation:
    """A body in the programme's register, as it was declared and as the registers know it."""

    key: str
    name: str
    kind: str = ""  # municipality, region, agency, network, association, university, company …
    country: str = ""  # as declared
    register_country: str = ""  # as the register of places has it
    place: str = ""
    code: str = ""  # official code of the place
    population: int | None = None
    lat: float | None = None
    lon: float | None = None
    languages: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    strands: frozenset[str] = frozenset()
    needs: Mapping[str, int] = field(default_factory=lambda: NOTHING)  # theme -> 0..3
    offers: Mapping[str, int] = field(default_factory=lambda: NOTHING)
    closed: tuple[Days, ...] = ()
    represents: tuple[str, ...] = ()  # underlying municipalities that are no partners; ``towns``
    phase: str = ""  # where it stands on its own way
    joined_on: datetime.date | None = None
    left_on: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who acts for an organisation in roles of the programme."""

    key: str
    name: str = ""
    organisation: str = ""
    roles: frozenset[str] = frozenset()
    audiences: frozenset[str] = frozenset()
    project: str = ""
    joined_on: datetime.date | None = None
    left_on: datetime.date | None = None
    closed: tuple[Days, ...] = ()


@dataclass(frozen=True, slots=True)
class Exchange:
    """A meeting of peers, planned or held."""

    key: str
    format: str
    name: str = ""
    leg: str = ""
    host: str = ""
    guests: frozenset[str] = frozenset()  # organisations, without the host
    people: frozenset[str] = frozenset()  # persons who take part
    giving: frozenset[str] = frozenset()  # persons who train or speak
    country: str = ""  # of the host unless said
    strand: str = ""
    project: str = ""
    pair: str = ""
    starts_on: datetime.date | None = None
    ends_on: datetime.date | None = None
    half_days: int | None = None  # the length of its format unless said
    mode: str = ""
    state: str = "planned"  # proposed, planned, held, cancelled
    accepted_by: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Document:
    """A filled template: a plan, a report, a signed commitment."""

    key: str
    template: str
    owner: str = ""  # key of an organisation, person, project, pair or exchange
    about: str = ""
    state: str = "draft"  # draft, submitted, signed, published
    dated_on: datetime.date | None = None
    is_public: bool = False
    reviewers: frozenset[str] = frozenset()  # organisations
    corrected: frozenset[str] = frozenset()  # what was changed later: facts, judgements …


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount of something: hours, seats, money. Money is exact to the cent."""

    key: str
    name: str
    of: str  # whose it is: key of an organisation, person, project, exchange; empty: programme
    amount: Decimal
    on: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two (or three) who are matched; or one who accompanies the other, in some themes."""

    key: str
    members: tuple[str, ...]
    strand: str = ""
    sides: Mapping[str, str] = field(default_factory=dict)  # role -> organisation
    offices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    state: str = "proposed"  # proposed, agreed
    accepted_by: frozenset[str] = frozenset()
    agreed_on: datetime.date | None = None
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Project:
    """One project of a call, with its own partnership."""

    key: str
    name: str
    lead: str = ""
    partners: frozenset[str] = frozenset()
    territory: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Extension:
    """A deadline that was moved, and why. All of them are kept."""

    rule: str
    subject: str
    until: datetime.date
    granted_on: datetime.date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Waiver:
    """A rule that does not bind one subject, because somebody who may decided so.

    ``rule`` is the key of a rule, or the kind of a finding about formats («host»,
    «invitation»); without a ``thing`` it is let go whatever breaks it.
    """

    rule: str
    subject: str
    thing: str = ""
    granted_by: str = ""
    granted_on: datetime.date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the rules may ask about one programme."""

    organisations: tuple[Organisation, ...] = ()
    towns: tuple[Organisation, ...] = ()  # behind an association, as far as they are known
    persons: tuple[Person, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    documents: tuple[Document, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    pairs: tuple[Pair, ...] = ()
    projects: tuple[Project, ...] = ()
    extensions: tuple[Extension, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    starts_on: datetime.date | None = None  # of the programme, when it is not the blueprint's
    ends_on: datetime.date | None = None
    phases: Mapping[str, Days] = field(default_factory=dict)  # as they really were
