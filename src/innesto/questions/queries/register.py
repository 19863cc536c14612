"""Questions of a community in lists, one at its address, and what was asked like it before."""

from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.communities.models import Community
from innesto.questions.models import Article, Question
from innesto.search.queries import Hit, find_documents
from innesto.themes.models import Theme

FILTERS = {
    "waiting": _("Waiting for an answer"),
    "taken": _("In the hands of an expert"),
    "answered": _("Answered"),
    "solved": _("Solved"),
    "mine": _("Asked by me"),
    "archived": _("Put away"),
}
"""How a list of questions can be narrowed."""

ALIKE = ("asked", "practice", "article", "challenge")
"""Kinds of things that may answer a question before it is asked."""

MOST_ALIKE = 5


def question_list(
    community: Community,
    *,
    viewer: User | AnonymousUser,
    at: datetime,
    state: str = "",
    theme: str = "",
) -> QuerySet[Question]:
    """Questions of a community the viewer may read, sealed: what waits first, then the newest."""
    found = Question.objects.visible_to(viewer).filter(community=community)
    found = found.exclude(archived_at=None) if state == "archived" else found.standing()
    if state in {"waiting", "taken"}:
        free = found.unanswered().free(at)
        found = free if state == "waiting" else found.unanswered().filter(taken_until__gt=at)
    elif state in {"answered", "solved"}:
        found = found.filter(state=state)
    elif state == "mine":
        found = found.filter(asker=viewer) if isinstance(viewer, User) else found.none()
    if theme.isdigit():
        found = found.filter(theme=int(theme))
    return (
        found.select_related("community", "theme", "asker", "organisation", "taken_by")
        .annotate(answered=Count("answers"))
        .order_by("-asked_at", "-pk")
        .fetch_mode(models.FETCH_RAISE)
    )


def question_at(
    number: int, *, community: Community, viewer: User | AnonymousUser
) -> list[Question]:
    """Return the question with this number in the community, if the viewer may read it."""
    found = Question.objects.visible_to(viewer).filter(pk=number, community=community)
    joined = ("theme", "place", "asker", "organisation", "taken_by", "accepted")
    return list(found.select_related("community__programme", *joined)[:1])


def question_of(slug: str, number: int, *, viewer: User | AnonymousUser) -> list[Question]:
    """Return a question at its address, also for whom a bridge lets read it."""
    found = Question.objects.visible_to(viewer).filter(pk=number, community__slug=slug)
    joined = ("theme", "place", "asker", "organisation", "taken_by", "accepted")
    home = ("community__programme__call", "community__part_of")
    return list(found.select_related(*home, *joined)[:1])


def themes_asked(community: Community) -> list[tuple[str, str]]:
    """Return the themes of the questions of a community, to choose from."""
    found = Theme.objects.filter(questions__community=community).distinct()
    return sorted(((str(one.pk), str(one)) for one in found), key=lambda pair: pair[1].casefold())


def alike(
    text: str, *, viewer: User | AnonymousUser, language: str = "", without: int | None = None
) -> list[Hit]:
    """Return what may answer a question before it is asked, whatever language it is in.

    ``without`` is the number of a question that is there already.
    """
    if len(text.strip()) < 8:
        return []
    found = find_documents(
        text,
        viewer=viewer,
        language=language,
        narrowed={"kind": list(ALIKE)},
        stop=MOST_ALIKE + 1,
    )
    hits = [
        hit
        for hit in found.hits
        if (hit.document.kind, hit.document.object_id) != ("asked", without)
    ]
    return hits[:MOST_ALIKE]


def article_list(community: Community, *, viewer: User | AnonymousUser) -> QuerySet[Article]:
    """Articles of a community the viewer may read, drafts first, sealed."""
    found = Article.objects.visible_to(viewer).filter(community=community)
    return (
        found.select_related("community")
        .defer("body")
        .order_by(models.F("published_at").desc(nulls_first=True), "-pk")
        .fetch_mode(models.FETCH_RAISE)
    )


def article_at(number: int, *, community: Community, viewer: User | AnonymousUser) -> list[Article]:
    """Return the article with this number in the community, if the viewer may read it."""
    found = Article.objects.visible_to(viewer).filter(pk=number, community=community)
    return list(found.select_related("community__programme", "question", "by")[:1])
