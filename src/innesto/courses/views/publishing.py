"""Let a course come out: somebody else looks at it first; groups, figures, the end."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.courses import rules
from innesto.courses.actions.enrolling import open_cohort
from innesto.courses.actions.publishing import (
    AskedAlready,
    DecidedAlready,
    NothingNew,
    SomethingIsMissing,
    ask_review,
    close_course,
    decide_review,
    reopen_course,
)
from innesto.courses.forms import AskForm, CohortForm, VerdictForm
from innesto.courses.http import authored_course, course_form_page, course_or_404, course_page
from innesto.courses.models import Course
from innesto.courses.queries.figures import (
    by_country,
    by_size,
    by_unit,
    cohorts_of,
    courses_in,
    totals_of,
)
from innesto.courses.queries.page import outline_of
from innesto.courses.unit_kinds import kind_of
from innesto.organisations import rules as organisations
from innesto.organisations.models import Organisation
from innesto.toolkit.http import posted, render_page, require

WRITE = "courses:write"


@require_http_methods(["GET", "POST"])
def ask(request: SignedIn, slug: str) -> HttpResponse:
    """Ask somebody else to look at what is new."""
    course = authored_course(request, slug)
    form = AskForm(posted(request))
    if form.is_valid():
        try:
            ask_review(course, by=request.user, note=form.cleaned_data["note"])
        except AskedAlready:
            messages.info(request, _("Somebody was asked already."))
        except NothingNew:
            messages.info(request, _("There is nothing new to look at."))
        except SomethingIsMissing:
            messages.error(request, _("Something is still missing: it stands beside the units."))
        else:
            messages.success(request, _("Asked. You hear when somebody has looked at it."))
        return redirect(WRITE, slug)
    return course_form_page(
        request,
        course,
        form,
        title=_("Ask somebody to look at it"),
        lead=_("Nothing comes out before somebody else has said yes."),
        action=_("Ask"),
        tab=WRITE,
    )


@require_http_methods(["GET", "POST"])
def review(request: SignedIn, slug: str) -> HttpResponse:
    """Look at a course that somebody wrote, and say yes or what is to be changed."""
    course = course_or_404(request, slug)
    waiting = get_object_or_404(course.reviews.select_related("asked_by"), verdict="")
    require(rules.can_decide(request.user, waiting))
    form = VerdictForm(posted(request))
    if form.is_valid():
        try:
            decide_review(waiting, by=request.user, **form.cleaned_data)
        except DecidedAlready:
            messages.info(request, _("A colleague was faster."))
        except SomethingIsMissing:
            messages.error(request, _("A unit lacks something meanwhile: ask the authors."))
            return redirect("courses:review", slug)
        else:
            messages.success(request, _("Thank you. The authors are told."))
        return redirect(course)
    outline = outline_of(course, with_drafts=True)
    context = {
        "review": waiting,
        "form": form,
        "outline": [
            (part.section, [(step.unit, kind_of(step.unit)) for step in part.steps])
            for part in outline
        ],
    }
    return course_page(request, "courses/review.html", course, context)


@require_POST
def close(request: SignedIn, slug: str) -> HttpResponse:
    """Take nobody in any more, or again."""
    course = authored_course(request, slug)
    if course.state == Course.State.PUBLISHED:
        close_course(course, by=request.user)
        messages.success(request, _("Closed: who follows it goes on, and it can still be read."))
    elif course.state == Course.State.CLOSED:
        reopen_course(course, by=request.user)
        messages.success(request, _("It takes people in again."))
    return redirect(WRITE, slug)


@require_http_methods(["GET", "POST"])
def cohorts(request: SignedIn, slug: str) -> HttpResponse:
    """The groups that follow a course together; open another one."""
    course = authored_course(request, slug)
    form = CohortForm(posted(request))
    if form.is_valid():
        open_cohort(course, by=request.user, **form.cleaned_data)
        messages.success(request, _("Opened."))
        return redirect("courses:cohorts", slug)
    context = {"form": form, "cohorts": cohorts_of(course)}
    return course_page(request, "courses/cohorts.html", course, context, tab="courses:cohorts")


@require_GET
def figures(request: SignedIn, slug: str) -> HttpResponse:
    """How a course goes: by unit, by country, by size of the municipality."""
    course = authored_course(request, slug)
    context = {
        "total": totals_of(course),
        "by_unit": by_unit(course),
        "by_country": by_country(course),
        "by_size": by_size(course),
    }
    return course_page(request, "courses/figures.html", course, context, tab="courses:figures")


@require_GET
def of_organisation(request: SignedIn, slug: str) -> HttpResponse:
    """What the people of a body learn who agreed to be counted, never who."""
    found = Organisation.objects.visible_to(request.user)
    organisation = get_object_or_404(found, slug=slug)
    require(organisations.can_edit(request.user, organisation))
    context = {"organisation": organisation, "rows": courses_in(organisation)}
    return render_page(request, "courses/of_organisation.html", context)
