from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.contributions.models import Contribution, ContributionCall
from innesto.practices.models import Practice
from innesto.toolkit.forms import ChoiceField, DateField
from innesto.toolkit.languages import SPOKEN

MOST = 5
"""Points of one criterion."""


class LinesField(forms.CharField):
    """Several words, one a line."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 4}), max_length=2000, **options)

    def prepare_value(self, value: Any) -> Any:
        """Show a list as lines."""
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> Any:
        """Return the lines that say something, each once."""
        lines = [line.strip() for line in super().clean(value).splitlines()]
        return list(dict.fromkeys(line for line in lines if line))


class CallForm(forms.ModelForm[ContributionCall]):
    """What a conference asks for, and how it chooses."""

    kinds = LinesField(label=_("Kinds of contribution, one a line"))
    criteria = LinesField(
        label=_("Criteria, one a line"),
        help_text=_("Reviewers give each of them one to five points."),
    )

    class Meta:
        model = ContributionCall
        fields = ["about", "kinds", "opens_on", "closes_on", "criteria", "is_blind"]
        field_classes = {"opens_on": DateField, "closes_on": DateField}
        widgets = {"about": forms.Textarea(attrs={"rows": 5})}


class ContributionForm(forms.ModelForm[Contribution]):
    """What somebody offers to a conference."""

    kind = ChoiceField(label=_("What kind?"))
    language = forms.ChoiceField(label=_("In which language do you write?"), choices=SPOKEN)
    authors = LinesField(
        label=_("Who wrote it with you? One name a line"),
        required=False,
    )
    practice = forms.ModelChoiceField(
        Practice.objects.none(),
        label=_("Does it tell of a practice?"),
        required=False,
        help_text=_("Then the sheet of the practice leads to it."),
    )

    class Meta:
        model = Contribution
        fields = ["kind", "title", "summary", "language"]
        widgets = {"summary": forms.Textarea(attrs={"rows": 8})}
        help_texts = {"summary": _("Do not name yourselves here: the review may be blind.")}

    def __init__(
        self,
        *args: Any,
        kinds: Sequence[str],
        practices: QuerySet[Practice] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        kind, practice = self.fields["kind"], self.fields["practice"]
        assert isinstance(kind, forms.ChoiceField)
        assert isinstance(practice, forms.ModelChoiceField)
        kind.choices = [(one, one) for one in kinds]
        if practices is None or not practices.exists():
            del self.fields["practice"]
        else:
            practice.queryset = practices
        if self.instance.pk:
            self.initial["authors"] = [author.name for author in self.instance.authors.all()]


class ReviewerForm(forms.Form):
    """Whom to ask."""

    reviewer = forms.ModelChoiceField(User.objects.none(), label=_("Who reviews?"))

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["reviewer"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = people


class AssessmentForm(forms.Form):
    """Points for each criterion, and words for those who decide."""

    words = forms.CharField(
        label=_("What do you say to those who decide?"),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args: Any, criteria: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = criteria
        for number, criterion in enumerate(criteria):
            self.fields[f"criterion_{number}"] = forms.TypedChoiceField(
                label=criterion,
                coerce=int,
                choices=[(points, points) for points in range(1, MOST + 1)],
                widget=forms.RadioSelect,
            )
        self.order_fields([*(f"criterion_{number}" for number in range(len(criteria)))])

    @property
    def points(self) -> dict[str, int]:
        """The points by criterion."""
        given = self.cleaned_data
        return {word: given[f"criterion_{at}"] for at, word in enumerate(self.criteria)}


class DecisionForm(forms.Form):
    """Yes or no, and why."""

    accepts = forms.TypedChoiceField(
        label=_("What do you decide?"),
        choices=[("yes", _("Accept it")), ("no", _("Decline it"))],
        coerce=lambda word: word == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Why?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Who sent it reads this."),
    )

    def clean(self) -> dict[str, Any]:
        """Want a reason for a no."""
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        if answers.get("accepts") is False and not answers.get("reason"):
            self.add_error("reason", _("Say why: who wrote it learns from it."))
        return answers
