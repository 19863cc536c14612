"""Drawings of a proposal: when, who goes where, and all journeys together."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from innesto.blueprints.facts import Organisation
from innesto.exchanges.queries.board import Column
from innesto.exchanges.queries.names import Names
from innesto.rounds.letters.proposal import Proposal
from innesto.toolkit.charts import Line, Mark, Timeline
from innesto.toolkit.dates import end_of_month
from innesto.toolkit.maps import Map, Place


def way_map(column: Column, organisations: Mapping[str, Organisation]) -> Map | None:
    """Return who travels where for an exchange; None when nobody does, or nothing is known."""
    exchange = column.exchange
    parts = {
        **dict.fromkeys((*exchange.guests, *exchange.optional_guests), _("goes")),
        exchange.host: _("hosts"),
    }
    known = {
        key: organisations[key]
        for key in parts
        if key in organisations and organisations[key].lat is not None
    }
    if exchange.host not in known or len(known) < 2:
        return None
    host = known[exchange.host].name
    return Map(
        title=f"{column.title}: {host}",
        places=[
            Place(
                name=body.name,
                lat=body.lat or 0.0,
                lon=body.lon or 0.0,
                shape="filled" if key == exchange.host else "ring",
                word=parts[key],
                is_chosen=key == exchange.host,
            )
            for key, body in known.items()
        ],
        ways=[(body.name, host) for key, body in known.items() if key != exchange.host],
        legend=(("filled", _("hosts")), ("ring", _("goes"))),
        own=frozenset({known[exchange.host].register_country or known[exchange.host].country}),
        is_close=True,
    )


def timeline_of(columns: Sequence[Column], chosen: Column | None, names: Names) -> Timeline | None:
    """Return the exchanges in time, a line for each country, strand or pair."""
    if not columns:
        return None
    lines: defaultdict[str, list[Mark]] = defaultdict(list)
    for column in columns:
        exchange = column.exchange
        lines[exchange.scope].append(
            Mark(
                first=exchange.starts_on,
                last=exchange.ends_on,
                label=f"{column.title}, {column.host}" if column.host else column.title,
                shape="filled" if exchange.pinned else "ring",
                word=_("fixed") if exchange.pinned else _("proposed"),
                is_chosen=column is chosen,
            )
        )
    return Timeline(
        title=_("When"),
        lines=[
            Line(names.scope(scope) or _("All"), marks) for scope, marks in sorted(lines.items())
        ],
        first=columns[0].exchange.starts_on.replace(day=1),
        last=end_of_month(max(column.exchange.ends_on for column in columns)),
        legend=(("ring", _("proposed")), ("filled", _("fixed"))),
    )


def travel_map(proposal: Proposal, organisations: Mapping[str, Organisation]) -> Map | None:
    """Return every journey of a proposal; None when nobody travels, or nothing is known."""
    known = {key: body for key, body in organisations.items() if body.lat is not None}
    ways = Counter(
        (guest, exchange.host)
        for exchange in proposal.exchanges
        if exchange.mode != "online" and exchange.host in known
        for guest in (*exchange.guests, *exchange.optional_guests)
        if guest in known
    )
    if not ways:
        return None
    hosted = Counter(exchange.host for exchange in proposal.exchanges)
    travels = Counter(guest for guest, _host in ways.elements())
    countries = {known[key].register_country or known[key].country for way in ways for key in way}
    return Map(
        title=_("All journeys of the plan"),
        places=[
            Place(
                name=known[key].name,
                lat=known[key].lat or 0.0,
                lon=known[key].lon or 0.0,
                shape="filled" if hosted[key] else "ring",
                word=_("hosts %(hosts)d, goes to %(goes)d")
                % {"hosts": hosted[key], "goes": travels[key]},
            )
            for key in sorted({key for way in ways for key in way})
        ],
        ways=[(known[guest].name, known[host].name) for guest, host in sorted(ways)],
        legend=(("filled", _("hosts")), ("ring", _("goes"))),
        own=frozenset(countries) if len(countries) == 1 else frozenset(),
        is_close=True,
    )
