"""What of a conversation can be found: its title and its first post.

No room fits: the search gathers this module from every domain, and nobody imports it.
"""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from innesto.communities.queries.audiences import audiences_within
from innesto.communities.queries.bridges import bridged_audiences
from innesto.search.models import Card, Kind, Searched
from innesto.talk.models import Post, Thread
from innesto.toolkit.rich_text import as_words

SAID = 600
"""Letters of the first post that are shown and compared; words find the rest."""


def thread_cards(thread_ids: Sequence[int]) -> Iterator[Card]:
    """Make the cards of conversations that are shown: three queries for any number."""
    shared = bridged_audiences(Thread, thread_ids)
    found = Thread.objects.shown().filter(pk__in=thread_ids).select_related("community")
    firsts = Post.objects.shown().filter(thread__in=thread_ids, number=1)
    texts = {pk: as_words(text) for pk, text in firsts.values_list("thread", "text")}
    for thread in found.order_by("pk"):
        text = texts.get(thread.pk, "")
        community = thread.community
        yield Card(
            object_id=thread.pk,
            title=thread.title,
            url=thread.get_absolute_url(),
            language=thread.language,
            abstract=text[:SAID],
            text=text[SAID:],
            detail=community.name,
            year=thread.created_at.year,
            within=f"community:{community.pk}",
            audiences=audiences_within(community) | shared.get(thread.pk, frozenset()),
        )


SEARCHED = Searched(kinds=[Kind("thread", _("Conversations"), Thread, thread_cards)])
