"""How far a programme is with its exchanges, and who visited whom."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from innesto.exchanges.queries.progress import progress_of
from innesto.exchanges.queries.visits import visit_matrix, visited_strands
from innesto.programmes.http import programme_or_404, programme_page, way_back
from innesto.programmes.models import Programme
from innesto.toolkit.frame import Link
from innesto.toolkit.http import same_for_visitors


@require_GET
@login_not_required
@same_for_visitors
def progress(request: HttpRequest, slug: str) -> HttpResponse:
    """Wanted, planned, done and missing: in numbers and in days."""
    programme = programme_or_404(request, slug)
    context = {
        "progress": progress_of(programme),
        "strands": visited_strands(programme),
        "way_back": _way_back(programme),
    }
    return programme_page(
        request, "exchanges/progress.html", programme, context, tab="exchanges:index"
    )


@require_GET
@login_not_required
@same_for_visitors
def visits(request: HttpRequest, slug: str, strand: str) -> HttpResponse:
    """Who visited whom in a strand, and who still hosts."""
    programme = programme_or_404(request, slug)
    strands = visited_strands(programme)
    if strand not in dict(strands):
        raise Http404
    context = {
        "matrix": visit_matrix(programme, strand),
        "strand": strand,
        "strands": strands,
        "way_back": _way_back(programme),
    }
    return programme_page(
        request, "exchanges/visits.html", programme, context, tab="exchanges:index"
    )


def _way_back(programme: Programme) -> list[Link]:
    every = Link(_("Exchanges"), reverse("exchanges:index", args=[programme.slug]))
    return [*way_back(programme), every]
