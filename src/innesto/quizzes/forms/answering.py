"""One question as its learner answers it, and free texts as they are marked."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from innesto.quizzes.actions.answering import TextMark
from innesto.quizzes.drawing import partners
from innesto.quizzes.marking import read_number, worth_of
from innesto.quizzes.questions import Choice, Kind, Question
from innesto.quizzes.wording import ASKED, spoken
from innesto.toolkit.forms import ChoiceField

LONGEST_TEXT = 6000
EACH = (Kind.ORDER, Kind.MATCH)
"""Kinds with a field for each choice."""


class AnswerForm(forms.Form):
    """One question as it was drawn; nothing has to be answered, one can come back.

    Fields speak of places in the drawn order, never of keys: the page gives nothing away.
    ``answer`` is what can be kept, also of a form that is refused.
    """

    all_optional = True
    template_name = "quizzes/_parts/answer_form.html"

    def __init__(
        self, *args: Any, question: Question, seed: int, given: Any = None, **kwargs: Any
    ) -> None:
        self.question = question
        self.offered = partners(question, seed) if question.kind == Kind.MATCH else ()
        super().__init__(*args, **kwargs)
        if question.kind in EACH:
            self._ask_each()
        else:
            self.fields["answer"] = _field(question)
        self.initial = self._shown(given)

    @property
    def is_grouped(self) -> bool:
        """Its fields need the question above them all."""
        return self.question.kind in EACH

    @property
    def asked(self) -> str:
        """The question in the reader's language."""
        return spoken(self.question.text)

    @property
    def hint(self) -> str:
        """How to answer."""
        return str(ASKED[self.question.kind])

    @property
    def answer(self) -> Any:
        """What was sent, as ``marking`` reads it; what cannot be is left out."""
        if self.question.kind in EACH:
            sent = {one.key: self[f"each_{n}"].value() for n, one in self._numbered}
            found = {key: self._meant(value) for key, value in sent.items()}
            return {key: meant for key, meant in found.items() if meant is not None}
        value = self["answer"].value()
        match self.question.kind:
            case Kind.SINGLE:
                return _key_at(self.question.choices, value)
            case Kind.MULTIPLE:
                keys = [_key_at(self.question.choices, one) for one in value or ()]
                return [key for key in keys if key]
        return str(value or "").strip()[:LONGEST_TEXT]

    def clean(self) -> dict[str, Any]:
        """Refuse a place that is given twice and a number that is none."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if self.question.kind == Kind.ORDER:
            places = [value for value in given.values() if value]
            if len(places) > len(set(places)):
                raise forms.ValidationError(_("Two have the same place: give each its own."))
        if self.question.kind == Kind.NUMBER and given.get("answer"):
            self._check_number(given["answer"])
        return given

    def _check_number(self, text: str) -> None:
        reading = read_number(text)
        if reading is None:
            self.add_error("answer", _("This is no number. For example: 12,5"))
        elif worth_of(self.question, reading.unit) is None:
            units = ", ".join([self.question.unit, *self.question.units]).strip(", ")
            words = _("This unit is not known here. Write %(units)s, or the number alone.")
            plain = _("Write the number alone, without a unit.")
            self.add_error("answer", words % {"units": units} if units else plain)

    @property
    def _numbered(self) -> Sequence[tuple[int, Choice]]:
        return list(enumerate(self.question.choices))

    def _ask_each(self) -> None:
        choices: list[tuple[Any, str]] = (
            [(n, _("place %(place)d") % {"place": n}) for n in _places(self.question)]
            if self.question.kind == Kind.ORDER
            else [(n, spoken(one.partner)) for n, one in enumerate(self.offered)]
        )
        for number, one in self._numbered:
            self.fields[f"each_{number}"] = ChoiceField(
                label=spoken(one.text), required=False, choices=[("", "–"), *choices]
            )

    def _meant(self, value: Any) -> Any:
        """Return the place, or the key of the partner, that a field says."""
        if self.question.kind == Kind.MATCH:
            return _key_at(self.offered, value) or None
        place = int(value) if str(value).isdecimal() else 0
        return place if place in _places(self.question) else None

    def _shown(self, given: Any) -> dict[str, Any]:
        """Return what is kept as the fields show it."""
        places = {one.key: str(n) for n, one in self._numbered}
        match self.question.kind:
            case Kind.SINGLE:
                return {"answer": places.get(given or "")}
            case Kind.MULTIPLE:
                return {"answer": [places[key] for key in given or () if key in places]}
            case Kind.ORDER:
                said = given or {}
                return {f"each_{n}": said.get(one.key) for n, one in self._numbered}
            case Kind.MATCH:
                offered = {one.key: n for n, one in enumerate(self.offered)}
                said = given or {}
                return {f"each_{n}": offered.get(said.get(c.key, "")) for n, c in self._numbered}
        return {"answer": given}


def _places(question: Question) -> range:
    return range(1, len(question.choices) + 1)


def _key_at(choices: Sequence[Choice], value: Any) -> str:
    place = int(value) if str(value).isdecimal() else len(choices)
    return choices[place].key if place < len(choices) else ""


def _field(question: Question) -> forms.Field:
    options: dict[str, Any] = {"label": spoken(question.text), "required": False}
    numbered = [(str(n), spoken(one.text)) for n, one in enumerate(question.choices)]
    hint = ASKED[question.kind]
    match question.kind:
        case Kind.SINGLE:
            widget = forms.RadioSelect
            return forms.ChoiceField(choices=numbered, help_text=hint, widget=widget, **options)
        case Kind.MULTIPLE:
            boxes = forms.CheckboxSelectMultiple
            return forms.MultipleChoiceField(
                choices=numbered, help_text=hint, widget=boxes, **options
            )
        case Kind.NUMBER:
            unit = _("In %(unit)s.") % {"unit": question.unit} if question.unit else ""
            return forms.CharField(
                help_text=format_html("{} {}", unit, hint),
                max_length=60,
                widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
                **options,
            )
    area = forms.Textarea(attrs={"rows": 10})
    return forms.CharField(help_text=hint, max_length=LONGEST_TEXT, widget=area, **options)


class MarkForm(forms.Form):
    """The points of one free text by criterion, and words for who wrote it."""

    def __init__(self, *args: Any, question: Question, says_words: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.question = question
        for one in question.rubric:
            self.fields[f"criterion_{one.key}"] = forms.TypedChoiceField(
                label=spoken(one.text),
                coerce=int,
                choices=[(points, str(points)) for points in range(one.points + 1)],
                widget=forms.RadioSelect,
            )
        if says_words:
            self.fields["words"] = forms.CharField(
                label=gettext_lazy("What do you say to who wrote it?"),
                required=False,
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 4}),
            )

    @property
    def mark(self) -> TextMark:
        """What was said."""
        given = self.cleaned_data
        points = {one.key: given[f"criterion_{one.key}"] for one in self.question.rubric}
        return TextMark(points, given.get("words", ""))
