"""Free texts are marked against their rubric: by who wrote them, or by an author of the course."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from innesto.accounts.http import SignedIn
from innesto.courses.http import author_page, authored_unit, taken_unit, unit_page
from innesto.quizzes import rules
from innesto.quizzes.actions.answering import NothingToMark, mark_texts
from innesto.quizzes.forms.answering import MarkForm
from innesto.quizzes.models import Attempt
from innesto.quizzes.queries.explained import explain
from innesto.quizzes.questions import Marker
from innesto.quizzes.views.taking import attempt_or_404
from innesto.toolkit.http import posted


@require_http_methods(["GET", "POST"])
def mark(request: SignedIn, pk: int) -> HttpResponse:
    """Mark the free texts of an attempt: one's own, or without a name those of learners."""
    attempt = attempt_or_404(request, pk)
    marker = rules.marker_of(request.user, attempt)
    if marker is None:
        if rules.can_answer(request.user, attempt):
            return redirect(attempt)
        raise PermissionDenied
    forms = [
        MarkForm(
            posted(request),
            question=question,
            says_words=marker == Marker.AUTHOR,
            prefix=question.key,
        )
        for question in attempt.texts_for(marker)
    ]
    refused = [form for form in forms if not form.is_valid()]
    if request.method == "POST" and not refused:
        marks = {form.question.key: form.mark for form in forms}
        try:
            attempt = mark_texts(attempt, marks, marker=marker, by=request.user)
        except NothingToMark:
            messages.info(request, _("These texts were marked already: nothing was changed."))
        else:
            messages.success(request, _("Marked."))
        own = marker == Marker.SELF
        return redirect(attempt) if own else redirect("quizzes:analysis", attempt.quiz.unit_id)
    return _page(request, attempt, forms, marker)


def _page(
    request: SignedIn, attempt: Attempt, forms: list[MarkForm], marker: Marker
) -> HttpResponse:
    texts = [
        (
            form,
            explain(form.question, attempt.given.get(form.question.key), None, reveals=True),
        )
        for form in forms
    ]
    context = {"attempt": attempt, "texts": texts, "is_own": marker == Marker.SELF}
    status = 422 if any(form.errors for form in forms) else 200
    if marker == Marker.AUTHOR:
        unit = authored_unit(request, attempt.quiz.unit_id)
        return author_page(request, "quizzes/mark_as_author.html", unit, context, status=status)
    unit, enrolment = taken_unit(request, attempt.quiz.unit_id)
    return unit_page(request, "quizzes/mark.html", unit, enrolment, context, status=status)
