"""Pages of travel: practical words, trips, sums, factors, files."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.accounts.models import User
from innesto.exchanges.http import exchange_or_404, exchange_page, form_page, run_exchange
from innesto.exchanges.models import Exchange
from innesto.exchanges.rules import can_run
from innesto.organisations.http import acting_organisation
from innesto.programmes.http import programme_or_404, programme_page
from innesto.programmes.rules import can_coordinate
from innesto.toolkit.http import posted, render_page, require
from innesto.toolkit.sheet_files import KINDS, write_sheet
from innesto.travel import carbon, rules
from innesto.travel.actions import change_trip, drop_trip, enter_trip, write_directions
from innesto.travel.forms import DirectionsForm, TripForm
from innesto.travel.models import Mode, Trip
from innesto.travel.queries.directions import directions_of, place_of
from innesto.travel.queries.footprints import (
    FEWEST,
    footprint,
    sheet_rows,
    summed,
    trips_by_exchange,
    trips_of,
    trips_to,
)

TAB = "travel:index"


@require_GET
@login_not_required
def index(request: HttpRequest, pk: int) -> HttpResponse:
    """How to get to an exchange; the trips one may see; their sum, where it tells of no person."""
    exchange = exchange_or_404(request, pk)
    user = request.user
    is_inside = isinstance(user, User) and rules.belongs(user, exchange)
    seen = trips_to(exchange) & Trip.objects.visible_to(user)
    context: dict[str, Any] = {
        "directions": directions_of(exchange),
        "may_enter": isinstance(user, User) and rules.can_enter(user, exchange),
        "lines": [footprint(trip) for trip in seen],
        "total": None,
        "is_inside": is_inside,
        "fewest": FEWEST,
    }
    may_run = isinstance(user, User) and can_run(user, exchange)
    context["shows_money"] = may_run
    if is_inside:
        total = summed(trips_to(exchange))
        context["total"] = total if may_run or total.people >= FEWEST else None
    return exchange_page(request, "travel/index.html", exchange, context, tab=TAB)


@require_http_methods(["GET", "POST"])
def new(request: SignedIn, pk: int) -> HttpResponse:
    """Enter one's own trip."""
    exchange = exchange_or_404(request, pk)
    require(rules.can_enter(request.user, exchange))
    acting = acting_organisation(request)
    initial = {"end": place_of(exchange), "start": acting.place if acting else None}
    form = TripForm(posted(request), is_guest=False, initial={**initial, **_usual(exchange)})
    if form.is_valid():
        enter_trip(
            exchange,
            form.legs,
            by=request.user,
            traveller=request.user,
            organisation=acting,
            **form.cleaned_data,
        )
        messages.success(request, _("Saved. Only you and who runs the exchange see it."))
        return redirect(TAB, pk)
    title, action = _("My trip"), _("Save")
    return form_page(request, exchange, form, title=title, action=action, tab=TAB)


@require_http_methods(["GET", "POST"])
def guest(request: SignedIn, pk: int) -> HttpResponse:
    """Enter the trip of a guest who has no account."""
    exchange = exchange_or_404(request, pk)
    require(rules.can_enter_for_guests(request.user, exchange))
    initial = {"end": place_of(exchange), **_usual(exchange)}
    form = TripForm(posted(request), is_guest=True, initial=initial)
    if form.is_valid():
        enter_trip(exchange, form.legs, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect(TAB, pk)
    title, action = _("The trip of a guest"), _("Save")
    return form_page(request, exchange, form, title=title, action=action, tab=TAB)


@require_http_methods(["GET", "POST"])
def edit(request: SignedIn, pk: int) -> HttpResponse:
    """Change a trip."""
    trip = _trip(request, pk)
    legs = list(trip.legs.all())
    initial: dict[str, Any] = {"start": trip.start, "end": trip.end}
    for prefix, leg in zip(("", "other_"), legs, strict=False):
        initial |= {f"{prefix}mode": leg.mode, f"{prefix}km": leg.km}
    form = TripForm(posted(request), instance=trip, is_guest=bool(trip.name), initial=initial)
    if form.is_valid():
        change_trip(trip, form.legs, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect(trip)
    title, action = _("Change the trip"), _("Save")
    return form_page(request, trip.exchange, form, title=title, action=action, tab=TAB)


@require_POST
def drop(request: SignedIn, pk: int) -> HttpResponse:
    """Take a trip out."""
    trip = _trip(request, pk)
    drop_trip(trip, by=request.user)
    messages.success(request, _("The trip is taken out."))
    return redirect(trip)


@require_http_methods(["GET", "POST"])
def directions(request: SignedIn, pk: int) -> HttpResponse:
    """Say how to get there and where to stay."""
    exchange = run_exchange(request, pk)
    form = DirectionsForm(
        posted(request),
        instance=directions_of(exchange),
        initial={"language": request.user.language},
    )
    if form.is_valid():
        write_directions(exchange, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved. It is on the page of the exchange too."))
        return redirect(TAB, pk)
    title, action = _("How to get there and where to stay"), _("Save")
    return form_page(request, exchange, form, title=title, action=action, tab=TAB)


@require_GET
@login_not_required
def factors(request: HttpRequest) -> HttpResponse:
    """The factors we count with, each with its source."""
    found = carbon.factors().values()
    sources = list({factor.source.address: factor.source for factor in found}.values())
    lines = [(Mode(factor.mode).label, factor) for factor in found]
    return render_page(request, "travel/factors.html", {"lines": lines, "sources": sources})


@require_GET
def of_programme(request: SignedIn, slug: str) -> HttpResponse:
    """What travel of a programme cost and emitted, in all and by exchange."""
    programme = programme_or_404(request, slug)
    require(can_coordinate(request.user, programme))
    travelled = Exchange.objects.filter(pk__in=Trip.objects.values("exchange"))
    found = travelled.filter(programme=programme).order_by("-starts_on", "pk")
    page = Paginator(found, per_page=25).get_page(request.GET.get("page"))
    trips = trips_by_exchange(page.object_list)
    lines = [(exchange, summed(trips.get(exchange.pk, ()))) for exchange in page]
    context = {"page": page, "lines": lines, "total": summed(trips_of(programme))}
    context["shows_money"] = True
    return programme_page(
        request, "travel/of_programme.html", programme, context, tab="travel:of-programme"
    )


@require_GET
def sheet(request: SignedIn, pk: int) -> HttpResponse:
    """The trips to an exchange as a spreadsheet, a line for each leg."""
    exchange = run_exchange(request, pk)
    return _file(trips_to(exchange), str(exchange))


@require_GET
def programme_sheet(request: SignedIn, slug: str) -> HttpResponse:
    """The trips of a programme as a spreadsheet, a line for each leg."""
    programme = programme_or_404(request, slug)
    require(can_coordinate(request.user, programme))
    return _file(trips_of(programme), programme.name)


def _file(trips: Iterable[Trip], name: str) -> HttpResponse:
    heads = [
        *(
            _("Exchange"),
            _("First day"),
            _("Who"),
            _("For whom"),
            _("Where from?"),
            _("Where to?"),
            _("How"),
        ),
        *(_("Km one way"), _("= declared, ~ estimated"), _("Ways"), _("People"), _("Nights")),
        *(_("kg CO₂e"), _("Cost"), _("Currency"), _("Who pays")),
    ]
    content = write_sheet("xlsx", name, sheet_rows(trips, heads))
    file = slugify(f"{_('Travel')} {name}")
    headers = {"Content-Disposition": f'attachment; filename="{file}.xlsx"'}
    return HttpResponse(content, content_type=KINDS["xlsx"], headers=headers)


def _usual(exchange: Exchange) -> dict[str, Any]:
    nights = max(0, exchange.days - 1)
    return {"mode": Mode.TRAIN, "nights": nights, "currency": exchange.programme.currency}


def _trip(request: SignedIn, pk: int) -> Trip:
    seen = Trip.objects.visible_to(request.user).select_related(
        "exchange__programme", "start__province", "end__province", "start__country", "end__country"
    )
    trip = get_object_or_404(seen, pk=pk)
    require(rules.can_change(request.user, trip))
    return trip
