"""Follow a course: its page, begin it, its units, what is done."""

from datetime import UTC, datetime
from itertools import pairwise

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from innesto.accounts.http import SignedIn
from innesto.accounts.models import User
from innesto.courses import rules
from innesto.courses.actions.enrolling import (
    NoSeatLeft,
    NotTakingIn,
    agree_to_count,
    enrol_learner,
    leave_course,
)
from innesto.courses.actions.progress import finish_unit, keep_position, open_unit
from innesto.courses.forms import EnrolForm
from innesto.courses.http import (
    Reader,
    course_or_404,
    course_page,
    panels_of,
    reading,
    taken_unit,
    unit_page,
)
from innesto.courses.linked_data import json_ld
from innesto.courses.models import Course, Enrolment
from innesto.courses.models.course import time_needed
from innesto.courses.queries.page import authors_of, enrolments_of, outline_of
from innesto.courses.queries.people import seats_left
from innesto.courses.unit_kinds import kind_of
from innesto.organisations.http import acting_for, acting_organisation
from innesto.programmes.queries.facts import blueprint_of
from innesto.programmes.queries.labels import labels_of
from innesto.toolkit.http import require
from innesto.toolkit.outbox import taken_once


@require_GET
@login_not_required
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """A course: what one will be able to do, what is in it, and where one is."""
    course = course_or_404(request, slug)
    user = request.user
    person = user if isinstance(user, User) else None
    mine = enrolments_of(course.pk, person.pk) if person else []
    enrolment = mine[0] if mine and mine[0].left_at is None else None
    writes = person is not None and rules.can_write(person, course)
    outline = outline_of(course, enrolment=enrolment, with_drafts=writes)
    steps = [step for part in outline for step in part.steps if step.unit.is_shown]
    today = timezone.localdate()
    left = course.minutes - enrolment.done_minutes if enrolment else 0
    context = {
        "enrolment": enrolment,
        "outline": outline,
        "next": next((step.unit for step in steps if not step.is_done), None),
        "first": steps[0].unit if steps else None,
        "panels": panels_of(course, Reader(user, writes, enrolment)),
        "may_enrol": enrolment is None and rules.can_enrol(course),
        "cohorts": [
            (cohort, cohort.takes_people_in(today), seats_left(course, cohort))
            for cohort in course.cohorts.filter(ends_on__gte=today)
        ],
        "seats_left": seats_left(course),
        "is_open_to_read": course.pace == Course.Pace.OPEN,
        "acting": acting_for(request),
        "authors": authors_of(course),
        "audiences": _audiences(course),
        "time_left": time_needed(left) if enrolment and left > 0 else "",
        "is_signed_in": person is not None,
    }
    return course_page(request, "courses/detail.html", course, context, tab="courses:detail")


@require_GET
@login_not_required
def schema(request: HttpRequest, slug: str) -> HttpResponse:
    """The course for machines, in the vocabulary of schema.org."""
    course = course_or_404(request, slug)
    told = json_ld(course, request.build_absolute_uri(course.get_absolute_url()))
    return HttpResponse(told, content_type="application/ld+json")


def _audiences(course: Course) -> list[str]:
    """Return whom it is for, in the words of its programme."""
    if not course.audiences or course.programme is None:
        return []
    labels = labels_of(blueprint_of(course.programme)).audiences
    return [labels[key] for key in course.audiences if key in labels]


@require_POST
def enrol(request: SignedIn, slug: str) -> HttpResponse:
    """Begin a course."""
    course = course_or_404(request, slug)
    require(rules.can_enrol(course))
    form = EnrolForm(request.POST, course=course)
    if not form.is_valid():
        messages.error(request, _("Choose a group."))
        return redirect(course)
    counted = form.cleaned_data["is_counted"]
    try:
        enrol_learner(
            course,
            by=request.user,
            cohort=form.cleaned_data["cohort"],
            organisation=acting_organisation(request),
            is_counted=counted,
        )
    except NoSeatLeft:
        messages.info(request, _("Every seat is taken."))
    except NotTakingIn:
        messages.info(request, _("Nobody can begin it now."))
    else:
        messages.success(request, _("You can begin. Stop whenever you want: your place is kept."))
    return redirect(course)


@require_POST
def leave(request: SignedIn, slug: str) -> HttpResponse:
    """Leave a course."""
    enrolment = _own(request, slug)
    leave_course(enrolment, by=request.user)
    messages.success(request, _("You left the course. If you come back, what you did is there."))
    return redirect(enrolment.course)


@require_POST
def count(request: SignedIn, slug: str) -> HttpResponse:
    """Let one's organisation count one in, or no longer."""
    enrolment = _own(request, slug)
    agree_to_count(
        enrolment,
        organisation=acting_organisation(request) or enrolment.organisation,
        is_counted="conta" in request.POST,
        by=request.user,
    )
    messages.success(request, _("Saved."))
    return redirect(enrolment.course)


def _own(request: SignedIn, slug: str) -> Enrolment:
    mine = Enrolment.objects.visible_to(request.user).current().select_related("course")
    return get_object_or_404(mine, course__slug=slug)


@require_GET
@login_not_required
def unit(request: HttpRequest, pk: int) -> HttpResponse:
    """A unit, with what its kind draws."""
    found, enrolment, may_open = reading(request, pk)
    if not may_open:
        messages.info(request, _("Enrol first: then every unit is open to you."))
        return redirect(found.course)
    kind = kind_of(found)
    panel = kind.draw(request, found, enrolment) if kind else None
    context = {"panel": panel, "is_signed_in": isinstance(request.user, User)}
    return unit_page(request, "courses/unit_page.html", found, enrolment, context)


@require_POST
@taken_once
def done(request: SignedIn, pk: int) -> HttpResponse:
    """Say that one is done with a unit whose kind leaves that to the learner; go on."""
    found, enrolment = taken_unit(request, pk)
    kind = kind_of(found)
    require(kind is not None and kind.says_done)
    finish_unit(enrolment, found, by=request.user)
    steps = [step.unit for part in outline_of(found.course) for step in part.steps]
    after = next((two for one, two in pairwise(steps) if one == found), None)
    if after is None:
        return redirect(found.course)
    return redirect("courses:unit", after.pk)


@require_POST
def opened(request: SignedIn, pk: int) -> HttpResponse:
    """Remember that one is here: sent by the page itself."""
    found, enrolment = taken_unit(request, pk)
    open_unit(enrolment, found)
    return HttpResponse()


@require_POST
def position(request: SignedIn, pk: int) -> HttpResponse:
    """Remember where a recording was left: ``secondo`` of it, and ``quando`` in ms since 1970."""
    second, moment = request.POST.get("secondo", ""), request.POST.get("quando", "")
    if not (second.isdecimal() and moment.isdecimal()) or len(second) > 6 or len(moment) > 14:
        return HttpResponse(status=422)
    at = datetime.fromtimestamp(int(moment) / 1000, UTC)
    keep_position(pk, int(second), by=request.user, at=at)
    return HttpResponse()
