"""Learners hand in and assess each other; authors set the assignment and may decide."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.assignments import rules
from innesto.assignments.actions import (
    AssessedAlready,
    HandInFirst,
    NothingToAssess,
    OwesOne,
    PassedAlready,
    TooEarly,
    TooLate,
    WaitsAlready,
    assess_work,
    decide_work,
    hand_in_work,
    set_assignment,
    set_deadline,
    take_work_to_assess,
)
from innesto.assignments.forms import (
    AssessmentForm,
    AssignmentForm,
    DeadlineForm,
    DecisionForm,
    WorkForm,
)
from innesto.assignments.models import Assessment, Assignment, Deadline, Work
from innesto.assignments.queries import assignment_of, works_of
from innesto.courses.http import author_page, authored_unit, form_page, taken_unit, unit_page
from innesto.courses.models import Unit
from innesto.programmes.models.programme import said
from innesto.toolkit.addresses import address_of
from innesto.toolkit.drafting import drafting
from innesto.toolkit.frame import Link
from innesto.toolkit.http import posted, require
from innesto.toolkit.languages import language_name
from innesto.toolkit.serving import serve
from innesto.toolkit.uploads import kind_of


@require_http_methods(["GET", "POST"])
def hand_in(request: SignedIn, pk: int) -> HttpResponse:
    """Hand in a work; the text is kept while one writes."""
    unit, enrolment = taken_unit(request, pk)
    assignment = get_object_or_404(Assignment, unit=unit)
    draft = drafting(request.user, "assignments:hand-in", str(pk), title=unit.title)
    form = WorkForm(
        posted(request), request.FILES or None, assignment=assignment, initial=draft.initial
    )
    if form.is_valid():
        try:
            hand_in_work(assignment, enrolment, by=request.user, **form.cleaned_data)
        except (WaitsAlready, PassedAlready):
            messages.info(request, _("Your work was handed in already: nothing was changed."))
        except TooLate:
            messages.error(request, _("The last day to hand in is over. Ask who runs the course."))
        else:
            draft.drop()
            messages.success(request, _("Handed in."))
        return redirect(unit)
    context = {
        "form": form,
        "assignment": assignment,
        "action": pgettext("answers", "Hand it in"),
        "back": unit.get_absolute_url(),
        "draft": draft,
    }
    return unit_page(request, "assignments/hand_in.html", unit, enrolment, context)


@require_POST
def take(request: SignedIn, pk: int) -> HttpResponse:
    """Get a work of a peer to assess: the one that waits most."""
    unit, enrolment = taken_unit(request, pk)
    assignment = get_object_or_404(Assignment, unit=unit)
    try:
        assessment = take_work_to_assess(assignment, enrolment, by=request.user)
    except OwesOne as owes:
        assessment = owes.assessment
    except HandInFirst:
        messages.info(request, _("Hand in your own work first."))
    except TooEarly:
        messages.info(request, _("Others still hand in: you assess when all works are there."))
    except TooLate:
        messages.info(request, _("The last day to assess is over."))
    except NothingToAssess:
        messages.info(
            request, _("No work waits at the moment. Come back when others have handed in.")
        )
    else:
        return redirect(assessment)
    return redirect(unit)


@require_http_methods(["GET", "POST"])
def assess(request: SignedIn, pk: int) -> HttpResponse:
    """Assess a work of a peer; what is written is kept."""
    found = Assessment.objects.select_related("work__assignment", "work__enrolment__person")
    assessment = get_object_or_404(found, pk=pk, enrolment__person=request.user)
    work = assessment.work
    if assessment.is_done or work.is_decided:
        return redirect(work)
    unit, enrolment = taken_unit(request, work.assignment.unit_id)
    draft = drafting(request.user, "assignments:assess", str(pk), title=unit.title)
    form = AssessmentForm(posted(request), criteria=work.assignment.criteria, initial=draft.initial)
    if form.is_valid():
        words = form.cleaned_data["words"]
        try:
            assess_work(assessment, points=form.points, words=words, by=request.user)
        except AssessedAlready:
            messages.info(request, _("This work has been assessed already: nothing was changed."))
        else:
            draft.drop()
            messages.success(request, _("Thank you. Who wrote it reads your words."))
        return redirect(unit)
    context = {
        "form": form,
        "work": work,
        "name": "" if work.assignment.is_anonymous else str(work.enrolment.person),
        "action": _("Send it"),
        "back": unit.get_absolute_url(),
        "draft": draft,
    }
    return unit_page(request, "assignments/assess.html", unit, enrolment, context)


@require_GET
def work(request: SignedIn, pk: int) -> HttpResponse:
    """A work with what was said of it: for who handed it in, for who assessed it, for authors."""
    found = _work_or_404(request, pk)
    decides = rules.can_decide_work(request.user, found)
    own = rules.is_own(request.user, found)
    done = found.assessments.done().select_related("enrolment__person")
    criteria = found.assignment.criteria
    is_named = not found.assignment.is_anonymous
    context = {
        "work": found,
        "is_own": own,
        "name": str(found.enrolment.person) if is_named and not own else "",
        "said": [
            {
                "name": str(one.enrolment.person) if is_named else "",
                "points": [(said(c.text), one.points.get(c.key, 0), c.points) for c in criteria],
                "words": one.words,
            }
            for one in done
            if own or decides or one.enrolment.person_id == request.user.pk
        ],
        "may_decide": decides,
    }
    unit = found.assignment.unit
    if decides:
        unit = authored_unit(request, unit.pk)
        return author_page(request, "assignments/work_for_authors.html", unit, context)
    unit, enrolment = taken_unit(request, unit.pk)
    return unit_page(request, "assignments/work.html", unit, enrolment, context)


@require_GET
def file(request: SignedIn, pk: int) -> HttpResponseBase:
    """Give out the file of a work; without the name its writer gave it where there are no names."""
    found = _work_or_404(request, pk)
    if not found.file:
        raise Http404
    hidden = found.assignment.is_anonymous and not rules.is_own(request.user, found)
    name = f"{found.pk}.{kind_of(found.file_name)}" if hidden else found.file_name
    return serve(request, found.file, name, inline=False)


@require_http_methods(["GET", "POST"])
def edit(request: SignedIn, pk: int) -> HttpResponse:
    """Say what is asked for, in one language, and how it is assessed."""
    unit = authored_unit(request, pk)
    found = assignment_of(unit)
    languages = _languages(unit, found)
    wanted = request.GET.get("in", languages[0])
    language = wanted if wanted in languages else languages[0]
    form = AssignmentForm(
        posted(request), instance=found or Assignment(unit=unit), language=language
    )
    if form.is_valid():
        set_assignment(unit, by=request.user, **form.given)
        messages.success(request, _("Saved."))
        return redirect(request.get_full_path())
    context = {
        "form": form,
        "languages": [
            Link(language_name(code), f"{request.path}?in={code}", current=code == language)
            for code in languages
        ],
        "deadlines": _deadlines(found) if found else (),
        "action": _("Save"),
        "back": address_of("courses:write", unit.course.slug),
        "draft": None,
    }
    return author_page(request, "assignments/edit.html", unit, context)


@require_http_methods(["GET", "POST"])
def deadline(request: SignedIn, pk: int, cohort: int) -> HttpResponse:
    """Say until when a cohort hands in and assesses."""
    unit = authored_unit(request, pk)
    assignment = get_object_or_404(Assignment, unit=unit)
    group = get_object_or_404(unit.course.cohorts, pk=cohort)
    known = Deadline.objects.filter(assignment=assignment, cohort=group).first()
    form = DeadlineForm(
        posted(request), instance=known or Deadline(assignment=assignment, cohort=group)
    )
    if form.is_valid():
        set_deadline(assignment, group, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("assignments:edit", pk)
    title, back = str(group), address_of("assignments:edit", pk)
    return form_page(request, unit, form, title=title, action=_("Save"), back=back)


@require_GET
def works(request: SignedIn, pk: int) -> HttpResponse:
    """All works of an assignment for its authors, those without a result first."""
    unit = authored_unit(request, pk)
    assignment = assignment_of(unit)
    found = works_of(assignment) if assignment else Work.objects.none()
    page = Paginator(found, per_page=30).get_page(request.GET.get("page"))
    context = {"page": page, "assignment": assignment}
    return author_page(request, "assignments/works.html", unit, context)


@require_http_methods(["GET", "POST"])
def decide(request: SignedIn, pk: int) -> HttpResponse:
    """Give a result as an author, with the reason."""
    found = _work_or_404(request, pk)
    require(rules.can_decide_work(request.user, found))
    unit = authored_unit(request, found.assignment.unit_id)
    form = DecisionForm(posted(request), initial={"percent": found.percent, "reason": found.reason})
    if form.is_valid():
        decide_work(found, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("assignments:works", unit.pk)
    title, back = _("Give a result"), found.get_absolute_url()
    return form_page(request, unit, form, title=title, action=_("Save"), back=back)


def _work_or_404(request: SignedIn, pk: int) -> Work:
    visible = Work.objects.visible_to(request.user)
    return get_object_or_404(
        visible.select_related("assignment__unit__course", "enrolment__person"), pk=pk
    )


def _languages(unit: Unit, found: Assignment | None) -> list[str]:
    """Return the languages of the course and of the task, the one of the course first."""
    first = unit.course.language
    others = {*unit.course.languages, *(found.task if found else ())} - {first, "und"}
    return [first, *sorted(others)]


def _deadlines(assignment: Assignment) -> list[tuple[str, str, Deadline | None]]:
    """Return name, address and deadline of each cohort."""
    known = {one.cohort_id: one for one in assignment.deadlines.all()}
    return [
        (
            str(cohort),
            address_of("assignments:deadline", assignment.unit_id, cohort.pk),
            known.get(cohort.pk),
        )
        for cohort in assignment.unit.course.cohorts.all()
    ]
