"""What a community is, and how it stands."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.communities.models import Community
from innesto.communities.queries.register import seals_of
from innesto.programmes.models import Programme
from innesto.toolkit.forms import DateField
from innesto.toolkit.languages import SPOKEN
from innesto.toolkit.rich_text import TooLong, as_plain, clean
from innesto.toolkit.wordings import WordsForm

PLAIN = ("charter_language", "rhythm", "visibility", "joining", "review_on")
LONGEST_CHARTER = 20_000


class CommunityForm(WordsForm):
    """Name, question, charter and rules of one community; ``programme`` if it is inside one."""

    words = {"names": (_("Name"), 200), "questions": (_("Framing question"), 300)}
    required_words = ("names",)

    seals = forms.CharField(widget=forms.HiddenInput, required=False)
    charter = forms.CharField(
        label=_("Charter"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_(
            "For whom it is, what one does here and what not, how decisions are taken. Write “- ”"
            " before each point of a list, leave an empty line between paragraphs."
        ),
    )
    charter_language = forms.ChoiceField(
        label=_("Language of the charter"), required=False, choices=[("", "–"), *SPOKEN]
    )
    rhythm = forms.CharField(
        label=_("Rhythm"),
        required=False,
        max_length=200,
        help_text=_("How often you meet. For example: every second Thursday, an hour online"),
    )
    visibility = forms.ChoiceField(label=_("Who may read it"), widget=forms.RadioSelect)
    joining = forms.ChoiceField(
        label=_("How one joins"), choices=Community.Joining, widget=forms.RadioSelect
    )
    review_on = DateField(
        label=_("Next look at whether it goes on"),
        required=False,
        help_text=_("On this day whoever keeps it is reminded."),
    )

    def __init__(
        self,
        *args: Any,
        community: Community | None = None,
        programme: Programme | None = None,
        kept: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        shown = community or Community(
            visibility=Community.Visibility.PROGRAMME
            if programme
            else Community.Visibility.COMMUNITY
        )
        super().__init__(
            *args,
            known={"names": shown.names, "questions": shown.questions},
            spoken=programme.languages if programme else (),
            initial={
                **{name: getattr(shown, name) for name in PLAIN},
                "charter": as_plain(shown.charter),
                "seals": json.dumps(seals_of(shown)),
                **(kept or {}),
            },
            **kwargs,
        )
        self.fields["seals"] = self.fields.pop("seals")
        visibility = self.fields["visibility"]
        assert isinstance(visibility, forms.ChoiceField)
        visibility.choices = [
            (value, label)
            for value, label in Community.Visibility.choices
            if programme or value != Community.Visibility.PROGRAMME
        ]

    def clean_charter(self) -> str:
        """Return the charter as it is kept."""
        try:
            text = clean(self.cleaned_data["charter"])
        except TooLong:
            text = ""
        if len(text) > LONGEST_CHARTER or (self.cleaned_data["charter"] and not text):
            raise forms.ValidationError(_("This is too long for a charter."))
        return text

    def clean_seals(self) -> dict[str, str]:
        """Return what the writer started from; what cannot be read started from nothing."""
        try:
            found = json.loads(self.cleaned_data["seals"] or "{}")
        except ValueError:
            found = {}
        return found if isinstance(found, dict) else {}

    def based_on(self, community: Community) -> None:
        """Base what was typed on the community as it is now, so that sending it again is meant."""
        assert isinstance(self.data, QueryDict)
        data = self.data.copy()
        data["seals"] = json.dumps(seals_of(community))
        self.data = data

    def theirs(self, community: Community, fields: Iterable[str]) -> list[tuple[str, str]]:
        """Return what somebody else saved in these fields, by the label of each."""
        return [line for name in fields for line in self._said(community, name)]

    def _said(self, community: Community, name: str) -> list[tuple[str, str]]:
        value = getattr(community, name)
        if isinstance(value, dict):
            return [(f"{self.words[name][0]} ({code})", words) for code, words in value.items()]
        if name == "charter":
            value = as_plain(value)
        choices = dict(getattr(self.fields[name], "choices", ()))
        return [(str(self.fields[name].label), str(choices.get(value, value or "–")))]

    def changes(self) -> dict[str, Any]:
        """Return the answers by the names of the community's fields."""
        plain = {name: self.cleaned_data[name] for name in (*PLAIN, "charter")}
        return {name: self.given(name) for name in self.words} | plain


class SectionForm(CommunityForm):
    """A section, and the programme for which it is."""

    programme = forms.ModelChoiceField(
        label=_("For which programme?"),
        queryset=Programme.objects.none(),
        required=False,
        empty_label=_("For none"),
        help_text=_("Whoever coordinates it leads the section too."),
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        programme, visibility = self.fields["programme"], self.fields["visibility"]
        assert isinstance(programme, forms.ModelChoiceField)
        assert isinstance(visibility, forms.ChoiceField)
        shown = Programme.objects.top().visible_to(person).defer("blueprint")
        programme.queryset = shown.exclude(state=Programme.State.ARCHIVED).order_by("slug")
        visibility.choices = Community.Visibility.choices

    def clean(self) -> dict[str, Any]:
        """Be for the people of a programme only where there is one."""
        answers = super().clean() or {}
        is_for_programme = answers.get("visibility") == Community.Visibility.PROGRAMME
        if is_for_programme and not answers.get("programme"):
            self.add_error("programme", _("Which programme? Or choose who else may read it."))
        return answers

    def changes(self) -> dict[str, Any]:
        """Return the answers by the names of the section's fields."""
        return super().changes() | {"programme": self.cleaned_data["programme"]}


class StageForm(forms.Form):
    """In which stage a community is, why, and when to look again."""

    stage = forms.ChoiceField(
        label=_("Stage of its life"), choices=Community.Stage, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Why"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    review_on = DateField(label=_("Next look at whether it goes on"), required=False)


class CloseForm(forms.Form):
    """What is left of a community when it ends."""

    note = forms.CharField(
        label=_("Closing note"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("What was learned, what remains and where, whom one can still ask."),
    )
