"""Answers about a thing in hand that many parts of one page need: each is asked once.

    @remembered
    def standing_of(user: User, exchange: Exchange) -> Standing: ...

The answer is kept with the thing itself. A request fetches its things anew, so that no answer
outlives it; who changes what an answer is about, and goes on with the same thing, has the old one.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db.models import Model

KEPT = "_remembered"


def remembered[U: Model, T: Model, A](ask: Callable[[U, T], A]) -> Callable[[U, T], A]:
    """Let what a person is to a thing be asked once for as long as the thing is in hand."""

    @wraps(ask)
    def answer(user: U, thing: T) -> A:
        kept: dict[Any, A] = thing.__dict__.setdefault(KEPT, {})
        key = (answer, user.pk)
        if key not in kept:
            kept[key] = ask(user, thing)
        return kept[key]

    return answer
