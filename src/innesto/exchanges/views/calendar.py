"""The calendar: month and list, feeds to subscribe to, files for one exchange."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from innesto.accounts.http import SignedIn
from innesto.accounts.models import User
from innesto.exchanges.actions.feeds import renew_feed
from innesto.exchanges.icalendar import calendar_of
from innesto.exchanges.models import CalendarFeed, Exchange
from innesto.exchanges.queries.agenda import (
    exchange_list,
    exchanges_of,
    feed_of,
    month_of,
    month_page,
)
from innesto.exchanges.rules import takes_part
from innesto.programmes.models import Programme
from innesto.toolkit.http import render_page, same_for_visitors


@require_GET
@login_not_required
@same_for_visitors
def calendar(request: HttpRequest) -> HttpResponse:
    """A month of exchanges that the reader may see, as a grid and as a list."""
    mine = request.user.is_authenticated and request.GET.get("di") == "me"
    month = month_of(request.GET.get("mese", ""))
    feed = feed_of(request.user)
    context = {
        "page": month_page(month, viewer=request.user, mine=mine),
        "mine": mine,
        "feed_address": request.build_absolute_uri(feed.get_absolute_url()) if feed else "",
    }
    return render_page(request, "exchanges/calendar.html", context, parts=("month",))


@require_GET
@login_not_required
def programme_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """All exchanges of a programme, for calendar programs."""
    programme = get_object_or_404(Programme.objects.visible_to(request.user), slug=slug)
    exchanges = exchange_list(programme, viewer=request.user)
    return _file(calendar_of(exchanges, name=programme.name, at=request.build_absolute_uri), slug)


@require_GET
@login_not_required
def personal_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The exchanges of one person; the address is the key, and can be renewed."""
    feed = get_object_or_404(CalendarFeed.objects.select_related("person"), token=token)
    content = calendar_of(
        exchanges_of(feed.person),
        name=str(feed.person),
        at=request.build_absolute_uri,
        with_rooms=True,
    )
    return _file(content, "innesto")


@require_GET
@login_not_required
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """One exchange, to be put into a calendar by hand."""
    exchanges = Exchange.objects.visible_to(request.user).select_related("programme")
    exchange = get_object_or_404(exchanges.prefetch_related("seats__partner__organisation"), pk=pk)
    user = request.user
    content = calendar_of(
        [exchange],
        name=str(exchange),
        at=request.build_absolute_uri,
        with_rooms=isinstance(user, User) and takes_part(user, exchange),
    )
    return _file(content, f"innesto-{pk}")


@require_POST
def renew(request: SignedIn) -> HttpResponse:
    """Make a secret address, or a new one: whoever had the old one sees nothing any more."""
    renew_feed(request.user, by=request.user)
    return redirect("exchanges:calendar")


def _file(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'inline; filename="{name}.ics"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)
