"""The words of the access table, and what a domain hands over so that it can be tried.

A domain writes ``tests/<domain>/access.py`` with a ``TABLE`` and, when its addresses speak of
things, a ``scene()`` that makes them and the two persons who stand closest to them:

    TABLE = [
        # address             method  nobody  stranger   colleague  coordinator  operator
        ("practices:detail",  "get",  HIDDEN, HIDDEN,    FOUND,     FOUND,       FOUND),
        ("practices:publish", "post", LOGIN,  HIDDEN,    FORBIDDEN, DONE,        FORBIDDEN),
    ]  # fmt: skip

    def scene() -> Scene:
        practice = PracticeFactory(slug="school-streets")
        return Scene(
            colleague=..., coordinator=...,
            keys={"slug": practice.slug},                   # fills <slug:slug>
            sent={"practices:new": {"title": "Rain"}},      # form data or query
        )

An address that nobody may reach twice in the same way (get and post) has a line for each.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from innesto.accounts.models import User


class Answer(Enum):
    """What came back, in the words of the table."""

    FOUND = "200"
    DONE = "3xx, to another page"
    LOGIN = "3xx, to the sign-in page"
    REFUSED = "401: the other site did not vouch for the person"
    FORBIDDEN = "403"
    HIDDEN = "404"
    FORM = "422: let in, but what was sent is incomplete"

    def __repr__(self) -> str:
        return self.name


FOUND = Answer.FOUND
DONE = Answer.DONE
LOGIN = Answer.LOGIN
REFUSED = Answer.REFUSED
FORBIDDEN = Answer.FORBIDDEN
HIDDEN = Answer.HIDDEN
FORM = Answer.FORM

type Row = tuple[str, str, Answer, Answer, Answer, Answer, Answer]


@dataclass(frozen=True)
class Scene:
    """The things the addresses speak of, and the persons who stand closest to them.

    Without a colleague or a coordinator any signed-in person takes the place: then the domain
    makes no difference between them. ``keys`` fills placeholders by their name; ``at`` overrides
    it for one address.
    """

    colleague: User | None = None
    coordinator: User | None = None
    keys: Mapping[str, Any] = field(default_factory=dict)
    at: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    sent: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def nothing() -> Scene:
    """Return the scene of a domain whose addresses speak of no thing."""
    return Scene()
