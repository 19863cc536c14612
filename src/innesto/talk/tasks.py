"""What happens after the commit: people are told."""

from django.tasks import task
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.notifications.actions import notify
from innesto.talk.models import Post, Ruling
from innesto.talk.queries.people import concerned_by, followers, moderators_of
from innesto.toolkit.rich_text import as_plain, as_words

EXCERPT = 300
"""Letters of a post in a notice; what is longer is read on the site."""


@task
def tell_post(post_id: int) -> None:
    """Tell who is called by name, then who follows; nobody hears of the same post twice."""
    found = Post.objects.select_related("thread__community", "author")
    post = found.get(pk=post_id)
    if not post.is_shown:
        return
    key, url, body = f"post-{post.pk}", post.get_absolute_url(), _excerpt(post)
    words = {"who": str(post.author or ""), "title": post.thread.title}
    thread = post.thread
    called = concerned_by(post).exclude(pk=post.author_id or 0)
    notify(
        called,
        kind="mentioned",
        key=key,
        title=format_lazy(_("{who} calls you in “{title}”"), **words),
        body=body,
        url=url,
        about=thread,
        space=thread.community,
        reply="thread",
    )
    others = followers(thread).exclude(pk=post.author_id or 0)
    opens = post.is_first
    notify(
        others.exclude(pk__in=called.values("pk")),
        kind="thread_opened" if opens else "post_added",
        key=key,
        title=format_lazy(
            _("{who} begins “{title}”") if opens else _("{who} answers in “{title}”"), **words
        ),
        body=body,
        url=url,
        about=thread,
        space=thread.community,
        reply="thread",
    )


def _excerpt(post: Post) -> str:
    words = as_plain(post.text)
    return (
        words if len(words) <= EXCERPT else as_words(post.text)[:EXCERPT].rsplit(" ", 1)[0] + " …"
    )


@task
def tell_moderators(post_id: int) -> None:
    """Tell who moderates that a post waits for a look."""
    post = Post.objects.select_related("thread__community").get(pk=post_id)
    if post.waiting_since is None:
        return
    notify(
        moderators_of(post.thread.community).exclude(pk=post.author_id or 0),
        kind="post_to_look_at",
        key=f"post-{post.pk}-waits-{post.waiting_since:%Y%m%d%H%M%S}",
        title=format_lazy(_("A post in “{title}” waits for a look"), title=post.thread.title),
        url=post.get_absolute_url(),
        space=post.thread.community,
    )


@task
def tell_author(ruling_id: int, kind: str) -> None:
    """Tell the author what was decided on their post, and why."""
    ruling = Ruling.objects.select_related("post__thread").get(pk=ruling_id)
    is_again = kind == "appeal_answered"
    shown = _("Your post in “{title}” can be read by all")
    hidden = _("Your post in “{title}” is hidden")
    notify(
        User.objects.filter(pk=ruling.post.author_id or 0),
        kind=kind,
        key=f"ruling-{ruling.pk}{'-again' if is_again else ''}",
        title=format_lazy(
            shown if ruling.post.is_shown else hidden, title=ruling.post.thread.title
        ),
        body=ruling.answer if is_again else ruling.reason,
        url=ruling.post.get_absolute_url(),
    )
