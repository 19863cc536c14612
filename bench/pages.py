"""Which pages are measured, and what each asks of the database."""

import gzip
from dataclasses import asdict, dataclass
from math import inf
from time import process_time

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from innesto.accounts.models import User

PERSON = "persona-00000@example.org"
ORGANISATION = {"slug": "comune-di-prova-00000"}
PROGRAMME = {"slug": "programma-0000"}
# name, kind, url name, its parts, signed in
PAGES = [
    ("organisations", "list", "organisations:index", {}, False),
    ("organisation", "detail", "organisations:detail", ORGANISATION, False),
    ("cities", "list", "places:index", {}, False),
    ("programmes", "list", "programmes:index", {}, False),
    ("programme", "detail", "portal:programme", PROGRAMME, False),
    ("partners", "list", "programmes:partners", PROGRAMME, False),
    ("calendar", "list", "exchanges:calendar", {}, False),
    ("home", "detail", "portal:home", {}, False),
    ("desk", "detail", "portal:desk", {}, True),
    ("organisations", "list", "organisations:index", {}, True),
    ("organisation", "detail", "organisations:detail", ORGANISATION, True),
    ("programme", "detail", "portal:programme", PROGRAMME, True),
    ("partners", "list", "programmes:partners", PROGRAMME, True),
    ("findings", "list", "portal:findings", PROGRAMME, True),
]


@dataclass
class Page:
    """A page and what it costs whoever asks."""

    name: str
    kind: str
    signed_in: bool
    address: str
    queries: int
    bytes: int
    compressed: int
    at_first: float


def _at_first(client, address, times=7):
    """Return the best processor milliseconds of a page while nothing is kept but the session."""
    best = inf
    for _ in range(times):
        client.get(address)
        cache.clear()
        start = process_time()
        client.get(address)
        best = min(best, process_time() - start)
    return best * 1000


def look():
    """Return every page that this version has."""
    person = Client(headers={"host": "localhost"})
    person.force_login(User.objects.get(email=PERSON))
    found = []
    for name, kind, url_name, parts, signed_in in PAGES:
        client = person if signed_in else Client(headers={"host": "localhost"})
        try:
            address = reverse(url_name, kwargs=parts)
        except NoReverseMatch:
            continue
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            response = client.get(address)
        if response.status_code != 200:
            continue
        queries = len(asked)  # now: Django forgets them with the next page
        size, small = len(response.content), len(gzip.compress(response.content, 6))
        first = _at_first(client, address)
        found.append(Page(name, kind, signed_in, address, queries, size, small, first))
    return {
        "session": person.cookies["sessionid"].value,
        "pages": [asdict(page) for page in found],
    }
