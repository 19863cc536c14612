"""What an organisation says of itself in lists: offices, needs, offers, closed days."""

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.organisations import rules
from innesto.organisations.actions import (
    add_office,
    close_days,
    close_office,
    reopen_days,
    state_need,
    state_offer,
    withdraw_need,
    withdraw_offer,
)
from innesto.organisations.forms import ClosureForm, NeedForm, OfferForm, OfficeForm
from innesto.organisations.models import Closure, Need, Offer, Office, Organisation
from innesto.toolkit.http import posted, render_page, require


@require_http_methods(["GET", "POST"])
def office_new(request: SignedIn, slug: str) -> HttpResponse:
    """Name an office."""
    organisation = _own(request, slug)
    form = OfficeForm(posted(request), organisation=organisation)
    if form.is_valid():
        add_office(organisation, **form.cleaned_data, by=request.user)
        return _saved(request, organisation)
    return _page(request, organisation, form, title=_("Add an office"))


@require_http_methods(["GET", "POST"])
def need_new(request: SignedIn, slug: str) -> HttpResponse:
    """Say what the organisation wants to learn."""
    organisation = _own(request, slug)
    form = NeedForm(posted(request))
    if form.is_valid():
        state_need(organisation, **form.cleaned_data, by=request.user)
        return _saved(request, organisation)
    return _page(request, organisation, form, title=_("What do you want to learn?"))


@require_http_methods(["GET", "POST"])
def offer_new(request: SignedIn, slug: str) -> HttpResponse:
    """Say what the organisation can show."""
    organisation = _own(request, slug)
    form = OfferForm(posted(request))
    if form.is_valid():
        state_offer(organisation, **form.cleaned_data, by=request.user)
        return _saved(request, organisation)
    return _page(request, organisation, form, title=_("What can you show to others?"))


@require_http_methods(["GET", "POST"])
def closure_new(request: SignedIn, slug: str) -> HttpResponse:
    """Say on which days nobody can host or travel."""
    organisation = _own(request, slug)
    form = ClosureForm(posted(request))
    if form.is_valid():
        close_days(organisation, **form.cleaned_data, by=request.user)
        return _saved(request, organisation)
    return _page(request, organisation, form, title=_("When are you closed?"))


@require_POST
def office_close(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Take an office off the list."""
    organisation = _own(request, slug)
    close_office(get_object_or_404(Office, organisation=organisation, pk=pk), by=request.user)
    return _saved(request, organisation)


@require_POST
def need_withdraw(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Take back a need."""
    organisation = _own(request, slug)
    withdraw_need(get_object_or_404(Need, organisation=organisation, pk=pk), by=request.user)
    return _saved(request, organisation)


@require_POST
def offer_withdraw(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Take back an offer."""
    organisation = _own(request, slug)
    withdraw_offer(get_object_or_404(Offer, organisation=organisation, pk=pk), by=request.user)
    return _saved(request, organisation)


@require_POST
def closure_reopen(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Take a closure back."""
    organisation = _own(request, slug)
    reopen_days(get_object_or_404(Closure, organisation=organisation, pk=pk), by=request.user)
    return _saved(request, organisation)


def _own(request: SignedIn, slug: str) -> Organisation:
    """Return the organisation if the person keeps its page: else 404 or 403."""
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), slug=slug)
    require(rules.can_edit(request.user, organisation))
    return organisation


def _page(
    request: SignedIn, organisation: Organisation, form: BaseForm, *, title: str
) -> HttpResponse:
    context = {"organisation": organisation, "form": form, "title": title}
    return render_page(request, "organisations/add.html", context)


def _saved(request: SignedIn, organisation: Organisation) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect(organisation)
