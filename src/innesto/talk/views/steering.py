"""What who moderates does to a conversation, and the poll that its author may open."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from innesto.accounts.http import SignedIn
from innesto.communities.models import Community
from innesto.talk import rules
from innesto.talk.actions.polls import open_poll
from innesto.talk.actions.steering import (
    NothingToMove,
    join_threads,
    move_thread,
    split_thread,
    steer_thread,
)
from innesto.talk.actions.writing import NotOpen
from innesto.talk.forms import JoinForm, MoveForm, PollForm, SplitForm, SteerForm
from innesto.talk.models import Thread
from innesto.talk.views.pages import form_page, thread_or_404
from innesto.toolkit.http import posted, require
from innesto.toolkit.rich_text import as_words

EXCERPT = 90
MOST = 500
"""Posts offered to be taken out at once, the last ones."""


def _moderated(request: SignedIn, pk: int) -> Thread:
    thread = thread_or_404(request, pk)
    require(rules.can_moderate(request.user, thread.community))
    return thread


@require_http_methods(["GET", "POST"])
def steer(request: SignedIn, pk: int) -> HttpResponse:
    """Pin, lock, archive, rename."""
    thread = _moderated(request, pk)
    form = SteerForm(posted(request), instance=thread)
    if form.is_valid():
        steer_thread(thread, by=request.user, **form.cleaned_data)
        messages.success(request, _("Kept."))
        return redirect(thread)
    return form_page(request, thread, form, title=_("Arrange the conversation"), action=_("Save"))


@require_http_methods(["GET", "POST"])
def split(request: SignedIn, pk: int) -> HttpResponse:
    """Make a conversation of its own out of some posts."""
    thread = _moderated(request, pk)
    posts = thread.posts.exclude(number=1).select_related("author").order_by("-number")[:MOST]
    choices = [
        (post.number, f"{post.number}. {post.author or ''}: {as_words(post.text)[:EXCERPT]}")
        for post in reversed(posts)
    ]
    form = SplitForm(posted(request), posts=choices)
    if form.is_valid():
        try:
            made = split_thread(
                thread, form.cleaned_data["numbers"], form.cleaned_data["title"], by=request.user
            )
        except NothingToMove:
            form.add_error("numbers", _("These posts moved meanwhile."))
        else:
            return redirect(made)
    return form_page(
        request,
        thread,
        form,
        title=_("Take posts out into a conversation of their own"),
        lead=_("Each keeps its address. Who followed follows both."),
        action=_("Take them out"),
    )


@require_http_methods(["GET", "POST"])
def move(request: SignedIn, pk: int) -> HttpResponse:
    """Take the conversation to another community that one leads."""
    thread = _moderated(request, pk)
    led = Community.objects.led_by(request.user).filter(closed_on=None)
    others = led.exclude(pk=thread.community_id).order_by("slug")
    form = MoveForm(posted(request), communities=others)
    if form.is_valid():
        try:
            move_thread(thread, form.cleaned_data["to"], by=request.user)
        except NotOpen:
            messages.info(request, _("The conversation moved meanwhile."))
        return redirect(thread)
    return form_page(
        request, thread, form, title=_("Move it to another community"), action=_("Move it")
    )


@require_http_methods(["GET", "POST"])
def join(request: SignedIn, pk: int) -> HttpResponse:
    """Put the posts behind those of another conversation."""
    thread = _moderated(request, pk)
    others = Thread.objects.filter(community=thread.community_id, joined_into=None)
    form = JoinForm(posted(request), others=others.exclude(pk=thread.pk))
    if form.is_valid():
        try:
            into = join_threads(thread, form.cleaned_data["into"], by=request.user)
        except NotOpen:
            form.add_error("into", _("One of the two was joined meanwhile."))
        else:
            return redirect(into)
    return form_page(
        request,
        thread,
        form,
        title=_("Join it to another conversation"),
        lead=_("Its posts come behind the others, and its address leads there."),
        action=_("Join them"),
    )


@require_http_methods(["GET", "POST"])
def poll(request: SignedIn, pk: int) -> HttpResponse:
    """Ask everyone to choose."""
    thread = thread_or_404(request, pk)
    require(rules.can_open_poll(request.user, thread))
    form = PollForm(posted(request))
    if form.is_valid():
        try:
            open_poll(thread, by=request.user, **form.cleaned_data)
        except NotOpen:
            messages.info(request, _("Somebody was faster: there is a poll already."))
        return redirect(thread)
    return form_page(
        request,
        thread,
        form,
        title=_("Ask everyone to choose"),
        lead=_("Words, or days for a meeting. Everyone may change their choice until it closes."),
        action=_("Open the poll"),
    )
