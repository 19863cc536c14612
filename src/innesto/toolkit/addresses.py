"""Addresses of pages, for rows of lists: a list of fifty asks for fifty of them."""

from functools import cache

from django.urls import reverse


def address_of(name: str, *words: str | int) -> str:
    """Return the address of a page by its url name and the slugs, codes and numbers in it.

    As ``reverse(name, args=words)``, but the pattern is looked up once in a process, and words
    are not quoted: they must be letters, figures and hyphens.
    """
    return _pattern(name, len(words)).format(*words)


@cache
def _pattern(name: str, count: int) -> str:
    # Figures fit every kind of word; these stand in no address of ours.
    places = [f"90909{number}" for number in range(count)]
    address = reverse(name, args=places)
    for number, place in enumerate(places):
        address = address.replace(place, f"{{{number}}}")
    return address
