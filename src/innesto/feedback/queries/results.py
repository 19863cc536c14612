"""What a closed round says, so that nobody is recognised in it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from innesto.feedback.models import Answer, Passage, Round
from innesto.programmes.models.programme import said
from innesto.registrations.models import Registration
from innesto.toolkit.charts import Bar

FEWEST = 5
"""Without names, fewer answers are not shown; smaller groups are never told apart."""


@dataclass(frozen=True, slots=True)
class Result:
    """One question with what was answered: bars, a mean, texts that were looked at."""

    label: str
    bars: Sequence[Bar] = ()
    mean: float | None = None
    texts: Sequence[Passage] = ()
    groups: Sequence[tuple[str, int, float]] = ()
    """Gender, how many, their mean; empty unless every group is large enough."""


@dataclass(frozen=True, slots=True)
class Results:
    """All of a round; ``results`` is empty where too few answered."""

    round: Round
    answered: int
    asked: int
    results: Sequence[Result] = field(default_factory=list)
    is_enough: bool = True


def results_of(round_: Round) -> Results:
    """Count a closed round: three queries."""
    answers = list(Answer.objects.filter(round=round_))
    asked = round_.tickets.count()
    if round_.is_open or (round_.is_anonymous and len(answers) < FEWEST):
        return Results(round_, len(answers), asked, is_enough=False)
    texts = list(Passage.objects.filter(round=round_, state=Passage.State.SHOWN))
    results = [_result(question, answers, texts) for question in round_.asked]
    return Results(round_, len(answers), asked, results)


def _result(
    question: Mapping[str, Any], answers: Sequence[Answer], texts: Sequence[Passage]
) -> Result:
    key, label = question["key"], said(question["label"])
    if question["type"] == "text":
        return Result(label, texts=[one for one in texts if one.question == key])
    given = [(one.gender, one.values[key]) for one in answers if one.values.get(key) is not None]
    counts = Counter(value for _gender, value in given)
    if question["type"] == "choice":
        bars = [
            Bar(said(choice), counts[number]) for number, choice in enumerate(question["choices"])
        ]
        return Result(label, bars)
    steps = range(1, 6) if question["type"] == "scale" else sorted(counts)
    mean = sum(value for _gender, value in given) / len(given) if given else None
    return Result(label, [Bar(str(it), counts[it]) for it in steps], mean, groups=_groups(given))


def _groups(given: Sequence[tuple[str, float]]) -> Sequence[tuple[str, int, float]]:
    """Tell groups apart only if each is large: else the small one is the rest."""
    sizes = Counter(gender for gender, _value in given)
    if len(sizes) < 2 or min(sizes.values()) < FEWEST:
        return []
    names = dict(Registration._meta.get_field("gender").flatchoices)
    return [
        (
            str(names.get(gender) or _("not said")),
            size,
            sum(value for whose, value in given if whose == gender) / size,
        )
        for gender, size in sorted(sizes.items())
    ]
