"""Who is really at the keyboard of this request, for the journal to write down."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True)
class Standin:
    """A supporter who uses the account of another person; both by their key."""

    supporter: int
    person: int


standin: ContextVar[Standin | None] = ContextVar("standin", default=None)


@contextmanager
def in_place_of(person: int, *, by: int) -> Iterator[None]:
    """Make every entry that would name the person name the supporter too, until the end.

    ``record`` then writes ``by`` = the supporter and ``acting_as`` = the person, so that no
    action needs to know. Entries of anybody else stay as they are.
    """
    token = standin.set(Standin(supporter=by, person=person))
    try:
        yield
    finally:
        standin.reset(token)
