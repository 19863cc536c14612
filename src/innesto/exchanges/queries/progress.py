"""How far the exchanges of a programme are: wanted, planned, done, missing; and in days.

What is wanted is worked out from the blueprint: so many of a format, or one for each host, in
each country, strand or pair. Where it leaves that open, nothing is missing.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from innesto.blueprints.facts import Organisation
from innesto.blueprints.schema.blueprint import Blueprint
from innesto.blueprints.schema.countable import Scope
from innesto.blueprints.schema.formats import Format
from innesto.exchanges.models import Exchange, Seat
from innesto.exchanges.queries.names import Names, names_in
from innesto.programmes.models import Programme
from innesto.programmes.queries.facts import blueprint_of, facts_of
from innesto.programmes.queries.labels import reader_language
from innesto.toolkit.lengths import Length, Unit, total

HELD = Exchange.State.HELD


@dataclass(frozen=True, slots=True)
class Count:
    """Exchanges of one format, in one country, strand or pair, or in all of them.

    ``wanted`` is None where the blueprint leaves it open.
    """

    label: str
    wanted: int | None = None
    planned: int = 0
    done: int = 0
    wanted_days: Length | None = None
    planned_days: Length = field(default_factory=lambda: Length.of(0, Unit.DAY))
    done_days: Length = field(default_factory=lambda: Length.of(0, Unit.DAY))
    each: Length | None = None

    @property
    def missing(self) -> int | None:
        """How many are neither done nor planned."""
        if self.wanted is None:
            return None
        return max(0, self.wanted - self.planned - self.done)


@dataclass(frozen=True, slots=True)
class Part:
    """A country, strand or pair with its exchanges."""

    label: str
    counts: Sequence[Count]


@dataclass(frozen=True, slots=True)
class RoleCount:
    """The partners of a role: who hosts, who goes, and who has no seat anywhere."""

    label: str
    hosts_done: int = 0
    hosts_planned: int = 0
    goes_done: int = 0
    goes_planned: int = 0
    nowhere: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """Planned, done and missing: by format, by country, strand or pair, and by role."""

    formats: Sequence[Count]
    parts: Sequence[Part]
    roles: Sequence[RoleCount]

    @property
    def whole(self) -> Count:
        """All formats of which the blueprint says how many; what is beyond that is not counted."""
        counted = [count for count in self.formats if count.wanted_days is not None]
        wanted = [count.wanted_days for count in counted if count.wanted_days is not None]
        return Count(
            label="",
            wanted=sum(count.wanted or 0 for count in counted),
            planned=sum(count.planned for count in counted),
            done=sum(count.done for count in counted),
            wanted_days=total(wanted, unit=Unit.DAY),
            planned_days=total((count.planned_days for count in counted), unit=Unit.DAY),
            done_days=total((count.done_days for count in counted), unit=Unit.DAY),
        )

    @property
    def fixed(self) -> Decimal:
        """Days that are planned or done, by halves."""
        return self.done + _days(self.whole.planned_days)

    @property
    def done(self) -> Decimal:
        """Days that are done, by halves and hundredths."""
        return _days(self.whole.done_days)


def _days(length: Length) -> Decimal:
    count = length.to(Unit.DAY).count
    return round(Decimal(count.numerator) / count.denominator, 2)


def progress_of(programme: Programme) -> Progress:
    """Return how far a programme is with its exchanges: a handful of queries for any number."""
    blueprint, names = blueprint_of(programme), names_in(programme)
    known = facts_of(programme).organisations
    standing = programme.exchanges.standing().prefetch_related("seats__partner__organisation")
    exchanges = list(standing.order_by("starts_on", "pk"))
    pairs = [pair.scope for pair in programme.pairs.with_names()]
    found = {
        (format_.key, scope): _count(
            format_,
            scope,
            known,
            [one for one in exchanges if one.format == format_.key and one.scope == scope],
        )
        for format_ in blueprint.formats
        if not format_.self_paced
        for scope in _scopes(format_, blueprint, known, pairs, exchanges)
    }
    return Progress(
        formats=[*_by_format(blueprint, found)],
        parts=[*_by_part(names, found)],
        roles=_by_role(blueprint, known, exchanges),
    )


def _scopes(
    format_: Format,
    blueprint: Blueprint,
    known: Collection[Organisation],
    pairs: Sequence[str],
    exchanges: Iterable[Exchange],
) -> Sequence[str]:
    """Return the countries, strands or pairs for which a format is held, those held among them."""
    there = {one.scope for one in exchanges if one.format == format_.key}
    match format_.per:
        case Scope.COUNTRY:
            there |= {one.country or one.register_country for one in known}
        case Scope.STRAND if blueprint.strands:
            meant = {*format_.strand} or {strand.key for strand in blueprint.strands.items}
            there |= meant
        case Scope.PAIR:
            there |= {*pairs}
        case _:
            there.add("")
            return sorted(there)
    return sorted(there - {""})


def _wanted(format_: Format, scope: str, known: Iterable[Organisation]) -> int | None:
    """Return how many the blueprint wants for one scope; None where it leaves that open."""
    if format_.when and format_.when.yearly:
        return None
    legs = len(format_.legs) or 1
    host = format_.host
    if host and host.who == "each" and host.role:
        hosts = [one for one in known if one.roles & {*host.role} and _is_in(one, scope)]
        return len(hosts) * host.times
    return (format_.times or (host.times if host else 1)) * legs


def _is_in(one: Organisation, scope: str) -> bool:
    return not scope or scope in one.strands or scope == (one.country or one.register_country)


def _count(
    format_: Format, scope: str, known: Iterable[Organisation], exchanges: Sequence[Exchange]
) -> Count:
    wanted = _wanted(format_, scope, known)
    length = Length.of(format_.half_days, Unit.HALF_DAY)
    done = [one for one in exchanges if one.state == HELD]
    planned = [one for one in exchanges if one.state != HELD]
    return Count(
        label=format_.label.read(reader_language()),
        wanted=wanted,
        planned=len(planned),
        done=len(done),
        wanted_days=None if wanted is None else total([length] * wanted, unit=Unit.DAY),
        planned_days=total((one.length for one in planned), unit=Unit.DAY),
        done_days=total((one.length for one in done), unit=Unit.DAY),
        each=length.to(Unit.DAY) if format_.half_days % 2 == 0 else length,
    )


type Counts = dict[tuple[str, str], Count]


def _by_format(blueprint: Blueprint, found: Counts) -> Iterable[Count]:
    for format_ in blueprint.formats:
        mine = [count for (key, _scope), count in found.items() if key == format_.key]
        if mine:
            yield _sum(mine[0].label, mine)


def _sum(label: str, counts: Sequence[Count]) -> Count:
    is_open = any(count.wanted is None for count in counts)
    days = [count.wanted_days for count in counts if count.wanted_days is not None]
    return Count(
        label=label,
        wanted=None if is_open else sum(count.wanted or 0 for count in counts),
        planned=sum(count.planned for count in counts),
        done=sum(count.done for count in counts),
        wanted_days=None if is_open else total(days, unit=Unit.DAY),
        planned_days=total((count.planned_days for count in counts), unit=Unit.DAY),
        done_days=total((count.done_days for count in counts), unit=Unit.DAY),
        each=counts[0].each,
    )


def _by_part(names: Names, found: Counts) -> Iterable[Part]:
    """Yield each country, strand and pair with the formats held there; pairs of a strand apart."""
    parts: defaultdict[str, list[Count]] = defaultdict(list)
    for (_key, scope), count in found.items():
        if scope and (count.wanted or count.planned or count.done):
            parts[scope].append(count)
    labels = {scope: names.scope(scope) for scope in parts}
    for scope in sorted(parts, key=lambda key: ("+" in key, labels[key])):
        yield Part(labels[scope], parts[scope])


def _by_role(
    blueprint: Blueprint, known: Sequence[Organisation], exchanges: Iterable[Exchange]
) -> Sequence[RoleCount]:
    """Count seats by role; a declined seat is none. A body in two roles counts in both."""
    seats: Counter[tuple[str, str, bool]] = Counter()
    seated: set[str] = set()
    for exchange in exchanges:
        for seat in exchange.seats.all():
            if seat.answer != Seat.Answer.DECLINED:
                slug = seat.partner.organisation.slug
                seats[slug, seat.part, exchange.state == HELD] += 1
                seated.add(slug)
    rows = []
    for role in blueprint.roles:
        mine = [one for one in known if role.key in one.roles]
        if role.holder == "organisation" and mine:
            rows.append(
                RoleCount(
                    label=role.label.read(reader_language()),
                    hosts_done=sum(seats[one.key, Seat.Part.HOST, True] for one in mine),
                    hosts_planned=sum(seats[one.key, Seat.Part.HOST, False] for one in mine),
                    goes_done=sum(seats[one.key, Seat.Part.GUEST, True] for one in mine),
                    goes_planned=sum(seats[one.key, Seat.Part.GUEST, False] for one in mine),
                    nowhere=sorted(one.name for one in mine if one.key not in seated),
                )
            )
    return rows
