"""A community at a glance: who is in it, what is asked, said and left there."""

from functools import cache, partial

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from innesto.accounts.models import User
from innesto.communities import rules
from innesto.communities.http import community_or_404, community_page, panels_of
from innesto.communities.models import Member
from innesto.communities.queries.front import CHIPS, front_of
from innesto.communities.queries.register import is_open, membership_in
from innesto.journal.queries import head_of_all
from innesto.toolkit.http import same_for_visitors

TAB = "communities:front"


@require_GET
@login_not_required
@same_for_visitors
def front(request: HttpRequest, slug: str) -> HttpResponse:
    """The front page of a community, worked out once for each reader and act.

    Who may not read it gets who it is and how to join, no panels.
    """
    community = community_or_404(request, slug)
    user = request.user
    found = membership_in(community.pk, user.pk) if isinstance(user, User) else []
    mine = next(iter(found), None)
    is_member = mine is not None and mine.status == Member.Status.IN
    context = {
        "front": cache(partial(front_of, community)),
        "panels": cache(partial(panels_of, community, user)),
        "chips": CHIPS,
        "head": head_of_all(),
        "is_open": is_member or is_open(community, user),
        "mine": mine,
        "may_join": isinstance(user, User) and not mine and rules.can_join(user, community),
    }
    return community_page(request, "communities/front.html", community, context, tab=TAB)
