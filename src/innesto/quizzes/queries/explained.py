"""What is said to a learner about each answer: what it was worth, why, and what would be right."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from django.utils.formats import number_format
from django.utils.html import format_html

from innesto.quizzes.marking import ALL, NOTHING
from innesto.quizzes.models import Attempt
from innesto.quizzes.questions import CHOSEN, Choice, Kind, Question
from innesto.quizzes.wording import spoken

type Verdict = Literal["right", "partly", "wrong", "waits"]


@dataclass(frozen=True, slots=True)
class Told:
    """A choice that was taken, or a criterion, and what is said to it."""

    words: str
    feedback: str = ""
    points: int | None = None
    out_of: int = 0


@dataclass(frozen=True, slots=True)
class Explained:
    """One question of an attempt, with all that is said about the answer.

    ``right`` is empty while right answers are not shown.
    """

    question: Question
    verdict: Verdict
    earned: Decimal
    given: Sequence[Told]
    right: Sequence[str]
    criteria: Sequence[Told] = ()
    remark: str = ""

    @property
    def asked(self) -> str:
        """The question in the reader's language."""
        return spoken(self.question.text)

    @property
    def feedback(self) -> str:
        """What is said to everybody."""
        return spoken(self.question.feedback)

    @property
    def model(self) -> str:
        """What a good free text could be."""
        return spoken(self.question.model)


def explained(attempt: Attempt, *, reveals: bool) -> list[Explained]:
    """Return the questions of an attempt in its order; right answers only if ``reveals``."""
    written = {one.key: one for one in attempt.edition.asked}
    return [
        explain(
            written[one.key],
            attempt.given.get(one.key),
            attempt.worth.get(one.key),
            mark=attempt.marks.get(one.key),
            reveals=reveals,
        )
        for one in attempt.paper
    ]


def explain(
    question: Question,
    answer: Any,
    share: Fraction | None,
    *,
    mark: Mapping[str, Any] | None = None,
    reveals: bool,
) -> Explained:
    """Say what an answer was worth and why; without a share a person has still to mark it."""
    points = mark["points"] if mark else {}
    return Explained(
        question=question,
        verdict=_verdict(share),
        earned=Decimal(str(round(float((share or NOTHING) * question.points), 2))),
        given=list(_given(question, answer)),
        right=list(_right(question)) if reveals and share != ALL else [],
        criteria=[
            Told(spoken(one.text), points=points.get(one.key), out_of=one.points)
            for one in question.rubric
        ],
        remark=mark["words"] if mark else "",
    )


def _verdict(share: Fraction | None) -> Verdict:
    if share is None:
        return "waits"
    return "right" if share == ALL else "partly" if share else "wrong"


def _given(question: Question, answer: Any) -> Iterator[Told]:
    if not answer:
        return
    if question.kind in CHOSEN:
        taken = {answer} if isinstance(answer, str) else {*answer}
        chosen = (one for one in question.choices if one.key in taken)
        yield from (Told(spoken(one.text), spoken(one.feedback)) for one in chosen)
    elif question.kind == Kind.ORDER:
        steps = (one for one in question.choices if one.key in answer)
        ordered = sorted(steps, key=lambda step: answer[step.key])
        yield from (Told(_placed(answer[one.key], one)) for one in ordered)
    elif question.kind == Kind.MATCH:
        for one in question.choices:
            if partner := question.choice(answer.get(one.key, "")):
                yield Told(_paired(one, partner), spoken(one.feedback))
    else:
        yield Told(answer)


def _right(question: Question) -> Iterator[str]:
    if question.kind in CHOSEN:
        yield from (spoken(one.text) for one in question.choices if one.is_right)
    elif question.kind == Kind.ORDER:
        yield from (_placed(place, one) for place, one in enumerate(question.choices, 1))
    elif question.kind == Kind.MATCH:
        yield from (_paired(one, one) for one in question.choices)
    elif question.kind == Kind.NUMBER and question.value is not None:
        around = f" ± {_figure(question.tolerance)}" if question.tolerance else ""
        yield f"{_figure(question.value)}{around} {question.unit}".strip()


def _placed(place: int, step: Choice) -> str:
    return format_html("{}. {}", place, spoken(step.text))


def _paired(one: Choice, partner: Choice) -> str:
    return format_html("{} → {}", spoken(one.text), spoken(partner.partner))


def _figure(value: Decimal) -> str:
    return number_format(Decimal(f"{value.normalize():f}"), use_l10n=True)
