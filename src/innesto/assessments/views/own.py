"""Assess oneself, or the body one speaks for: begin, answer step by step, see what changed."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.assessments import rules
from innesto.assessments.actions import (
    FinishedAlready,
    NotWhole,
    RoundIsOver,
    answer_assessment,
    begin_assessment,
    discard_assessment,
    finish_assessment,
)
from innesto.assessments.comparing import picture_of
from innesto.assessments.forms import AnswersForm, BodyForm, SubjectForm
from innesto.assessments.marking import Question, compared, mean, suggested, written
from innesto.assessments.models import Assessment
from innesto.assessments.queries.questions import areas_of, questions_of, themes_for
from innesto.assessments.queries.rounds import unanswered_by
from innesto.assessments.queries.sheets import earlier_ones, own_assessments
from innesto.curricula.models import Curriculum, Framework
from innesto.organisations.actions import state_need, state_offer
from innesto.organisations.models import Organisation
from innesto.toolkit.addresses import address_of
from innesto.toolkit.dates import day
from innesto.toolkit.drawing import Row
from innesto.toolkit.frame import Link
from innesto.toolkit.http import posted, render_page, require


@require_GET
def index(request: SignedIn) -> HttpResponse:
    """What one is asked, what one said, and beginning by oneself."""
    user = request.user
    bodies = Organisation.objects.filter(
        memberships__in=user.memberships.current().filter(is_referent=True)
    )
    context = {
        "asked": [
            Row(
                one.title,
                one.get_absolute_url(),
                [
                    str(one.programme or one.organisation),
                    _("until %(day)s") % {"day": day(one.closes_on)},
                ],
            )
            for one in unanswered_by(user, timezone.localdate())
        ],
        "rows": [row_of(one) for one in own_assessments(user)[:50]],
        "bodies": bodies.order_by("sought", "pk"),
    }
    return render_page(request, "assessments/index.html", context)


@require_http_methods(["GET", "POST"])
def new(request: SignedIn) -> HttpResponse:
    """Begin by oneself."""
    user = request.user
    wanted = f"percorso-{request.GET['percorso']}" if "percorso" in request.GET else ""
    form = SubjectForm(
        posted(request),
        frameworks=Framework.objects.visible_to(user).order_by("key"),
        curricula=Curriculum.objects.published().visible_to(user).order_by("title", "pk"),
        initial={"subject": wanted, "kind": ""},
    )
    if form.is_valid():
        assessment = begin_assessment(form.thing, by=user, kind=form.cleaned_data["kind"])
        return redirect("assessments:answer", assessment.pk, 1)
    context = {
        "form": form,
        "title": _("Assess yourself"),
        "lead": _("Only you see what you answer, and you can delete it whenever you wish."),
        "action": _("Begin"),
        "back": address_of("assessments:index"),
        "draft": None,
        "way_back": _way_back(),
    }
    return render_page(request, "assessments/form.html", context)


@require_http_methods(["GET", "POST"])
def new_for_body(request: SignedIn, slug: str) -> HttpResponse:
    """Begin for an organisation or one of its offices."""
    visible = Organisation.objects.visible_to(request.user)
    organisation = get_object_or_404(visible, slug=slug)
    require(rules.can_assess_body(request.user, organisation))
    form = BodyForm(posted(request), organisation=organisation, themes=themes_for(request.user))
    if form.is_valid():
        said = form.cleaned_data
        assessment = begin_assessment(
            said["theme"], by=request.user, organisation=organisation, office=said.get("office")
        )
        return redirect("assessments:answer", assessment.pk, 1)
    context = {
        "form": form,
        "title": _("Where does your organisation stand?"),
        "lead": _("Your colleagues read it. Repeat it after a path, and see what changed."),
        "action": _("Begin"),
        "back": address_of("assessments:of-body", slug),
        "draft": None,
        "way_back": [Link(organisation.name, organisation.get_absolute_url())],
    }
    return render_page(request, "assessments/form.html", context)


@require_http_methods(["GET", "POST"])
def answer(request: SignedIn, pk: int, step: int) -> HttpResponse:
    """Answer one area; what is answered is kept with every step."""
    assessment = _one(request, pk)
    require(rules.can_answer(request.user, assessment))
    if assessment.is_finished:
        return redirect(assessment)
    areas = list(areas_of(questions_of(assessment)).items())
    if not 1 <= step <= len(areas):
        raise Http404
    area, questions = areas[step - 1]
    form = AnswersForm(
        posted(request),
        questions=questions,
        known=assessment.levels,
        notes=assessment.notes,
        is_of_body=assessment.is_of_body,
    )
    if form.is_valid():
        try:
            answer_assessment(assessment, form.levels, notes=form.notes, by=request.user)
            if step < len(areas):
                return redirect("assessments:answer", pk, step + 1)
            finish_assessment(assessment, by=request.user)
        except NotWhole:
            messages.info(request, _("Kept. Some questions have no answer yet."))
            return redirect("assessments:answer", pk, _first_open(pk, areas))
        except (RoundIsOver, FinishedAlready):
            messages.info(request, _("It is over: nothing can be changed any more."))
        return redirect(assessment)
    context = {
        "assessment": assessment,
        "form": form,
        "area": area,
        "step": step,
        "links": [
            Link(
                name or str(assessment),
                address_of("assessments:answer", pk, number),
                number == step,
            )
            for number, (name, _questions) in enumerate(areas, start=1)
        ],
        "lacking": [
            address_of("assessments:answer", pk, number)
            for number, (_name, ones) in enumerate(areas, start=1)
            if any(one.key not in assessment.answers for one in ones)
        ],
        "is_last": step == len(areas),
        "is_single": len(areas) == 1,
        "way_back": _way_back(),
    }
    return render_page(request, "assessments/answer.html", context)


def _first_open(pk: int, areas: Sequence[tuple[str, Sequence[Question]]]) -> int:
    answers = Assessment.objects.get(pk=pk).answers
    return next(
        number
        for number, (_name, ones) in enumerate(areas, start=1)
        if any(one.key not in answers for one in ones)
    )


@require_GET
def detail(request: SignedIn, pk: int) -> HttpResponse:
    """A result, beside an earlier one of the same kind, and what it suggests for a body."""
    assessment = _one(request, pk)
    may_answer = rules.can_answer(request.user, assessment)
    if not assessment.is_finished:
        if may_answer:
            return redirect("assessments:answer", pk, 1)
        raise Http404
    earlier = earlier_ones(assessment)
    chosen = next((it for it in earlier if str(it.pk) == request.GET.get("con")), None)
    before = chosen or (earlier[-1] if earlier else None)
    questions = questions_of(assessment)
    rows = compared(questions, before.levels if before else {}, assessment.levels)
    highest = max((one.highest for one in questions), default=0)
    context = {
        "assessment": assessment,
        "before": before,
        "earlier": earlier,
        "rows": rows,
        "picture": picture_of(rows),
        "figure": written(mean(assessment.levels)),
        "figure_before": written(mean(before.levels)) if before else "",
        "highest": highest,
        "suggestion": suggested(mean(assessment.levels), highest) if assessment.theme else None,
        "may_answer": may_answer,
        "way_back": _way_back(),
    }
    return render_page(request, "assessments/detail.html", context)


@require_POST
def discard(request: SignedIn, pk: int) -> HttpResponse:
    """Delete an assessment."""
    assessment = _one(request, pk)
    require(rules.can_answer(request.user, assessment))
    discard_assessment(assessment, by=request.user)
    messages.success(request, _("Deleted."))
    return redirect("assessments:index")


@require_POST
def follow(request: SignedIn, pk: int) -> HttpResponse:
    """Take up what the result of a body suggests: a need or an offer on its theme."""
    assessment = _one(request, pk)
    require(assessment.is_of_body and rules.can_answer(request.user, assessment))
    figure = mean(assessment.levels)
    suggestion = suggested(figure, 4)
    organisation, theme = assessment.organisation, assessment.theme
    if suggestion is None or organisation is None or theme is None or not assessment.finished_at:
        raise Http404
    if suggestion.kind == "need":
        state_need(organisation, theme, level=suggestion.level, by=request.user)
        messages.success(request, _("Added to what your organisation wants to learn."))
    else:
        notes = "; ".join(str(note) for note in assessment.notes.values())
        on = day(timezone.localdate(assessment.finished_at))
        words = _("Self-assessment of %(day)s: %(figure)s of 4.")
        proof = words % {"day": on, "figure": written(figure)}
        state_offer(
            organisation,
            theme,
            level=suggestion.level,
            by=request.user,
            evidence=f"{proof} {notes}".strip()[:300],
        )
        messages.success(request, _("Added to what your organisation can show."))
    return redirect(organisation)


def _one(request: SignedIn, pk: int) -> Assessment:
    seen = Assessment.objects.visible_to(request.user).select_related(
        "framework", "curriculum", "theme", "organisation", "office", "round"
    )
    return get_object_or_404(seen, pk=pk)


def _way_back() -> list[Link]:
    return [Link(_("Self-assessments"), address_of("assessments:index"))]


def row_of(assessment: Assessment) -> Row:
    """Draw an assessment in a row."""
    body = assessment.organisation if assessment.is_of_body else None
    return Row(
        str(assessment),
        assessment.get_absolute_url(),
        [
            body.name if body else "",
            assessment.office.name if assessment.office else "",
            assessment.round.title if assessment.round else "",
            day(timezone.localdate(assessment.finished_at))
            if assessment.finished_at
            else _("not finished"),
        ],
    )
