"""A community at a glance: what is asked, said and left there."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from innesto.accounts.models import User
from innesto.communities import rules
from innesto.communities.http import community_or_404, community_page, way_back
from innesto.toolkit.http import same_for_visitors


@require_GET
@login_not_required
@same_for_visitors
def front(request: HttpRequest, slug: str) -> HttpResponse:
    """The front page of a community."""
    community = community_or_404(request, slug)
    user = request.user
    context = {
        "way_back": way_back(community)[:-1],
        "may_join": isinstance(user, User) and rules.can_join(user, community),
    }
    return community_page(
        request, "portal/community.html", community, context, tab="portal:community"
    )
