"""Questions of a quiz as data: what is asked, what is right, what is said to each answer.

Not a room: models keep it, forms and pages draw it, ``marking`` and ``analysis`` read it. It knows
neither database nor framework. The same shape stands in files: ``question_from`` reads a mapping.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

type Words = Mapping[str, str]
"""A text by language: ``{"it": "…", "en": "…"}``."""


class Kind(StrEnum):
    """How a question is answered."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    ORDER = "order"
    MATCH = "match"
    NUMBER = "number"
    TEXT = "text"


class Marker(StrEnum):
    """Who marks a free text against its rubric."""

    SELF = "self"
    AUTHOR = "author"


CHOSEN = (Kind.SINGLE, Kind.MULTIPLE)
"""Kinds answered by taking choices."""
WITH_CHOICES = (*CHOSEN, Kind.ORDER, Kind.MATCH)
FEWEST, MOST = 2, 10
"""Choices of a question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Something to take, a step, or the left side of a pair with its ``partner``."""

    key: str
    text: Words
    is_right: bool = False
    feedback: Words = field(default_factory=dict)
    partner: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One thing a free text is looked at for, and how many points it is worth at most."""

    key: str
    text: Words
    points: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question. Steps to put in order stand in the right order.

    A number is right within ``tolerance`` of ``value``, both in ``unit``; ``units`` are others
    that may be written instead, with what one of them is worth: ``{"MWh": 1000}`` beside kWh.
    """

    key: str
    kind: Kind
    text: Words
    points: int = 1
    feedback: Words = field(default_factory=dict)
    choices: Sequence[Choice] = ()
    value: Decimal | None = None
    tolerance: Decimal = Decimal(0)
    unit: str = ""
    units: Mapping[str, Decimal] = field(default_factory=dict)
    marked_by: Marker = Marker.SELF
    model: Words = field(default_factory=dict)
    rubric: Sequence[Criterion] = ()

    def choice(self, key: str) -> Choice | None:
        """Return one of its choices."""
        return next((one for one in self.choices if one.key == key), None)

    @property
    def right(self) -> frozenset[str]:
        """The keys of what is right to take."""
        return frozenset(one.key for one in self.choices if one.is_right)


class Lack(StrEnum):
    """What a question still needs before learners may see it."""

    TEXT = "text"
    CHOICES = "choices"
    ONE_RIGHT = "one_right"
    SOME_RIGHT = "some_right"
    PARTNERS = "partners"
    VALUE = "value"
    RUBRIC = "rubric"
    FEEDBACK = "feedback"


def lacks(question: Question) -> list[Lack]:
    """Return what a question still needs: it must be answerable, and teach who errs."""
    found = []
    if not any(question.text.values()):
        found.append(Lack.TEXT)
    if question.kind in WITH_CHOICES and len(question.choices) < FEWEST:
        found.append(Lack.CHOICES)
    if question.kind == Kind.SINGLE and len(question.right) != 1:
        found.append(Lack.ONE_RIGHT)
    if question.kind == Kind.MULTIPLE and not question.right:
        found.append(Lack.SOME_RIGHT)
    if question.kind == Kind.MATCH and not all(one.partner for one in question.choices):
        found.append(Lack.PARTNERS)
    if question.kind == Kind.NUMBER and question.value is None:
        found.append(Lack.VALUE)
    if question.kind == Kind.TEXT and not question.rubric:
        found.append(Lack.RUBRIC)
    if not _teaches(question):
        found.append(Lack.FEEDBACK)
    return found


def _teaches(question: Question) -> bool:
    wrong = [one for one in question.choices if not one.is_right]
    each = question.kind in CHOSEN and all(any(one.feedback.values()) for one in wrong)
    return each or any(question.feedback.values()) or any(question.model.values())


@dataclass(frozen=True)
class NotAQuestion(Exception):
    """The data is no question: where, and why."""

    where: str
    why: str

    def __str__(self) -> str:
        return f"{self.where}: {self.why}"


def questions_from(data: Sequence[Mapping[str, Any]], language: str = "und") -> list[Question]:
    """Read questions from a file; those without a key get one. Raises ``NotAQuestion``."""
    found: list[Question] = []
    for number, one in enumerate(data, 1):
        question = question_from({"key": f"q{number}", **one}, language)
        if any(question.key == other.key for other in found):
            raise NotAQuestion(question.key, "this key stands twice")
        found.append(question)
    return found


FIELDS = {
    *("key", "kind", "text", "points", "feedback", "choices", "value", "tolerance", "unit"),
    *("units", "marked_by", "model", "rubric"),
}
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def question_from(data: Mapping[str, Any], language: str = "und") -> Question:
    """Read one question; plain texts are of this language. Raises ``NotAQuestion``."""
    where = str(data.get("key", ""))
    if unknown := sorted(set(data) - FIELDS):
        raise NotAQuestion(where, f"unknown: {', '.join(unknown)}")
    try:
        return Question(
            key=where,
            kind=Kind(data["kind"]),
            text=_words(data["text"], language),
            points=int(data.get("points", 1)),
            feedback=_words(data.get("feedback"), language),
            choices=tuple(
                Choice(
                    key=str(one.get("key", LETTERS[number])),
                    text=_words(one["text"], language),
                    is_right=bool(one.get("right")),
                    feedback=_words(one.get("feedback"), language),
                    partner=_words(one.get("partner"), language),
                )
                for number, one in enumerate(data.get("choices", ()))
            ),
            value=Decimal(str(data["value"])) if "value" in data else None,
            tolerance=Decimal(str(data.get("tolerance", 0))),
            unit=str(data.get("unit", "")),
            units={str(unit): Decimal(str(one)) for unit, one in data.get("units", {}).items()},
            marked_by=Marker(data.get("marked_by", Marker.SELF)),
            model=_words(data.get("model"), language),
            rubric=tuple(
                Criterion(
                    key=str(one.get("key", LETTERS[number])),
                    text=_words(one["text"], language),
                    points=int(one.get("points", 1)),
                )
                for number, one in enumerate(data.get("rubric", ()))
            ),
        )
    except (AttributeError, InvalidOperation, IndexError, KeyError, TypeError, ValueError) as error:
        raise NotAQuestion(where, f"{type(error).__name__}: {error}") from error


def _words(given: Any, language: str) -> Words:
    if not given:
        return {}
    if isinstance(given, str):
        return {language: given.strip()}
    return {str(code): str(text).strip() for code, text in given.items() if text}


def as_data(question: Question) -> dict[str, Any]:
    """Write a question as ``question_from`` reads it, what is empty left out."""
    written: dict[str, Any] = {
        "key": question.key,
        "kind": str(question.kind),
        "text": dict(question.text),
        "points": question.points,
        "feedback": dict(question.feedback),
        "choices": [
            _filled(
                key=one.key,
                text=dict(one.text),
                right=one.is_right,
                feedback=dict(one.feedback),
                partner=dict(one.partner),
            )
            for one in question.choices
        ],
        "model": dict(question.model),
        "rubric": [
            {"key": one.key, "text": dict(one.text), "points": one.points}
            for one in question.rubric
        ],
    }
    if question.kind == Kind.NUMBER:
        written["tolerance"] = str(question.tolerance)
        written["unit"] = question.unit
        written["units"] = {unit: str(worth) for unit, worth in question.units.items()}
        if question.value is not None:
            written["value"] = str(question.value)
    if question.kind == Kind.TEXT:
        written["marked_by"] = str(question.marked_by)
    return {"key": question.key, "text": written.pop("text"), **_filled(**written)}


def _filled(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value or name == "text"}
