"""Questions from the room and online: put them, vote for them, go through them, answer them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.accounts.models import User
from innesto.agendas import rules
from innesto.agendas.actions.asking import (
    AskedEnough,
    NotTaken,
    VotedAlready,
    answer_in_room,
    put_question,
    sort_question,
    want_to_know,
)
from innesto.agendas.forms import AnswerForm, QuestionForm
from innesto.agendas.http import TAB
from innesto.agendas.models import Block, RoomQuestion
from innesto.agendas.queries.asking import questions_at, room_of, voted_by
from innesto.agendas.queries.programme import practices_of
from innesto.exchanges.http import exchange_or_404, exchange_page, form_page
from innesto.exchanges.models import Exchange
from innesto.toolkit.addresses import address_of
from innesto.toolkit.http import posted, require

VISITOR = "asking_visitor"


@require_http_methods(["GET", "POST"])
@login_not_required
def questions(request: HttpRequest, pk: int) -> HttpResponse:
    """What was asked, and the form to ask: no account is needed where everyone may read."""
    exchange = exchange_or_404(request, pk)
    user = request.user if isinstance(request.user, User) else None
    moderates = user is not None and rules.can_write_agenda(user, exchange)
    room = room_of(exchange)
    form = QuestionForm(
        posted(request),
        blocks=list(Block.objects.filter(exchange=exchange, is_break=False)),
        practices=practices_of(exchange, viewer=request.user),
        initial={"asker": user.name if user and not moderates else ""},
    )
    if request.method == "POST" and form.is_valid():
        _put(request, exchange, form, moderates=moderates)
        return redirect("agendas:questions", pk)
    visitor = request.session.get(VISITOR, "")
    found = questions_at(exchange, viewer=request.user, moderates=moderates)
    page = Paginator(found, per_page=50).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "voted": voted_by(exchange, viewer=request.user, visitor=visitor),
        "takes_questions": moderates or bool(room and room.takes_questions),
        "is_set_up": room is not None,
        "moderates": moderates,
        "may_answer": user is not None and rules.can_answer_question(user, exchange),
    }
    return exchange_page(
        request, "agendas/questions.html", exchange, context, tab=TAB, parts=("asked",)
    )


def _put(request: HttpRequest, exchange: Exchange, form: QuestionForm, *, moderates: bool) -> None:
    try:
        question = put_question(
            exchange,
            by=request.user if isinstance(request.user, User) else None,
            visitor=_visitor(request),
            origin=RoomQuestion.Origin.ROOM if moderates else RoomQuestion.Origin.ONLINE,
            is_trusted=moderates,
            **form.question,
        )
    except NotTaken:
        messages.info(request, _("No questions are taken now."))
    except AskedEnough:
        messages.info(request, _("You asked much in a short time. Go on in ten minutes."))
    else:
        is_out = question.state == RoomQuestion.State.SHOWN
        words = _("Asked.") if is_out else _("Asked. The facilitator lets it through.")
        messages.success(request, words)


@require_POST
@login_not_required
def vote(request: HttpRequest, pk: int) -> HttpResponse:
    """Want to know it too."""
    question = get_object_or_404(RoomQuestion.objects.visible_to(request.user), pk=pk)
    user = request.user if isinstance(request.user, User) else None
    try:
        want_to_know(question, by=user, visitor="" if user else _visitor(request))
    except VotedAlready:
        messages.info(request, _("You voted for it already."))
    return redirect("agendas:questions", question.exchange_id)


@require_POST
def sort(request: SignedIn, pk: int) -> HttpResponse:
    """Show a question to all, or hide it."""
    question = _found(request, pk)
    require(rules.can_write_agenda(request.user, question.exchange))
    shows = request.POST.get("stato") == "mostra"
    state = RoomQuestion.State.SHOWN if shows else RoomQuestion.State.HIDDEN
    sort_question(question, state, by=request.user)
    return redirect("agendas:questions", question.exchange_id)


@require_http_methods(["GET", "POST"])
def answer(request: SignedIn, pk: int) -> HttpResponse:
    """Answer a question: it stays readable here, and on the page of the case."""
    question = _found(request, pk)
    exchange = question.exchange
    require(rules.can_answer_question(request.user, exchange))
    form = AnswerForm(posted(request), instance=question)
    if form.is_valid():
        answer_in_room(question, answer=form.cleaned_data["answer"], by=request.user)
        messages.success(request, _("Answered."))
        return redirect("agendas:questions", exchange.pk)
    return form_page(
        request,
        exchange,
        form,
        title=_("Answer"),
        action=_("Answer"),
        tab=TAB,
        lead=question.text,
        back=address_of("agendas:questions", exchange.pk),
    )


def _found(request: SignedIn, pk: int) -> RoomQuestion:
    found = RoomQuestion.objects.filter(exchange__in=Exchange.objects.visible_to(request.user))
    return get_object_or_404(
        found.select_related("exchange__programme__call", "exchange__plan", "block", "practice"),
        pk=pk,
    )


def _visitor(request: HttpRequest) -> str:
    """Return the mark of a browser without an account; it says nothing of who uses it."""
    mark: str = request.session.setdefault(VISITOR, get_random_string(32))
    return mark
