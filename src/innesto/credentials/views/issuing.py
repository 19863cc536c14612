"""What validators of others ask an issuer: its keys, and what it took back."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET

from innesto.badges.issuing import did_document
from innesto.credentials.models import Issuer, StatusList
from innesto.credentials.queries import public_keys

OPEN = {"Access-Control-Allow-Origin": "*", "Cache-Control": "public, max-age=300"}
"""Wallets ask from pages of other sites; what was revoked is known after five minutes."""


@require_GET
@login_not_required
def issuer(request: HttpRequest, code: str) -> HttpResponse:
    """The issuer for people: what it awards."""
    found = get_object_or_404(Issuer.objects.select_related("organisation"), code=code)
    return redirect("credentials:achievements", found.organisation.slug)


@require_GET
@login_not_required
def keys(request: HttpRequest, code: str) -> HttpResponse:
    """The issuer for validators: the document of its did:web."""
    found = get_object_or_404(Issuer, code=code)
    document = did_document(found.did, public_keys(found))
    return JsonResponse(document, content_type="application/did+json", headers=OPEN)


@require_GET
@login_not_required
def status(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The list of what was taken back, as JSON."""
    found = get_object_or_404(StatusList, issuer__code=code, number=number)
    return JsonResponse(found.document, content_type="application/vc+ld+json", headers=OPEN)


@require_GET
@login_not_required
def status_token(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The same list as a signed token."""
    found = get_object_or_404(StatusList, issuer__code=code, number=number)
    return HttpResponse(found.token, content_type="application/vc+jwt", headers=OPEN)
