"""Who belongs to a community, and the ways in and out."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.actions import AlreadyInvited, InvitationIsClosed, revoke_invitation
from innesto.accounts.http import SignedIn
from innesto.accounts.models import User
from innesto.communities import rules
from innesto.communities.actions.members import (
    AlreadyAMember,
    CommunityIsClosed,
    LastSteward,
    NotWaiting,
    change_member,
    confirm_member,
    end_membership,
    invite_member,
    join_community,
)
from innesto.communities.forms.members import InviteForm, MemberForm
from innesto.communities.http import (
    community_or_404,
    community_page,
    form_page,
    led_community,
    open_community_or_404,
)
from innesto.communities.models import Community, Member, Promise
from innesto.communities.queries.members import (
    asking,
    counted,
    invited,
    member_list,
    organisations_of_members,
)
from innesto.organisations.http import acting_organisation
from innesto.toolkit.http import posted, require

TAB = "communities:members"


@require_GET
@login_not_required
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """Members by organisation and level; who waits at the door for whoever leads."""
    community = open_community_or_404(request, slug)
    user = request.user
    may_lead = isinstance(user, User) and rules.can_lead(user, community)
    level, organisation = request.GET.get("livello", ""), request.GET.get("per", "")
    found = member_list(community, viewer=user, level=level, organisation=organisation)
    context = {
        "page": Paginator(found, per_page=50).get_page(request.GET.get("page")),
        "levels": Member.Level.choices,
        "level": level,
        "organisations": organisations_of_members(community) if user.is_authenticated else (),
        "organisation": organisation,
        "counted": counted(community),
        "asking": asking(community) if may_lead else (),
        "invited": invited(community) if may_lead else (),
        "mine": rules.membership(user, community) if isinstance(user, User) else None,
    }
    return community_page(request, "communities/members.html", community, context, tab=TAB)


@require_POST
def join(request: SignedIn, slug: str) -> HttpResponse:
    """Come in, or ask to, for the organisation one acts for."""
    community = community_or_404(request, slug)
    require(rules.can_join(request.user, community))
    organisation = acting_organisation(request)
    try:
        member = join_community(community, by=request.user, organisation=organisation)
    except AlreadyAMember:
        messages.info(request, _("You belong to it already, or have asked to."))
    except CommunityIsClosed:
        messages.info(request, _("This community was closed a moment ago."))
    else:
        is_in = member.status == Member.Status.IN
        done = _("You are in.") if is_in else _("Asked. You will be answered.")
        messages.success(request, done)
    return redirect(community)


@require_http_methods(["GET", "POST"])
def invite(request: SignedIn, slug: str) -> HttpResponse:
    """Invite somebody by e-mail."""
    community = led_community(request, slug)
    require(not community.is_closed)
    form = InviteForm(posted(request), initial={"level": Member.Level.ACTIVE})
    if form.is_valid():
        try:
            promise = invite_member(community, **form.cleaned_data, by=request.user)
        except AlreadyInvited:
            form.add_error("email", _("An invitation to this address is open already."))
        except AlreadyAMember:
            form.add_error("email", _("Whoever has this address belongs to it already."))
        else:
            messages.success(request, _("Invitation sent to %(name)s.") % {"name": promise})
            return redirect(TAB, slug)
    return form_page(
        request,
        community,
        form,
        title=_("Invite by e-mail"),
        lead=_("Who accepts is in at once. The link is good for 14 days."),
        action=_("Send the invitation"),
        tab=TAB,
    )


@require_POST
def take_back(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Make an invitation worthless."""
    community = led_community(request, slug)
    promises = Promise.objects.filter(community=community).select_related("invitation")
    promise = get_object_or_404(promises, pk=pk)
    try:
        revoke_invitation(promise.invitation, by=request.user)
    except InvitationIsClosed:
        messages.info(request, _("This invitation was accepted or is over already."))
    else:
        messages.success(request, _("The invitation is void."))
    return redirect(TAB, slug)


@require_http_methods(["GET", "POST"])
def change(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Give a member another level, organisation or task."""
    community = led_community(request, slug)
    member = _member(request, community, pk)
    now = {
        name: getattr(member, name)
        for name in ("level", "organisation", "is_facilitator", "is_steward")
    }
    form = MemberForm(posted(request), initial=now)
    if form.is_valid():
        try:
            change_member(member, **form.cleaned_data, by=request.user)
        except LastSteward:
            form.add_error("is_steward", _("First name somebody else who keeps the community."))
        except NotWaiting:
            messages.info(request, _("This person has left meanwhile."))
            return redirect(TAB, slug)
        else:
            messages.success(request, _("Saved."))
            return redirect(TAB, slug)
    return form_page(request, community, form, title=str(member.person), action=_("Save"), tab=TAB)


@require_POST
def confirm(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Let in who asked."""
    community = led_community(request, slug)
    member = _member(request, community, pk)
    try:
        confirm_member(member, by=request.user)
    except NotWaiting:
        messages.info(request, _("A colleague was faster: this request is answered."))
    else:
        messages.success(request, _("%(name)s is in.") % {"name": member.person})
    return redirect(TAB, slug)


@require_POST
def leave(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Leave, say no to a request, or end a membership."""
    community = community_or_404(request, slug)
    member = _member(request, community, pk)
    require(rules.can_leave(request.user, member))
    mine = member.person_id == request.user.pk
    try:
        end_membership(member, by=request.user)
    except LastSteward:
        messages.error(request, _("First name somebody else who keeps the community."))
    except NotWaiting:
        messages.info(request, _("This person has left meanwhile."))
    else:
        done = _("You have left the community.") if mine else _("%(name)s is not in any more.")
        messages.success(request, done % {"name": member.person} if not mine else done)
    if mine:
        return redirect("communities:index")
    return redirect(TAB, slug)


def _member(request: SignedIn, community: Community, pk: int) -> Member:
    """Return somebody who belongs or asks to, as far as the reader may see them."""
    people = Member.objects.visible_to(request.user).exclude(status=Member.Status.ENDED)
    here = people.filter(community=community).select_related("person", "organisation")
    member = get_object_or_404(here, pk=pk)
    member.community = community
    return member
