"""A proposal as a document: everything its page says, in the order of paper."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from innesto.exchanges.models import Plan
from innesto.exchanges.queries.board import Column
from innesto.exchanges.queries.plan_page import PlanPage, plan_page, why_of
from innesto.exchanges.queries.plans import plan_heading, wish_list
from innesto.programmes.queries.labels import reader_language
from innesto.rounds.letters.proposal import Proposal
from innesto.toolkit.dates import day, days

type Table = Mapping[str, Any]


def plan_document(plan: Plan, *, address: str) -> Mapping[str, Any]:
    """Return the words and figures of a plan; ``address`` is where its page is found.

    The plan must have an answer.
    """
    page = plan_page(plan)
    assert page is not None
    version = _("version %(number)d") % {"number": plan.number}
    return {
        "lang": reader_language(),
        "author": "Innesto",
        "title": plan_heading(plan),
        "running": f"{plan.programme} · {version}",
        "date": day(timezone.localdate(plan.finished_at or plan.asked_at)),
        "page": _("page"),
        "source": address,
        "lead": _state(page.proposal),
        "words": {
            "proof": _("Proof"),
            "proof_head": [_("What"), _("Value")],
            "board_head": [_("When"), _("What"), _("Hosts"), _("Who goes")],
            "reasons": _("Why so"),
        },
        "proof": list(_proof(page)),
        "lists": list(_conflict(page)),
        "boards": [
            {
                "title": board.label or _("The whole programme"),
                "rows": [_row(column) for column in board.columns],
            }
            for board in page.boards
        ],
        "tables": list(_tables(page)),
        "reasons": [_reasons(column) for board in page.boards for column in board.columns],
        "notes": list(_notes(plan, page)),
        "certificate": _certificate(page.proposal),
    }


def _state(proposal: Proposal) -> str:
    said = {
        "optimal": _("Proven optimal: no permitted plan is worth more."),
        "feasible": _("Best so far: a better one may exist."),
        "unknown": _("No answer yet: give it more time."),
    }
    return said.get(proposal.status, _("No plan keeps all the rules."))


def _proof(page: PlanPage) -> Iterator[Sequence[str]]:
    proposal = page.proposal
    if not proposal.has_plan:
        return
    kept = {"kept": proposal.rules_kept, "total": proposal.rules_total}
    yield _("Exchanges"), number_format(len(proposal.exchanges))
    yield _("Cost"), _figure(proposal.objective)
    yield _("Proven limit"), _figure(proposal.bound)
    yield _("Gap"), f"{number_format(page.gap)} %" if page.gap is not None else "–"
    yield _("Rules kept"), _("%(kept)d of %(total)d") % kept
    if page.difference is not None:
        moved = {"moved": page.difference.moved, "total": page.difference.announced}
        yield _("Announced dates that move"), _("%(moved)d of %(total)d") % moved
    for words, points in page.cost:
        yield words[:1].upper() + words[1:], _points(points)


def _figure(value: int | None) -> str:
    return "–" if value is None else number_format(value, force_grouping=True)


def _points(points: int) -> str:
    words = ngettext("%(points)s point", "%(points)s points", points)
    return words % {"points": number_format(points, force_grouping=True)}


def _conflict(page: PlanPage) -> Iterator[Table]:
    if page.conflict:
        rules = [f"{words} «{source}»" if source else words for words, source in page.conflict]
        yield {"title": _("These rules cannot all hold"), "items": rules}
    for group in page.mends:
        yield {"title": group.title, "items": [mend.words for mend in group.mends]}


def _row(column: Column) -> Sequence[str]:
    exchange = column.exchange
    return (
        days(exchange.starts_on, exchange.ends_on),
        column.title,
        column.host or _("online"),
        ", ".join(column.guests) or "–",
    )


def _tables(page: PlanPage) -> Iterator[Table]:
    if page.matches or page.odd_ones:
        yield {
            "title": _("Who exchanges with whom"),
            "head": [_("Pair"), _("For"), _("Points")],
            "numbers": False,
            "rows": [
                (one.names, one.strand, "–" if one.points is None else number_format(one.points))
                for one in (*page.matches, *page.odd_ones)
            ],
        }
    if page.loads:
        yield {
            "title": _("What it asks of each partner"),
            "head": [_("Partner"), _("Hosts"), _("Goes"), _("Kilometres"), _("Needs met")],
            "numbers": True,
            "rows": [
                (
                    line.name,
                    str(line.load.hosts),
                    str(line.load.goes),
                    number_format(line.load.km, force_grouping=True),
                    f"{line.load.met} / {line.load.needs}" if line.load.needs else "–",
                )
                for line in page.loads
            ],
        }


def _reasons(column: Column) -> Table:
    why = why_of(column.exchange)
    lines = [f"{words}: {_points(points)}" for words, points in why.parts]
    for words, cost in why.seconds:
        more = _("It costs %(points)s more.") % {"points": _points(cost)}
        worth = more if cost else _("It is worth the same.")
        lines.append(f"{_('Second choice:')} {words}. {worth}")
    where = column.host or _("online")
    return {
        "title": f"{column.title}, {where}, {day(column.exchange.starts_on)}",
        "lines": lines or [_("The rules leave no other choice.")],
    }


def _notes(plan: Plan, page: PlanPage) -> Iterator[Table]:
    wishes = [
        " – ".join(filter(None, (line.words, line.wish.reason, str(line.wish.by or ""))))
        for line in wish_list(plan.programme)
    ]
    if wishes:
        yield {"title": _("What was fixed or forbidden"), "items": wishes}
    if page.notes:
        yield {"title": _("What should be known"), "items": list(page.notes)}


def _certificate(proposal: Proposal) -> str:
    if not proposal.has_plan:
        return ""
    checked = _("Checked by a second, independent calculation.")
    mark = _("Fingerprint %(print)s.") % {"print": proposal.fingerprint}
    return f"{checked} {mark}"
