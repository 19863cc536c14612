"""Report a post, decide on what waits, ask for another look."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from innesto.accounts.http import SignedIn
from innesto.talk import rules
from innesto.talk.actions.moderation import (
    ReportedAlready,
    RuledMeanwhile,
    answer_appeal,
    appeal,
    report_post,
    rule_on_post,
)
from innesto.talk.forms import AppealAnswerForm, AppealForm, QueueForm, ReportForm, RuleForm
from innesto.talk.models import Ruling
from innesto.talk.queries.moderation import moderated_communities, rulings_on, waiting_posts
from innesto.talk.views.pages import form_page, post_or_404
from innesto.toolkit.http import posted, render_page, require
from innesto.toolkit.rich_text import as_words

PER_PAGE = 20


@require_GET
def queue(request: SignedIn) -> HttpResponse:
    """What waits for a look, by community and language."""
    communities = list(moderated_communities(request.user))
    require(bool(communities))
    form = QueueForm(request.GET, communities=communities)
    chosen = form.cleaned_data if form.is_valid() else {}
    found = waiting_posts(
        request.user,
        community=chosen.get("community", ""),
        language=chosen.get("language", ""),
    )
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render_page(request, "talk/queue.html", {"page": page, "filters": form})


@require_http_methods(["GET", "POST"])
def report(request: SignedIn, pk: int) -> HttpResponse:
    """Ask that a post be looked at."""
    post = post_or_404(request, pk)
    require(rules.can_report(request.user, post))
    form = ReportForm(posted(request))
    if form.is_valid():
        try:
            report_post(post, by=request.user, **form.cleaned_data)
        except ReportedAlready:
            messages.info(request, _("You have reported it already. Somebody will look."))
        else:
            messages.success(request, _("Thank you. Who facilitates will look at it."))
        return redirect(post.thread)
    return form_page(
        request,
        post.thread,
        form,
        title=_("Report a post"),
        lead=as_words(post.text)[:200],
        action=_("Report it"),
    )


@require_http_methods(["GET", "POST"])
def rule(request: SignedIn, pk: int) -> HttpResponse:
    """Decide whether a post may be read."""
    post = post_or_404(request, pk)
    require(rules.can_rule_on(request.user, post))
    count = post.rulings.count()
    form = RuleForm(posted(request), initial={"seen": count})
    if form.is_valid():
        try:
            rule_on_post(post, by=request.user, **form.cleaned_data)
        except RuledMeanwhile:
            messages.info(request, _("Another moderator decided meanwhile. Look again."))
            return redirect("talk:rule", pk)
        else:
            messages.success(request, _("Decided. The author is told."))
            return redirect("talk:queue")
    return form_page(
        request,
        post.thread,
        form,
        title=_("Decide on a post"),
        lead=as_words(post.text)[:400],
        action=_("Decide"),
    )


def _last_ruling(request: SignedIn, pk: int) -> Ruling:
    """Return the last decision on a post that the person may read."""
    post = post_or_404(request, pk)
    ruling = rulings_on(post).first()
    if ruling is None:
        raise Http404
    ruling.post = post
    return ruling


@require_http_methods(["GET", "POST"])
def appeal_against(request: SignedIn, pk: int) -> HttpResponse:
    """Ask that another person look again."""
    ruling = _last_ruling(request, pk)
    require(rules.can_appeal(request.user, ruling))
    form = AppealForm(posted(request))
    if form.is_valid():
        try:
            appeal(ruling, form.cleaned_data["words"], by=request.user)
        except RuledMeanwhile:
            messages.info(request, _("You have asked already."))
        else:
            messages.success(request, _("Asked. Another person will look again."))
        return redirect(ruling.post.thread)
    return form_page(
        request,
        ruling.post.thread,
        form,
        title=_("Ask for another look"),
        lead=ruling.reason,
        action=_("Ask for it"),
    )


@require_http_methods(["GET", "POST"])
def look_again(request: SignedIn, pk: int) -> HttpResponse:
    """Look again at what another moderator decided."""
    ruling = _last_ruling(request, pk)
    require(rules.can_answer_appeal(request.user, ruling))
    form = AppealAnswerForm(posted(request))
    if form.is_valid():
        try:
            answer_appeal(ruling, by=request.user, **form.cleaned_data)
        except RuledMeanwhile:
            messages.info(request, _("Another moderator was faster."))
        else:
            messages.success(request, _("Decided. The author is told."))
        return redirect("talk:queue")
    return form_page(
        request,
        ruling.post.thread,
        form,
        title=_("Look again"),
        lead=ruling.appeal,
        action=_("Decide"),
    )
