"""Who takes an answer that a person writes by e-mail.

A domain whose things can be answered writes ``replies.py`` and is imported by nobody:

    REPLIES = {"thread": TakeReply(take_post)}

The name is short, in small letters, and there is one of it in the whole house, because it stands
in the reply address. ``take(reply)`` calls an action of its domain and returns nothing; it asks
itself whether the person may write there. It runs in the worker, inside a transaction.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.files.base import File

from innesto.toolkit.annotations import StrOrPromise
from innesto.toolkit.gather import gather


@dataclass(frozen=True, slots=True)
class Reply:
    """What a person wrote, without what they quoted.

    ``text`` has the plain marks of ``rich_text``; it is empty only where there are ``files``, and
    each of those has passed ``uploads.check_file``. ``thing`` is the key of what is answered.
    """

    person: AbstractBaseUser
    thing: str
    text: str
    files: Sequence[File[Any]] = ()


@dataclass(frozen=True)
class ReplyRefused(Exception):
    """The answer cannot be taken; ``words`` say why, and are mailed back, once."""

    words: StrOrPromise


@dataclass(frozen=True, slots=True)
class TakeReply:
    """How answers to one kind of thing are taken. ``take`` may raise ``ReplyRefused``."""

    take: Callable[[Reply], None]


@cache
def reply_takers() -> dict[str, TakeReply]:
    """Return who takes answers, by the name in the address. Raises ``ValueError`` for two of it."""
    found: dict[str, TakeReply] = {}
    for domain, takers in gather("replies", "REPLIES").items():
        for name, taker in takers.items():
            if name in found or not (name.isascii() and name.isalpha() and name.islower()):
                raise ValueError(f"{domain}/replies.py: {name!r} is taken, or is no plain word")
            found[name] = taker
    return found
