"""A proposal as rows: for spreadsheets, calendars and whoever reads no pages."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from innesto.exchanges.models import Exchange, Plan
from innesto.exchanges.queries.board import Column, columns_of
from innesto.exchanges.queries.names import names_with_company
from innesto.programmes.queries.facts import facts_of
from innesto.rounds.letters.proposal import Proposal


def proposed_exchanges(plan: Plan) -> Sequence[Column]:
    """Return the exchanges of a proposal in order of time."""
    return columns_of(
        Proposal.from_data(plan.proposal),
        names_with_company(plan.programme, facts_of(plan.programme)),
    )


def plan_rows(plan: Plan) -> Iterator[Sequence[str]]:
    """Yield the rows of a spreadsheet: a line for each seat, then pairs, then what proves it."""
    proposal = Proposal.from_data(plan.proposal)
    names = names_with_company(plan.programme, facts_of(plan.programme))
    yield (
        _("First day"),
        _("Last day"),
        _("Part of the day"),
        _("Exchange"),
        _("For"),
        _("How"),
        _("Partner"),
        _("Part"),
    )
    for column in columns_of(proposal, names):
        one = column.exchange
        seats = [
            *((key, _("hosts")) for key in (one.host,) if key),
            *((key, _("goes")) for key in one.guests),
            *((key, _("may go")) for key in one.optional_guests),
        ]
        for key, part in seats:
            yield (
                one.starts_on.isoformat(),
                one.ends_on.isoformat(),
                str(Exchange.Half(one.half).label) if one.half else "",
                column.title,
                names.scope(one.scope),
                str(Exchange.Mode(one.mode).label),
                names.with_company(one, key),
                part,
            )
    for pair in proposal.pairs:
        yield (
            *([""] * 3),
            _("Mentor and accompanied") if pair.accompanies else _("Pair"),
            names.scope(pair.strand),
            ", ".join(names.themes(pair.themes)),
            *(names.organisation(key) for key in pair.members),
        )
    yield ()
    yield (_("Cost"), str(proposal.objective))
    yield (_("Proven limit"), str(proposal.bound))
    yield (_("Fingerprint"), proposal.fingerprint)
