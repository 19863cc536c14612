"""Works that communities share with each other."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.communities import rules
from innesto.communities.actions.bridges import (
    AlreadyShared,
    BridgeIsAnswered,
    accept_bridge,
    decline_bridge,
    end_bridge,
    offer_bridge,
)
from innesto.communities.forms.members import AnswerForm, BridgeForm
from innesto.communities.http import (
    community_or_404,
    community_page,
    form_page,
    led_community,
    open_community_or_404,
)
from innesto.communities.models import Bridge
from innesto.communities.queries.bridges import bridges_at, in_words, is_inside, work_of
from innesto.toolkit.http import posted, require

INDEX = "communities:bridges"
FRONT = "communities:front"


@require_GET
def index(request: SignedIn, slug: str) -> HttpResponse:
    """What is offered here, what is shown here, and what of ours is shown elsewhere."""
    community = led_community(request, slug)
    found = in_words(list(bridges_at(community)), viewer=request.user)
    context = {
        "offered": [it for it in found if it.bridge.is_waiting and it.bridge.to_id == community.pk],
        "shown": [it for it in found if it.bridge.is_standing and it.bridge.to_id == community.pk],
        "ours": [it for it in found if it.bridge.origin_id == community.pk],
    }
    return community_page(request, "communities/bridges.html", community, context)


@require_http_methods(["GET", "POST"])
def offer(request: SignedIn, slug: str, kind: str, number: int) -> HttpResponse:
    """Offer a work of this community to another one."""
    community = open_community_or_404(request, slug)
    require(rules.can_offer(request.user, community))
    found = work_of(kind, number, viewer=request.user)
    if found is None or not is_inside(found[0], community):
        raise Http404
    work, words = found
    form = BridgeForm(posted(request), community=community, person=request.user)
    if form.is_valid():
        try:
            offer_bridge(work, origin=community, **form.cleaned_data, by=request.user)
        except AlreadyShared:
            form.add_error("to", _("This community shows it already, or was asked to."))
        else:
            messages.success(request, _("Offered. Whoever leads there answers."))
            return redirect(words.url)
    return form_page(
        request,
        community,
        form,
        title=_("Share with another community"),
        lead=words.title,
        action=_("Offer it"),
        back=words.url,
        tab=FRONT,
    )


@require_POST
def accept(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Show a work of another community here."""
    bridge = _bridge(request, slug, pk)
    require(rules.can_answer_bridge(request.user, bridge))
    try:
        accept_bridge(bridge, by=request.user)
    except BridgeIsAnswered:
        messages.info(request, _("A colleague was faster: this offer is answered."))
    else:
        messages.success(request, _("Shown here, with where it comes from."))
    return redirect(INDEX, slug)


@require_http_methods(["GET", "POST"])
def decline(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Say no to an offer, and perhaps why."""
    bridge = _bridge(request, slug, pk)
    require(rules.can_answer_bridge(request.user, bridge))
    form = AnswerForm(posted(request))
    if form.is_valid():
        try:
            decline_bridge(bridge, **form.cleaned_data, by=request.user)
        except BridgeIsAnswered:
            messages.info(request, _("A colleague was faster: this offer is answered."))
        else:
            messages.success(request, _("Declined. Who offered it is told."))
        return redirect(INDEX, slug)
    return form_page(
        request,
        bridge.to,
        form,
        title=_("Decline the offer"),
        lead=bridge.title,
        action=_("Decline the offer"),
        tab=INDEX,
    )


@require_POST
def end(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Show a work at its home only."""
    bridge = _bridge(request, slug, pk)
    require(rules.can_end_bridge(request.user, bridge))
    try:
        end_bridge(bridge, by=request.user)
    except BridgeIsAnswered:
        messages.info(request, _("It is not shared any more."))
    else:
        messages.success(request, _("It is not shared any more."))
    return redirect(FRONT, slug)


def _bridge(request: SignedIn, slug: str, pk: int) -> Bridge:
    """Return a bridge at this community, if the reader may know of it."""
    community = community_or_404(request, slug)
    bridges = Bridge.objects.visible_to(request.user).filter(to=community)
    bridges |= Bridge.objects.visible_to(request.user).filter(origin=community)
    found = bridges.select_related("to__programme", "origin__programme", "offered_by")
    return get_object_or_404(found, pk=pk)
