"""A learner begins a quiz, answers one question a page, looks it over, hands it in, reads why."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.courses.http import taken_unit, unit_page
from innesto.quizzes import rules
from innesto.quizzes.actions.answering import (
    HandedInAlready,
    IsOpenAlready,
    NoAttemptLeft,
    NoQuestions,
    begin_attempt,
    hand_in_attempt,
    keep_answer,
)
from innesto.quizzes.forms.answering import AnswerForm
from innesto.quizzes.models import Attempt, Quiz
from innesto.quizzes.queries.explained import explained
from innesto.quizzes.queries.standing import reached_before, standing_of
from innesto.quizzes.questions import Question
from innesto.toolkit.addresses import address_of
from innesto.toolkit.dates import saved_line
from innesto.toolkit.frame import Link
from innesto.toolkit.http import posted, require


def attempt_or_404(request: SignedIn, pk: int) -> Attempt:
    """Return the attempt if the person may see it, with its quiz and what was asked."""
    visible = Attempt.objects.visible_to(request.user)
    return get_object_or_404(visible.select_related("edition", "quiz", "enrolment"), pk=pk)


def own_attempt(request: SignedIn, pk: int) -> Attempt:
    """Return the attempt if it is the person's own: else 404 or 403."""
    attempt = attempt_or_404(request, pk)
    require(rules.can_answer(request.user, attempt))
    return attempt


@require_POST
def begin(request: SignedIn, pk: int) -> HttpResponse:
    """Begin an attempt, or go on with the one that is open."""
    unit, enrolment = taken_unit(request, pk)
    quiz = get_object_or_404(Quiz, unit=unit)
    try:
        attempt = begin_attempt(quiz, enrolment, by=request.user)
    except IsOpenAlready as open_already:
        attempt = open_already.attempt
    except NoAttemptLeft:
        messages.info(request, _("You have used all attempts."))
        return redirect(unit)
    except NoQuestions:
        messages.info(request, _("This quiz asks nothing yet."))
        return redirect(unit)
    return redirect("quizzes:question", attempt.pk, 1)


@require_http_methods(["GET", "POST"])
def question(request: SignedIn, pk: int, place: int) -> HttpResponse:
    """One question; what is answered is kept, and the next one comes."""
    attempt = own_attempt(request, pk)
    if not attempt.is_open:
        return redirect(attempt)
    asked = _asked(attempt, place)
    form = _form(request, attempt, asked)
    if form.is_bound:
        try:
            attempt = keep_answer(attempt, asked.key, form.answer)
        except HandedInAlready:
            messages.info(request, _("This attempt was handed in already: nothing was changed."))
            return redirect(attempt)
        if form.is_valid():
            last = place == len(attempt.paper)
            return redirect(attempt) if last else redirect("quizzes:question", pk, place + 1)
    context = {
        "form": form,
        "attempt": attempt,
        "place": place,
        "places": len(attempt.paper),
        "saved": saved_line(attempt.kept_at) if attempt.kept_at else "",
    }
    unit, enrolment = taken_unit(request, attempt.quiz.unit_id)
    return unit_page(request, "quizzes/question.html", unit, enrolment, context)


@require_POST
def keep(request: SignedIn, pk: int, place: int) -> HttpResponse:
    """Keep what stands in a question while it is being answered; say so in one line."""
    attempt = own_attempt(request, pk)
    asked = _asked(attempt, place)
    try:
        attempt = keep_answer(attempt, asked.key, _form(request, attempt, asked).answer)
    except HandedInAlready:
        line = _("This attempt was handed in already: nothing was changed.")
    else:
        line = saved_line(attempt.kept_at) if attempt.kept_at else ""
    return HttpResponse(line, content_type="text/plain; charset=utf-8")


@require_GET
def attempt(request: SignedIn, pk: int) -> HttpResponse:
    """Look an open attempt over; read what became of one that was handed in."""
    found = own_attempt(request, pk)
    unit, enrolment = taken_unit(request, found.quiz.unit_id)
    if found.is_open:
        context = {"attempt": found, "steps": _steps(found), "lacking": _lacking(found)}
        return unit_page(request, "quizzes/look_over.html", unit, enrolment, context)
    standing = standing_of(found.quiz, enrolment)
    context = {
        "attempt": found,
        "standing": standing,
        "explained": explained(found, reveals=standing.reveals),
        "reached_before": reached_before(found.quiz, enrolment),
    }
    return unit_page(request, "quizzes/result.html", unit, enrolment, context)


@require_POST
def hand_in(request: SignedIn, pk: int) -> HttpResponse:
    """Hand the attempt in; a second click, or another tab, changes nothing."""
    found = own_attempt(request, pk)
    try:
        found = hand_in_attempt(found, by=request.user)
    except HandedInAlready:
        return redirect(found)
    if rules.marker_of(request.user, found):
        return redirect("quizzes:mark", pk)
    return redirect(found)


def _asked(attempt: Attempt, place: int) -> Question:
    if not 1 <= place <= len(attempt.paper):
        raise Http404
    return attempt.paper[place - 1]


def _form(request: HttpRequest, attempt: Attempt, asked: Question) -> AnswerForm:
    return AnswerForm(
        posted(request), question=asked, seed=attempt.seed, given=attempt.given.get(asked.key)
    )


def _steps(attempt: Attempt) -> list[Link]:
    return [
        Link(
            _("Question %(number)d") % {"number": number},
            address_of("quizzes:question", attempt.pk, number),
        )
        for number in range(1, len(attempt.paper) + 1)
    ]


def _lacking(attempt: Attempt) -> list[str]:
    """Return the addresses of questions without an answer."""
    return [
        address_of("quizzes:question", attempt.pk, number)
        for number, one in enumerate(attempt.paper, 1)
        if not attempt.given.get(one.key)
    ]
