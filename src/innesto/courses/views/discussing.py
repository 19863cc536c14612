"""What is said of a course and its units, in the community in which it is discussed."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from innesto.accounts.models import User
from innesto.communities.queries.register import is_open
from innesto.courses.http import course_or_404, course_page
from innesto.courses.queries.discussing import threads_about
from innesto.talk import rules as talk


@require_GET
@login_not_required
def discussion(request: HttpRequest, slug: str) -> HttpResponse:
    """The conversations that began out of a course."""
    course = course_or_404(request, slug)
    community = course.community
    if community is None:
        raise Http404
    user = request.user
    context = {
        "community": community,
        "is_inside": is_open(community, user),
        "threads": threads_about(course, viewer=user),
        "may_open": isinstance(user, User) and talk.can_open_thread(user, community),
    }
    return course_page(
        request, "courses/discussion.html", course, context, tab="courses:discussion"
    )
