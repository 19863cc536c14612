"""Who visited whom in a strand, and who still hosts: the visit matrix."""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from innesto.blueprints.schema.countable import Scope
from innesto.exchanges.models import Exchange, Seat
from innesto.exchanges.queries.names import names_in
from innesto.programmes.models import Partner, Programme
from innesto.programmes.queries.facts import blueprint_of


@dataclass(frozen=True, slots=True)
class Visit:
    """One exchange that brings somebody to a host."""

    url: str
    starts_on: datetime.date
    ends_on: datetime.date
    is_done: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """The visits of one member to another; of a member to itself there is none."""

    host: str
    visits: Sequence[Visit]
    is_self: bool


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A member, its visits to each other one, and when it hosts."""

    name: str
    cells: Sequence[Cell]
    hosts: Sequence[Visit]

    @property
    def has_hosted(self) -> bool:
        """It was a host already."""
        return any(visit.is_done for visit in self.hosts)

    @property
    def missing(self) -> Sequence[str]:
        """Whom it has neither visited nor is to visit."""
        return [cell.host for cell in self.cells if not cell.visits and not cell.is_self]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The members of a strand by each other."""

    label: str
    rows: Sequence[MatrixRow]

    @property
    def hosts_missing(self) -> Sequence[str]:
        """Who has neither hosted nor is to."""
        return [row.name for row in self.rows if not row.hosts]

    @property
    def hosts_to_come(self) -> Sequence[str]:
        """Who has yet to host, on a day that is fixed."""
        return [row.name for row in self.rows if row.hosts and not row.has_hosted]


def visited_strands(programme: Programme) -> Sequence[tuple[str, str]]:
    """Return the strands in which members visit each other, each with its name."""
    blueprint, names = blueprint_of(programme), names_in(programme)
    visiting = {format_.per for format_ in blueprint.formats} & {Scope.STRAND, Scope.PAIR}
    if not visiting or blueprint.strands is None:
        return []
    return [(one.key, names.scope(one.key)) for one in blueprint.strands.items]


def visit_matrix(programme: Programme, strand: str) -> Matrix:
    """Return who visits whom among the members of a strand: three queries for any number.

    Exchanges of the strand count, and those of its pairs; a seat that was declined does not.
    """
    members = list(
        Partner.objects.present()
        .filter(Q(programme=programme) | Q(programme__call=programme))
        .in_strand(strand)
        .select_related("organisation")
        .order_by("organisation__name", "pk")
    )
    pairs = [pair.scope for pair in programme.pairs.with_names() if pair.strand == strand]
    exchanges = programme.exchanges.standing().filter(scope__in=[strand, *pairs])
    hosted: defaultdict[int, list[Visit]] = defaultdict(list)
    visits: defaultdict[tuple[int, int], list[Visit]] = defaultdict(list)
    for exchange in exchanges.prefetch_related("seats").order_by("starts_on", "pk"):
        seats = [seat for seat in exchange.seats.all() if seat.answer != Seat.Answer.DECLINED]
        host = next((seat.partner_id for seat in seats if seat.part == Seat.Part.HOST), None)
        if host is None:
            continue
        visit = _visit(exchange)
        hosted[host].append(visit)
        for seat in seats:
            visits[seat.partner_id, host].append(visit)
    return Matrix(
        names_in(programme).scope(strand),
        [
            MatrixRow(
                name=str(member),
                cells=[
                    Cell(
                        str(host),
                        () if host == member else visits[member.pk, host.pk],
                        host == member,
                    )
                    for host in members
                ],
                hosts=hosted[member.pk],
            )
            for member in members
        ],
    )


def _visit(exchange: Exchange) -> Visit:
    return Visit(
        url=exchange.get_absolute_url(),
        starts_on=exchange.starts_on,
        ends_on=exchange.ends_on,
        is_done=exchange.state == Exchange.State.HELD,
    )
