"""Communities in lists, and the way into one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from innesto.accounts.http import SignedIn
from innesto.communities import rules
from innesto.communities.actions.members import AlreadyAMember, join_community
from innesto.communities.http import community_or_404
from innesto.communities.models import Community
from innesto.communities.queries.register import community_list
from innesto.programmes.http import programme_or_404, programme_page
from innesto.toolkit.drawing import Row
from innesto.toolkit.http import render_page, require, same_for_visitors


@require_GET
@login_not_required
@same_for_visitors
def index(request: HttpRequest) -> HttpResponse:
    """Every community one may know of."""
    found = community_list(viewer=request.user)
    page = Paginator(found, per_page=25).get_page(request.GET.get("page"))
    context = {"page": page, "rows": [_row(community) for community in page]}
    return render_page(request, "communities/index.html", context)


@require_GET
@login_not_required
@same_for_visitors
def of_programme(request: HttpRequest, slug: str) -> HttpResponse:
    """The communities of one programme."""
    programme = programme_or_404(request, slug)
    found = community_list(viewer=request.user, programme=programme)
    context = {"rows": [_row(community, in_programme=True) for community in found]}
    return programme_page(
        request,
        "communities/of_programme.html",
        programme,
        context,
        tab="communities:of-programme",
    )


@require_POST
def join(request: SignedIn, slug: str) -> HttpResponse:
    """Come in, or ask to."""
    community = community_or_404(request, slug)
    require(rules.can_join(request.user, community))
    try:
        member = join_community(community, by=request.user)
    except AlreadyAMember:
        messages.info(request, _("You belong to it already, or have asked to."))
    else:
        done = _("You are in.") if member.status == "in" else _("Asked. You will be answered.")
        messages.success(request, done)
    return redirect(community)


def _row(community: Community, *, in_programme: bool = False) -> Row:
    programme = community.programme
    return Row(
        community.name,
        community.get_absolute_url(),
        [
            community.question,
            programme.name if programme and not in_programme else "",
            _("closed") if community.is_closed else "",
        ],
    )
