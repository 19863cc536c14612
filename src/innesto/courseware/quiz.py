"""Questions as packages carry them: what is asked, what can be answered, what is right."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Asked(StrEnum):
    """How a question is answered."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    MATCH = "match"
    NUMBER = "number"
    WORDS = "words"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: its text, whether it is right, what is said to whoever chose it."""

    text: str
    is_right: bool = False
    feedback: str = ""
    identifier: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question. ``answers`` are the words or the number that are right."""

    identifier: str
    asked: Asked
    prompt: str
    """As HTML that nobody has looked at yet."""
    choices: Sequence[Choice] = ()
    answers: Sequence[str] = ()
    tolerance: float = 0
    points: float = 1
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Quiz:
    """Questions that are answered together; ``mastery`` from 0 to 1 passes."""

    identifier: str
    title: str
    questions: Sequence[Question]
    mastery: float | None = None
    attempts: int | None = None
