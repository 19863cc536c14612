"""What is still to read, and how one follows."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from innesto.accounts.http import SignedIn
from innesto.talk.actions.reading import follow_community, follow_thread, mark_all_seen
from innesto.talk.drawing import drawn_thread
from innesto.talk.models import Place
from innesto.talk.queries.reading import MOST, to_read
from innesto.talk.queries.standing import room_at
from innesto.talk.views.pages import thread_or_404
from innesto.toolkit.http import one_or_404, render_page


@require_GET
def index(request: SignedIn) -> HttpResponse:
    """Every conversation with something new, of all one's communities."""
    found, count = to_read(request.user)
    context = {
        "rows": [
            drawn_thread(thread, seen_until=request.user.date_joined, with_community=True)
            for thread in found
        ],
        "count": count,
        "is_more": count > len(found),
        "is_much": count >= MOST,
    }
    return render_page(request, "talk/to_read.html", context)


@require_POST
def mark_all(request: SignedIn) -> HttpResponse:
    """Take everything off what is to read; ``community`` names only one."""
    slug = request.POST.get("community", "")
    community = one_or_404(room_at(slug, viewer=request.user)) if slug else None
    mark_all_seen(by=request.user, community=community)
    messages.success(request, _("All read."))
    return redirect("talk:index", slug) if community else redirect("talk:to-read")


@require_POST
def follow(request: SignedIn, pk: int) -> HttpResponse:
    """Choose how one is told of this conversation."""
    thread = thread_or_404(request, pk)
    attitude = request.POST.get("attitude", "")
    if attitude in Place.Attitude.values:
        follow_thread(thread, attitude, by=request.user)
        messages.success(request, _("Kept."))
    return redirect(thread)


@require_POST
def follow_all(request: SignedIn, slug: str) -> HttpResponse:
    """Choose whether one is told of every conversation of a community."""
    community = one_or_404(room_at(slug, viewer=request.user))
    follow_community(community, by=request.user, follows=request.POST.get("follows") == "yes")
    messages.success(request, _("Kept."))
    return redirect("talk:index", slug)
