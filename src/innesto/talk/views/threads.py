"""Threads in a list, one with its posts, and what is written there."""

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.accounts.models import User
from innesto.communities.queries.register import is_open
from innesto.lineage.queries.thread import origin_named
from innesto.notifications.actions import mark_about_read
from innesto.talk import rules
from innesto.talk.actions.polls import PollIsOver, cast_vote
from innesto.talk.actions.reading import keep_place
from innesto.talk.actions.writing import (
    NotOpen,
    Said,
    SaidAlready,
    TooFast,
    add_post,
    open_thread,
)
from innesto.talk.drawing import drawn_thread, shown_posts
from innesto.talk.forms import AnswerForm, ThreadForm, VoteForm
from innesto.talk.models import Poll, Post, Thread
from innesto.talk.queries.polls import chosen_by, options_of
from innesto.talk.queries.standing import room_at, standing_of
from innesto.talk.queries.threads import posts_of_page, thread_keys, threads_with
from innesto.talk.views.pages import (
    form_page,
    speaks_for,
    talk_page,
    thread_or_404,
    up_to,
)
from innesto.toolkit.addresses import address_of
from innesto.toolkit.charts import Bar
from innesto.toolkit.dates import day, moment
from innesto.toolkit.drafting import drafting
from innesto.toolkit.http import one_or_404, posted, require, same_for_visitors

PER_PAGE = 25


@require_GET
@login_not_required
@same_for_visitors
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """What is talked about in a community."""
    community = one_or_404(room_at(slug, viewer=request.user))
    standing = standing_of(community, community, request.user)
    page = Paginator(thread_keys(community), PER_PAGE).get_page(request.GET.get("page"))
    assert isinstance(page.object_list, QuerySet)
    threads = threads_with(page.object_list, viewer=request.user)
    since = standing.seen_until or getattr(community, "reader_since", None)
    context = {
        "page": page,
        "rows": [drawn_thread(thread, seen_until=since) for thread in threads],
        "standing": standing,
        "is_signed_in": isinstance(request.user, User),
    }
    return talk_page(request, "talk/index.html", community, context)


@require_http_methods(["GET", "POST"])
def new(request: SignedIn, slug: str) -> HttpResponse:
    """Begin a conversation, perhaps out of another work: «?da=correspondence.message:12»."""
    community = one_or_404(room_at(slug, viewer=request.user))
    require(rules.can_open_thread(request.user, community))
    title = _("Begin a conversation")
    draft = drafting(request.user, "talk:new", slug, title=f"{title}: {community.name}")
    origin, work = origin_named(request.GET.get("da", ""), request.user) or (None, None)
    initial = {"language": request.user.language, **draft.initial}
    if work:
        initial.setdefault("title", work.title)
    form = ThreadForm(posted(request), request.FILES or None, initial=initial)
    if form.is_valid():
        words = dict(form.cleaned_data)
        try:
            made = open_thread(
                community,
                words.pop("title"),
                Said(**words),
                by=request.user,
                organisation=speaks_for(request, community),
                is_trusted=rules.can_moderate(request.user, community),
                origin=origin,
            )
        except SaidAlready as already:
            return redirect(already.post)
        except TooFast as refused:
            form.add_error(None, _too_fast(refused))
        else:
            draft.drop()
            if not made.is_shown:
                messages.info(request, _held())
            return redirect(made)
    context = {"form": form, "title": title, "action": _("Begin it"), "draft": draft}
    context["back"] = address_of("talk:index", slug)
    return talk_page(request, "talk/write.html", community, context)


@require_GET
@login_not_required
@same_for_visitors
def thread(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a conversation, from where one was."""
    found = thread_or_404(request, pk)
    if found.joined_into:
        return redirect(found.joined_into)
    standing = standing_of(found, found.community, request.user)
    person = request.user if isinstance(request.user, User) else None
    kept = getattr(found, "my_number", None)
    read = kept or 0
    page = min(max(_number(request.GET.get("page")), 1), found.pages_count)
    posts = posts_of_page(found, page)
    is_last = page == found.pages_count
    may_answer = standing.may_answer and found.is_open and found.is_shown
    context = {
        "thread": found,
        "posts": shown_posts(found, posts, standing=standing, viewer=request.user, read=read),
        "standing": standing,
        "page_numbers": _page_numbers(found.pages_count, page),
        "page_number": page,
        "is_last": is_last,
        "first_unread": found.address_of_post(read + 1)
        if person and 0 < read < found.last_number
        else "",
        "unread_count": found.last_number - read,
        "attitude": getattr(found, "my_attitude", "") or "",
        "may_answer": may_answer,
        "may_open_poll": person is not None
        and not found.has_poll
        and found.is_open
        and (standing.may_moderate or found.author_id == person.pk),
        "is_signed_in": person is not None,
        "poll": _poll(request, found, standing.may_answer) if found.has_poll else None,
    }
    if person and may_answer and is_last:
        context |= _answer_form(person, found, posts)
    last_seen = max((post.number for post in posts if post.is_shown), default=0)
    if person and standing.may_answer and last_seen > read:
        keep_place(found, last_seen, by=person, is_first=kept is None)
        mark_about_read(found, by=person)
    inside = standing.may_answer or is_open(found.community, request.user)
    way = up_to(found)[:1] if inside else ()
    return talk_page(request, "talk/thread.html", found.community, context, way=way, is_open=inside)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 8 else 1


def _page_numbers(count: int, page: int) -> list[int]:
    """Return the pages to offer, nought for those left out; nothing is counted."""
    shown = sorted({1, 2, *range(page - 2, page + 3), count - 1, count} & {*range(1, count + 1)})
    numbers: list[int] = []
    for number in shown:
        if numbers and number > numbers[-1] + 1:
            numbers.append(0)
        numbers.append(number)
    return numbers


def _answer_form(person: User, found: Thread, posts: Sequence[Post]) -> dict[str, object]:
    """Return the form below the last post, with what was begun before."""
    draft = drafting(person, "talk:answer", str(found.pk), title=found.title)
    initial = {"language": person.language, **draft.initial}
    form = AnswerForm(initial=initial, people=_present(posts, person))
    return {"form": form, "draft": draft, "answer_url": address_of("talk:answer", found.pk)}


def _present(posts: Sequence[Post], person: User) -> list[User]:
    """Return who wrote on this page, to be called by a click."""
    people = {post.author.pk: post.author for post in posts if post.author}
    return [one for one in people.values() if one.is_active and one.pk != person.pk]


@require_http_methods(["GET", "POST"])
def answer(request: SignedIn, pk: int) -> HttpResponse:
    """Write an answer; ``?cita=3`` quotes a post."""
    found = thread_or_404(request, pk)
    require(rules.can_answer_in(request.user, found))
    draft = drafting(request.user, "talk:answer", str(pk), title=found.title)
    initial = {"language": request.user.language, **draft.initial, **_quotation(request, found)}
    posts = posts_of_page(found, found.pages_count)
    form = AnswerForm(
        posted(request),
        request.FILES or None,
        initial=initial,
        people=_present(posts, request.user),
    )
    if form.is_valid():
        try:
            made = add_post(
                found,
                Said(**form.cleaned_data),
                by=request.user,
                organisation=speaks_for(request, found.community),
                is_trusted=rules.can_moderate(request.user, found.community),
            )
        except SaidAlready as already:
            return redirect(already.post)
        except NotOpen:
            form.add_error(None, _("The conversation was closed meanwhile. Your text is kept."))
        except TooFast as refused:
            form.add_error(None, _too_fast(refused))
        else:
            draft.drop()
            if made.is_held:
                messages.info(request, _held())
            return redirect(found.address_of_post(made.number))
    context = {
        "form": form,
        "title": _("Answer"),
        "lead": found.title,
        "action": _("Send"),
        "draft": draft,
        "back": found.get_absolute_url(),
    }
    return talk_page(request, "talk/write.html", found.community, context, way=up_to(found))


def _quotation(request: SignedIn, found: Thread) -> dict[str, object]:
    """Return the quoted words as one types them."""
    number = _number(request.GET.get("cita")) if "cita" in request.GET else 0
    post = found.posts.shown().filter(number=number).select_related("author").first()
    if post is None:
        return {}
    return {"text": f"<blockquote>{post.text}</blockquote>", "quotes": number}


def _too_fast(refused: TooFast) -> str:
    words = _("You have written much in a short time. You can go on %(when)s; your text is kept.")
    return words % {"when": moment(refused.free_at)}


def _held() -> str:
    return _("It is kept, and shown to all as soon as who facilitates has looked at it.")


def _poll(request: HttpRequest, found: Thread, may_vote: bool) -> dict[str, object]:
    """Return the poll with its results, and the form for whoever may vote."""
    poll = Poll.objects.get(thread=found)
    options = options_of(poll)
    is_open = poll.is_open(timezone.localdate()) and found.state != Thread.State.ARCHIVED
    mine = chosen_by(request.user, poll)
    initial = mine if poll.takes_several else next(iter(mine), None)
    form = VoteForm(poll=poll, options=options, initial={"options": initial})
    until = _("Open until %(day)s.") % {"day": day(poll.closes_on)} if poll.closes_on else ""
    state = until if is_open else _("It is over.")
    voters = ngettext("%(count)d person voted.", "%(count)d persons voted.", poll.voters_count)
    return {
        "poll": poll,
        "bars": [Bar(option.label, option.votes_count) for option in options],
        "caption": f"{voters % {'count': poll.voters_count}} {state}",
        "whole": max(poll.voters_count, 1),
        "has_voted": bool(mine),
        "form": form if is_open and may_vote else None,
    }


@require_POST
def vote(request: SignedIn, pk: int) -> HttpResponse:
    """Choose in the poll, or choose otherwise."""
    found = thread_or_404(request, pk)
    poll = get_object_or_404(Poll.objects.select_related("thread__community"), thread=found)
    require(rules.can_vote(request.user, poll))
    options = options_of(poll)
    form = VoteForm(request.POST, poll=poll, options=options)
    if not form.is_valid():
        return form_page(request, found, form, title=poll.question, action=_("Vote"))
    wanted = form.cleaned_data["options"]
    chosen = set(wanted if isinstance(wanted, list) else [wanted])
    try:
        cast_vote(
            poll,
            [one for one in options if one.pk in chosen],
            by=request.user,
            organisation=speaks_for(request, found.community),
        )
    except PollIsOver:
        messages.info(request, _("The poll is over."))
    else:
        messages.success(request, _("Your choice is kept. You can change it."))
    return redirect(found)
