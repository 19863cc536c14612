"""Who may say, steer and judge what. Reading is decided by ``visible_to`` on the querysets."""

from innesto.accounts.models import User
from innesto.communities import rules
from innesto.communities.models import Community
from innesto.talk.models import Poll, Post, Ruling, Thread


def can_open_thread(user: User, community: Community) -> bool:
    """Members who are no guests, and who leads."""
    return rules.can_contribute(user, community)


def can_answer_in(user: User, thread: Thread) -> bool:
    """Every member, guests too, while the conversation is open."""
    return thread.is_open and thread.is_shown and rules.can_answer(user, thread.community)


def can_react(user: User, post: Post) -> bool:
    """Every member but its author, to what is shown."""
    if not post.is_shown or post.author_id == user.pk:
        return False
    return rules.can_answer(user, post.thread.community)


def can_edit_post(user: User, post: Post) -> bool:
    """Its author alone, while the conversation is open: nobody changes another's words."""
    is_there = post.is_shown or post.is_held
    return post.author_id == user.pk and is_there and post.thread.is_open


def can_withdraw_post(user: User, post: Post) -> bool:
    """Its author, also where nothing is added any more."""
    return post.author_id == user.pk and (post.is_shown or post.is_held)


def can_moderate(user: User, community: Community) -> bool:
    """Who leads the community; operators too where everyone may read it."""
    if rules.leads(user, community):
        return True
    return user.is_operator and community.visibility == Community.Visibility.PUBLIC


def can_mark_answer(user: User, thread: Thread) -> bool:
    """Who opened the conversation knows what answered it; who moderates helps."""
    is_own = thread.author_id == user.pk and rules.can_answer(user, thread.community)
    return is_own or can_moderate(user, thread.community)


def can_open_poll(user: User, thread: Thread) -> bool:
    """Who opened the conversation, and who moderates; one poll a conversation."""
    return thread.is_open and not thread.has_poll and can_mark_answer(user, thread)


def can_vote(user: User, poll: Poll) -> bool:
    """Every member of the community."""
    return rules.can_answer(user, poll.thread.community)


def can_report(user: User, post: Post) -> bool:
    """Whoever reads it and did not write it."""
    return post.is_shown and post.author_id != user.pk


def can_rule_on(user: User, post: Post) -> bool:
    """Who moderates, but nobody judges their own words."""
    return post.author_id != user.pk and can_moderate(user, post.thread.community)


def can_appeal(user: User, ruling: Ruling) -> bool:
    """The author, once, against what took the post away."""
    took_away = ruling.verdict != Ruling.Verdict.KEEP
    return took_away and ruling.appealed_at is None and ruling.post.author_id == user.pk


def can_answer_appeal(user: User, ruling: Ruling) -> bool:
    """Another moderator than the one who decided."""
    return ruling.is_appealed and ruling.by_id != user.pk and can_rule_on(user, ruling.post)
