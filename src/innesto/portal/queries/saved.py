"""Searches that a person keeps: where they lead, and what narrows them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core import signing
from django.http import QueryDict
from django.urls import reverse

from innesto.accounts.models import User
from innesto.search.models import SavedSearch
from innesto.search.queries import FILTERS, filters_in_words, saved_searches_of

STOP = "innesto.search.stop"
"""What the link in a mail is signed for."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One saved search, as its person's list shows it."""

    saved: SavedSearch
    url: str
    filters: Sequence[str]


def searches_of(person: User) -> list[Kept]:
    """Return the searches of a person with what they ask for: three queries."""
    saved = list(saved_searches_of(person))
    said = filters_in_words([one.filters for one in saved])
    return [Kept(one, address_of(one), words) for one, words in zip(saved, said, strict=True)]


def address_of(saved: SavedSearch) -> str:
    """Return the page of results of a saved search."""
    query = QueryDict(mutable=True)
    if saved.text:
        query["q"] = saved.text
    for name, values in saved.filters.items():
        query.setlist(name, values)
    return f"{reverse('portal:search')}?{query.urlencode()}"


def spoken_filters(filters: Mapping[str, Sequence[str]]) -> Sequence[str]:
    """Return what the filters of one search let through, in words."""
    return filters_in_words([filters])[0]


def filters_of(asked: QueryDict) -> dict[str, list[str]]:
    """Return the filters in an address of the search, facet → values."""
    return {name: asked.getlist(name) for name in FILTERS if asked.getlist(name)}


def search_of_token(token: str) -> SavedSearch | None:
    """Return the saved search of the link in a mail; None if it is forged or deleted."""
    try:
        pk = signing.loads(token, salt=STOP)
    except signing.BadSignature:
        return None
    return SavedSearch.objects.filter(pk=pk).first()
