"""The thread of a work."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from innesto.lineage.queries.picture import picture_of
from innesto.lineage.queries.thread import thread_from
from innesto.toolkit.http import render_page


@require_GET
@login_not_required
def thread(request: HttpRequest, kind: str, key: int) -> HttpResponse:
    """Show what a work came from and what came of it, as far as the reader may know."""
    found = thread_from((kind, str(key)), viewer=request.user)
    if found is None:
        raise Http404
    context = {"thread": found, "picture": picture_of(found)}
    return render_page(request, "lineage/thread.html", context)
