"""What of questions and articles can be found, and by whom; never who asked without a name.

No room fits: the search gathers this module from every domain, and nobody imports it.
"""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from innesto.communities.queries.audiences import audiences_within
from innesto.communities.queries.bridges import bridged_audiences
from innesto.questions.models import Article, Question
from innesto.search.models import Card, Kind, Searched
from innesto.toolkit.rich_text import as_words


def question_cards(question_ids: Sequence[int]) -> Iterator[Card]:
    """Make the cards of questions that a community shares: three queries for any number.

    What is asked of the experts alone is not found, nor what was put away. The place of an
    anonymous question is left out, for it may tell who asks.
    """
    shared = Question.objects.standing().filter(audience=Question.Audience.COMMUNITY)
    found = shared.filter(pk__in=question_ids).select_related("community", "theme")
    bridged = bridged_audiences(Question, question_ids)
    for one in found.prefetch_related("answers").order_by("pk"):
        yield Card(
            object_id=one.pk,
            title=one.title,
            url=one.get_absolute_url(),
            detail=one.State(one.state).label,
            language=one.language,
            abstract=as_words(one.body),
            text=" ".join(as_words(answer.body) for answer in one.answers.all()),
            themes={f"{one.theme.scheme_id}:{one.theme.key}": one.theme.labels}
            if one.theme
            else {},
            place=None if one.is_anonymous else one.place_id,
            year=one.asked_at.year,
            within=f"community:{one.community_id}",
            audiences=audiences_within(one.community) | bridged.get(one.pk, frozenset()),
        )


def article_cards(article_ids: Sequence[int]) -> Iterator[Card]:
    """Make the cards of articles that are out: two queries for any number."""
    out = Article.objects.exclude(published_at=None).filter(pk__in=article_ids)
    for one in out.select_related("community").prefetch_related("themes").order_by("pk"):
        yield Card(
            object_id=one.pk,
            title=one.title,
            url=one.get_absolute_url(),
            language=one.language,
            abstract=as_words(one.body)[:600],
            text=as_words(one.body),
            themes={f"{theme.scheme_id}:{theme.key}": theme.labels for theme in one.themes.all()},
            year=one.published_at.year if one.published_at else None,
            within=f"community:{one.community_id}",
            audiences=audiences_within(one.community),
        )


SEARCHED = Searched(
    kinds=[
        Kind("asked", _("Questions"), Question, question_cards),
        Kind("article", _("Articles"), Article, article_cards),
    ]
)
