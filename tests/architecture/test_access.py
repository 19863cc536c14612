"""Who may open which door: every address of the site × every kind of person.

The rows stand beside the tests of each domain, in ``tests/<domain>/access.py``; the words and
the way to write them are in ``tests/architecture/access.py``. An address without a row fails.
"""

from collections.abc import Iterator
from importlib import import_module
from itertools import batched
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from innesto.accounts.models import User
from tests.accounts.factories import UserFactory
from tests.architecture.access import (
    DONE,
    FORBIDDEN,
    FORM,
    FOUND,
    HIDDEN,
    LOGIN,
    REFUSED,
    Answer,
    Row,
    Scene,
    nothing,
)

TESTS = Path(__file__).parent.parent
DOMAINS = [import_module(f"tests.{p.parent.name}.access") for p in TESTS.glob("[a-z]*/access.py")]
TABLES = [domain for domain in DOMAINS if domain.__name__ != "tests.architecture.access"]
ROWS: list[Row] = [row for domain in TABLES for row in domain.TABLE]
TOGETHER = 16
"""Rows that are tried on one stage: making it takes longer than trying them."""
ON_STAGE = [
    pytest.param(
        getattr(domain, "scene", nothing), rows, id=f"{domain.__name__.split('.')[1]} {number}"
    )
    for domain in sorted(TABLES, key=lambda domain: domain.__name__)
    for number, rows in enumerate(batched(domain.TABLE, TOGETHER, strict=False))
]


def addresses(
    patterns: list[URLPattern | URLResolver],
    *,
    route: str = "/",
    space: str = "",
    words: frozenset[str] = frozenset(),
) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield each full name with the words in its address; one without a name cannot be asked."""
    for pattern in patterns:
        here, given = route + str(pattern.pattern), words | {*pattern.pattern.converters}
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from addresses(pattern.url_patterns, route=here, space=inner, words=given)
        elif pattern.name:
            yield space + pattern.name, given
        else:
            raise ImproperlyConfigured(f"{here} has no name")


ADDRESSES = dict(addresses(get_resolver().url_patterns))


def answer_of(response: HttpResponse) -> Answer:
    """Translate an answer into the words of the table."""
    if 300 <= response.status_code < 400:
        return LOGIN if urlsplit(response["Location"]).path == reverse("account_login") else DONE
    words = {200: FOUND, 401: REFUSED, 403: FORBIDDEN, 404: HIDDEN, 422: FORM}
    return words[response.status_code]


def signed_in(person: User) -> str:
    """Return the key of a session of this person: a client that leaves takes only its own away."""
    client = Client()
    client.force_login(person)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def cast(scene: Scene) -> list[str]:
    """Return the sessions of the five kinds of person in the order of the columns."""
    stranger = UserFactory(name="Stella Straniera", email="stella@example.org")
    operator = UserFactory(name="Ottavia Opera", email="ottavia@example.org", is_staff=True)
    TOTP.activate(operator, "JBSWY3DPEHPK3PXP")
    known = [
        stranger,
        scene.colleague or stranger,
        scene.coordinator or stranger,
        operator,
    ]
    return ["", *map(signed_in, known)]


def ask(session: str, scene: Scene, address: str, method: str) -> Answer:
    """Open an address in this session, and leave no trace."""
    names = ADDRESSES[address]
    keys = {name: scene.keys[name] for name in names if name in scene.keys}
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = session
    with transaction.atomic():
        url = reverse(address, kwargs={**keys, **scene.at.get(address, {})})
        response = getattr(client, method)(url, scene.sent.get(address, {}))
        transaction.set_rollback(True)
    cache.clear()  # what is kept beside the database does not roll back
    return answer_of(response)


def test_every_address_is_in_the_table_and_none_beside():
    assert sorted({row[0] for row in ROWS}) == sorted(ADDRESSES)


def test_no_address_stands_twice_with_the_same_method():
    lines = [row[:2] for row in ROWS]

    assert sorted(set(lines)) == sorted(lines)


@pytest.mark.django_db
@pytest.mark.parametrize(("scene", "rows"), ON_STAGE)
def test_access(scene, rows):
    stage = scene()
    sessions = cast(stage)

    answers = {
        (address, method): [ask(session, stage, address, method) for session in sessions]
        for address, method, *_expected in rows
    }

    assert answers == {(address, method): expected for address, method, *expected in rows}
