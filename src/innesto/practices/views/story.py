"""The case told by its protagonists, with the questions from the room and online."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from innesto.accounts.http import SignedIn
from innesto.accounts.models import User
from innesto.practices import rules
from innesto.practices.actions.telling import (
    AlreadyAnswered,
    answer_question,
    ask_question,
    tell_case,
)
from innesto.practices.forms.telling import (
    AnswerForm,
    QuestionForm,
    RoomQuestionForm,
    TellingForm,
)
from innesto.practices.models import Telling
from innesto.practices.views.pages import form_page, way_up
from innesto.practices.views.reading import owned, readable
from innesto.toolkit.drafting import drafting
from innesto.toolkit.http import posted, render_page, require


@require_http_methods(["GET", "POST"])
@login_not_required
def story(request: HttpRequest, slug: str) -> HttpResponse:
    """The case as it is told, with the questions from the room and online."""
    practice = readable(request, slug)
    user = request.user if isinstance(request.user, User) else None
    may_ask = user is not None and rules.can_ask(user, practice)
    owns = user is not None and rules.can_link(user, practice)
    form = (RoomQuestionForm if owns else QuestionForm)(posted(request))
    if request.method == "POST":
        require(may_ask)
        if form.is_valid():
            origin = "room" if owns else "online"
            ask_question(practice, by=user, origin=origin, **form.cleaned_data)
            messages.success(request, _("Kept. The answer will stand here."))
            return redirect("practices:story", slug)
    context = {
        "practice": practice,
        "telling": Telling.objects.filter(practice=practice).first(),
        "questions": practice.questions.select_related("answered_by"),
        "form": form,
        "may_ask": may_ask,
        "may_answer": owns,
        "crumbs_up": way_up(practice),
    }
    return render_page(request, "practices/story.html", context)


@require_http_methods(["GET", "POST"])
def tell(request: SignedIn, slug: str) -> HttpResponse:
    """Tell the case in its four steps."""
    practice = owned(request, slug)
    telling = Telling.objects.filter(practice=practice).first()
    title = _("Tell the case")
    draft = drafting(request.user, "practices:tell", slug, title=f"{practice.title} – {title}")
    form = TellingForm(posted(request), instance=telling, initial=draft.initial)
    if form.is_valid():
        tell_case(practice, by=request.user, **form.cleaned_data)
        draft.drop()
        messages.success(request, _("Saved."))
        return redirect("practices:story", slug)
    return form_page(request, practice, form, title=title, action=_("Save"), draft=draft)


@require_http_methods(["GET", "POST"])
def answer(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Answer a question."""
    practice = readable(request, slug)
    question = get_object_or_404(practice.questions.select_related("practice"), pk=pk)
    require(rules.can_answer(request.user, question))
    form = AnswerForm(posted(request))
    if form.is_valid():
        try:
            answer_question(question, by=request.user, **form.cleaned_data)
        except AlreadyAnswered:
            messages.info(request, _("A colleague was faster: it is answered already."))
        else:
            messages.success(request, _("Answered."))
        return redirect("practices:story", slug)
    return form_page(
        request, practice, form, title=_("Answer"), action=_("Answer"), lead=question.text
    )
