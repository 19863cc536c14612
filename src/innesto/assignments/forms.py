"""What authors set, what learners hand in, and what is said of it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from innesto.assignments.assessing import Criterion
from innesto.assignments.models import Assignment, Deadline
from innesto.programmes.models.programme import said
from innesto.toolkit.forms import DateField
from innesto.toolkit.meanwhile import KeepsBoth
from innesto.toolkit.uploads import UploadField

SHOWN, BLANK, MOST = 3, 2, 8
"""Criteria shown at least, blank ones behind those there are, and at most."""


class AssignmentForm(KeepsBoth, forms.ModelForm[Assignment]):
    """What is asked for, in one language; what it says in others stays."""

    words = forms.CharField(
        label=gettext_lazy("What is asked for"),
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    field_order = ("words", "takes_file", "peers", "is_anonymous", "pass_mark")

    class Meta:
        model = Assignment
        fields = ["takes_file", "peers", "is_anonymous", "pass_mark"]
        help_texts = {
            "peers": gettext_lazy("With 0 only authors of the course assess."),
        }

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        self.language = language
        super().__init__(*args, **kwargs)
        kept = self.instance.criteria
        self.initial["words"] = self.instance.task.get(language, "")
        for n in range(1, min(MOST, max(SHOWN, len(kept) + BLANK)) + 1):
            before = kept[n - 1] if n <= len(kept) else None
            self.fields[f"criterion_{n}"] = forms.CharField(
                label=gettext_lazy("Criterion %(number)d") % {"number": n},
                required=False,
                max_length=300,
                initial=before.text.get(language, "") if before else "",
            )
            self.fields[f"points_{n}"] = forms.IntegerField(
                label=gettext_lazy("Points at most (%(number)d)") % {"number": n},
                required=False,
                min_value=1,
                max_value=10,
                initial=before.points if before else None,
            )

    @property
    def rubric(self) -> Sequence[Criterion]:
        """The criteria that say something in some language."""
        kept = self.instance.criteria
        found = []
        for n in range(1, MOST + 1):
            if f"criterion_{n}" not in self.fields:
                break
            before = kept[n - 1] if n <= len(kept) else Criterion(str(n), {}, 1)
            words = {**before.text, self.language: self.cleaned_data[f"criterion_{n}"].strip()}
            text = {code: line for code, line in words.items() if line}
            if text:
                points = self.cleaned_data[f"points_{n}"] or 1
                levels = before.levels if points == before.points else ()
                found.append(Criterion(before.key, text, points, levels))
        return found

    @property
    def given(self) -> dict[str, Any]:
        """All that was said, as the action takes it."""
        fields = {name: self.cleaned_data[name] for name in self.Meta.fields}
        task = {**self.instance.task, self.language: self.cleaned_data["words"]}
        return {**fields, "task": task, "rubric": self.rubric}


class DeadlineForm(forms.ModelForm[Deadline]):
    """Until when a cohort hands in and assesses."""

    hand_in_on = DateField(label=gettext_lazy("Last day to hand in"))
    assess_on = DateField(label=gettext_lazy("Last day to assess"))

    class Meta:
        model = Deadline
        fields = ["hand_in_on", "assess_on"]


class WorkForm(forms.Form):
    """A text, a file or both."""

    text = forms.CharField(
        label=gettext_lazy("Your text"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 14}),
    )
    file = UploadField(
        label=gettext_lazy("File"),
        required=False,
        help_text=gettext_lazy("PDF, office document or picture, up to 20 MB."),
    )

    def __init__(self, *args: Any, assignment: Assignment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if assignment.is_anonymous:
            self.fields["text"].help_text = _("Do not name yourself: peers assess without names.")
        if not assignment.takes_file:
            del self.fields["file"]

    def clean(self) -> dict[str, Any]:
        """Want one of the two."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not given.get("text") and not given.get("file"):
            self.add_error("text", _("Write something, or choose a file."))
        return given


class AssessmentForm(forms.Form):
    """Points for each criterion, and words that help who wrote it."""

    words = forms.CharField(
        label=gettext_lazy("What do you say to who wrote it?"),
        help_text=gettext_lazy("What is good already, and what would make it better."),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args: Any, criteria: Sequence[Criterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = criteria
        for one in criteria:
            self.fields[f"criterion_{one.key}"] = forms.TypedChoiceField(
                label=said(one.text),
                coerce=int,
                choices=[(points, _level(one, points)) for points in range(one.points + 1)],
                widget=forms.RadioSelect,
            )
        self.order_fields([f"criterion_{one.key}" for one in criteria])

    @property
    def points(self) -> dict[str, int]:
        """The points by criterion."""
        return {one.key: self.cleaned_data[f"criterion_{one.key}"] for one in self.criteria}


class DecisionForm(forms.Form):
    """A result, with the reason."""

    percent = forms.IntegerField(
        label=gettext_lazy("Result, of a hundred"), min_value=0, max_value=100
    )
    reason = forms.CharField(
        label=gettext_lazy("Why?"),
        help_text=gettext_lazy("Who wrote it reads this."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


def _level(criterion: Criterion, points: int) -> str:
    """Return what a number of points means, where it is said."""
    return f"{points}: {said(criterion.levels[points])}" if criterion.levels else str(points)
