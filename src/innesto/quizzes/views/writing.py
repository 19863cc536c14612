"""Authors write a quiz: its rules, its questions one by one, a try, and how questions do."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.courses.http import author_page, authored_unit, form_page
from innesto.courses.models import Unit
from innesto.quizzes.actions.writing import (
    UnknownQuestion,
    copy_question,
    drop_question,
    move_question,
    set_quiz_rules,
    write_question,
)
from innesto.quizzes.analysis import Oddity
from innesto.quizzes.drawing import paper
from innesto.quizzes.forms.answering import AnswerForm
from innesto.quizzes.forms.writing import QuestionForm, RulesForm
from innesto.quizzes.marking import share_of
from innesto.quizzes.models import Attempt, Quiz
from innesto.quizzes.queries.explained import explain
from innesto.quizzes.queries.items import items_of
from innesto.quizzes.queries.standing import edition_of, quiz_of
from innesto.quizzes.questions import Kind, Question, lacks
from innesto.quizzes.wording import KINDS, LACKS, MARKED, ODDITIES, spoken
from innesto.toolkit.addresses import address_of
from innesto.toolkit.frame import Link
from innesto.toolkit.http import posted
from innesto.toolkit.languages import language_name

FEWEST_SHOWN = 5
"""Learners below whom figures would tell what one of them answered."""
TRIED = 1
"""The seed of a question that its author tries."""


@require_GET
def edit(request: SignedIn, pk: int) -> HttpResponse:
    """The quiz as its authors see it: rules, questions with what they lack, what can be added."""
    unit = authored_unit(request, pk)
    quiz = quiz_of(unit) or Quiz(unit=unit)
    edition = edition_of(quiz_of(unit))
    questions = [
        {
            "key": one.key,
            "text": spoken(one.text),
            "kind": KINDS[one.kind],
            "points": one.points,
            "lacks": [LACKS[lack] for lack in lacks(one)],
        }
        for one in (edition.asked if edition else ())
    ]
    context = {
        "quiz": quiz,
        "questions": questions,
        "kinds": [(str(kind), label) for kind, label in KINDS.items()],
    }
    return author_page(request, "quizzes/edit.html", unit, context)


@require_http_methods(["GET", "POST"])
def rules(request: SignedIn, pk: int) -> HttpResponse:
    """Say how the quiz is taken."""
    unit = authored_unit(request, pk)
    form = RulesForm(posted(request), instance=quiz_of(unit) or Quiz(unit=unit))
    if form.is_valid():
        set_quiz_rules(unit, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("quizzes:edit", pk)
    back = address_of("quizzes:edit", pk)
    return form_page(request, unit, form, title=_("How it is taken"), action=_("Save"), back=back)


@require_http_methods(["GET", "POST"])
def new(request: SignedIn, pk: int, kind: str) -> HttpResponse:
    """Add a question of a kind."""
    unit = authored_unit(request, pk)
    if kind not in {*Kind}:
        raise Http404
    asked = Question(key="", kind=Kind(kind), text={})
    return _write(request, unit, asked, title=_("New question"))


@require_http_methods(["GET", "POST"])
def question(request: SignedIn, pk: int, key: str) -> HttpResponse:
    """Change a question, in one language."""
    unit = authored_unit(request, pk)
    return _write(request, unit, _question_at(unit, key), title=_("Change the question"))


@require_POST
def move(request: SignedIn, pk: int, key: str) -> HttpResponse:
    """Let a question change places with the one above it or, ``down``, the one below."""
    unit = authored_unit(request, pk)
    _question_at(unit, key)
    try:
        move_question(unit, key, down="down" in request.POST, by=request.user)
    except UnknownQuestion:
        messages.info(request, _("A colleague took this question away."))
    return redirect("quizzes:edit", pk)


@require_POST
def copy(request: SignedIn, pk: int, key: str) -> HttpResponse:
    """Put a copy of a question behind it."""
    unit = authored_unit(request, pk)
    _question_at(unit, key)
    try:
        copy_question(unit, key, by=request.user)
    except UnknownQuestion:
        messages.info(request, _("A colleague took this question away."))
    return redirect("quizzes:edit", pk)


@require_POST
def drop(request: SignedIn, pk: int, key: str) -> HttpResponse:
    """Take a question away."""
    unit = authored_unit(request, pk)
    _question_at(unit, key)
    try:
        drop_question(unit, key, by=request.user)
    except UnknownQuestion:
        messages.info(request, _("A colleague took this question away."))
    else:
        messages.success(request, _("Taken away."))
    return redirect("quizzes:edit", pk)


@require_http_methods(["GET", "POST"])
def try_out(request: SignedIn, pk: int, key: str) -> HttpResponse:
    """Try a question as a learner would; nothing is kept."""
    unit = authored_unit(request, pk)
    written = _question_at(unit, key)
    (drawn,) = paper([written], TRIED, is_shuffled=True)
    form = AnswerForm(posted(request), question=drawn, seed=TRIED)
    told = None
    if form.is_bound and form.is_valid():
        told = explain(written, form.answer, share_of(written, form.answer), reveals=True)
    context = {
        "form": form,
        "told": told,
        "key": key,
        "marked": MARKED[written.kind],
    }
    return author_page(request, "quizzes/try.html", unit, context)


@require_GET
def analysis(request: SignedIn, pk: int) -> HttpResponse:
    """How each question does, and which texts wait to be marked."""
    unit = authored_unit(request, pk)
    quiz = quiz_of(unit)
    edition = edition_of(quiz)
    waiting = Attempt.objects.awaiting_author().filter(quiz__unit=unit)
    rows = [
        {
            "item": item,
            "text": spoken(item.question.text),
            "percent": None if item.difficulty is None else item.difficulty * 100,
            "is_shown": item.learners >= FEWEST_SHOWN,
            "choices": [
                (spoken(one.text), item.taken[one.key], one.is_right)
                for one in item.question.choices
                if one.key in item.taken
            ],
            "odd": [_sentence(item.question, one.kind, one.choice) for one in item.odd],
        }
        for item in (items_of(edition) if edition else ())
    ]
    context = {
        "rows": rows,
        "waiting": waiting.exclude(enrolment__person=request.user).order_by("handed_in_at", "pk"),
    }
    return author_page(request, "quizzes/analysis.html", unit, context)


def _sentence(question: Question, kind: Oddity, choice: str) -> str:
    found = question.choice(choice)
    words = str(ODDITIES[kind])
    return words % {"choice": spoken(found.text)} if found else words


def _question_at(unit: Unit, key: str) -> Question:
    edition = edition_of(quiz_of(unit))
    for one in edition.asked if edition else ():
        if one.key == key:
            return one
    raise Http404


def _write(request: SignedIn, unit: Unit, asked: Question, *, title: str) -> HttpResponse:
    languages = _languages(unit, asked)
    wanted = request.GET.get("in", languages[0])
    language = wanted if wanted in languages else languages[0]
    form = QuestionForm(posted(request), asked=asked, language=language)
    if form.is_valid():
        try:
            write_question(unit, form.question, by=request.user)
        except UnknownQuestion:
            messages.info(request, _("A colleague took this question away."))
        else:
            messages.success(request, _("Saved."))
        return redirect("quizzes:edit", unit.pk)
    context = {
        "form": form,
        "title": title,
        "kind": KINDS[asked.kind],
        "marked": MARKED[asked.kind],
        "languages": _tabs(request, languages, language) if asked.key else [],
        "action": _("Save"),
        "back": address_of("quizzes:edit", unit.pk),
        "draft": None,
    }
    return author_page(request, "quizzes/write.html", unit, context)


def _languages(unit: Unit, asked: Question) -> list[str]:
    """Return the languages of the course and of the question, the one of the course first."""
    first = unit.course.language
    others = {*unit.course.languages, *asked.text} - {first, "und"}
    return [first, *sorted(others)]


def _tabs(request: SignedIn, languages: list[str], current: str) -> list[Link]:
    return [
        Link(language_name(code), f"{request.path}?in={code}", current=code == current)
        for code in languages
    ]
