"""What of a community can be found, and who may find what is inside one.

No room fits: the search gathers this module from every domain, and nobody imports it.
"""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.communities.models import Community
from innesto.communities.queries.audiences import audiences_within
from innesto.search.models import Card, Kind, Searched
from innesto.toolkit.rich_text import as_words


def community_cards(community_ids: Sequence[int]) -> Iterator[Card]:
    """Make the cards of communities: one query for any number."""
    found = Community.objects.filter(pk__in=community_ids).select_related("programme")
    for community in found.order_by("pk"):
        language = next(iter(community.names), "")
        others = {code: words for code, words in community.names.items() if code != language}
        for code, words in community.questions.items():
            if code != language:
                others[code] = f"{others.get(code, '')}\n{words}"
        yield Card(
            object_id=community.pk,
            title=community.names.get(language, community.slug),
            url=community.get_absolute_url(),
            language="" if language == "und" else language,
            abstract=community.questions.get(language, ""),
            text=as_words(community.charter),
            also=others,
            within=f"programme:{community.programme_id}" if community.programme_id else "",
            audiences=audiences_within(community),
        )


def audiences_of_person(user: User) -> Iterator[str]:
    """Yield the communities a person may read that not everyone may, and those they belong to.

    What a bridge shares is found by whoever belongs to the community at its other end.
    """
    closed = Community.objects.open_to(user).exclude(visibility=Community.Visibility.PUBLIC)
    for pk in closed.order_by("pk").values_list("pk", flat=True):
        yield f"community:{pk}"
    joined = Community.objects.joined_by(user)
    for pk in joined.order_by("pk").values_list("pk", flat=True):
        yield f"member:{pk}"


SEARCHED = Searched(
    kinds=[Kind("community", _("Communities"), Community, community_cards)],
    audiences=audiences_of_person,
)
