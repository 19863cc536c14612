"""Report posts, decide on them, and look again when their author asks for it."""

from functools import partial

from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.journal.actions import record
from innesto.talk.bookkeeping import empty_post, locked_post, recount
from innesto.talk.models import Post, Report, Ruling
from innesto.talk.tasks import tell_author, tell_moderators, tell_post

STATES = {
    Ruling.Verdict.KEEP: Post.State.SHOWN,
    Ruling.Verdict.HIDE: Post.State.HIDDEN,
    Ruling.Verdict.REMOVE: Post.State.HIDDEN,
}


class ReportedAlready(Exception):
    """The person has reported this post, and it waits for a look."""


class RuledMeanwhile(Exception):
    """Another moderator has decided since the page was opened."""


@transaction.atomic
def report_post(post: Post, reason: str, *, by: User, note: str = "") -> Report:
    """Ask that a post be looked at; one that lets somebody be recognised is hidden at once.

    Raises ``ReportedAlready``.
    """
    post = locked_post(post)
    if post.reports.filter(by=by, closed_at=None).exists():
        raise ReportedAlready
    now = timezone.now()
    report = Report.objects.create(post=post, by=by, reason=reason, note=note, at=now)
    hides = reason == Report.Reason.PRIVACY and post.is_shown
    _set(post, Post.State.HIDDEN if hides else post.state, waiting=True)
    record("post_reported", post.thread, by=by, within=post.thread.community, post=post.pk)
    transaction.on_commit(partial(tell_moderators.enqueue, post.pk))
    return report


@transaction.atomic
def rule_on_post(post: Post, verdict: str, *, by: User, reason: str = "", seen: int) -> Ruling:
    """Decide whether a post may be read; its author is told, with the reason.

    ``seen`` is how many decisions there were when the moderator opened the page. Raises
    ``RuledMeanwhile``.
    """
    post = locked_post(post)
    if post.rulings.count() != seen:
        raise RuledMeanwhile
    was_held = post.is_held
    now = timezone.now()
    ruling = Ruling.objects.create(post=post, verdict=verdict, reason=reason, by=by, at=now)
    post.reports.filter(closed_at=None).update(closed_at=now)
    if verdict == Ruling.Verdict.REMOVE:
        empty_post(post, Post.State.HIDDEN)
        recount(post.thread)
    else:
        _set(post, STATES[Ruling.Verdict(verdict)], waiting=False)
    facts = {"post": post.pk, "verdict": verdict, "reason": reason}
    record("post_ruled_on", post.thread, by=by, within=post.thread.community, **facts)
    if was_held and post.is_shown:
        transaction.on_commit(partial(tell_post.enqueue, post.pk))
    if was_held or verdict != Ruling.Verdict.KEEP:
        transaction.on_commit(partial(tell_author.enqueue, ruling.pk, "post_ruled_on"))
    return ruling


@transaction.atomic
def appeal(ruling: Ruling, words: str, *, by: User) -> Ruling:
    """Ask that another person look again. Raises ``RuledMeanwhile`` on a second time."""
    post = locked_post(ruling.post)
    ruling = Ruling.objects.select_for_update(of=("self",)).get(pk=ruling.pk)
    if ruling.appealed_at:
        raise RuledMeanwhile
    ruling.appeal, ruling.appealed_at = words, timezone.now()
    ruling.save(update_fields=["appeal", "appealed_at"])
    _set(post, post.state, waiting=True)
    record("ruling_appealed", post.thread, by=by, within=post.thread.community, post=post.pk)
    transaction.on_commit(partial(tell_moderators.enqueue, post.pk))
    return ruling


@transaction.atomic
def answer_appeal(ruling: Ruling, *, restores: bool, answer: str, by: User) -> Ruling:
    """Look again as another person: the post comes back, or stays away, and why.

    Raises ``RuledMeanwhile``.
    """
    post = locked_post(ruling.post)
    ruling = Ruling.objects.select_for_update(of=("self",)).get(pk=ruling.pk)
    if not ruling.is_appealed:
        raise RuledMeanwhile
    ruling.answer, ruling.answered_by, ruling.answered_at = answer, by, timezone.now()
    ruling.save(update_fields=["answer", "answered_by", "answered_at"])
    comes_back = restores and bool(post.text)
    _set(post, Post.State.SHOWN if comes_back else post.state, waiting=False)
    facts = {"post": post.pk, "restores": restores, "answer": answer}
    record("appeal_answered", post.thread, by=by, within=post.thread.community, **facts)
    transaction.on_commit(partial(tell_author.enqueue, ruling.pk, "appeal_answered"))
    return ruling


def _set(post: Post, state: str, *, waiting: bool) -> None:
    """Show or hide a post, and put it before the moderators or take it from them."""
    is_changed = post.state != state
    post.state = state
    post.waiting_since = (post.waiting_since or timezone.now()) if waiting else None
    post.skip_history_when_saving = True  # type: ignore[attr-defined]
    post.save(update_fields=["state", "waiting_since"])
    if is_changed:
        recount(post.thread)
