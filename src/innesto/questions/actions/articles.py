"""Write down for the next what a question taught."""

from collections.abc import Iterable
from functools import partial

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from innesto.accounts.models import User
from innesto.journal.actions import record
from innesto.lineage.actions import link_works
from innesto.lineage.models import Link
from innesto.questions.models import Article, Question
from innesto.questions.tasks import tell_move
from innesto.search.actions import hand_in
from innesto.themes.models import Theme


class NotSolved(Exception):
    """There is no accepted answer to make an article of."""


class HasAnArticle(Exception):
    """A colleague began an article of this question."""


class AlreadyPublished(Exception):
    """A colleague published it."""


@transaction.atomic
def begin_article(question: Question, *, by: User) -> Article:
    """Make a draft of what was asked and what helped, without saying who asked.

    Raises ``NotSolved`` and ``HasAnArticle``.
    """
    found = Question.objects.select_for_update(of=("self",))
    question = found.select_related("community", "accepted", "theme").get(pk=question.pk)
    if not question.is_solved or question.accepted is None:
        raise NotSolved
    if Article.objects.filter(question=question).exists():
        raise HasAnArticle
    now = timezone.now()
    article = Article.objects.create(
        community=question.community,
        question=question,
        title=question.title,
        body=f"{question.body}{question.accepted.body}",
        language=question.accepted.language,
        by=by,
        made_at=now,
        changed_at=now,
    )
    if question.theme:
        article.themes.add(question.theme)
    link_works(article, Link.Relation.DERIVED, question, by=by)
    community = question.community
    record("article_begun", _recorded(article), by=by, within=community)
    hand_in("article", article.pk)
    return article


@transaction.atomic
def edit_article(
    article: Article, *, by: User, title: str, body: str, language: str, themes: Iterable[Theme]
) -> Article:
    """Change title, text, language and themes."""
    article = _locked(article)
    article.title, article.body, article.language = title, body, language
    article.changed_at = timezone.now()
    article.save(update_fields=["title", "body", "language", "changed_at"])
    article.themes.set(themes)
    record("article_edited", _recorded(article), by=by, within=article.community)
    hand_in("article", article.pk)
    return article


@transaction.atomic
def publish_article(article: Article, *, by: User) -> Article:
    """Let whoever may read the community read it. Raises ``AlreadyPublished``."""
    article = _locked(article)
    if article.published_at:
        raise AlreadyPublished
    article.published_at = timezone.now()
    article.save(update_fields=["published_at"])
    record("article_published", _recorded(article), by=by, within=article.community)
    hand_in("article", article.pk)
    if article.question and article.question.asker_id:
        told = [article.question.asker_id]
        tell = partial(tell_move.enqueue, article.question.pk, "article", "article", told)
        transaction.on_commit(tell)
    return article


def _recorded(article: Article) -> Model:
    return article.community if article.community.is_private else article


def _locked(article: Article) -> Article:
    found = Article.objects.select_for_update(of=("self",))
    return found.select_related("community", "question").get(pk=article.pk)
