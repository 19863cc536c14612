"""Facts, read once and indexed, so that every rule finds its subjects without searching."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from innesto.blueprints.facts import (
    Document,
    Exchange,
    Facts,
    Organisation,
    Pair,
    Person,
    Project,
    Quantity,
)
from innesto.blueprints.finding import Thing
from innesto.blueprints.schema.blueprint import Blueprint
from innesto.blueprints.schema.dates import HALF_DAYS_PER_DAY, Length
from innesto.blueprints.schema.formats import Format

PROGRAMME = Thing("programme", "")
CANCELLED = "cancelled"
HELD = "held"


class Ground:
    """A blueprint, its facts and a day: the ground on which rules stand."""

    def __init__(self, blueprint: Blueprint, facts: Facts, on: datetime.date) -> None:
        self.blueprint = blueprint
        self.facts = facts
        self.on = on
        self.phases_in_question: set[str] = set()
        self.formats: Mapping[str, Format] = {item.key: item for item in blueprint.formats}
        self.organisations: Mapping[str, Organisation] = {
            o.key: o for o in facts.organisations if _present(o.joined_on, o.left_on, on)
        }
        self.ever: Mapping[str, Organisation] = {o.key: o for o in facts.organisations}
        self.persons: Mapping[str, Person] = {
            p.key: p for p in facts.persons if _present(p.joined_on, p.left_on, on)
        }
        self.exchanges: Mapping[str, Exchange] = {e.key: e for e in facts.exchanges}
        self.pairs: Mapping[str, Pair] = {p.key: p for p in facts.pairs}
        self.projects: Mapping[str, Project] = {p.key: p for p in facts.projects}
        self.documents: Mapping[str, Document] = {d.key: d for d in facts.documents}
        standings = {role.key: role.standing for role in blueprint.roles}
        self.standings = {
            o.key: {standings[r] for r in o.roles if r in standings} for o in facts.organisations
        }

    # -- who and what there is -------------------------------------------------------------

    @cached_property
    def starts_on(self) -> datetime.date | None:
        """First day of the programme."""
        return self.facts.starts_on or self.blueprint.identity.starts_on

    @cached_property
    def ends_on(self) -> datetime.date | None:
        """Last day of the programme, from its length when no day is given."""
        identity = self.blueprint.identity
        if self.facts.ends_on or identity.ends_on:
            return self.facts.ends_on or identity.ends_on
        if self.starts_on and identity.lasts:
            return shifted(self.starts_on, identity.lasts, -1)
        return None

    @cached_property
    def countries(self) -> tuple[str, ...]:
        """Countries of the programme: the declared ones, otherwise those of its register."""
        declared = self.blueprint.identity.countries
        return declared or tuple(sorted(c for c in self.by_country if c))

    @cached_property
    def strands(self) -> tuple[str, ...]:
        """Strands of the programme: the declared ones, otherwise those in use."""
        if self.blueprint.strands and self.blueprint.strands.items:
            return tuple(item.key for item in self.blueprint.strands.items)
        return tuple(sorted(self.by_strand))

    @cached_property
    def by_country(self) -> Mapping[str, tuple[Organisation, ...]]:
        """Organisations by country, as declared."""
        return _grouped((country_of(o), o) for o in self.organisations.values())

    @cached_property
    def by_strand(self) -> Mapping[str, tuple[Organisation, ...]]:
        """Organisations by strand."""
        return _grouped((s, o) for o in self.organisations.values() for s in o.strands)

    @cached_property
    def by_role(self) -> Mapping[str, tuple[Organisation, ...]]:
        """Organisations by role."""
        return _grouped((r, o) for o in self.organisations.values() for r in o.roles)

    @cached_property
    def people_of(self) -> Mapping[str, tuple[Person, ...]]:
        """Persons by organisation."""
        return _grouped((p.organisation, p) for p in self.persons.values())

    @cached_property
    def people_of_project(self) -> Mapping[str, tuple[Person, ...]]:
        """Persons by project."""
        return _grouped((p.project, p) for p in self.persons.values() if p.project)

    @cached_property
    def hosted_by(self) -> Mapping[str, tuple[Exchange, ...]]:
        """Exchanges by host."""
        return _grouped((e.host, e) for e in self.facts.exchanges if e.host)

    @cached_property
    def visited_by(self) -> Mapping[str, tuple[Exchange, ...]]:
        """Exchanges by guest."""
        return _grouped((guest, e) for e in self.facts.exchanges for guest in e.guests)

    @cached_property
    def exchanges_in(self) -> Mapping[tuple[str, str], tuple[Exchange, ...]]:
        """Exchanges by what they belong to: country, strand, project, pair, person."""
        return _grouped(
            ((kind, key), e)
            for e in self.facts.exchanges
            for kind, key in (
                ("country", self.country_of_exchange(e)),
                ("strand", e.strand),
                ("project", e.project),
                ("pair", e.pair),
                *(("person", p) for p in e.people | e.giving),
            )
            if key
        )

    @cached_property
    def documents_of(self) -> Mapping[str, tuple[Document, ...]]:
        """Documents by owner and by what they are about."""
        return _grouped((key, d) for d in self.facts.documents for key in {d.owner, d.about} if key)

    @cached_property
    def pairs_of(self) -> Mapping[str, tuple[Pair, ...]]:
        """Pairs by member."""
        return _grouped((m, p) for p in self.facts.pairs for m in p.members)

    @cached_property
    def projects_of(self) -> Mapping[str, tuple[Project, ...]]:
        """Projects by organisation."""
        return _grouped((o, p) for p in self.facts.projects for o in members_of(p))

    @cached_property
    def quantities_of(self) -> Mapping[tuple[str, str], tuple[Quantity, ...]]:
        """Quantities by name and whose they are."""
        return _grouped(((q.name, q.of), q) for q in self.facts.quantities)

    @cached_property
    def quantities(self) -> Mapping[str, tuple[Quantity, ...]]:
        """Quantities by name."""
        return _grouped((q.name, q) for q in self.facts.quantities)

    def country_of_exchange(self, exchange: Exchange) -> str:
        """Return the country an exchange takes place in."""
        host = self.ever.get(exchange.host)
        return exchange.country or (country_of(host) if host else "")

    def half_days(self, exchange: Exchange) -> int:
        """Return how many half-days an exchange takes: its own, or its format's."""
        if exchange.half_days is not None:
            return exchange.half_days
        form = self.formats.get(exchange.format)
        if form is None:
            return HALF_DAYS_PER_DAY
        leg = next((leg for leg in form.legs if leg.key == exchange.leg), None)
        return leg.length.half_days if leg and leg.length else form.half_days

    # -- things with names -----------------------------------------------------------------

    def thing(self, value: object) -> Thing:
        """Return a fact as a thing that has a name."""
        match value:
            case Organisation():
                return Thing("organisation", value.key, value.name)
            case Person():
                return Thing("person", value.key, value.name or value.key)
            case Exchange():
                return Thing("exchange", value.key, value.name or value.key)
            case Document():
                return Thing("document", value.key, value.key)
            case Pair():
                names = (self.name_of(member) for member in value.members)
                return Thing("pair", value.key, " – ".join(names))
            case Project():
                return Thing("project", value.key, value.name)
        return PROGRAMME

    def name_of(self, organisation: str) -> str:
        """Return an organisation's name, or the text itself for one that is no partner."""
        found = self.ever.get(organisation)
        return found.name if found else organisation

    def organisation_thing(self, key: str) -> Thing:
        """Return an organisation by key, known or not."""
        return Thing("organisation", key, self.name_of(key))

    def participants(self, exchange: Exchange, doing: str) -> Iterator[Organisation]:
        """Yield who hosts, who is guest, or both, at an exchange."""
        keys: list[str] = []
        if doing != "guest" and exchange.host:
            keys.append(exchange.host)
        if doing != "host":
            keys += sorted(exchange.guests)
        yield from (self.ever[key] for key in keys if key in self.ever)


def country_of(organisation: Organisation) -> str:
    """Return the declared country, or the register's where none was declared."""
    return organisation.country or organisation.register_country


def members_of(project: Project) -> tuple[str, ...]:
    """Return the lead and the partners of a project, each once."""
    lead = (project.lead,) if project.lead else ()
    return (*lead, *sorted(project.partners - {project.lead}))


def is_accepted(pair: Pair) -> bool:
    """Say whether all members said yes."""
    return pair.accepted_by.issuperset(pair.members)


def _present(joined: datetime.date | None, left: datetime.date | None, on: datetime.date) -> bool:
    return (joined is None or joined <= on) and (left is None or on < left)


def shifted(day: datetime.date, length: Length, extra_days: int) -> datetime.date | None:
    """Return the day so much later; ``None`` beyond the calendar."""
    try:
        return length.shift(day) + datetime.timedelta(days=extra_days)
    except (OverflowError, ValueError):
        return None


def _grouped[K, V](items: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    groups: dict[K, list[V]] = defaultdict(list)
    for key, value in items:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}
