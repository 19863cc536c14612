"""What was asked, and what was learned of it, is told in the weekly letter of a community.

No room fits: ``communities.queries.week`` gathers this module from every domain.
"""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from innesto.communities.queries.week import Telling
from innesto.questions.models import Article, Question
from innesto.toolkit.weekly_letters import Told


def tell_questions(counted: Mapping[int, int]) -> Sequence[Told]:
    """Name the questions that all may read, those that wait for an answer first; never who asks."""
    found = Question.objects.standing().filter(pk__in=counted, audience=Question.Audience.COMMUNITY)
    waiting_first = sorted(
        found.select_related("community"), key=lambda one: (not one.is_open, one.pk)
    )
    return [
        Told(
            gettext("%(title)s – who knows an answer?") % {"title": one.title}
            if one.is_open
            else one.title,
            one.get_absolute_url(),
        )
        for one in waiting_first
    ]


def tell_articles(counted: Mapping[int, int]) -> Sequence[Told]:
    """Name the articles that came out."""
    found = Article.objects.exclude(published_at=None).filter(pk__in=counted).order_by("pk")
    return [Told(one.title, one.get_absolute_url()) for one in found.select_related("community")]


WEEK = (
    Telling(
        _("Questions to the experts"),
        20,
        frozenset({"expert_asked", "expert_answered", "answer_accepted"}),
        tell_questions,
    ),
    Telling(_("Articles"), 25, frozenset({"article_published"}), tell_articles),
)
