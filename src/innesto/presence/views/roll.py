"""Who is there: the list of the organisers, and what a participant finds about themselves."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.exchanges.http import exchange_or_404, exchange_page, form_page, run_exchange
from innesto.exchanges.models import Exchange
from innesto.presence import rules
from innesto.presence.actions import (
    CalledOff,
    NobodyNew,
    NotYet,
    add_walk_in,
    correct_presence,
    mark_present,
    note_leaving,
)
from innesto.presence.codes import own_token, qr_picture
from innesto.presence.forms import CodeForm, CorrectForm, RollForm, WalkInForm
from innesto.presence.models import Attendance
from innesto.presence.queries import own_presence, roll_of
from innesto.presence.sessions import Session, session_at, sessions_of
from innesto.registrations.queries.people import registration_of
from innesto.toolkit.frame import Link
from innesto.toolkit.http import posted, require
from innesto.toolkit.outbox import taken_once, written_at

TAB = "presence:sheet"
A_PAGE = 200


@require_GET
def sheet(request: SignedIn, pk: int) -> HttpResponse:
    """The list of a session for who runs the exchange; for others their own presence."""
    exchange = exchange_or_404(request, pk)
    if not rules.can_note(request.user, exchange):
        return _own(request, exchange)
    session = chosen_session(request, exchange)
    return _sheet(request, exchange, session, RollForm(exchange=exchange))


def _sheet(request: SignedIn, exchange: Exchange, session: Session, form: RollForm) -> HttpResponse:
    name = request.GET.get("q", "").strip()
    roll = roll_of(exchange, session, name=name)
    here = reverse(TAB, args=[exchange.pk])
    context = {
        "session": session,
        "sessions": [
            Link(str(one), f"{here}?turno={one.key}", current=one.key == session.key)
            for one in sessions_of(exchange)
        ],
        "page": Paginator(roll, per_page=A_PAGE).get_page(request.GET.get("page")),
        "there": sum(one.attendance is not None for one in roll),
        "name": name,
        "form": form,
        "walk_in": WalkInForm(exchange=exchange, initial={"session": session.key}),
        "is_over": exchange.ends_at < timezone.now(),
    }
    return exchange_page(request, "presence/sheet.html", exchange, context, tab=TAB)


def _own(request: SignedIn, exchange: Exchange) -> HttpResponse:
    registration = registration_of(request.user, exchange)
    require(registration is not None and registration.is_confirmed)
    assert registration
    address = request.build_absolute_uri(
        reverse("presence:scan", args=[exchange.pk, own_token(registration)])
    )
    own = own_presence(request.user, exchange)
    now = timezone.now()
    context = {
        "own": own,
        "picture": qr_picture(address),
        "registration": registration,
        "form": CodeForm(exchange=exchange, at=now, said=None),
        "under_way": next(
            (
                one
                for one in own.attendances
                if one.left_at is None and one.starts_at <= now <= one.ends_at
            ),
            None,
        ),
        "is_over": exchange.ends_at < now,
    }
    return exchange_page(request, "presence/own.html", exchange, context, tab=TAB)


def chosen_session(request: HttpRequest, exchange: Exchange) -> Session:
    """Return the session the address names, or that of now, or the first to come, or the last."""
    sessions = sessions_of(exchange)
    named = [one for one in sessions if one.key == request.GET.get("turno")]
    to_come = [one for one in sessions if one.ends_at > timezone.now()]
    now = session_at(exchange, timezone.now())
    return named[0] if named else now or (to_come or sessions[-1:])[0]


@require_POST
@taken_once
def mark(request: SignedIn, pk: int) -> HttpResponse:
    """Note the ticked names as present."""
    exchange = run_exchange(request, pk)
    form = RollForm(request.POST, exchange=exchange)
    if not form.is_valid():
        return _sheet(request, exchange, chosen_session(request, exchange), form)
    session = form.cleaned_data["session"]
    people = list(form.cleaned_data["came"])
    try:
        noted = mark_present(exchange, session, people, how=Attendance.How.LIST, by=request.user)
    except NobodyNew:
        messages.info(request, _("They were noted already: nobody is counted twice."))
    except (NotYet, CalledOff) as refusal:
        form.add_error(None, why_not(refusal))
        return _sheet(request, exchange, session, form)
    else:
        words = ngettext("%(count)d person is noted.", "%(count)d persons are noted.", len(noted))
        messages.success(request, words % {"count": len(noted)})
    return redirect(sheet_of(exchange, session))


@require_http_methods(["GET", "POST"])
@taken_once
def walk_in(request: SignedIn, pk: int) -> HttpResponse:
    """Note somebody who came without a registration."""
    exchange = run_exchange(request, pk)
    start = {"session": chosen_session(request, exchange).key}
    form = WalkInForm(posted(request), exchange=exchange, initial=start)
    if form.is_valid():
        try:
            add_walk_in(exchange, by=request.user, **form.cleaned_data)
        except (NotYet, CalledOff) as refusal:
            form.add_error(None, why_not(refusal))
        except NobodyNew:
            messages.info(request, _("They were noted already: nobody is counted twice."))
            return redirect(sheet_of(exchange, form.cleaned_data["session"]))
        else:
            messages.success(request, _("Noted."))
            return redirect(sheet_of(exchange, form.cleaned_data["session"]))
    return form_page(
        request,
        exchange,
        form,
        title=_("Who came without a registration"),
        action=_("Note as present"),
        tab=TAB,
    )


@require_POST
@taken_once
def leave(request: SignedIn, pk: int) -> HttpResponse:
    """Note that the person leaves the session that is under way."""
    exchange = exchange_or_404(request, pk)
    at = written_at(request) or timezone.now()
    own = own_presence(request.user, exchange).attendances
    under_way = [one for one in own if one.starts_at <= at <= one.ends_at]
    require(bool(under_way))
    try:
        note_leaving(under_way[0], at=at, by=request.user)
    except NobodyNew:
        messages.info(request, _("That you left is noted already."))
    else:
        messages.success(request, _("Noted. Have a good journey."))
    return redirect(TAB, pk)


@require_http_methods(["GET", "POST"])
def correct(request: SignedIn, pk: int, attendance: int) -> HttpResponse:
    """Say anew how long somebody was there, with the reason."""
    exchange = run_exchange(request, pk)
    found = get_object_or_404(
        Attendance.objects.select_related("attendee"), pk=attendance, attendee__exchange=exchange
    )
    form = CorrectForm(posted(request), attendance=found)
    if form.is_valid():
        minutes = round(form.cleaned_data["hours"] * 60)
        correct_presence(
            found, minutes=minutes, reason=form.cleaned_data["reason"], by=request.user
        )
        messages.success(request, _("Corrected. The journal keeps what stood here before."))
        key = "-".join(filter(None, (found.on.isoformat(), found.half)))
        return redirect(f"{reverse(TAB, args=[pk])}?turno={key}")
    return form_page(
        request,
        exchange,
        form,
        title=_("Correct the hours of %(name)s") % {"name": found.attendee},
        action=_("Correct"),
        tab=TAB,
    )


def sheet_of(exchange: Exchange, session: Session) -> str:
    """Return the address of the list of a session."""
    return f"{reverse(TAB, args=[exchange.pk])}?turno={session.key}"


def why_not(refusal: Exception) -> str:
    """Say why nobody can be noted."""
    if isinstance(refusal, CalledOff):
        return _("This exchange was called off.")
    return _("This session is still to come.")
