"""Pages of feedback: ask, answer with or without an account, look at texts, read results."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.exchanges.http import exchange_or_404, exchange_page, form_page
from innesto.feedback import rules
from innesto.feedback.actions import (
    AlreadyAnswered,
    AlreadyAsked,
    NobodyCame,
    NotLookedAt,
    RoundIsClosed,
    StillOpen,
    TooFew,
    ask_for_feedback,
    close_feedback,
    give_feedback,
    look_at_passage,
    share_feedback,
)
from innesto.feedback.course import OPEN_FOR
from innesto.feedback.forms import AnswerForm, AskForm, PassageForm
from innesto.feedback.models import Passage, Round, Ticket
from innesto.feedback.queries.results import FEWEST, results_of
from innesto.feedback.queries.rounds import rounds_at, ticket_by, ticket_of
from innesto.feedback.questions import questions_for
from innesto.toolkit.http import posted, render_page, require

TAB = "feedback:index"


@require_GET
def index(request: SignedIn, pk: int) -> HttpResponse:
    """The rounds of an exchange: what to do, and where the results are."""
    exchange = exchange_or_404(request, pk)
    rounds = list(rounds_at(exchange, viewer=request.user))
    own = Ticket.objects.filter(person=request.user, round__in=rounds)
    tickets = {one.round_id: one for one in own}
    lines = [
        (one, tickets.get(one.pk), rules.can_read_results(request.user, one)) for one in rounds
    ]
    context = {
        "lines": lines,
        "may_ask": rules.can_ask(request.user, exchange) and len(rounds) < len(Round.Moment),
    }
    return exchange_page(request, "feedback/index.html", exchange, context, tab=TAB)


@require_http_methods(["GET", "POST"])
def ask(request: SignedIn, pk: int) -> HttpResponse:
    """Ask who was there."""
    exchange = exchange_or_404(request, pk)
    require(rules.can_ask(request.user, exchange))
    initial = {
        "moment": Round.Moment.END,
        "without_names": "yes",
        "closes_on": timezone.localdate() + OPEN_FOR,
    }
    form = AskForm(posted(request), programme=exchange.programme, initial=initial)
    if form.is_valid():
        said = form.cleaned_data
        try:
            ask_for_feedback(
                exchange,
                by=request.user,
                moment=said["moment"],
                questions=questions_for(exchange.programme, said["moment"], said["survey"]),
                closes_on=said["closes_on"],
                is_anonymous=said["without_names"] == "yes",
            )
        except AlreadyAsked:
            messages.info(request, _("This was asked already."))
        except NobodyCame:
            messages.warning(
                request, _("Nobody has a place at this exchange: register them first.")
            )
        except TooFew:
            words = _(
                "Fewer than %(count)d people were there: without names one would know all the same "
                "who wrote what. Ask with names, or not at all."
            )
            messages.warning(request, words % {"count": FEWEST})
        else:
            messages.success(request, _("Asked. Each is reminded once, and never again."))
        return redirect(TAB, pk)
    title, action = _("Ask for feedback"), _("Ask them")
    return form_page(request, exchange, form, title=title, action=action, tab=TAB)


@require_http_methods(["GET", "POST"])
@never_cache
def answer(request: SignedIn, pk: int) -> HttpResponse:
    """Answer a round one was asked in. No draft is kept: it would say who writes."""
    found = _round(request, pk)
    ticket = ticket_of(request.user, found)
    if ticket is None:
        raise Http404
    ticket.round = found
    return _answer(request, ticket)


@require_http_methods(["GET", "POST"])
@login_not_required
@never_cache
def guest(request: HttpRequest, token: str) -> HttpResponse:
    """Answer by the link in a mail, without an account; later, read the results there."""
    ticket = ticket_by(token)
    if ticket is None:
        raise Http404
    return _answer(request, ticket)


def _answer(request: HttpRequest, ticket: Ticket) -> HttpResponse:
    round_ = ticket.round
    form = AnswerForm(posted(request), round_=round_)
    if form.is_valid():
        try:
            give_feedback(ticket, form.values, gender=form.cleaned_data["gender"])
        except AlreadyAnswered:
            messages.info(request, _("You have answered already."))
        except RoundIsClosed:
            messages.info(request, _("It is closed: no answer is taken any more."))
        else:
            messages.success(request, _("Thank you. Your answer has arrived."))
        return redirect(request.path)
    is_over = not round_.is_open or round_.closes_on < timezone.localdate()
    shown = ticket.is_spent and round_.shared_at is not None
    context = {
        "round": round_,
        "exchange": round_.exchange,
        "form": form,
        "is_spent": ticket.is_spent,
        "is_over": is_over,
        "found": results_of(round_) if shown else None,
    }
    return render_page(request, "feedback/answer.html", context)


@require_GET
def results(request: SignedIn, pk: int) -> HttpResponse:
    """What a closed round says."""
    found = _round(request, pk)
    require(rules.can_read_results(request.user, found))
    context = {"found": results_of(found), "fewest": FEWEST}
    return exchange_page(request, "feedback/results.html", found.exchange, context, tab=TAB)


@require_POST
def close(request: SignedIn, pk: int) -> HttpResponse:
    """Close a round before its day."""
    found = _looked_after(request, pk)
    try:
        close_feedback(found, by=request.user)
    except RoundIsClosed:
        messages.info(request, _("It is closed: no answer is taken any more."))
    else:
        messages.success(request, _("Closed. Look at the texts, then share the results."))
    return redirect(found)


@require_http_methods(["GET", "POST"])
def texts(request: SignedIn, pk: int) -> HttpResponse:
    """Look at the open texts before others read them, one by one."""
    found = _looked_after(request, pk)
    passages = Passage.objects.filter(round=found)
    if request.method == "POST":
        passage = get_object_or_404(passages, handle=request.POST.get("handle", ""))
        form = PassageForm(request.POST)
        if form.is_valid():
            look_at_passage(passage, by=request.user, **form.cleaned_data)
            messages.success(request, _("Saved."))
        else:
            messages.warning(request, _("A text cannot be empty: choose not to show it."))
        return redirect("feedback:texts", pk)
    context = {"round": found, "passages": passages.order_by("-state", "question", "handle")}
    return exchange_page(request, "feedback/texts.html", found.exchange, context, tab=TAB)


@require_POST
def share(request: SignedIn, pk: int) -> HttpResponse:
    """Show the results to those who answered."""
    found = _looked_after(request, pk)
    try:
        share_feedback(found, by=request.user)
    except StillOpen:
        messages.info(request, _("Close it first."))
    except NotLookedAt:
        messages.info(request, _("Look at all texts first."))
    else:
        messages.success(request, _("Shared with everyone who answered."))
    return redirect(found)


def _round(request: SignedIn, pk: int) -> Round:
    seen = Round.objects.visible_to(request.user).select_related("exchange__programme__call")
    return get_object_or_404(seen, pk=pk)


def _looked_after(request: SignedIn, pk: int) -> Round:
    found = _round(request, pk)
    require(rules.can_look_after(request.user, found))
    return found
