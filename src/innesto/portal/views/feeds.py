"""What happens in a community, for readers of feeds and for calendars."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from innesto.accounts.models import User
from innesto.communities.http import community_page, open_community_or_404
from innesto.communities.models import Community
from innesto.communities.queries.register import community_at, is_open
from innesto.exchanges.http import calendar_of
from innesto.exchanges.models import CalendarFeed
from innesto.exchanges.queries.agenda import feed_of, meetings_of
from innesto.portal.queries.news import news_of
from innesto.toolkit.frame import Link
from innesto.toolkit.http import one_or_404


@require_GET
@login_not_required
def follow(request: HttpRequest, slug: str) -> HttpResponse:
    """Where to follow a community from: addresses for all of a public one, else secret ones."""
    community = open_community_or_404(request, slug)
    is_public = community.visibility == Community.Visibility.PUBLIC
    secret = None if is_public else feed_of(request.user)
    keys = [slug, secret.token] if secret else [slug]
    of = "-of" if secret else ""

    def address(name: str) -> str:
        return request.build_absolute_uri(reverse(f"portal:community-{name}{of}", args=keys))

    context = {
        "is_secret": secret is not None,
        "news": address("news") if secret or is_public else "",
        "meetings": address("meetings") if secret or is_public else "",
    }
    way = [Link(_("Follow it elsewhere"), request.path)]
    return community_page(request, "portal/follow.html", community, context, way=way)


@require_GET
@login_not_required
def news(request: HttpRequest, slug: str, token: str = "") -> HttpResponse:
    """What was opened and left there lately, as Atom; no person is named in it."""
    community, reader = _asked_for(request, slug, token)
    feed = Atom1Feed(
        title=community.name,
        link=request.build_absolute_uri(community.get_absolute_url()),
        description=community.question,
        feed_url=request.build_absolute_uri(),
    )
    for one in news_of(community, viewer=reader):
        address = request.build_absolute_uri(one.url)
        feed.add_item(
            title=one.title,
            link=address,
            description=one.kind,
            updateddate=one.at,
            pubdate=one.at,
            unique_id=address,
        )
    content = feed.writeString("utf-8")
    return HttpResponse(content, content_type="application/atom+xml; charset=utf-8")


@require_GET
@login_not_required
def meetings(request: HttpRequest, slug: str, token: str = "") -> HttpResponse:
    """The meetings of a community, for calendar programs."""
    community, reader = _asked_for(request, slug, token)
    found = meetings_of(community, viewer=reader).select_related("programme")
    content = calendar_of(
        found.prefetch_related("seats__partner__organisation"),
        name=community.name,
        at=request.build_absolute_uri,
    )
    headers = {"Content-Disposition": f'inline; filename="{slug}.ics"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)


def _asked_for(
    request: HttpRequest, slug: str, token: str
) -> tuple[Community, User | AnonymousUser]:
    """Return the community and who reads: the person of the secret address, else who is here."""
    reader: User | AnonymousUser = request.user
    if token:
        feeds = CalendarFeed.objects.filter(person__is_active=True).select_related("person")
        reader = get_object_or_404(feeds, token=token).person
    community = one_or_404(community_at(slug, viewer=reader))
    if not is_open(community, reader):
        raise Http404
    return community, reader
