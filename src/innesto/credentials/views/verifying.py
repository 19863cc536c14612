"""Verify a credential of anyone; one's own; the page of each, and what it is downloaded as."""

import json
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.accounts.models import User
from innesto.badges.checks import Outcome, Standing, Verdict
from innesto.badges.pictures import into_png, into_svg
from innesto.badges.reading import Unreadable
from innesto.badges.verifying import verify
from innesto.badges.words import told, told_outcome, told_standing, told_subject, told_unreadable
from innesto.credentials import rules
from innesto.credentials.actions import AlreadyRevoked, revoke_credential, show_credential
from innesto.credentials.asking import Asking
from innesto.credentials.credential_paper import credential_pdf, credential_rows
from innesto.credentials.drawn import drawn_png, drawn_svg
from innesto.credentials.forms import CodeForm, FileForm, RevokeForm
from innesto.credentials.models import Credential, plain_code, site_address
from innesto.credentials.queries import credentials_of
from innesto.toolkit.dates import day
from innesto.toolkit.drawing import StateKind
from innesto.toolkit.http import posted, render_page, require

STATES: dict[str, StateKind] = {
    Outcome.PASSED: "ok",
    Outcome.FAILED: "stop",
    Outcome.OPEN: "warn",
    Standing.VALID: "ok",
    Standing.INVALID: "stop",
    Standing.UNCONFIRMED: "warn",
}


@dataclass(frozen=True, slots=True)
class Look:
    """A check as the page shows it."""

    subject: str
    state: StateKind
    outcome: str
    words: str


@require_http_methods(["GET", "POST"])
@login_not_required
def index(request: HttpRequest) -> HttpResponse:
    """Verify by code or file; whoever is signed in finds their own."""
    code = CodeForm(request.GET if "code" in request.GET else None)
    if code.is_valid():
        return redirect("credentials:credential", plain_code(code.cleaned_data["code"]) or "-")
    form = FileForm(posted(request), request.FILES or None)
    if form.is_valid():
        try:
            verdict = verify(form.cleaned_data["file"], fetch=Asking().fetch, at=timezone.now())
        except Unreadable as error:
            form.add_error("file", told_unreadable(error.reason, get_language() or "en"))
        else:
            return _verdict(request, verdict)
    user = request.user
    own = credentials_of(user) if isinstance(user, User) else Credential.objects.none()
    context = {
        "code": code,
        "form": form,
        "page": Paginator(own, per_page=50).get_page(request.GET.get("page")),
        "now": timezone.now(),
    }
    return render_page(request, "credentials/index.html", context)


def _verdict(request: HttpRequest, verdict: Verdict) -> HttpResponse:
    language = get_language() or "en"
    summary = verdict.summary
    context = {
        "standing": told_standing(verdict.standing, language),
        "state": STATES[verdict.standing],
        "title": summary.title or _("Credential"),
        "rows": [
            (_("Awarded to"), summary.holder),
            (_("Awarded by"), summary.issuer_name),
            (_("Known as"), summary.issuer),
            (_("What it is"), summary.text),
            (_("What one must have done"), summary.criteria),
            (_("Awarded on"), day(summary.since.date()) if summary.since else ""),
            (_("Holds until"), day(summary.until.date()) if summary.until else ""),
        ],
        "evidence": summary.evidence,
        "looks": [
            Look(
                told_subject(one.subject, language),
                STATES[one.outcome],
                told_outcome(one.outcome, language),
                told(one, language),
            )
            for one in verdict.checks
        ],
    }
    return render_page(request, "credentials/verdict.html", context)


@require_GET
@login_not_required
def credential(request: HttpRequest, code: str) -> HttpResponse:
    """Say what a credential says and whether it holds, to whoever may see it."""
    found = _seen(request, code).first()
    if found is None:
        return render_page(request, "credentials/unknown.html", {}, status=404)
    user = request.user
    person = user if isinstance(user, User) else None
    context = {
        "credential": found,
        "rows": credential_rows(found),
        "is_over": found.is_over(timezone.now()),
        "kinds": [kind for kind in FILES if not found.is_revoked or kind in {"json", "jwt"}],
        "may_hold": person is not None and rules.can_hold(person, found),
        "may_revoke": person is not None and rules.can_award(person, found.issuer.organisation),
    }
    return render_page(request, "credentials/credential.html", context)


def _json(found: Credential) -> bytes:
    return json.dumps(found.document, ensure_ascii=False, indent=1).encode()


def _compact(found: Credential) -> str:
    return json.dumps(found.document, ensure_ascii=False, separators=(",", ":"))


def _svg(found: Credential) -> bytes:
    return into_svg(drawn_svg(found.title, found.issuer.organisation.name), _compact(found))


def _png(found: Credential) -> bytes:
    return into_png(drawn_png(found.title, found.issuer.organisation.name), _compact(found))


def _pdf(found: Credential) -> bytes:
    return credential_pdf(found, address=site_address(found.get_absolute_url()))


FILES = {
    "pdf": ("application/pdf", _pdf),
    "png": ("image/png", _png),
    "svg": ("image/svg+xml", _svg),
    "json": ("application/vc+ld+json", _json),
    "jwt": ("application/vc+jwt", lambda found: found.token.encode()),
}
"""What a credential is downloaded as; pictures carry it inside."""


@require_GET
@login_not_required
def download(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """The credential as a file."""
    found = get_object_or_404(_seen(request, code))
    if kind not in FILES:
        raise Http404
    content_type, made = FILES[kind]
    name = f"{found.shown_code}.{kind}"
    return HttpResponse(
        made(found),
        content_type=content_type,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
        },
    )


@require_POST
def show(request: SignedIn, code: str) -> HttpResponse:
    """Choose who sees the page."""
    found = get_object_or_404(_seen(request, code))
    require(rules.can_hold(request.user, found))
    show_credential(found, is_private="private" in request.POST, by=request.user)
    messages.success(request, _("Saved."))
    return redirect(found)


@require_http_methods(["GET", "POST"])
def revoke(request: SignedIn, code: str) -> HttpResponse:
    """Take it back."""
    found = get_object_or_404(_seen(request, code))
    require(rules.can_award(request.user, found.issuer.organisation))
    form = RevokeForm(posted(request))
    if form.is_valid():
        try:
            revoke_credential(found, by=request.user, **form.cleaned_data)
        except AlreadyRevoked:
            messages.info(request, _("It was revoked already."))
        else:
            messages.success(request, _("Revoked. Its page says so from now on."))
        return redirect(found)
    context = {
        "form": form,
        "title": _("Revoke the credential of %(name)s") % {"name": found.name},
        "action": _("Revoke"),
        "back": found.get_absolute_url(),
    }
    return render_page(request, "credentials/form.html", context)


def _seen(request: HttpRequest, code: str) -> QuerySet[Credential]:
    seen = Credential.objects.visible_to(request.user).filter(code=plain_code(code))
    return seen.select_related("issuer__organisation", "achievement", "holder")
