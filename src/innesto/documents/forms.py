"""Answer, decide, give more time, ask partners."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

from innesto.blueprints.schema.blueprint import Blueprint
from innesto.documents.queries.forms import ASKED_KINDS
from innesto.lineage.queries.thread import Ref
from innesto.programmes.models import Partner
from innesto.toolkit.forms import DateField
from innesto.toolkit.kinds_of_work import Work
from innesto.toolkit.languages import SPOKEN
from innesto.toolkit.questions import Question, field_for, kept

ANSWER = "answer_"


class AnswersForm(forms.Form):
    """What a template asks, the works it cites, and the language in which one answers.

    ``is_complete`` says whether it is handed in: what is only saved may have gaps.
    """

    language = forms.ChoiceField(label=_("In which language do you write?"), choices=SPOKEN)
    cites = forms.MultipleChoiceField(
        label=_("What does it rest on?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("It becomes part of the thread: one can go from here to there and back."),
    )

    def __init__(
        self,
        *args: Any,
        questions: Sequence[Question],
        works: Mapping[Ref, tuple[str, Work]],
        answers: Mapping[str, Any],
        is_complete: bool = True,
        initial: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        before = {f"{ANSWER}{key}": value for key, value in answers.items()}
        kwargs["initial"] = {**before, **(initial or {})}
        super().__init__(*args, **kwargs)
        self.questions = questions
        self.works = {":".join(ref): ref for ref in works}
        cites = self.fields["cites"]
        assert isinstance(cites, forms.MultipleChoiceField)
        cites.choices = [
            (":".join(ref), f"{work.title} ({label})") for ref, (label, work) in works.items()
        ]
        if not works:
            del self.fields["cites"]
        asked = {f"{ANSWER}{one.key}": field_for(one) for one in questions}
        for name, field in asked.items():
            has_file = isinstance(field, forms.FileField) and before.get(name)
            if not is_complete or has_file:
                field.required = False
            if has_file:
                self.initial.pop(name, None)
                field.help_text = _("There is “%(name)s”. Another one replaces it.") % {
                    "name": before[name]
                }
        self.fields = {**asked, **self.fields}

    def answers(self) -> dict[str, Any]:
        """Return the answers by the keys of the template; files stand apart."""
        return {
            one.key: kept(self.cleaned_data[f"{ANSWER}{one.key}"])
            for one in self.questions
            if one.kind != "file"
        }

    def uploads(self) -> dict[str, File[Any]]:
        """Return the files that were sent, by the keys of the template."""
        given = {
            one.key: self.cleaned_data.get(f"{ANSWER}{one.key}")
            for one in self.questions
            if one.kind == "file"
        }
        return {key: file for key, file in given.items() if file}

    def cited(self) -> list[Ref]:
        """Return the works that were ticked."""
        return [self.works[key] for key in self.cleaned_data.get("cites", ())]


class ReasonForm(forms.Form):
    """Why something is sent back, or not owed any more."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Who owes it will read it."),
    )


class ExtendForm(forms.Form):
    """A later day, and why."""

    until = DateField(label=_("New day"))
    reason = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("It stays in view with the old day.")
    )


class AskForm(forms.Form):
    """Which form is asked of whom, until when."""

    template = forms.ChoiceField(label=_("Form"))
    partners = forms.ModelMultipleChoiceField(
        label=_("Of whom"), queryset=Partner.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    due_on = DateField(label=_("Due"), required=False)

    def __init__(
        self, *args: Any, blueprint: Blueprint, partners: Any, language: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        template, whom = self.fields["template"], self.fields["partners"]
        assert isinstance(template, forms.ChoiceField)
        assert isinstance(whom, forms.ModelMultipleChoiceField)
        template.choices = [
            (one.key, one.label.read(language))
            for one in blueprint.templates
            if one.kind in ASKED_KINDS
        ]
        whom.queryset = partners
