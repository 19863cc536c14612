"""Pages of messages: what one wrote and got, one message with its answers, a new one."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from innesto.accounts.http import SignedIn
from innesto.communities.models import Community
from innesto.correspondence import rules
from innesto.correspondence.actions import (
    NobodyToWriteTo,
    TooManyMessages,
    answer_message,
    send_message,
)
from innesto.correspondence.forms import AnswerForm, MessageForm
from innesto.correspondence.models import Copy, Enclosure, Message
from innesto.correspondence.queries import (
    SIDES,
    copies_of,
    message_list,
    own_sides,
    side_of,
    sides_of,
)
from innesto.lineage.queries.thread import bonds_of
from innesto.notifications.actions import mark_about_read
from innesto.programmes.http import form_page, programme_or_404, programme_page, way_back
from innesto.toolkit.dates import day, moment
from innesto.toolkit.drafting import drafting
from innesto.toolkit.drawing import Row
from innesto.toolkit.http import posted, render_page, require
from innesto.toolkit.serving import serve

TAB = "correspondence:of-programme"
A_PAGE = 25


@require_GET
def index(request: SignedIn) -> HttpResponse:
    """All messages that one wrote or got, whatever the programme."""
    found = message_list(viewer=request.user)
    page = Paginator(found, per_page=A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": [_row(one, named=True) for one in page]}
    return render_page(request, "correspondence/index.html", context)


@require_GET
def of_programme(request: SignedIn, slug: str) -> HttpResponse:
    """The messages of one programme or call that concern the reader."""
    programme = programme_or_404(request, slug)
    found = message_list(viewer=request.user, programme=programme)
    page = Paginator(found, per_page=A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [_row(one) for one in page],
        "may_write": rules.can_write(request.user, programme),
    }
    return programme_page(request, "correspondence/of_programme.html", programme, context, tab=TAB)


def _row(message: Message, *, named: bool = False) -> Row:
    receivers = [side_of(copy) for copy in message.copies.all()]
    everyone = _("to all (%(count)d)") % {"count": len(receivers)}
    return Row(
        message.subject,
        message.get_absolute_url(),
        [
            message.programme.name if named else "",
            _("from %(side)s") % {"side": side_of(message).label},
            everyone
            if message.is_to_all
            else _("to %(side)s") % {"side": ", ".join(side.label for side in receivers)},
            day(message.sent_at),
            _("last word: %(when)s") % {"when": day(message.last_at)}
            if message.last_at > message.sent_at
            else "",
        ],
    )


@require_http_methods(["GET", "POST"])
def new(request: SignedIn, slug: str) -> HttpResponse:
    """Write to another project or partner, or to all of them."""
    programme = programme_or_404(request, slug)
    require(rules.can_write(request.user, programme))
    own, sides = own_sides(request.user, programme), sides_of(programme)
    mine = {side.key for side in own}
    others = [side for side in sides if len(own) > 1 or side.key not in mine]
    draft = drafting(request.user, "correspondence:new", slug, title=programme.name)
    asked = request.GET.get("a", "")
    initial = {"language": request.user.language, "to": asked} | draft.initial
    form = MessageForm(
        posted(request),
        request.FILES or None,
        own=own,
        others=others,
        all_words=_("all of them (%(count)d)") % {"count": len(others)},
        initial=initial,
    )
    if form.is_valid():
        try:
            message = send_message(
                programme,
                sender=form.writes_for,
                to=form.receivers,
                is_to_all=form.is_to_all,
                subject=form.cleaned_data["subject"],
                text=form.cleaned_data["text"],
                language=form.cleaned_data["language"],
                files=form.files_given,
                by=request.user,
            )
        except TooManyMessages as refused:
            form.add_error(None, _too_many(refused))
        except NobodyToWriteTo:
            form.add_error("to", _("Choose somebody else than yourself."))
        else:
            draft.drop()
            messages.success(request, _("Sent. The others are told, here and by e-mail."))
            return redirect(message)
    return form_page(
        request,
        programme,
        form,
        title=_("Write a message"),
        lead=_(
            "Only the two sides read it. What many should discuss belongs into a conversation "
            "of a community."
        ),
        action=_("Send"),
        tab=TAB,
        draft=draft,
    )


@require_GET
def detail(request: SignedIn, pk: int) -> HttpResponse:
    """One message, the answers one may read, and where a conversation can grow of it."""
    return _message_page(request, _message(request, pk))


@require_http_methods(["POST"])
def answer(request: SignedIn, pk: int) -> HttpResponse:
    """Answer a message; the answer stays with it."""
    copies = Copy.objects.visible_to(request.user).select_related("message__programme__call")
    copy = get_object_or_404(copies, pk=pk)
    require(rules.can_answer_message(request.user, copy))
    form = AnswerForm(request.POST, request.FILES or None, prefix=_prefix(copy))
    if form.is_valid():
        try:
            answer_message(
                copy,
                text=form.cleaned_data["text"],
                language=request.user.language,
                files=form.files_given,
                by=request.user,
            )
        except TooManyMessages as refused:
            form.add_error(None, _too_many(refused))
        else:
            messages.success(request, _("Sent. The other side is told."))
            return redirect(copy)
    return _message_page(request, _message(request, copy.message_id), refused=(copy.pk, form))


@require_GET
def file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Hand out a file, to whoever reads what it was sent with."""
    found = get_object_or_404(Enclosure.objects.visible_to(request.user), pk=pk)
    return serve(request, found.file, found.name, inline=False)


def _message(request: SignedIn, pk: int) -> Message:
    seen = Message.objects.visible_to(request.user).select_related(
        "programme__call", "author", *SIDES
    )
    return get_object_or_404(seen.prefetch_related("enclosures"), pk=pk)


def _prefix(copy: Copy) -> str:
    return f"copy-{copy.pk}"


def _message_page(
    request: SignedIn, message: Message, *, refused: tuple[int, AnswerForm] | None = None
) -> HttpResponse:
    programme = message.programme
    copies = list(copies_of(message, viewer=request.user))
    may_answer = programme.state not in rules.SILENT
    sender = side_of(message)
    shown: list[dict[str, Any]] = [
        {
            "copy": copy,
            "label": side_of(copy).label,
            "answers": [
                (one, sender.label if one.is_of_sender else side_of(copy).label)
                for one in copy.answers.all()
            ],
            "form": (
                refused[1]
                if refused and refused[0] == copy.pk
                else AnswerForm(prefix=_prefix(copy))
            )
            if may_answer
            else None,
        }
        for copy in copies
    ]
    silent = [one for one in shown if not one["answers"]] if len(shown) > 1 else []
    for copy in copies:
        mark_about_read(copy, by=request.user)
    grown = [
        bond
        for bond in bonds_of(message, viewer=request.user)
        if not bond.is_forward and bond.kind == "talk.thread"
    ]
    rooms = Community.objects.joined_by(request.user).filter(
        programme__in=[programme.pk, *([programme.call_id] if programme.call_id else [])],
        closed_on=None,
    )
    context = {
        "message": message,
        "sender": sender,
        "receivers": ", ".join(one["label"] for one in shown),
        "shown": [one for one in shown if one not in silent],
        "silent": silent,
        "grown": grown,
        "rooms": rooms.order_by("slug"),
        "way_back": way_back(programme),
    }
    status = 422 if refused else 200
    return programme_page(
        request, "correspondence/detail.html", programme, context, tab=TAB, status=status
    )


def _too_many(refused: TooManyMessages) -> str:
    words = _("You have written many messages today. You can go on %(when)s; your text is kept.")
    return words % {"when": moment(refused.free_at)}
