"""Presence by QR code: the sign of the session, and a person's own code."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from innesto.accounts.http import SignedIn
from innesto.exchanges.http import exchange_or_404, exchange_page, run_exchange
from innesto.presence.actions import CalledOff, NobodyNew, NotYet, mark_present
from innesto.presence.codes import owner_of, printed_code, qr_picture, shown_code
from innesto.presence.forms import CodeForm
from innesto.presence.models import Attendance
from innesto.presence.sessions import session_at
from innesto.presence.views.roll import TAB, chosen_session, sheet_of, why_not
from innesto.registrations.queries.people import attendees_of, registration_of
from innesto.toolkit.outbox import taken_once, written_at


@require_http_methods(["GET", "POST"])
@taken_once
def here(request: SignedIn, pk: int) -> HttpResponse:
    """Say «I am here» with the code on the sign; opening the address changes nothing yet."""
    exchange = exchange_or_404(request, pk)
    registration = registration_of(request.user, exchange)
    sent = request.POST if request.method == "POST" else None
    form = CodeForm(
        sent,
        exchange=exchange,
        at=timezone.now(),
        said=written_at(request),
        initial={"code": request.GET.get("codice", "")},
    )
    is_listed = registration is not None and registration.is_confirmed
    if registration and is_listed and form.is_valid():
        session, moment = form.cleaned_data["session"], form.cleaned_data["moment"]
        try:
            mark_present(
                exchange,
                session,
                [registration],
                how=Attendance.How.CODE,
                by=request.user,
                at=moment,
            )
        except (NotYet, CalledOff) as refusal:
            form.add_error(None, why_not(refusal))
        except NobodyNew:
            messages.info(request, _("You are noted already."))
            return redirect(TAB, pk)
        else:
            messages.success(request, _("Welcome. You are noted as present."))
            return redirect(TAB, pk)
    context = {"form": form, "is_listed": is_listed}
    return exchange_page(request, "presence/here.html", exchange, context, tab=TAB)


@require_GET
def sign(request: SignedIn, pk: int) -> HttpResponse:
    """The sign of a session, for a screen: its code changes; or on paper, where it stays."""
    exchange = run_exchange(request, pk)
    session = chosen_session(request, exchange)
    on_paper = "carta" in request.GET
    code = (
        printed_code(exchange, session)
        if on_paper
        else shown_code(exchange, session, timezone.now())
    )
    place = reverse("presence:here", args=[exchange.pk])
    address = request.build_absolute_uri(f"{place}?{urlencode({'codice': code})}")
    context = {
        "session": session,
        "code": f"{code[:4]} {code[4:]}",
        "picture": qr_picture(address),
        "on_paper": on_paper,
        "address": request.build_absolute_uri(place),
        "back": sheet_of(exchange, session),
        "again": request.get_full_path(),
    }
    return exchange_page(request, "presence/sign.html", exchange, context, tab=TAB, parts=("sign",))


@require_http_methods(["GET", "POST"])
def scan(request: SignedIn, pk: int, token: str) -> HttpResponse:
    """The organiser reads a person's own code, sees who it is, and notes them."""
    exchange = run_exchange(request, pk)
    owner = owner_of(token)
    if owner is None:
        raise Http404
    registration = get_object_or_404(attendees_of(exchange), pk=owner)
    now = timezone.now()
    session = session_at(exchange, now)
    if request.method == "POST" and session:
        try:
            mark_present(
                exchange, session, [registration], how=Attendance.How.SCAN, by=request.user, at=now
            )
        except NobodyNew:
            messages.info(request, _("They were noted already: nobody is counted twice."))
        except (NotYet, CalledOff) as refusal:
            messages.error(request, why_not(refusal))
        else:
            messages.success(request, _("%(name)s is noted.") % {"name": registration})
        return redirect(sheet_of(exchange, session))
    context = {"registration": registration, "session": session}
    return exchange_page(request, "presence/scan.html", exchange, context, tab=TAB)
