"""Certificates of attendance: handed out, downloaded, verified, revoked."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.accounts.models import User
from innesto.exchanges.http import exchange_page, form_page, run_exchange
from innesto.presence import rules
from innesto.presence.actions import (
    AlreadyRevoked,
    NobodyNew,
    NotYet,
    issue_certificates,
    require_share,
    revoke_certificate,
)
from innesto.presence.certificate_paper import certificate_pdf, certificate_rows
from innesto.presence.forms import RevokeForm, ShareForm, VerifyForm
from innesto.presence.models import Certificate, plain_code
from innesto.presence.queries import own_certificates, share_asked, standings_of
from innesto.toolkit.http import posted, render_page, require

TAB = "presence:sheet"


@require_http_methods(["GET", "POST"])
def of_exchange(request: SignedIn, pk: int) -> HttpResponse:
    """Who was there long enough; the organisers say what is enough."""
    exchange = run_exchange(request, pk)
    form = ShareForm(posted(request), initial={"share": share_asked(exchange)})
    if form.is_valid():
        require_share(exchange, share=form.cleaned_data["share"], by=request.user)
        messages.success(request, _("Kept. Certificates handed out before stay as they are."))
        return redirect("presence:certificates", pk)
    standings = standings_of(exchange)
    context = {
        "form": form,
        "page": Paginator(standings, per_page=100).get_page(request.GET.get("page")),
        "due": sum(one.is_enough and not one.certificate for one in standings),
    }
    return exchange_page(request, "presence/certificates.html", exchange, context, tab=TAB)


@require_POST
def issue(request: SignedIn, pk: int) -> HttpResponse:
    """Hand out what is due."""
    exchange = run_exchange(request, pk)
    try:
        issued = issue_certificates(exchange, by=request.user)
    except NotYet:
        messages.error(request, _("Certificates are for exchanges that are over."))
    except NobodyNew:
        messages.info(request, _("Everybody who was there long enough has a certificate."))
    else:
        words = ngettext(
            "%(count)d certificate issued.", "%(count)d certificates issued.", len(issued)
        )
        messages.success(request, words % {"count": len(issued)})
    return redirect("presence:certificates", pk)


@require_GET
@login_not_required
def index(request: HttpRequest) -> HttpResponse:
    """Verify a certificate by its code; whoever is signed in finds their own."""
    form = VerifyForm(request.GET or None)
    if form.is_valid():
        return redirect("presence:certificate", plain_code(form.cleaned_data["code"]) or "-")
    user = request.user
    own = own_certificates(user) if isinstance(user, User) else Certificate.objects.none()
    page = Paginator(own, per_page=50).get_page(request.GET.get("page"))
    return render_page(request, "presence/index.html", {"form": form, "page": page})


@require_GET
@login_not_required
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    """Confirm a certificate, or say that it was revoked or that we know nothing of it."""
    found = Certificate.objects.by_code(code)
    user = request.user
    context = {
        "certificate": found,
        "rows": certificate_rows(found) if found else [],
        "may_print": isinstance(user, User) and found and rules.can_print(user, found),
        "may_revoke": isinstance(user, User) and found and rules.can_note(user, found.exchange),
    }
    return render_page(request, "presence/certificate.html", context, status=200 if found else 404)


@require_GET
def paper(request: SignedIn, code: str) -> HttpResponse:
    """The certificate on paper, in the language of the person."""
    found = _visible(request, code)
    require(rules.can_print(request.user, found) and not found.is_revoked)
    address = request.build_absolute_uri(found.get_absolute_url())
    headers = {"Content-Disposition": f'attachment; filename="{found.shown_code}.pdf"'}
    content = certificate_pdf(found, address=address)
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@require_http_methods(["GET", "POST"])
def revoke(request: SignedIn, code: str) -> HttpResponse:
    """Say that a certificate does not hold any more."""
    found = _visible(request, code)
    require(rules.can_note(request.user, found.exchange))
    form = RevokeForm(posted(request))
    if form.is_valid():
        try:
            revoke_certificate(found, by=request.user, **form.cleaned_data)
        except AlreadyRevoked:
            messages.info(request, _("It was revoked already."))
        else:
            messages.success(request, _("Revoked. Its page says so from now on."))
        return redirect("presence:certificates", found.exchange_id)
    return form_page(
        request,
        found.exchange,
        form,
        title=_("Revoke the certificate of %(name)s") % {"name": found.name},
        action=_("Revoke"),
        tab=TAB,
        back=reverse("presence:certificates", args=[found.exchange_id]),
    )


def _visible(request: SignedIn, code: str) -> Certificate:
    visible = Certificate.objects.visible_to(request.user)
    loaded = visible.select_related("exchange__programme__call", "exchange__plan")
    return get_object_or_404(loaded, code=plain_code(code))
