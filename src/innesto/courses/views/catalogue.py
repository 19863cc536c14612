"""Find a course: the catalogue, those of a programme, one's own."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from innesto.accounts.http import SignedIn
from innesto.accounts.models import User
from innesto.courses import rules
from innesto.courses.forms import CatalogueForm
from innesto.courses.queries.catalogue import (
    catalogue_of_courses,
    courses_of,
    courses_written_by,
    enrolments_by,
)
from innesto.programmes.http import programme_or_404, programme_page
from innesto.toolkit.http import render_page

PER_PAGE = 20


@require_GET
@login_not_required
def index(request: HttpRequest) -> HttpResponse:
    """The catalogue: what one can learn here, for whom, in how much time."""
    form = CatalogueForm(request.GET)
    user = request.user
    found = catalogue_of_courses(form.asked(), viewer=user, on=timezone.localdate())
    context = {
        "form": form,
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "is_narrowed": any(request.GET.get(name) for name in form.fields),
        "may_begin": isinstance(user, User) and rules.can_begin(user),
    }
    return render_page(request, "courses/index.html", context, parts=("results",))


@require_GET
@login_not_required
def of_programme(request: HttpRequest, slug: str) -> HttpResponse:
    """The courses of a programme."""
    programme = programme_or_404(request, slug)
    user = request.user
    found = courses_of(programme, viewer=user)
    context = {
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "may_begin": isinstance(user, User) and rules.can_begin(user, programme=programme),
    }
    return programme_page(
        request, "courses/of_programme.html", programme, context, tab="courses:of-programme"
    )


@require_GET
def mine(request: SignedIn) -> HttpResponse:
    """The courses one follows, and those one writes."""
    context = {
        "enrolments": Paginator(enrolments_by(request.user), PER_PAGE).get_page(
            request.GET.get("page")
        ),
        "written": courses_written_by(request.user)[:PER_PAGE],
        "may_begin": rules.can_begin(request.user),
    }
    return render_page(request, "courses/mine.html", context)
