"""Hand in, carry on, describe, withdraw, take home."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.communities.http import form_page, open_community_or_404
from innesto.deposits import rules
from innesto.deposits.actions.works import (
    EditedMeanwhile,
    ReusedAlready,
    add_version,
    deposit_work,
    describe_deposit,
    register_reuse,
    restore_deposit,
    withdraw_deposit,
)
from innesto.deposits.forms import DepositForm, DescriptionForm, NextVersionForm, ReuseForm
from innesto.deposits.models import Deposit
from innesto.lineage.queries.thread import origin_named
from innesto.organisations.http import acting_organisation
from innesto.organisations.models import Organisation
from innesto.toolkit.drafting import drafting
from innesto.toolkit.http import posted, require

TAB = "deposits:index"


@require_http_methods(["GET", "POST"])
def new(request: SignedIn, slug: str) -> HttpResponse:
    """Hand in a work; ``?per=exchanges.exchange:12`` says at which occasion."""
    community = open_community_or_404(request, slug)
    require(rules.can_hand_in(request.user, community))
    occasion = origin_named(request.GET.get("per", ""), request.user)
    draft = drafting(request.user, "deposits:new", slug, title=community.name)
    form = DepositForm(
        posted(request),
        request.FILES or None,
        community=community,
        initial={"language": request.user.language} | draft.initial,
    )
    if form.is_valid():
        deposit = deposit_work(
            community,
            by=request.user,
            organisation=acting_organisation(request),
            occasion=occasion[0] if occasion else ("", ""),
            version=form.version,
            **form.description,
        )
        draft.drop()
        messages.success(request, _("Handed in. The members are told."))
        return redirect(deposit)
    lead = _("For: %(occasion)s") % {"occasion": occasion[1].title} if occasion else ""
    return form_page(
        request,
        community,
        form,
        title=_("Hand in a work"),
        action=_("Hand it in"),
        tab=TAB,
        lead=lead,
        draft=draft,
    )


@require_http_methods(["GET", "POST"])
def version_new(request: SignedIn, pk: int) -> HttpResponse:
    """Carry a work on with a new version."""
    deposit = _readable(request, pk)
    require(rules.can_add_version(request.user, deposit))
    last = deposit.versions.values_list("number", flat=True).first() or 0
    form = NextVersionForm(posted(request), request.FILES or None, initial={"based_on": last})
    if form.is_valid():
        based_on = form.cleaned_data["based_on"]
        try:
            add_version(deposit, by=request.user, based_on=based_on, **form.version)
        except EditedMeanwhile:
            form.add_error(
                None,
                _("Somebody handed in a version meanwhile. Look at it first, then send yours."),
            )
        else:
            messages.success(request, _("Handed in. The members are told."))
            return redirect(deposit)
    return form_page(
        request,
        deposit.community,
        form,
        title=_("A new version"),
        action=_("Hand it in"),
        tab=TAB,
        lead=deposit.title,
        back=deposit.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
def edit(request: SignedIn, pk: int) -> HttpResponse:
    """Change what is said of a work."""
    deposit = _readable(request, pk)
    require(rules.can_edit(request.user, deposit))
    form = DescriptionForm(posted(request), instance=deposit, community=deposit.community)
    if form.is_valid():
        deposit.refresh_from_db()  # the form wrote its answers into it
        describe_deposit(deposit, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect(deposit)
    return form_page(
        request,
        deposit.community,
        form,
        title=_("What is said of it"),
        action=_("Save"),
        tab=TAB,
        back=deposit.get_absolute_url(),
    )


@require_POST
def withdraw(request: SignedIn, pk: int) -> HttpResponse:
    """Take a work back."""
    deposit = _readable(request, pk)
    require(rules.can_withdraw(request.user, deposit))
    withdraw_deposit(deposit, by=request.user)
    messages.success(request, _("Withdrawn. Only you and who leads the community still see it."))
    return redirect(deposit)


@require_POST
def restore(request: SignedIn, pk: int) -> HttpResponse:
    """Show a withdrawn work again."""
    deposit = _readable(request, pk)
    require(rules.can_withdraw(request.user, deposit))
    restore_deposit(deposit, by=request.user)
    messages.success(request, _("It is shown again."))
    return redirect(deposit)


@require_http_methods(["GET", "POST"])
def reuse(request: SignedIn, pk: int) -> HttpResponse:
    """Tell that one's organisation took a tool home."""
    deposit = _readable(request, pk)
    require(rules.can_reuse(request.user, deposit))
    form = ReuseForm(
        posted(request),
        organisations=Organisation.objects.of(request.user),
        initial={"organisation": acting_organisation(request)},
    )
    if form.is_valid():
        try:
            register_reuse(deposit, by=request.user, **form.cleaned_data)
        except ReusedAlready:
            messages.info(request, _("It is in the register already."))
        else:
            messages.success(request, _("Thank you: others see that it is of use."))
        return redirect(deposit)
    return form_page(
        request,
        deposit.community,
        form,
        title=_("We use it"),
        action=_("Tell it"),
        tab=TAB,
        lead=deposit.title,
        back=deposit.get_absolute_url(),
    )


def _readable(request: SignedIn, pk: int) -> Deposit:
    seen = Deposit.objects.visible_to(request.user).select_related("community__programme__call")
    return get_object_or_404(seen, pk=pk)
