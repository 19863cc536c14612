"""What a meeting made by hand could be: the formats of the blueprint, and whom their rules ask."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from innesto.blueprints.facts import Facts, Organisation
from innesto.blueprints.schema.countable import Scope
from innesto.blueprints.schema.dates import Length
from innesto.blueprints.schema.formats import Format, Guests, Host, Leg, Series
from innesto.exchanges.queries.names import names_in
from innesto.exchanges.queries.planning import partners_by_key
from innesto.programmes.models import Partner, Programme
from innesto.programmes.queries.facts import blueprint_of, facts_of
from innesto.programmes.queries.labels import reader_language

ONE_DAY = Length(1, "day")


@dataclass(frozen=True, slots=True)
class Proposed:
    """What the rules of a format propose; a free meeting has none and proposes nobody.

    It may yet be one of a country, a strand or a pair.
    """

    format: Format | None = None
    leg: Leg | None = None
    scope: str = ""
    where: str = ""
    hosts: Sequence[Partner] = ()
    others: Sequence[Partner] = ()
    """Partners that the rules do not name as hosts."""
    must: frozenset[int] = frozenset()
    may: frozenset[int] = frozenset()
    series: Series | None = None
    partners: Mapping[int, Partner] = field(default_factory=dict)

    @property
    def length(self) -> Length:
        """How long it takes unless somebody says otherwise."""
        own = self.leg.length if self.leg else None
        return own or (self.format.length if self.format else None) or ONE_DAY

    @property
    def mode(self) -> str:
        """How people meet unless somebody says otherwise."""
        return str(self.format.mode) if self.format else "in_person"

    @property
    def beside(self) -> str:
        """The outside event to which the format is attached."""
        event = self.format.attached_to if self.format else None
        if event is None:
            return ""
        return ", ".join(filter(None, (event.name.read(reader_language()), event.place)))

    @property
    def name(self) -> str:
        """What the format and its leg are called."""
        language = reader_language()
        words = [part.label.read(language) for part in (self.format, self.leg) if part]
        return ": ".join(words)


def formats_by_hand(programme: Programme) -> Sequence[tuple[str, str]]:
    """Return the formats, or their legs as «format/leg», that one can hold on a day, by name."""
    language = reader_language()
    found: list[tuple[str, str]] = []
    for format_ in blueprint_of(programme).formats:
        name = format_.label.read(language)
        if format_.self_paced:
            continue
        if not format_.legs:
            found.append((format_.key, name))
        found.extend(
            (f"{format_.key}/{leg.key}", f"{name}: {leg.label.read(language)}")
            for leg in format_.legs
        )
    return found


def scopes_by_hand(programme: Programme) -> Mapping[Scope, Sequence[tuple[str, str]]]:
    """Return the countries, strands and pairs for which a meeting can be, each with its name."""
    blueprint, names = blueprint_of(programme), names_in(programme)
    kinds = {format_.per for format_ in blueprint.formats}
    found: dict[Scope, Sequence[tuple[str, str]]] = {}
    if Scope.COUNTRY in kinds:
        known = facts_of(programme).organisations
        codes = sorted({o.country or o.register_country for o in known} - {""})
        found[Scope.COUNTRY] = [(code, names.scope(code)) for code in codes]
    if Scope.STRAND in kinds and blueprint.strands:
        keys = [strand.key for strand in blueprint.strands.items]
        found[Scope.STRAND] = [(key, names.scope(key)) for key in keys]
    if Scope.PAIR in kinds:
        pairs = programme.pairs.with_names()
        found[Scope.PAIR] = [(pair.scope, str(pair)) for pair in pairs]
    return found


def scopes_wanted(programme: Programme) -> Mapping[str, Scope]:
    """Return for each format whether it is for a country, a strand, a pair or anything else."""
    return {format_.key: format_.per for format_ in blueprint_of(programme).formats}


def proposed(programme: Programme, choice: str, scope: str) -> Proposed:
    """Return what the rules say about a format (or «format/leg») for a country, strand or pair."""
    key, _slash, leg_key = choice.partition("/")
    format_ = blueprint_of(programme).format(key)
    partners = partners_by_key(programme)
    rows = sorted(partners.values(), key=lambda one: (one.organisation.name, one.pk))
    by_pk = {partner.pk: partner for partner in rows}
    if format_ is None:
        where = names_in(programme).scope(scope) if scope else ""
        return Proposed(scope=scope, where=where, others=rows, partners=by_pk)
    leg = next((leg for leg in format_.legs if leg.key == leg_key), None)
    known = facts_of(programme)
    within = {Scope.COUNTRY, Scope.STRAND, Scope.PAIR} & {format_.per}
    scope = scope if within else ""
    asked = (leg.guests,) if leg and leg.guests else format_.must
    host = leg.host if leg else format_.host
    hosts = _hosting(known.organisations, host, scope) & partners.keys()
    must = _asked(known, asked, scope) & partners.keys()
    may = _asked(known, format_.may, scope) & partners.keys() - must
    return Proposed(
        format=format_,
        leg=leg,
        scope=scope,
        where=names_in(programme).scope(scope),
        hosts=[row for row in rows if row.organisation.slug in hosts],
        others=[row for row in rows if row.organisation.slug not in hosts],
        must=frozenset(partners[key].pk for key in must),
        may=frozenset(partners[key].pk for key in may),
        series=next((shape.series for shape in format_.shapes if shape.series), None),
        partners=by_pk,
    )


def _hosting(organisations: Iterable[Organisation], host: Host | None, scope: str) -> set[str]:
    if host is None:
        return set()
    return {
        one.key
        for one in organisations
        if _is_within(one, scope) and (not host.role or one.roles & {*host.role})
    }


def _asked(known: Facts, asked: Iterable[Guests], scope: str) -> set[str]:
    """Return the organisations that rules name by role, or by the roles of their people."""
    found: set[str] = set()
    for guests in asked:
        wide = guests.scope in {Scope.PROGRAMME, Scope.PROJECT}
        for one in known.organisations:
            if not wide and not _is_within(one, scope):
                continue
            if guests.strand and not one.strands & {*guests.strand}:
                continue
            if guests.role and one.roles & {*guests.role}:
                found.add(one.key)
        if guests.persons:
            found |= {
                person.organisation for person in known.persons if person.roles & {*guests.persons}
            }
    return found - {""}


def _is_within(one: Organisation, scope: str) -> bool:
    """Say whether an organisation belongs to a country, a strand or a pair."""
    if not scope:
        return True
    if "+" in scope:
        return one.key in scope.split("+")
    return scope in one.strands or scope == (one.country or one.register_country)
