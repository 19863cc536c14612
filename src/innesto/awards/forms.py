from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.awards.models import Award, Requirement
from innesto.courses.models import Course, Unit
from innesto.curricula.models import Curriculum

NAMED = {"curriculum", "course", "unit"}


class AwardForm(forms.ModelForm[Award]):
    """Who awards it."""

    class Meta:
        model = Award
        fields = ["issues_itself"]


class RequirementForm(forms.ModelForm[Requirement]):
    """One thing that is asked for; what does not belong to its kind is dropped."""

    class Meta:
        model = Requirement
        fields = ["kind", "curriculum", "course", "unit", "number", "cities", "words"]
        widgets = {"kind": forms.RadioSelect}
        help_texts = {
            "number": _("Of sessions, trainings, practices or witnesses."),
            "cities": _("For trainings: how many different cities in all."),
        }

    def __init__(self, *args: Any, viewer: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        courses = Course.objects.visible_to(viewer).out()
        found = {
            "curriculum": Curriculum.objects.visible_to(viewer).filter(edition__gte=1),
            "course": courses,
            "unit": Unit.objects.filter(section__course__in=courses.values("pk")),
        }
        for name, choices in found.items():
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = choices

    def clean(self) -> dict[str, Any]:
        """Want the thing that the kind speaks of, and nothing else."""
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        kind = answers.get("kind")
        for name in NAMED - {kind}:
            answers[name] = None
        wanted = kind if kind in NAMED else "words" if kind == Requirement.Kind.STATEMENT else None
        if wanted and not answers.get(wanted):
            self.add_error(wanted, _("Say which one."))
        if not answers.get("number"):
            answers["number"] = 1
        if kind in NAMED:
            answers["number"] = 1
        return answers


class AskForm(forms.Form):
    """Which colleague can say it."""

    witness = forms.ModelChoiceField(
        label=_("Which colleague?"), queryset=User.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, colleagues: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["witness"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = colleagues


class TestimonyForm(forms.Form):
    """Yes or no."""

    confirms = forms.ChoiceField(
        label=_("Do you confirm it?"),
        choices=[("yes", _("Yes, I confirm it")), ("no", _("No"))],
        widget=forms.RadioSelect,
    )
