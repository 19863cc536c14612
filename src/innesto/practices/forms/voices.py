"""What citizens propose, and what a municipality answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from innesto.practices.models import Practice
from innesto.practices.queries.people import answering_municipalities
from innesto.practices.sheet import FIELDS
from innesto.toolkit.forms import RichField, SearchChoiceField
from innesto.toolkit.languages import SPOKEN


class ProposeForm(forms.Form):
    """A practice in a few words, to whom, and for whom one speaks."""

    title = forms.CharField(
        label=_("What is it called?"),
        max_length=100,
        help_text=_("A plain sentence says most."),
    )
    strapline = forms.CharField(label=_("In one sentence"), max_length=160)
    how = RichField(label=_("What do you do, step by step?"), limit=FIELDS["how"].limit)
    proposer = forms.CharField(
        label=_("For which association or group?"),
        required=False,
        max_length=160,
        help_text=_("Leave it empty if you propose it for yourself: then your name stands there."),
    )
    language = forms.ChoiceField(label=_("In which language do you write?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"] = SearchChoiceField(
            label=_("To which municipality?"),
            find=lambda text: list(answering_municipalities(text)[:10]),
            key=lambda one: str(one.pk),
            shown=lambda one: one.name,
            help_text=_("One that is here and has somebody who answers."),
        )
        language = self.fields["language"]
        assert isinstance(language, forms.ChoiceField)
        language.choices = SPOKEN
        self.order_fields(["to", "title", "strapline", "how", "proposer", "language"])


class ProposalAnswerForm(forms.Form):
    """Yes, or no with a reason."""

    decision = forms.ChoiceField(
        label=_("What do you answer?"),
        choices=[
            ("endorse", _("We make it ours: we complete the sheet and send it")),
            ("decline", _("Not now")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("What whoever proposed it should know"),
        required=False,
        max_length=Practice._meta.get_field("reason").max_length,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Needed when you say no."),
    )

    def clean(self) -> dict[str, Any]:
        """Want a reason from whoever says no."""
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        if answers.get("decision") == "decline" and not answers.get("reason"):
            self.add_error("reason", _("Say why: nobody is sent back without a word."))
        return answers
