"""Threads and posts as their pages show them: what a row says, which text may be read.

No room fits: views of threads, of what is to read and the portal draw the same rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, ngettext

from innesto.accounts.models import User
from innesto.talk.models import Attachment, Post, Reaction, Thread
from innesto.talk.queries.standing import Standing
from innesto.talk.queries.threads import called_in, files_of, reactions_to
from innesto.toolkit import dates
from innesto.toolkit.drawing import Row, clean, drawn_language, drawn_state


@dataclass(frozen=True, slots=True)
class ReactionShown:
    """One thing said without words: how many say it, some of their organisations, the viewer."""

    kind: str
    label: str
    count: int
    names: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class PostShown:
    """A post as one reader sees it; ``text`` is empty where it may not be read."""

    post: Post
    text: SafeString
    language: str
    pictures: Sequence[Attachment]
    files: Sequence[Attachment]
    called: str
    reactions: Sequence[ReactionShown]
    is_new: bool
    is_mine: bool
    is_answer: bool
    may_react: bool
    may_edit: bool
    may_mark: bool
    may_report: bool
    may_rule: bool


def drawn_thread(
    thread: Thread,
    *,
    seen_until: datetime | date | None = None,
    with_community: bool = False,
) -> Row:
    """Say a thread in a list: who began it, how many answered, what is new for the reader."""
    state = Thread.State(thread.state)
    who = clean(thread.author or gettext("Erased person"))
    if not with_community and thread.organisation:
        who = f"{who}, {clean(thread.organisation.name)}"
    return Row(
        _title(thread),
        thread.get_absolute_url(),
        [
            _news(thread, seen_until),
            drawn_state("plain", gettext("Pinned"), icon="pin") if thread.is_pinned else "",
            drawn_state("ok", gettext("Answered")) if thread.answer_id else "",
            drawn_state("plain", state.label) if state != Thread.State.OPEN else "",
            thread.community.name if with_community else mark_safe(who),  # noqa: S308 – escaped
            _answers(thread.answers_count),
            dates.moment(thread.last_at),
        ],
    )


def _title(thread: Thread) -> SafeString:
    words = clean(thread.title)
    if thread.language == (get_language() or ""):
        return mark_safe(words)  # noqa: S308 – escaped
    mark = drawn_language(thread.language)
    return mark_safe(f'<span lang="{clean(thread.language)}">{words}</span> {mark}')  # noqa: S308


def _answers(count: int) -> str:
    if not count:
        return gettext("no answer yet")
    return ngettext("%(count)d answer", "%(count)d answers", count) % {"count": count}


def _news(thread: Thread, seen_until: datetime | date | None) -> str:
    """Say how many posts are new; before the day one came in, nothing is."""
    if seen_until is None or thread.last_at <= _moment_of(seen_until):
        return ""
    read = getattr(thread, "my_number", None)
    if read is None:
        return drawn_state("brand", gettext("New"))
    count = thread.last_number - read
    if count <= 0:
        return ""
    words = ngettext("%(count)d new", "%(count)d new ones", count) % {"count": count}
    return drawn_state("brand", words)


def _moment_of(at: datetime | date) -> datetime:
    if isinstance(at, datetime):
        return at
    return timezone.make_aware(datetime.combine(at, datetime.min.time()))


def shown_posts(
    thread: Thread,
    posts: Sequence[Post],
    *,
    standing: Standing,
    viewer: User | AnonymousUser,
    read: int,
) -> list[PostShown]:
    """Return the posts as this reader sees them: what is held or hidden is said, not shown."""
    mine = {post.pk for post in posts if viewer.pk and post.author_id == viewer.pk}
    seen = [post for post in posts if not post.is_held or post.pk in mine or standing.may_moderate]
    readable = {
        post.pk for post in seen if post.is_shown or post.pk in mine or standing.may_moderate
    }
    spoken = [post for post in seen if post.pk in readable]
    files, called = files_of(spoken), called_in(spoken)
    reactions = reactions_to(spoken, viewer=viewer)
    language = get_language() or ""
    is_signed_in = isinstance(viewer, User)
    found = []
    for post in seen:
        is_mine, is_read = post.pk in mine, post.pk in readable
        attached = files.get(post.pk, [])
        found.append(
            PostShown(
                post=post,
                # Clean HTML since it was written; see toolkit/rich_text.py.
                text=mark_safe(post.text if is_read else ""),  # noqa: S308
                language="" if post.language == language else post.language,
                pictures=[one for one in attached if one.is_picture],
                files=[one for one in attached if not one.is_picture],
                called=", ".join(called.get(post.pk, [])),
                reactions=[
                    ReactionShown(
                        kind.value,
                        str(kind.label),
                        getattr(post, f"{kind.value}_count"),
                        ", ".join(reactions.get((post.pk, kind.value), ([], False))[0]),
                        reactions.get((post.pk, kind.value), ([], False))[1],
                    )
                    for kind in Reaction.Kind
                ],
                is_new=is_signed_in and read > 0 and post.number > read and not is_mine,
                is_mine=is_mine,
                is_answer=thread.answer_id == post.pk,
                may_react=standing.may_answer and post.is_shown and not is_mine,
                may_edit=is_mine and thread.is_open and (post.is_shown or post.is_held),
                may_mark=post.is_shown
                and not post.is_first
                and (
                    standing.may_moderate or (standing.may_answer and thread.author_id == viewer.pk)
                ),
                may_report=is_signed_in and post.is_shown and not is_mine,
                may_rule=standing.may_moderate and not is_mine,
            )
        )
    return found
