"""In which order a learner sees questions and choices: decided by a seed kept with the attempt.

Not a room: pages, forms and the reading of answers ask it alike. The order follows from a hash of
seed and key, so it is the same in every process and version.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256

from innesto.quizzes.questions import CHOSEN, Choice, Kind, Question


def shuffled[T](things: Iterable[tuple[str, T]], seed: str) -> list[T]:
    """Return things, each given with its key, in the order of this seed."""
    drawn = sorted(things, key=lambda one: sha256(f"{seed}:{one[0]}".encode()).digest())
    return [thing for _key, thing in drawn]


def paper(questions: Sequence[Question], seed: int, *, is_shuffled: bool) -> list[Question]:
    """Return the questions as one attempt shows them.

    Steps are never shown in the right order. Without shuffling, choices stand as they were written.
    """
    drawn = [_drawn(question, seed, is_shuffled=is_shuffled) for question in questions]
    return shuffled(((one.key, one) for one in drawn), str(seed)) if is_shuffled else drawn


def _drawn(question: Question, seed: int, *, is_shuffled: bool) -> Question:
    if question.kind in CHOSEN and not is_shuffled:
        return question
    choices = shuffled(((one.key, one) for one in question.choices), f"{seed}:{question.key}")
    if question.kind == Kind.ORDER and choices == list(question.choices):
        choices = [*choices[1:], *choices[:1]]
    return replace(question, choices=tuple(choices))


def partners(question: Question, seed: int) -> list[Choice]:
    """Return the choices of a matching question in the order in which partners are offered."""
    pairs = ((one.key, one) for one in question.choices)
    return shuffled(pairs, f"{seed}:{question.key}:partners")
