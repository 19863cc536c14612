"""What pages of conversations share: the frame of their community, and the page of one form."""

from collections.abc import Mapping
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from innesto.accounts.http import SignedIn
from innesto.communities.http import community_page
from innesto.communities.http import form_page as page_of_form
from innesto.communities.models import Community
from innesto.communities.rules import membership
from innesto.organisations.models import Organisation
from innesto.talk.models import Post, Thread
from innesto.talk.queries.threads import thread_at
from innesto.toolkit.addresses import address_of
from innesto.toolkit.frame import Link
from innesto.toolkit.http import one_or_404

TAB = "talk:index"


def thread_or_404(request: HttpRequest, pk: int) -> Thread:
    """Return the thread if the person may read it."""
    return one_or_404(thread_at(pk, viewer=request.user))


def post_or_404(request: HttpRequest, pk: int) -> Post:
    """Return the post with its thread, if the person may read it."""
    found = Post.objects.visible_to(request.user).filter(pk=pk)
    return one_or_404(list(found.select_related("thread__community__programme", "author")))


def talk_page(
    request: HttpRequest,
    template: str,
    community: Community,
    context: Mapping[str, Any],
    *,
    way: tuple[Link, ...] = (),
    is_open: bool = True,
    parts: tuple[str, ...] = (),
) -> HttpResponse:
    """Draw a page inside a community; whether it is open is not asked again.

    Who reads only what was shared with another community is not ``is_open`` to the rest.
    """
    known = {**context, "is_open": is_open}
    return community_page(request, template, community, known, tab=TAB, way=way, parts=parts)


def form_page(request: SignedIn, thread: Thread, form: BaseForm, **asked: Any) -> HttpResponse:
    """Draw a page that asks one thing about a thread, as every page of a community does."""
    return page_of_form(request, thread.community, form, tab=TAB, way=up_to(thread), **asked)


def up_to(thread: Thread) -> tuple[Link, ...]:
    """Return the pages between the community and a page about a thread."""
    talk = Link(_("Conversations"), address_of("talk:index", thread.community.slug))
    return (talk, Link(thread.title, thread.get_absolute_url()))


def speaks_for(request: SignedIn, community: Community) -> Organisation | None:
    """Return the organisation for which the person is a member."""
    member = membership(request.user, community)
    return member.organisation if member else None
