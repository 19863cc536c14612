"""Who may do what at the expert desk. Reading is decided by ``visible_to`` on the querysets."""

from datetime import datetime, timedelta

from innesto.accounts.models import User
from innesto.communities import rules as communities
from innesto.communities.models import Community
from innesto.questions.models import Article, Expert, Question
from innesto.questions.queries.people import expert_in

SILENCE = timedelta(days=7)
"""So long after the first answer, who facilitates may accept for an asker who says nothing."""


def answers_as_expert(user: User, community: Community) -> Expert | None:
    """Return the person as an expert of the community, willing or not."""
    return expert_in(community.pk, user.pk)


def knows_askers(user: User | None, community: Community) -> bool:
    """Tell whether the reader may know who hides from the members: experts, and who leads."""
    if user is None:
        return False
    return communities.leads(user, community) or answers_as_expert(user, community) is not None


def may_know_asker(user: User | None, question: Question, *, knows_askers: bool) -> bool:
    """Tell whether this reader may know who asks; operators are readers like others.

    ``knows_askers`` is the answer of the rule of that name, asked once for a whole list.
    """
    if user is not None and question.asker_id == user.pk:
        return True
    if question.anonymity == Question.Anonymity.MEMBERS:
        return knows_askers
    return question.anonymity == Question.Anonymity.NAMED


def can_ask(user: User, community: Community) -> bool:
    """Members who are no guests ask."""
    return communities.can_contribute(user, community)


def can_change(user: User, question: Question) -> bool:
    """Whoever asked may correct the words while nobody has answered."""
    return question.asker_id == user.pk and question.is_open and not question.is_shut


def can_take(user: User, question: Question) -> bool:
    """An expert of the community takes what waits, but nobody answers for themselves."""
    if question.is_shut or question.asker_id == user.pk or question.community.is_closed:
        return False
    return question.is_open and answers_as_expert(user, question.community) is not None


def can_keep(user: User, question: Question, *, at: datetime) -> bool:
    """Give back or prolong: whoever has the question in hand."""
    holder = question.holder(at)
    return holder is not None and holder.pk == user.pk and not question.is_shut


def can_give_answer(user: User, question: Question) -> bool:
    """Every member answers, and every expert."""
    if question.is_shut or question.community.is_closed:
        return False
    community = question.community
    return communities.can_answer(user, community) or _helps(user, question)


def can_comment(user: User, question: Question) -> bool:
    """Ask for a detail, or give it."""
    return can_give_answer(user, question)


def can_accept(user: User, question: Question, *, at: datetime) -> bool:
    """Whoever asked; who leads, when the asker says nothing for a while."""
    if question.is_shut or question.first_answered_at is None or question.is_solved:
        return False
    if question.asker_id == user.pk:
        return True
    silent = question.asker_id is None or at >= question.first_answered_at + SILENCE
    return silent and communities.leads(user, question.community)


def can_reopen(user: User, question: Question) -> bool:
    """Whoever asked, or who leads, when the answer did not help."""
    if question.is_shut or question.is_open:
        return False
    return question.asker_id == user.pk or communities.leads(user, question.community)


def can_escalate(user: User, question: Question, *, at: datetime) -> bool:
    """Who leads, without waiting for the clock; whoever has it in hand and cannot answer."""
    if question.is_shut or not question.is_open or question.stage >= Question.Stage.REVIEW:
        return False
    return communities.leads(user, question.community) or can_keep(user, question, at=at)


def can_agree(user: User, question: Question) -> bool:
    """Agree on the two hours: whoever asked, who is asked to come, who leads."""
    if question.is_shut:
        return False
    asked = question.asker_id == user.pk or _helps(user, question)
    return asked or communities.leads(user, question.community)


def can_shut(user: User, question: Question) -> bool:
    """Lock, unlock and put away: who leads."""
    return communities.leads(user, question.community)


def can_begin_article(user: User, question: Question) -> bool:
    """Make an article of what is solved: who leads, and the community's experts."""
    if not question.is_solved or question.community.is_closed:
        return False
    community = question.community
    return communities.leads(user, community) or answers_as_expert(user, community) is not None


def can_edit_article(user: User, article: Article) -> bool:
    """Whoever began it while it is a draft, and who leads."""
    if article.community.is_closed:
        return False
    began = article.by_id == user.pk and article.published_at is None
    return began or communities.leads(user, article.community)


def can_publish_article(user: User, article: Article) -> bool:
    """Who leads."""
    return not article.community.is_closed and communities.leads(user, article.community)


def can_name_expert(user: User, community: Community) -> bool:
    """Who leads names experts, and says what the desk promises."""
    return not community.is_closed and communities.can_lead(user, community)


def can_change_expert(user: User, expert: Expert) -> bool:
    """Experts say themselves whether they take questions; who leads may correct the rest."""
    return expert.person_id == user.pk or can_name_expert(user, expert.community)


def can_end_expert(user: User, expert: Expert) -> bool:
    """Experts may stop, and who leads may take them off."""
    return can_change_expert(user, expert)


def _helps(user: User, question: Question) -> bool:
    """Tell whether the person is an expert here, or was asked to help with this question."""
    if answers_as_expert(user, question.community):
        return True
    return question.steps.filter(persons=user).exists()
