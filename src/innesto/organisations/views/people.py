"""Who acts for an organisation: ask, confirm, name a referent, leave, choose."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.organisations import rules
from innesto.organisations.actions import (
    AlreadyAMember,
    LastReferent,
    NotWaiting,
    ask_to_join,
    confirm_member,
    end_membership,
    name_referent,
)
from innesto.organisations.forms import MembershipForm
from innesto.organisations.http import ACTING_KEY, acting_for
from innesto.organisations.models import Membership, Organisation
from innesto.organisations.queries import memberships_of
from innesto.toolkit.http import posted, render_page, require


@require_http_methods(["GET", "POST"])
def join(request: SignedIn, slug: str) -> HttpResponse:
    """Ask to be counted among the colleagues."""
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), slug=slug)
    form = MembershipForm(posted(request), organisation=organisation)
    if form.is_valid():
        try:
            ask_to_join(organisation, by=request.user, **form.cleaned_data)
        except AlreadyAMember:
            messages.info(request, _("Your request is already there."))
        else:
            messages.success(request, _("Request sent. A referent will answer you."))
        return redirect(organisation)
    context = {"form": form, "organisation": organisation}
    return render_page(request, "organisations/join.html", context)


@require_POST
def confirm(request: SignedIn, pk: int) -> HttpResponse:
    """Say yes to a colleague."""
    membership = _visible(request, pk)
    require(rules.can_decide(request.user, membership))
    try:
        confirm_member(membership, by=request.user)
    except NotWaiting:
        messages.info(request, _("A colleague was faster: this request has its answer."))
    else:
        messages.success(request, _("%(name)s is a colleague now.") % {"name": membership.person})
    return redirect(membership.organisation)


@require_POST
def referent(request: SignedIn, pk: int) -> HttpResponse:
    """Let a colleague keep the page too."""
    membership = _visible(request, pk)
    require(rules.can_decide(request.user, membership))
    try:
        name_referent(membership, by=request.user)
    except NotWaiting:
        messages.info(request, _("Only a confirmed colleague can be a referent."))
    else:
        messages.success(request, _("%(name)s is a referent now.") % {"name": membership.person})
    return redirect(membership.organisation)


@require_POST
def leave(request: SignedIn, pk: int) -> HttpResponse:
    """End one's own membership, a colleague's, or refuse a request."""
    membership = _visible(request, pk)
    require(rules.can_leave(request.user, membership))
    try:
        end_membership(membership, by=request.user)
    except NotWaiting:
        messages.info(request, _("It had ended already."))
    except LastReferent:
        messages.error(request, _("First name another referent: nobody would be left to decide."))
    else:
        messages.success(request, _("Ended."))
    return redirect(membership.organisation)


@require_GET
def acting(request: SignedIn) -> HttpResponse:
    """Choose for whom to act."""
    context = {"memberships": memberships_of(request.user), "acting": acting_for(request)}
    return render_page(request, "organisations/acting.html", context)


@require_POST
def act(request: SignedIn, pk: int) -> HttpResponse:
    """Act for this organisation from now on, in this session."""
    membership = get_object_or_404(memberships_of(request.user), pk=pk)
    request.session[ACTING_KEY] = membership.pk
    messages.success(request, _("You act for %(name)s.") % {"name": membership.organisation})
    return redirect("organisations:acting")


def _visible(request: SignedIn, pk: int) -> Membership:
    """Return a membership the person may know of, or 404."""
    memberships = Membership.objects.visible_to(request.user).select_related(
        "organisation", "person"
    )
    return get_object_or_404(memberships, pk=pk)
