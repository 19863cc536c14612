"""One box for all kinds of things: what was found, how to narrow it, and cities of that name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Page, Paginator
from django.http import QueryDict

from innesto.accounts.models import User
from innesto.organisations.models import Membership
from innesto.places.models import Place
from innesto.places.queries import search_places
from innesto.portal.queries.saved import filters_of
from innesto.search.queries import Facet, Found, Value, find_documents

SHOWN = 20
"""Results to a page."""

CITIES = 3
"""Cities of that name; their own list has them all."""

LIKE_MINE = "like"
"""Parameter that puts cities of one's size first."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value to narrow by, and the address that does it, or undoes it."""

    label: str
    count: int
    is_chosen: bool
    url: str


@dataclass(frozen=True, slots=True)
class Choices:
    """A filter as a list of links; open where something in it is chosen."""

    key: str
    label: str
    choices: Sequence[Choice]
    is_open: bool


@dataclass(frozen=True, slots=True)
class Results:
    """The page of what was found."""

    found: Found
    page: Page[int]
    filters: Sequence[Choices]
    chosen: Sequence[Choice]
    cities: Sequence[Place]
    size: str
    """Size class of the city one acts for; empty where it is not known."""

    like_url: str
    is_like: bool
    all_url: str
    """The same question without filters."""

    asked: str
    """Question and filters, as an address has them."""


def search_everything(
    text: str, asked: QueryDict, *, viewer: User | AnonymousUser, membership: int | None
) -> Results:
    """Return what the viewer may find, as the address asks for it.

    ``membership`` is the one the viewer acts in: its city is the one that others are like.
    """
    size = size_of(membership) if membership else ""
    is_like = bool(size and asked.get(LIKE_MINE))
    narrowed = filters_of(asked)
    number = asked.get("page", "1")
    start = (int(number) - 1) * SHOWN if number.isdecimal() and len(number) < 6 else 0
    found = find_documents(
        text,
        viewer=viewer,
        narrowed=narrowed,
        like=size if is_like else "",
        start=max(start, 0),
        stop=max(start, 0) + SHOWN,
    )
    page: Page[int] = Paginator(range(found.total), SHOWN).get_page(number)
    filters = [_choices(facet, asked) for facet in found.facets]
    return Results(
        found,
        page,
        filters,
        [choice for one in filters for choice in one.choices if choice.is_chosen],
        search_places(text, limit=CITIES) if text and page.number == 1 and not narrowed else [],
        size,
        _address(asked, LIKE_MINE, "1"),
        is_like,
        _only(asked, "q"),
        _asked(text, narrowed),
    )


def size_of(membership: int) -> str:
    """Return the size class of the city of a membership's organisation."""
    acting = Membership.objects.select_related("organisation__place").filter(pk=membership).first()
    place = acting.organisation.place if acting else None
    return (place.size_class or "") if place else ""


def _choices(facet: Facet, asked: QueryDict) -> Choices:
    choices = [_choice(facet, value, asked) for value in facet.values]
    return Choices(facet.key, facet.label, choices, any(choice.is_chosen for choice in choices))


def _choice(facet: Facet, value: Value, asked: QueryDict) -> Choice:
    url = _address(asked, facet.key, value.key)
    return Choice(value.label, value.count, value.is_chosen, url)


def _address(asked: QueryDict, name: str, value: str) -> str:
    """Return the query that has this value, or has it no more; always from the first page."""
    query = asked.copy()
    query.pop("page", None)
    values = query.getlist(name)
    query.setlist(name, [v for v in values if v != value] if value in values else [*values, value])
    return f"?{query.urlencode()}"


def _asked(text: str, narrowed: Mapping[str, Sequence[str]]) -> str:
    query = QueryDict(mutable=True)
    for name, values in {"q": [text], **narrowed}.items():
        query.setlist(name, values)
    return query.urlencode()


def _only(asked: Mapping[str, str], name: str) -> str:
    query = QueryDict(mutable=True)
    query[name] = asked.get(name, "")
    return f"?{query.urlencode()}"
