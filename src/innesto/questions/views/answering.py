"""Take a question in hand, answer it, comment it, accept what helped, reopen it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.communities.http import form_page, open_community_or_404
from innesto.questions import rules
from innesto.questions.actions.answering import (
    InOtherHands,
    NoLongerOpen,
    NotInHand,
    ProlongedOnce,
    comment_question,
    find_useful,
    give_answer,
    give_back_question,
    prolong_question,
    take_question,
)
from innesto.questions.actions.asking import (
    AlreadySolved,
    NotAnswered,
    accept_answer,
    reopen_question,
)
from innesto.questions.forms.asking import AnswerForm, CommentForm, ReopenForm
from innesto.questions.models import Question
from innesto.questions.queries.page import PRACTICE
from innesto.questions.views.reading import TAB, readable
from innesto.toolkit.dates import moment
from innesto.toolkit.drafting import drafting
from innesto.toolkit.http import posted, require


@require_POST
def take(request: SignedIn, slug: str, number: int) -> HttpResponse:
    """Take a question in hand for a time."""
    question = _question(request, slug, number)
    require(rules.can_take(request.user, question))
    try:
        question = take_question(question, by=request.user)
    except InOtherHands:
        messages.info(request, _("Another expert was faster and has it in hand."))
    except NoLongerOpen:
        messages.info(request, _("It was answered meanwhile."))
    else:
        assert question.taken_until is not None
        words = _("It is yours until %(moment)s. After that it is free again.")
        messages.success(request, words % {"moment": moment(question.taken_until)})
    return redirect(question)


@require_POST
def give_back(request: SignedIn, slug: str, number: int) -> HttpResponse:
    """Let another expert have it."""
    question = _question(request, slug, number)
    require(rules.can_keep(request.user, question, at=timezone.now()))
    try:
        give_back_question(question, by=request.user)
    except NotInHand:
        messages.info(request, _("The time was over: it is free already."))
    else:
        messages.success(request, _("It is free again: another expert can take it."))
    return redirect(question)


@require_POST
def prolong(request: SignedIn, slug: str, number: int) -> HttpResponse:
    """Keep it for as long again."""
    question = _question(request, slug, number)
    require(rules.can_keep(request.user, question, at=timezone.now()))
    try:
        question = prolong_question(question, by=request.user)
    except NotInHand:
        messages.info(request, _("The time was over: it is free already."))
    except ProlongedOnce:
        messages.info(request, _("You prolonged it once already. Answer, or give it back."))
    else:
        assert question.taken_until is not None
        messages.success(
            request, _("It is yours until %(moment)s.") % {"moment": moment(question.taken_until)}
        )
    return redirect(question)


@require_http_methods(["GET", "POST"])
def answer(request: SignedIn, slug: str, number: int) -> HttpResponse:
    """Answer, perhaps with a practice that shows how it is done."""
    question = _question(request, slug, number)
    require(rules.can_give_answer(request.user, question))
    title = _("Answer")
    draft = drafting(
        request.user, "questions:answer", str(number), title=f"{title}: {question.title}"
    )
    initial = {"language": request.user.language, **draft.initial}
    form = AnswerForm(posted(request), initial=initial, person=request.user)
    if form.is_valid():
        shown = form.cleaned_data["practice"]
        try:
            give_answer(
                question,
                by=request.user,
                body=form.cleaned_data["body"],
                language=form.cleaned_data["language"],
                work=(PRACTICE, str(shown.object_id)) if shown else ("", ""),
            )
        except NoLongerOpen:
            messages.info(request, _("It was locked meanwhile: nothing is added any more."))
        else:
            draft.drop()
            messages.success(request, _("Answered. Whoever asked is told."))
        return redirect(question)
    return form_page(
        request,
        question.community,
        form,
        title=title,
        lead=question.title,
        action=_("Answer"),
        tab=TAB,
        back=question.get_absolute_url(),
        draft=draft,
    )


@require_POST
def comment(request: SignedIn, slug: str, number: int) -> HttpResponse:
    """Ask for a detail, or give it."""
    question = _question(request, slug, number)
    require(rules.can_comment(request.user, question))
    form = CommentForm(request.POST, prefix="comment")
    if not form.is_valid():
        return form_page(
            request,
            question.community,
            form,
            title=_("Comment"),
            lead=question.title,
            action=_("Comment"),
            tab=TAB,
            back=question.get_absolute_url(),
        )
    try:
        comment_question(question, by=request.user, **form.cleaned_data)
    except NoLongerOpen:
        messages.info(request, _("It was locked meanwhile: nothing is added any more."))
    else:
        messages.success(request, _("Your comment stands below the question."))
    return redirect(question)


@require_POST
def useful(request: SignedIn, slug: str, number: int, answer: int) -> HttpResponse:
    """Say that an answer was of use."""
    question = _question(request, slug, number)
    require(rules.can_comment(request.user, question))
    found = get_object_or_404(question.answers.exclude(author=request.user), pk=answer)
    find_useful(found, by=request.user)
    messages.success(request, _("Thank you: the next reader finds it sooner."))
    return redirect(question)


@require_POST
def accept(request: SignedIn, slug: str, number: int, answer: int) -> HttpResponse:
    """Say which answer helped."""
    question = _question(request, slug, number)
    require(rules.can_accept(request.user, question, at=timezone.now()))
    found = get_object_or_404(question.answers.select_related("question"), pk=answer)
    try:
        accept_answer(found, by=request.user)
    except AlreadySolved:
        messages.info(request, _("An answer was accepted meanwhile."))
    else:
        messages.success(request, _("Solved. Whoever answered is told."))
    return redirect(question)


@require_http_methods(["GET", "POST"])
def reopen(request: SignedIn, slug: str, number: int) -> HttpResponse:
    """Say what is missing: the question waits again."""
    question = _question(request, slug, number)
    require(rules.can_reopen(request.user, question))
    form = ReopenForm(posted(request))
    if form.is_valid():
        try:
            reopen_question(question, by=request.user, **form.cleaned_data)
        except NotAnswered:
            messages.info(request, _("It waits for an answer already."))
        else:
            messages.success(request, _("It waits again. Whoever answered is told."))
        return redirect(question)
    return form_page(
        request,
        question.community,
        form,
        title=_("Reopen the question"),
        lead=question.title,
        action=_("Reopen it"),
        tab=TAB,
        back=question.get_absolute_url(),
    )


def _question(request: HttpRequest, slug: str, number: int) -> Question:
    return readable(request, open_community_or_404(request, slug), number)
