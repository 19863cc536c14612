"""The agenda of an exchange: read it, take it along, write it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.accounts.models import User
from innesto.agendas import rules
from innesto.agendas.actions.blocks import (
    BegunAlready,
    NothingToBeginWith,
    NowhereToMove,
    add_block,
    begin_agenda,
    change_block,
    drop_block,
    move_block,
)
from innesto.agendas.forms import BlockForm
from innesto.agendas.http import TAB, written_block
from innesto.agendas.icalendar import calendar_of_sessions
from innesto.agendas.models import Block
from innesto.agendas.queries.asking import room_of
from innesto.agendas.queries.clock import hours_of
from innesto.agendas.queries.doubts import doubts_of
from innesto.agendas.queries.programme import days_of, format_of, sessions_of, today_at
from innesto.exchanges.http import exchange_or_404, exchange_page, form_page
from innesto.exchanges.models import Exchange
from innesto.toolkit.http import posted, require


@require_GET
@login_not_required
def programme(request: HttpRequest, pk: int) -> HttpResponse:
    """The agenda by day, for everyone; who runs the exchange sees what is wrong with it."""
    exchange = exchange_or_404(request, pk)
    user = request.user
    may_write = isinstance(user, User) and rules.can_write_agenda(user, exchange)
    sessions = sessions_of(exchange, viewer=user, at=timezone.now())
    format_ = format_of(exchange)
    context = {
        "days": days_of(sessions, today=today_at(exchange)),
        "may_write": may_write,
        "doubts": doubts_of(exchange, sessions) if may_write else (),
        "may_begin": bool(format_ and (format_.topics or format_.agenda)),
        "room": room_of(exchange),
    }
    return exchange_page(request, "agendas/programme.html", exchange, context, tab=TAB)


@require_GET
@login_not_required
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """The sessions for calendar programs."""
    exchange = exchange_or_404(request, pk)
    sessions = sessions_of(exchange, viewer=request.user)
    content = calendar_of_sessions(exchange, sessions, at=request.build_absolute_uri)
    headers = {"Content-Disposition": f'inline; filename="programma-{pk}.ics"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)


@require_POST
def begin(request: SignedIn, pk: int) -> HttpResponse:
    """Begin the agenda with what the format asks for."""
    exchange = _written(request, pk)
    try:
        begin_agenda(exchange, by=request.user)
    except BegunAlready:
        messages.info(request, _("A colleague was faster: the agenda is there."))
    except NothingToBeginWith:
        messages.info(request, _("The format says nothing of its agenda. Add the first session."))
    else:
        messages.success(request, _("Laid out over the hours. Now move what is to move."))
    return redirect("agendas:programme", pk)


@require_http_methods(["GET", "POST"])
def new(request: SignedIn, pk: int) -> HttpResponse:
    """Add a session or a break."""
    exchange = _written(request, pk)
    last = Block.objects.filter(exchange=exchange).last()
    begins, _ends = hours_of(exchange)
    initial = {"day": last.day if last else 1, "begins": last.ends if last else begins}
    form = BlockForm(
        posted(request), exchange=exchange, instance=Block(exchange=exchange), initial=initial
    )
    if form.is_valid():
        add_block(exchange, by=request.user, **form.block)
        messages.success(request, _("Added."))
        return redirect("agendas:programme", pk)
    return form_page(request, exchange, form, title=_("Add a session"), action=_("Add"), tab=TAB)


@require_http_methods(["GET", "POST"])
def edit(request: SignedIn, pk: int) -> HttpResponse:
    """Change a session."""
    block = written_block(request, pk)
    exchange = block.exchange
    form = BlockForm(posted(request), exchange=exchange, instance=block)
    if form.is_valid():
        change_block(block, by=request.user, **form.block)
        messages.success(request, _("Saved."))
        return redirect("agendas:programme", exchange.pk)
    title = _("Change the session")
    back = block.get_absolute_url()
    return form_page(
        request, exchange, form, title=title, action=_("Save"), tab=TAB, lead=str(block), back=back
    )


@require_POST
def move(request: SignedIn, pk: int) -> HttpResponse:
    """Let a session change places with the one before or after it."""
    block = written_block(request, pk)
    try:
        move_block(block, later=request.POST.get("verso") == "dopo", by=request.user)
    except NowhereToMove:
        messages.info(request, _("There is nothing to change places with on this day."))
    return redirect("agendas:programme", block.exchange_id)


@require_POST
def drop(request: SignedIn, pk: int) -> HttpResponse:
    """Take a session out."""
    block = written_block(request, pk)
    drop_block(block, by=request.user)
    messages.success(request, _("Taken out."))
    return redirect("agendas:programme", block.exchange_id)


def _written(request: SignedIn, pk: int) -> Exchange:
    exchange = exchange_or_404(request, pk)
    require(rules.can_write_agenda(request.user, exchange))
    return exchange
