"""The rules of a quiz, and one question as its authors write it: in one language at a time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from innesto.programmes.models.programme import said
from innesto.quizzes.marking import read_number
from innesto.quizzes.models import Quiz
from innesto.quizzes.questions import (
    CHOSEN,
    LETTERS,
    MOST,
    Choice,
    Criterion,
    Kind,
    Lack,
    Marker,
    Question,
    Words,
    lacks,
)
from innesto.quizzes.wording import LACKS, MARKERS
from innesto.toolkit.meanwhile import KeepsBoth

SHOWN, BLANK = 4, 2
"""Rows that are shown at least, and blank ones behind those that are filled."""


class RulesForm(forms.ModelForm[Quiz]):
    """How a quiz is taken."""

    class Meta:
        model = Quiz
        fields = ["pass_mark", "attempts_allowed", "counts", "is_shuffled", "begins_with"]
        widgets = {"counts": forms.RadioSelect}
        help_texts = {
            "pass_mark": gettext_lazy("0 for a measure, which nobody fails."),
            "attempts_allowed": gettext_lazy("Leave it empty for as many as one wants."),
            "begins_with": gettext_lazy(
                "What was reached there is shown beside: before and after the path."
            ),
        }

    def __init__(self, *args: Any, instance: Quiz, **kwargs: Any) -> None:
        kwargs["instance"] = instance
        super().__init__(*args, **kwargs)
        field = self.fields["begins_with"]
        assert isinstance(field, forms.ModelChoiceField)
        others = Quiz.objects.filter(unit__course=instance.unit.course_id)
        field.queryset = others.exclude(unit=instance.unit_id).select_related("unit")
        if not field.queryset.exists():
            del self.fields["begins_with"]


@dataclass(frozen=True, slots=True)
class Row:
    """The fields that belong to one choice, step, pair or criterion."""

    legend: str
    fields: Sequence[BoundField]


LEGENDS = {
    Kind.SINGLE: gettext_lazy("Choice %(number)d"),
    Kind.MULTIPLE: gettext_lazy("Choice %(number)d"),
    Kind.ORDER: gettext_lazy("Step %(number)d"),
    Kind.MATCH: gettext_lazy("Pair %(number)d"),
    Kind.TEXT: gettext_lazy("Criterion %(number)d"),
}
PLACES = {
    Lack.TEXT: "text",
    Lack.CHOICES: "words_2",
    Lack.ONE_RIGHT: "right_1",
    Lack.SOME_RIGHT: "right_1",
    Lack.PARTNERS: "partner_1",
    Lack.VALUE: "value",
    Lack.RUBRIC: "words_1",
}
"""Beside which field it stands that something is missing."""


class QuestionForm(KeepsBoth, forms.Form):
    """One question, in one language; what it says in others stays and is shown beside.

    ``asked`` is the question before, with its key and its kind. What learners may only see once it
    teaches can be saved without feedback; publishing asks for it.
    """

    all_optional = True  # of most rows nothing has to be said
    template_name = "quizzes/_parts/question_form.html"

    text = forms.CharField(
        label=gettext_lazy("Question"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    points = forms.IntegerField(label=gettext_lazy("Points"), min_value=1, max_value=20, initial=1)

    def __init__(self, *args: Any, asked: Question, language: str, **kwargs: Any) -> None:
        self.asked, self.language = asked, language
        self.kept: Sequence[Choice | Criterion] = [*asked.choices, *asked.rubric]
        super().__init__(*args, initial=self._shown(), **kwargs)
        self.numbers = range(1, self._rows + 1)
        for name, field in self._kind_fields():
            self.fields[name] = field
        self.fields["feedback"] = forms.CharField(
            label=gettext_lazy("Feedback for everybody"),
            help_text=gettext_lazy("Why it is so, and where one can read it again."),
            required=False,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 3}),
        )
        self._show_other_language()

    @property
    def _rows(self) -> int:
        if self.asked.kind == Kind.NUMBER:
            return 0
        return min(MOST, max(SHOWN, len(self.kept) + BLANK))

    @property
    def head(self) -> list[BoundField]:
        """The fields above the rows."""
        names = ("text", "points", "marked_by", "model", "value", "tolerance", "unit", "units")
        return [self[name] for name in names if name in self.fields]

    @property
    def rows(self) -> list[Row]:
        """The fields by choice, step, pair or criterion."""
        names = ("words", "partner", "right", "worth", "comment", "drop")
        return [
            Row(
                str(LEGENDS[self.asked.kind] % {"number": n}),
                [self[f"{name}_{n}"] for name in names if f"{name}_{n}" in self.fields],
            )
            for n in self.numbers
        ]

    def _kind_fields(self) -> Iterator[tuple[str, forms.Field]]:
        if self.asked.kind == Kind.NUMBER:
            yield from _number_fields()
        if self.asked.kind == Kind.TEXT:
            yield from _text_fields()
        for n in self.numbers:
            yield from self._row_fields(n)

    def _row_fields(self, n: int) -> Iterator[tuple[str, forms.Field]]:
        kind = self.asked.kind
        yield f"words_{n}", _line(_left_label(kind))
        if kind == Kind.MATCH:
            yield f"partner_{n}", _line(gettext_lazy("What belongs to it"))
        if kind in CHOSEN:
            right = forms.BooleanField(label=gettext_lazy("It is right"), required=False)
            yield f"right_{n}", right
        if kind in (*CHOSEN, Kind.MATCH):
            yield f"comment_{n}", _line(gettext_lazy("What is said to who takes it"), limit=600)
        if kind == Kind.TEXT:
            worth = forms.IntegerField(
                label=gettext_lazy("Points at most"), required=False, min_value=1, max_value=10
            )
            yield f"worth_{n}", worth
        if n <= len(self.kept):
            gone = forms.BooleanField(label=gettext_lazy("Take away"), required=False)
            yield f"drop_{n}", gone

    def _shown(self) -> dict[str, Any]:
        """Return what is kept, in this language, by field."""
        asked = self.asked
        shown: dict[str, Any] = {
            "text": self._in_language(asked.text),
            "points": asked.points,
            "feedback": self._in_language(asked.feedback),
            "model": self._in_language(asked.model),
            "marked_by": str(asked.marked_by),
            "value": asked.value if asked.value is not None else "",
            "tolerance": asked.tolerance,
            "unit": asked.unit,
            "units": "\n".join(f"{unit} = {worth}" for unit, worth in asked.units.items()),
        }
        for n, one in enumerate(self.kept, 1):
            shown[f"words_{n}"] = self._in_language(one.text)
            if isinstance(one, Criterion):
                shown[f"worth_{n}"] = one.points
            else:
                shown[f"right_{n}"] = one.is_right
                shown[f"comment_{n}"] = self._in_language(one.feedback)
                shown[f"partner_{n}"] = self._in_language(one.partner)
        return shown

    def _in_language(self, words: Words) -> str:
        return words.get(self.language, "")

    def _show_other_language(self) -> None:
        """Set what is written in another language below each field that is still empty in this."""
        others: dict[str, Words] = {
            "text": self.asked.text,
            "feedback": self.asked.feedback,
            "model": self.asked.model,
        }
        for n, one in enumerate(self.kept, 1):
            others[f"words_{n}"] = one.text
            if isinstance(one, Choice):
                others[f"comment_{n}"], others[f"partner_{n}"] = one.feedback, one.partner
        for name, words in others.items():
            if name in self.fields and words and not words.get(self.language):
                self.fields[name].help_text = _said_elsewhere(words)

    def clean_value(self) -> Decimal | None:
        """Read a number that can mean one thing only."""
        return _one_number(self.cleaned_data["value"])

    def clean_tolerance(self) -> Decimal:
        """Read the tolerance; empty is none."""
        return abs(_one_number(self.cleaned_data["tolerance"]) or Decimal(0))

    def clean_units(self) -> Mapping[str, Decimal]:
        """Read «MWh = 1000», a line each."""
        found: dict[str, Decimal] = {}
        for line in self.cleaned_data["units"].splitlines():
            unit, sign, worth = line.partition("=")
            value = _one_number(worth) if sign else None
            if line.strip() and (not unit.strip() or not value):
                raise forms.ValidationError(_("Write one a line, for example: MWh = 1000"))
            if value:
                found[unit.strip()] = value
        return found

    def clean(self) -> dict[str, Any]:
        """Say beside the field what a question of this kind cannot be without."""
        given = super().clean()
        if not self.errors:
            for lack in lacks(self._question(given)):
                if lack != Lack.FEEDBACK:
                    self.add_error(PLACES[lack], str(LACKS[lack]))
        return given

    @property
    def question(self) -> Question:
        """The question as it is now, what is said in other languages with it."""
        return self._question(self.cleaned_data)

    def _question(self, given: Mapping[str, Any]) -> Question:
        asked = replace(
            self.asked,
            text=self._merged(self.asked.text, given.get("text", "")),
            points=given.get("points") or 1,
            feedback=self._merged(self.asked.feedback, given.get("feedback", "")),
        )
        if asked.kind == Kind.NUMBER:
            return replace(
                asked, value=given["value"], tolerance=given["tolerance"],
                unit=given["unit"], units=given["units"],
            )  # fmt: skip
        if asked.kind == Kind.TEXT:
            return replace(
                asked,
                marked_by=Marker(given["marked_by"]),
                model=self._merged(asked.model, given["model"]),
                rubric=tuple(self._criteria(given)),
            )
        return replace(asked, choices=tuple(self._choices(given)))

    def _merged(self, words: Words, now: str) -> Words:
        merged = {**words, self.language: now.strip()}
        return {code: text for code, text in merged.items() if text}

    def _written(self, given: Mapping[str, Any]) -> Iterator[tuple[int, str, Any]]:
        """Yield number, key and what was there of each row that says something."""
        used = {one.key for one in self.kept}
        free = iter(key for key in LETTERS if key not in used)
        for n in self.numbers:
            before = self.kept[n - 1] if n <= len(self.kept) else None
            words = self._merged(before.text if before else {}, given.get(f"words_{n}", ""))
            if words and not given.get(f"drop_{n}"):
                yield n, before.key if before else next(free), before

    def _choices(self, given: Mapping[str, Any]) -> Iterator[Choice]:
        for n, key, before in self._written(given):
            known = before or Choice(key=key, text={})
            yield Choice(
                key=key,
                text=self._merged(known.text, given[f"words_{n}"]),
                is_right=given.get(f"right_{n}", False),
                feedback=self._merged(known.feedback, given.get(f"comment_{n}", "")),
                partner=self._merged(known.partner, given.get(f"partner_{n}", "")),
            )

    def _criteria(self, given: Mapping[str, Any]) -> Iterator[Criterion]:
        for n, key, before in self._written(given):
            words = self._merged(before.text if before else {}, given[f"words_{n}"])
            yield Criterion(key=key, text=words, points=given.get(f"worth_{n}") or 1)


def _left_label(kind: Kind) -> Any:
    if kind == Kind.TEXT:
        return gettext_lazy("What is looked for")
    return gettext_lazy("What is asked for") if kind == Kind.MATCH else gettext_lazy("Text")


def _line(label: Any, *, limit: int = 300) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 2}) if limit > 300 else forms.TextInput()
    return forms.CharField(label=label, required=False, max_length=limit, widget=widget)


def _number_fields() -> Iterator[tuple[str, forms.Field]]:
    yield "value", _line(gettext_lazy("Right number"), limit=40)
    yield "tolerance", _line(gettext_lazy("How far off is still right"), limit=40)
    yield "unit", _line(pgettext_lazy("of a number", "Unit"), limit=20)
    yield (
        "units",
        forms.CharField(
            label=gettext_lazy("Other units, and what one is worth"),
            help_text=gettext_lazy("One a line, for example: MWh = 1000"),
            required=False,
            max_length=400,
            widget=forms.Textarea(attrs={"rows": 2}),
        ),
    )


def _text_fields() -> Iterator[tuple[str, forms.Field]]:
    yield (
        "marked_by",
        forms.ChoiceField(
            label=gettext_lazy("Who marks it?"),
            choices=[(str(marker), words) for marker, words in MARKERS.items()],
            widget=forms.RadioSelect,
        ),
    )
    yield (
        "model",
        forms.CharField(
            label=gettext_lazy("A good answer"),
            help_text=gettext_lazy("It is shown once the text is handed in."),
            required=False,
            max_length=4000,
            widget=forms.Textarea(attrs={"rows": 5}),
        ),
    )


def _said_elsewhere(words: Words) -> str:
    return format_html("{}: «{}»", _("In another language"), said(words))


def _one_number(text: str) -> Decimal | None:
    """Read a number of an author, in the unit of the question."""
    if not text.strip():
        return None
    reading = read_number(text)
    if reading is None or reading.unit:
        raise forms.ValidationError(_("Write the number alone. For example: 12,5"))
    if len(reading.values) > 1:
        words = _("This can be read in two ways. Write %(small)s or %(large)s.")
        small, large = reading.values
        raise forms.ValidationError(
            words % {"small": f"{small.normalize()}0".replace(".", ","), "large": large}
        )
    return reading.values[0]
