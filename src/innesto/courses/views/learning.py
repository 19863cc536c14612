"""Follow a course: its page, begin it, its units, what is done."""

from datetime import UTC, datetime
from itertools import pairwise

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from innesto.accounts.http import SignedIn
from innesto.accounts.models import User
from innesto.courses import rules
from innesto.courses.actions.enrolling import NoSeatLeft, NotTakingIn, enrol_learner
from innesto.courses.actions.progress import finish_unit, keep_position, open_unit
from innesto.courses.http import (
    course_or_404,
    panels_of,
    reading,
    taken_unit,
    unit_page,
    way_back,
)
from innesto.courses.queries.page import enrolments_of, outline_of
from innesto.courses.unit_kinds import kind_of
from innesto.toolkit.http import render_page, require
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
    context = {
        "course": course,
        "enrolment": enrolment,
        "outline": outline_of(course, enrolment=enrolment),
        "panels": panels_of(request, course, enrolment),
        "may_enrol": enrolment is None and rules.can_enrol(course),
        "may_write": person is not None and rules.can_write(person, course),
        "way_back": way_back(course)[:-1],
    }
    return render_page(request, "courses/detail.html", context)


@require_POST
def enrol(request: SignedIn, slug: str) -> HttpResponse:
    """Begin a course."""
    course = course_or_404(request, slug)
    require(rules.can_enrol(course))
    try:
        enrol_learner(course, by=request.user)
    except NoSeatLeft:
        messages.info(request, _("Every seat is taken."))
    except NotTakingIn:
        messages.info(request, _("Nobody can begin it now."))
    else:
        messages.success(request, _("You can begin. Stop whenever you want: your place is kept."))
    return redirect(course)


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
    return unit_page(request, "courses/unit.html", found, enrolment, {"panel": panel})


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
