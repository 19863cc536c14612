"""What who leads does: send further, agree on two hours, lock, put away, promise."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.communities.http import community_or_404, form_page, open_community_or_404
from innesto.questions import rules
from innesto.questions.actions.experts import promise_answers
from innesto.questions.actions.leading import (
    CannotGoFurther,
    NotProposed,
    agree_meeting,
    archive_question,
    escalate_question,
    lock_question,
    unlock_question,
)
from innesto.questions.forms.asking import ReasonForm
from innesto.questions.forms.leading import DeskForm
from innesto.questions.models import Question
from innesto.questions.queries.desk import desk_of
from innesto.questions.views.reading import TAB, readable
from innesto.toolkit.addresses import address_of
from innesto.toolkit.http import posted, require


@require_http_methods(["GET", "POST"])
def escalate(request: SignedIn, slug: str, number: int) -> HttpResponse:
    """Send a question further without waiting for the clock, and say why."""
    question = _question(request, slug, number)
    require(rules.can_escalate(request.user, question, at=timezone.now()))
    following = Question.Stage(question.stage + 1).label
    form = ReasonForm(posted(request))
    if form.is_valid():
        try:
            escalate_question(question, by=request.user, **form.cleaned_data)
        except CannotGoFurther:
            messages.info(request, _("It was answered meanwhile."))
        else:
            messages.success(request, _("It went further. Whoever is asked now is told."))
        return redirect(question)
    return form_page(
        request,
        question.community,
        form,
        title=_("Send it further: %(step)s") % {"step": following},
        lead=question.title,
        action=_("Send it further"),
        tab=TAB,
        back=question.get_absolute_url(),
    )


@require_POST
def agree(request: SignedIn, slug: str, number: int, step: int) -> HttpResponse:
    """Agree on one of the times proposed."""
    question = _question(request, slug, number)
    require(rules.can_agree(request.user, question))
    found = get_object_or_404(question.steps.select_related("question"), pk=step)
    chosen = parse_datetime(request.POST.get("meets_at", ""))
    if chosen is None:
        raise Http404
    try:
        agree_meeting(found, by=request.user, meets_at=chosen)
    except NotProposed:
        messages.info(request, _("Another time was agreed meanwhile."))
    else:
        messages.success(request, _("Agreed. The others are told."))
    return redirect(question)


@require_POST
def lock(request: SignedIn, slug: str, number: int) -> HttpResponse:
    """Lock or unlock."""
    question = _question(request, slug, number)
    require(rules.can_shut(request.user, question))
    if question.locked_at:
        unlock_question(question, by=request.user)
        messages.success(request, _("It can be answered again."))
    else:
        lock_question(question, by=request.user)
        messages.success(request, _("Locked: it is read, and nothing is added."))
    return redirect(question)


@require_POST
def archive(request: SignedIn, slug: str, number: int) -> HttpResponse:
    """Put away."""
    question = _question(request, slug, number)
    require(rules.can_shut(request.user, question))
    archive_question(question, by=request.user)
    messages.success(request, _("Put away."))
    return redirect(address_of(TAB, slug))


@require_http_methods(["GET", "POST"])
def promise(request: SignedIn, slug: str) -> HttpResponse:
    """Say within how many days the desk answers, and what happens then."""
    community = community_or_404(request, slug)
    require(rules.can_name_expert(request.user, community))
    form = DeskForm(posted(request), instance=desk_of(community))
    if form.is_valid():
        promise_answers(community, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved. It holds for questions asked from now on."))
        return redirect(TAB, slug)
    return form_page(
        request,
        community,
        form,
        title=_("What the expert desk promises"),
        lead=_("Whoever asks reads the promise, and beside it how it was kept so far."),
        action=_("Save"),
        tab=TAB,
    )


def _question(request: HttpRequest, slug: str, number: int) -> Question:
    return readable(request, open_community_or_404(request, slug), number)
