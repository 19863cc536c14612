"""Find a course."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from innesto.courses.queries.catalogue import course_list
from innesto.toolkit.http import render_page


@require_GET
@login_not_required
def index(request: HttpRequest) -> HttpResponse:
    """The courses one can take."""
    page = Paginator(course_list(viewer=request.user), per_page=20).get_page(
        request.GET.get("page")
    )
    return render_page(request, "courses/index.html", {"page": page}, parts=("results",))
