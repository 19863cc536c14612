"""What each side of an exchange told, and how giving and receiving balance in a programme."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.accounts.models import User
from innesto.documents.queries.lists import documents_about
from innesto.exchanges.http import exchange_or_404, exchange_page, form_page
from innesto.exchanges.models import Exchange, Seat
from innesto.exchanges.queries.ideas import ideas_of
from innesto.lineage.queries.thread import ref_of
from innesto.outcomes import rules
from innesto.outcomes.actions.accounts import record_capacity, retract_account, tell_outcome
from innesto.outcomes.forms import AccountForm, CapacityForm
from innesto.outcomes.models import Account, Lesson
from innesto.outcomes.queries.accounts import (
    accounts_of,
    balances_in,
    capacities_of,
    capacity_gained,
    levels_offered,
    one_sided,
    seats_of,
    silent_sides,
    themes_of,
)
from innesto.programmes.http import programme_or_404, programme_page
from innesto.programmes.models import Partner, Programme
from innesto.programmes.rules import can_coordinate
from innesto.toolkit.http import posted, require

TAB = "outcomes:reports"
BALANCE = "outcomes:balance"
MOST = 100


@require_GET
@login_not_required
def of_exchange(request: HttpRequest, pk: int) -> HttpResponse:
    """What each side learned and gave, who says nothing, what is owed, which lessons came."""
    exchange = exchange_or_404(request, pk)
    user = request.user
    is_held = exchange.state == Exchange.State.HELD
    context = {
        "accounts": accounts_of(exchange, viewer=user),
        "silent": list(silent_sides(exchange)) if is_held else (),
        "documents": documents_about(*ref_of(exchange), viewer=user),
        "lessons": Lesson.objects.visible_to(user)
        .filter(exchange=exchange)
        .select_related("organisation"),
        "capacities": capacities_of(exchange),
        "ideas": ideas_of(exchange, viewer=user),
        "may_tell": isinstance(user, User) and rules.can_tell(user, exchange),
        "may_write": isinstance(user, User) and rules.can_write_lesson(user, exchange.programme),
        "may_drop": isinstance(user, User) and can_coordinate(user, exchange.programme),
        "viewer": user,
    }
    return exchange_page(request, "outcomes/reports.html", exchange, context, tab=TAB)


@require_http_methods(["GET", "POST"])
def tell(request: SignedIn, pk: int) -> HttpResponse:
    """Say what one side learned and gave."""
    exchange = exchange_or_404(request, pk)
    require(rules.can_tell(request.user, exchange))
    sides = _sides(request.user, exchange)
    before = Account.objects.filter(exchange=exchange, partner__in=sides, person=None).first()
    form = AccountForm(
        posted(request),
        instance=before if posted(request) is None else None,
        sides=sides,
        initial={"language": _reader(), "side": before.partner if before else None},
    )
    if form.is_valid():
        told = dict(form.cleaned_data)
        side, only_me = told.pop("side"), told.pop("only_me")
        person = request.user if only_me else None
        tell_outcome(exchange, side, by=request.user, person=person, **told)
        messages.success(request, _("Thank you: whoever sees the exchange can read it."))
        return redirect(TAB, exchange.pk)
    return form_page(
        request,
        exchange,
        form,
        title=_("What did you learn, what did you give?"),
        lead=_("A few lines while it is fresh. Whoever sees the exchange can read them."),
        action=_("Tell it"),
        tab=TAB,
    )


@require_http_methods(["GET", "POST"])
def capacity(request: SignedIn, pk: int) -> HttpResponse:
    """Say how well a side knew the themes before, and knows them now."""
    exchange = exchange_or_404(request, pk)
    require(rules.can_tell(request.user, exchange))
    sides = _sides(request.user, exchange)
    first = sides.first()
    form = CapacityForm(
        posted(request),
        sides=sides,
        themes=themes_of(exchange),
        offered=levels_offered(first) if first else {},
    )
    if form.is_valid():
        levels = form.levels()
        if levels:
            record_capacity(exchange, form.cleaned_data["side"], levels, by=request.user)
            messages.success(request, _("Saved."))
        return redirect(TAB, exchange.pk)
    return form_page(
        request,
        exchange,
        form,
        title=_("What you knew, and what you know now"),
        lead=_("An honest estimate is enough: it shows what the exchange was worth."),
        action=_("Save"),
        tab=TAB,
    )


@require_POST
def retract(request: SignedIn, pk: int) -> HttpResponse:
    """Take an account back."""
    seen = Account.objects.visible_to(request.user).select_related("exchange__programme")
    account = get_object_or_404(seen, pk=pk)
    require(rules.can_retract(request.user, account))
    retract_account(account, by=request.user)
    messages.success(request, _("Taken back."))
    return redirect(TAB, account.exchange_id)


@require_GET
@login_not_required
def balance(request: HttpRequest, slug: str) -> HttpResponse:
    """Who gave and who received, where one side says nothing, what was gained by theme."""
    programme = programme_or_404(request, slug)
    user = request.user
    leads = isinstance(user, User) and can_coordinate(user, programme)
    around = Programme.objects.filter(Q(pk=programme.pk) | Q(call=programme))
    context = {
        "balances": balances_in(programme, viewer=user),
        "gained": capacity_gained(programme)[:MOST],
        "one_sided": one_sided(around)[:MOST] if leads else (),
        "leads": leads,
    }
    return programme_page(request, "outcomes/balance.html", programme, context, tab=BALANCE)


def _sides(user: User, exchange: Exchange) -> QuerySet[Partner]:
    """Return the sides for which a person tells: their own, of who coordinates all."""
    seats = seats_of(exchange, by=user)
    if not seats.exists():
        seats = exchange.seats.exclude(answer=Seat.Answer.DECLINED)
    found = Partner.objects.filter(pk__in=seats.values("partner"))
    return found.select_related("organisation").order_by("organisation__sought", "pk")


def _reader() -> str:
    return (get_language() or "it").partition("-")[0]
