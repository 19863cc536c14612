"""A plan as files: document, spreadsheet, calendar."""

from pathlib import Path

from django.http import Http404, HttpResponse
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from innesto.accounts.http import SignedIn
from innesto.exchanges.icalendar import calendar_of_plan
from innesto.exchanges.models import Plan
from innesto.exchanges.queries.plan_document import plan_document
from innesto.exchanges.queries.plan_rows import plan_rows, proposed_exchanges
from innesto.exchanges.queries.plans import plan_heading
from innesto.exchanges.views.access import plan_or_404
from innesto.toolkit.paper.ask import printed
from innesto.toolkit.sheet_files import KINDS, write_sheet

PAPER = Path(__file__).parent.parent / "paper" / "plan.typ"


@require_GET
def document(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """A plan, or why there is none, as a tagged PDF: made when it is asked for, in 0.2 s."""
    plan = _with_plan(request, slug, pk)
    address = request.build_absolute_uri(plan.get_absolute_url())
    content = printed(PAPER, plan_document(plan, address=address))
    return _file(content, "application/pdf", plan, "pdf")


@require_GET
def sheet(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """The exchanges of a plan as a spreadsheet: a line for each seat, with the proof on top."""
    plan = _with_plan(request, slug, pk)
    content = write_sheet("xlsx", plan_heading(plan), plan_rows(plan))
    return _file(content, KINDS["xlsx"], plan, "xlsx")


@require_GET
def dates(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """The dates of a plan, tentative, to be laid over one's own calendar."""
    plan = _with_plan(request, slug, pk)
    address = request.build_absolute_uri(plan.get_absolute_url())
    content = calendar_of_plan(
        proposed_exchanges(plan), name=plan_heading(plan), page=address, stamp=plan.asked_at
    )
    return _file(content, "text/calendar; charset=utf-8", plan, "ics")


def _with_plan(request: SignedIn, slug: str, pk: int) -> Plan:
    plan = plan_or_404(request, slug, pk)
    if not plan.has_answer:
        raise Http404
    return plan


def _file(content: bytes, kind: str, plan: Plan, ending: str) -> HttpResponse:
    name = slugify(f"{plan.programme.slug} {plan.scope} {plan.number}")
    headers = {"Content-Disposition": f'attachment; filename="{name}.{ending}"'}
    return HttpResponse(content, content_type=kind, headers=headers)
