"""The exchanges of a programme: list, page, answers, arrangements."""

from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.accounts.models import User
from innesto.exchanges import rules
from innesto.exchanges.actions.meetings import (
    AlreadyAnswered,
    NotStanding,
    accept_seat,
    arrange_exchange,
    call_off_exchange,
    decline_seat,
    hold_exchange,
)
from innesto.exchanges.actions.wishes import make_wish
from innesto.exchanges.forms.meetings import ArrangeForm, CallOffForm, DeclineForm
from innesto.exchanges.forms.plans import WishForm
from innesto.exchanges.http import (
    exchange_or_404,
    exchange_page,
    form_page,
    panels_of,
    run_exchange,
)
from innesto.exchanges.models import Exchange, Seat
from innesto.exchanges.queries.agenda import exchange_list
from innesto.exchanges.queries.cases import cases_of
from innesto.exchanges.queries.ideas import ideas_of
from innesto.exchanges.queries.plan_page import reasons_of
from innesto.exchanges.queries.siblings import siblings_of
from innesto.exchanges.queries.subject import subject_of
from innesto.programmes.http import programme_or_404, programme_page
from innesto.toolkit.http import posted, require, same_for_visitors

TAB = "exchanges:detail"


@require_GET
@login_not_required
@same_for_visitors
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """The exchanges of a programme."""
    programme = programme_or_404(request, slug)
    exchanges = exchange_list(programme, viewer=request.user)
    page = Paginator(exchanges, per_page=50).get_page(request.GET.get("page"))
    return programme_page(
        request, "exchanges/index.html", programme, {"page": page}, tab="exchanges:index"
    )


@require_GET
@login_not_required
@same_for_visitors
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Who hosts, who comes, when, why, and one's own answer."""
    exchange = exchange_or_404(request, pk)
    user = request.user
    seats = list(exchange.seats.select_related("partner__organisation__place"))
    mine = [s for s in seats if isinstance(user, User) and rules.can_answer(user, s)]
    subject = subject_of(exchange)
    panels = panels_of(exchange, user)
    if any(panel.instead_of == "blocks" for panel in panels["main"]):
        subject = replace(subject, agenda=())
    is_in = exchange.link and isinstance(user, User) and rules.takes_part(user, exchange)
    context = {
        "eyebrow": " · ".join(filter(None, (exchange.programme.name, subject.kind))),
        "rows": [
            (_("For"), exchange.where),
            (_("When"), exchange.clock),
            (_("On your clock"), exchange.clock_here),
            (_("Length"), exchange.length),
            (_("How"), exchange.get_mode_display()),
            (_("Where"), exchange.venue),
            (_("Room"), exchange.link if is_in else ""),
            (_("Meant for"), subject.audience),
            (_("On the occasion of"), subject.beside),
        ],
        "subject": subject,
        "seats": seats,
        "mine": mine,
        "reasons": reasons_of(exchange),
        "host": next((seat for seat in seats if seat.part == Seat.Part.HOST), None),
        "may_arrange": isinstance(user, User) and rules.can_arrange(user, exchange),
        "may_name": isinstance(user, User) and rules.can_name_case(user, exchange),
        "cases": cases_of(exchange, viewer=user),
        "ideas": ideas_of(exchange, viewer=user),
        "may_note": isinstance(user, User) and rules.can_note_idea(user, exchange),
        "siblings": siblings_of(exchange),
        "moves": exchange.moves.select_related("by", "plan"),
        "panels": panels,
    }
    return exchange_page(request, "exchanges/detail.html", exchange, context, tab=TAB)


@require_POST
def accept(request: SignedIn, pk: int) -> HttpResponse:
    """Say yes for a partner."""
    seat = _seat(request, pk)
    try:
        accept_seat(seat, by=request.user)
    except AlreadyAnswered:
        messages.info(request, _("This answer is there already."))
    else:
        messages.success(request, _("Thank you. The coordination knows."))
    return redirect(seat.exchange)


@require_http_methods(["GET", "POST"])
def decline(request: SignedIn, pk: int) -> HttpResponse:
    """Say no for a partner, with the reason."""
    seat = _seat(request, pk)
    form = DeclineForm(posted(request))
    if form.is_valid():
        try:
            decline_seat(seat, by=request.user, **form.cleaned_data)
        except AlreadyAnswered:
            messages.info(request, _("This answer is there already."))
        else:
            messages.success(request, _("The coordination knows, and will look for another way."))
        return redirect(seat.exchange)
    title = _("%(name)s cannot take part") % {"name": seat.partner.organisation}
    return form_page(request, seat.exchange, form, title=title, action=_("Send the answer"))


@require_http_methods(["GET", "POST"])
def arrange(request: SignedIn, pk: int) -> HttpResponse:
    """Say where it takes place and which link opens the room."""
    exchange = run_exchange(request, pk)
    form = ArrangeForm(posted(request), instance=exchange)
    if form.is_valid():
        try:
            arrange_exchange(exchange, by=request.user, **form.cleaned_data)
        except NotStanding:
            messages.info(request, _("It was held or called off meanwhile."))
        else:
            messages.success(request, _("Saved."))
        return redirect(exchange)
    return form_page(request, exchange, form, title=_("Place and link"), action=_("Save"))


@require_http_methods(["GET", "POST"])
def call_off(request: SignedIn, pk: int) -> HttpResponse:
    """Call an exchange off, with the reason."""
    exchange = run_exchange(request, pk)
    form = CallOffForm(posted(request))
    if form.is_valid():
        try:
            call_off_exchange(exchange, by=request.user, **form.cleaned_data)
        except NotStanding:
            messages.info(request, _("It was held or called off meanwhile."))
        else:
            messages.success(request, _("Called off. Plan again to fill the gap."))
        return redirect(exchange)
    title, action = _("Call the exchange off"), _("Call it off")
    return form_page(request, exchange, form, title=title, action=action)


@require_POST
def unsettle(request: SignedIn, pk: int) -> HttpResponse:
    """Say that the date or the host falls through, or that it moves online: plan again."""
    exchange = _arranged(request, pk)
    form = WishForm({**request.POST.dict(), "exchange_key": exchange.key})
    if form.is_valid() and exchange.is_standing:
        make_wish(exchange.programme, by=request.user, **form.wish)
        messages.success(request, _("Kept. Now plan again: as little as possible will move."))
        address = reverse("exchanges:plans", args=[exchange.programme.slug])
        return redirect(f"{address}?{urlencode({'parte': exchange.scope})}")
    messages.error(request, _("This cannot be fixed or forbidden."))
    return redirect(exchange)


@require_POST
def hold(request: SignedIn, pk: int) -> HttpResponse:
    """Say that it took place."""
    exchange = _arranged(request, pk)
    try:
        hold_exchange(exchange, by=request.user)
    except NotStanding:
        messages.info(request, _("It was held or called off meanwhile."))
    else:
        messages.success(request, _("Kept as held. No plan moves it from now on."))
    return redirect(exchange)


def _seat(request: SignedIn, pk: int) -> Seat:
    """Return a seat that the person may answer for: else 404 or 403."""
    seats = Seat.objects.filter(exchange__in=Exchange.objects.visible_to(request.user))
    seat = get_object_or_404(
        seats.select_related("exchange__programme__call", "partner__organisation"), pk=pk
    )
    require(rules.can_answer(request.user, seat))
    return seat


def _arranged(request: SignedIn, pk: int) -> Exchange:
    """Return an exchange that the person may arrange: else 404 or 403."""
    exchange = exchange_or_404(request, pk)
    require(rules.can_arrange(request.user, exchange))
    return exchange
