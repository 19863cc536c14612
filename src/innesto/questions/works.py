"""Questions and articles as works: what threads are made of."""

from collections.abc import Collection, Mapping

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.questions.models import Article, Question
from innesto.toolkit.kinds_of_work import Reader, Work, WorkKind


def _questions(keys: Collection[str], viewer: Reader) -> Mapping[str, Work]:
    assert isinstance(viewer, User | AnonymousUser)
    found = Question.objects.visible_to(viewer).filter(pk__in=keys).select_related("community")
    return {
        str(one.pk): Work(
            one.title, one.get_absolute_url(), one.community.name, one.asked_at.date()
        )
        for one in found
    }


def _articles(keys: Collection[str], viewer: Reader) -> Mapping[str, Work]:
    assert isinstance(viewer, User | AnonymousUser)
    found = Article.objects.visible_to(viewer).filter(pk__in=keys).select_related("community")
    return {
        str(one.pk): Work(
            one.title,
            one.get_absolute_url(),
            one.community.name,
            (one.published_at or one.made_at).date(),
        )
        for one in found
    }


WORKS = {
    "question": WorkKind(_("question"), _questions),
    "article": WorkKind(_("article"), _articles),
}
