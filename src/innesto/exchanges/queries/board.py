"""Who hosts and who goes, exchange by exchange: the matrix of a proposal."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from innesto.blueprints.facts import Organisation
from innesto.exchanges.models import Exchange
from innesto.exchanges.queries.names import Names
from innesto.programmes.queries.labels import reader_language
from innesto.rounds.letters.proposal import PlannedExchange, Proposal


@dataclass(frozen=True, slots=True)
class Column:
    """A planned exchange with the words a page needs."""

    exchange: PlannedExchange
    title: str
    host: str
    guests: Sequence[str] = ()
    """Names of those who go, by obligation or by choice."""
    is_moved: bool = False
    """It was announced for other days."""

    @property
    def mode(self) -> str:
        """How people meet, in words."""
        return str(Exchange.Mode(self.exchange.mode).label)

    @property
    def half(self) -> str:
        """Morning or afternoon, where it takes one of them."""
        return str(Exchange.Half(self.exchange.half).label) if self.exchange.half else ""

    @property
    def key(self) -> str:
        """The planner's name for it."""
        return self.exchange.key


@dataclass(frozen=True, slots=True)
class Row:
    """A partner; each cell is its part (host, guest, may or nothing) and the exchange's key."""

    name: str
    roles: str
    cells: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Board:
    """The exchanges of one country, strand or pair, and who takes part in them."""

    label: str
    columns: Sequence[Column]
    rows: Sequence[Row]

    @property
    def caption(self) -> str:
        """What the matrix shows, for whoever does not see it."""
        words = _("Who hosts and who goes: %(where)s")
        return words % {"where": self.label or _("the whole programme")}


def columns_of(proposal: Proposal, names: Names, moved: Collection[str] = ()) -> Sequence[Column]:
    """Return the exchanges of a proposal in order of time; ``moved`` are keys."""
    return [
        Column(
            exchange=one,
            title=names.title(one),
            host=names.organisation(one.host),
            guests=sorted(
                names.with_company(one, key) for key in (*one.guests, *one.optional_guests)
            ),
            is_moved=one.key in moved,
        )
        for one in sorted(proposal.exchanges, key=lambda e: (e.starts_on, e.half, e.key))
    ]


def boards_of(
    columns: Sequence[Column],
    names: Names,
    organisations: Mapping[str, Organisation],
) -> Sequence[Board]:
    """Return one matrix for each country, strand or pair; what is common to all comes first."""
    groups: defaultdict[str, list[Column]] = defaultdict(list)
    for column in columns:
        groups[column.exchange.scope].append(column)
    role_labels = {role.key: role.label.read(reader_language()) for role in names.blueprint.roles}
    return [
        Board(names.scope(scope), found, _rows(found, organisations, role_labels))
        for scope, found in sorted(groups.items())
    ]


def _rows(
    columns: Sequence[Column],
    organisations: Mapping[str, Organisation],
    role_labels: Mapping[str, str],
) -> Sequence[Row]:
    parts = [(_parts(column.exchange), column.key) for column in columns]
    keys = {key for part, _key in parts for key in part} & organisations.keys()
    return [
        Row(
            name=organisations[key].name,
            roles=", ".join(
                role_labels[role] for role in sorted(organisations[key].roles & role_labels.keys())
            ),
            cells=[(part.get(key, ""), exchange) for part, exchange in parts],
        )
        for key in sorted(keys, key=lambda key: (organisations[key].name, key))
    ]


def _parts(exchange: PlannedExchange) -> Mapping[str, str]:
    return {
        **dict.fromkeys(exchange.optional_guests, "may"),
        **dict.fromkeys(exchange.guests, "guest"),
        exchange.host: "host",
    }
