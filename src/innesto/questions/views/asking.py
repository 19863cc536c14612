"""Ask, after a look at what is there already; correct what was asked."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from innesto.accounts.http import SignedIn
from innesto.communities.http import community_page, form_page, open_community_or_404
from innesto.questions import rules
from innesto.questions.actions.asking import AnsweredMeanwhile, ask_experts, change_asking
from innesto.questions.forms.asking import AskForm, ChangeForm
from innesto.questions.models import Question
from innesto.questions.queries.desk import desk_of
from innesto.questions.queries.register import alike
from innesto.questions.views.reading import TAB, in_days, readable
from innesto.toolkit.drafting import drafting
from innesto.toolkit.http import posted, require
from innesto.toolkit.rich_text import as_words


@require_http_methods(["GET", "POST"])
def new(request: SignedIn, slug: str) -> HttpResponse:
    """Ask: first the words, then a look at what may answer them, then it is sent."""
    community = open_community_or_404(request, slug)
    require(rules.can_ask(request.user, community))
    title = _("Ask the experts")
    draft = drafting(request.user, "questions:new", slug, title=f"{community.name} – {title}")
    initial = {
        "kind": Question.Kind.QUESTION,
        "language": request.user.language,
        "urgency": Question.Urgency.NORMAL,
        "audience": Question.Audience.COMMUNITY,
        "anonymity": Question.Anonymity.NAMED,
        **draft.initial,
    }
    form = AskForm(posted(request), initial=initial, person=request.user, community=community)
    found = []
    if form.is_valid():
        answers = form.cleaned_data
        words = f"{answers['title']} {as_words(answers['body'])}"
        if "checked" not in request.POST:
            found = alike(words, viewer=request.user, language=answers["language"])
        if not found:
            question = ask_experts(community, by=request.user, **answers)
            draft.drop()
            promise = in_days(question.promised_days)
            messages.success(
                request,
                _("Asked. The experts are told: an answer within %(days)s.") % {"days": promise},
            )
            return redirect(question)
    elif request.method == "GET" and request.GET.get("title"):
        found = alike(request.GET["title"], viewer=request.user)
    context = {
        "form": form,
        "alike": found,
        "is_checked": bool(found) and request.method == "POST",
        "draft": draft,
        "promise": in_days(desk_of(community).promised_days),
    }
    return community_page(
        request, "questions/new.html", community, context, tab=TAB, parts=("alike",)
    )


@require_http_methods(["GET", "POST"])
def change(request: SignedIn, slug: str, number: int) -> HttpResponse:
    """Correct the words while nobody has answered."""
    community = open_community_or_404(request, slug)
    question = readable(request, community, number)
    require(rules.can_change(request.user, question))
    initial = {"title": question.title, "body": question.body}
    form = ChangeForm(posted(request), initial=initial)
    if form.is_valid():
        try:
            change_asking(question, by=request.user, **form.cleaned_data)
        except AnsweredMeanwhile:
            messages.info(request, _("Somebody answered meanwhile: the words stay as they are."))
        else:
            messages.success(request, _("Saved."))
        return redirect(question)
    return form_page(
        request,
        community,
        form,
        title=_("Correct the question"),
        action=_("Save"),
        tab=TAB,
        back=question.get_absolute_url(),
    )
