"""What people may type about a staff exchange."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from innesto.accounts.models import User
from innesto.exchanges.models import Idea
from innesto.organisations.models import Office, Organisation
from innesto.outcomes.models import Lesson
from innesto.placements.checklists import CHECKLISTS, Hand
from innesto.placements.models import Adaptation, Delegate, FollowUp, Note
from innesto.placements.queries.legs import Leg
from innesto.practices.models import Practice
from innesto.toolkit.forms import DateField
from innesto.toolkit.languages import SPOKEN
from innesto.toolkit.uploads import UploadField

QUESTIONS = 3


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class TermsForm(forms.Form):
    """The text of an agreement; a purpose a leg."""

    all_optional = True

    language = forms.ChoiceField(label=_("Working language"), required=False)
    costs = forms.CharField(
        label=_("Who pays for what"),
        help_text=_("Journey, nights, meals, insurance: who pays, up to how much."),
        max_length=1500,
        required=False,
        widget=_lines(3),
    )
    confidentiality = forms.CharField(
        label=_("What stays confidential"),
        help_text=_("Which data and conversations nobody writes down or photographs."),
        max_length=1500,
        required=False,
        widget=_lines(3),
    )
    accessibility = forms.CharField(
        label=_("What people need to take part"),
        help_text=_("Access, interpreting, hours, diet. Name needs, not persons."),
        max_length=1500,
        required=False,
        widget=_lines(2),
    )

    def __init__(self, *args: Any, legs: Sequence[Leg], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.legs = legs
        languages = [(code, _(name)) for code, name in settings.LANGUAGES]
        language = self.fields["language"]
        assert isinstance(language, forms.ChoiceField)
        language.choices = [("", _("Choose")), *languages]
        purposes = {
            f"purpose_{number}": forms.CharField(
                label=leg.label,
                help_text=leg.said_purpose,
                max_length=600,
                required=False,
                widget=_lines(2),
            )
            for number, leg in enumerate(legs)
        }
        self.fields = {**purposes, **self.fields}

    @property
    def terms(self) -> dict[str, Any]:
        """What the action wants; a purpose like the blueprint's is not written twice."""
        told = self.cleaned_data
        written = {
            leg.key: told[f"purpose_{number}"]
            for number, leg in enumerate(self.legs)
            if told[f"purpose_{number}"] not in {"", leg.said_purpose}
        }
        names = ("language", "costs", "confidentiality", "accessibility")
        return {**{name: told[name] for name in names}, "purposes": written}


class SideForm(forms.Form):
    """Who takes part for a partner, and which offices."""

    organisation = forms.ModelChoiceField(
        label=_("Who takes part?"),
        help_text=_("A municipality may take part under the body that stands for it."),
        queryset=Organisation.objects.none(),
        empty_label=None,
    )
    offices = forms.ModelMultipleChoiceField(
        label=_("Which offices are involved?"),
        queryset=Office.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self,
        *args: Any,
        organisations: QuerySet[Organisation],
        offices: QuerySet[Office],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, organisation=organisations, offices=offices)


class DelegateForm(forms.Form):
    """A person who goes, receives, or is called."""

    part = forms.ChoiceField(
        label=_("In which part?"), choices=Delegate.Part, widget=forms.RadioSelect
    )
    user = forms.ModelChoiceField(
        label=_("A colleague with an account"),
        help_text=_("Who has an account can keep the diary."),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Somebody else"),
    )
    name = forms.CharField(
        label=_("Name and surname"),
        help_text=_("Only for somebody without an account."),
        max_length=120,
        required=False,
    )
    office = forms.ModelChoiceField(
        label=_("Office"), queryset=Office.objects.none(), required=False
    )

    def __init__(
        self, *args: Any, people: QuerySet[User], offices: QuerySet[Office], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, user=people, office=offices)

    def clean(self) -> dict[str, Any]:
        """Take the name from the account; without either nobody is named."""
        told = super().clean() or {}
        if told.get("user"):
            told["name"] = told["user"].name
        elif not told.get("name"):
            self.add_error("name", _("Choose a colleague or write a name."))
        return told


class AcceptForm(forms.Form):
    """The version of the agreement that was read."""

    revision = forms.IntegerField(widget=forms.HiddenInput)


class AcrossForm(forms.Form):
    """Why two communities exchange staff."""

    reason = forms.CharField(label=_("Why across communities?"), max_length=300)


class PrepareForm(forms.Form):
    """What a side wants to learn."""

    challenge = forms.CharField(
        label=_("Your challenge"),
        help_text=_("What do you have to solve at home? As concrete as you can."),
        max_length=1000,
        widget=_lines(3),
    )
    context = forms.CharField(
        label=_("Your own context"),
        help_text=_("What is different with you: size, offices, money, laws, people."),
        max_length=1500,
        required=False,
        widget=_lines(3),
    )
    practices = forms.ModelMultipleChoiceField(
        label=_("Which practices do you want to see?"),
        queryset=Practice.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, practices: QuerySet[Practice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, practices=practices)
        if not practices.exists():
            del self.fields["practices"]
        asked = {
            f"question_{number}": forms.CharField(
                label=_("Learning question %(number)d") % {"number": number},
                max_length=300,
                required=number == 1,
            )
            for number in range(1, QUESTIONS + 1)
        }
        first = self.fields.pop("challenge")
        self.fields = {"challenge": first, **asked, **self.fields}

    @property
    def answers(self) -> dict[str, Any]:
        """What the action wants."""
        told = self.cleaned_data
        asked = [told[f"question_{number}"] for number in range(1, QUESTIONS + 1)]
        return {
            "challenge": told["challenge"],
            "questions": [question for question in asked if question],
            "context": told["context"],
            "practices": told.get("practices", ()),
        }


class TickForm(forms.Form):
    """The checklists of a side, one a leg: of the host where it hosts, else of the visitor."""

    all_optional = True

    def __init__(self, *args: Any, lists: Iterable[tuple[Leg, Hand]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for leg, hand in lists:
            self.fields[leg.key] = forms.MultipleChoiceField(
                label=f"{leg.label}: {HANDS[hand]}",
                choices=[(f"{leg.key}/{it.key}", it.words) for it in CHECKLISTS[hand]],
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )

    @property
    def items(self) -> list[str]:
        """What is ticked in all lists."""
        return [item for name in self.fields for item in self.cleaned_data[name]]


HANDS = {"host": _("you host"), "visitor": _("you visit")}


class NoteForm(forms.Form):
    """A note of the diary, short enough for a phone."""

    text = forms.CharField(label=_("What did you see or think?"), max_length=600, widget=_lines(3))
    on = DateField(
        label=_("Day"), help_text=_("Left empty, it is the day you write."), required=False
    )
    block = forms.ChoiceField(label=_("What was it?"), required=False)
    choice = forms.ChoiceField(
        label=_("What do you do with it?"),
        choices=[("", pgettext_lazy("idea", "only a note")), *Note.Choice.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    picture = UploadField(label=_("Picture"), pictures=True, required=False)
    alt = forms.CharField(
        label=_("What is to be seen on it?"),
        help_text=_("For those who do not see it. People only with their leave."),
        max_length=300,
        required=False,
    )

    def __init__(self, *args: Any, blocks: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        block = self.fields["block"]
        assert isinstance(block, forms.ChoiceField)
        block.choices = [("", _("Choose")), *blocks]

    def clean(self) -> dict[str, Any]:
        """A picture has words."""
        told = super().clean() or {}
        if told.get("picture") and not told.get("alt"):
            self.add_error("alt", _("Say in a few words what the picture shows."))
        return told


class ChoiceForm(forms.Form):
    """What to do with an idea."""

    choice = forms.ChoiceField(choices=[("", ""), *Note.Choice.choices], required=False)


class AdaptationForm(forms.ModelForm[Adaptation]):
    """A lesson, its adaptation beside it, and what of it goes into the plan."""

    ideas = forms.ModelMultipleChoiceField(
        label=_("Which ideas does it come from?"),
        queryset=Idea.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    sentence = forms.CharField(
        label=_("What did you learn?"),
        help_text=_("One sentence: if …, then …, because …"),
        max_length=300,
        widget=_lines(2),
    )
    happened = forms.CharField(
        label=_("What did you see, and where?"),
        help_text=_("Left empty, the ideas it comes from say it."),
        max_length=1500,
        required=False,
        widget=_lines(3),
    )
    visibility = forms.ChoiceField(
        label=_("Who may read it"),
        choices=Lesson.Visibility.choices,
        initial=Lesson.Visibility.PROGRAMME,
        widget=forms.RadioSelect,
    )
    language = forms.ChoiceField(label=_("In which language do you write?"), choices=SPOKEN)

    class Meta:
        model = Adaptation
        fields = ["how", "for_plan", "is_ready"]
        widgets = {"how": _lines(4), "for_plan": _lines(2)}
        labels = {
            "how": _("How do you adapt it at home?"),
            "for_plan": _("What goes into the action plan?"),
            "is_ready": _("It is ready for the plan"),
        }
        help_texts = {
            "how": _("What stays as it is, what you change, why it fits your city."),
            "for_plan": _("As an action: who does what until when."),
        }

    def __init__(self, *args: Any, ideas: QuerySet[Idea], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, ideas=ideas)
        if not ideas.exists():
            del self.fields["ideas"]
        self.order_fields(["ideas", "sentence", "happened", *self.Meta.fields])

    def clean(self) -> dict[str, Any]:
        """What is ready says what goes into the plan."""
        told = super().clean() or {}
        if told.get("is_ready") and not told.get("for_plan"):
            self.add_error("for_plan", _("Say what goes into the action plan, or leave it open."))
        return told


class FollowUpForm(forms.ModelForm[FollowUp]):
    """What became of it, six months later."""

    class Meta:
        model = FollowUp
        fields = ["use", "adaptations", "where", "evidence", "evidence_url"]
        widgets = {
            "use": forms.RadioSelect,
            "adaptations": forms.CheckboxSelectMultiple,
            "where": _lines(3),
        }
        labels = {
            "use": _("Is what you learned used?"),
            "adaptations": _("Which lessons are used?"),
            "where": _("Where, and since when?"),
            "evidence": _("What proves it?"),
            "evidence_url": _("Where can one read more?"),
        }
        help_texts = {"evidence": _("An act, a figure, a date, a link.")}

    def __init__(self, *args: Any, adaptations: QuerySet[Adaptation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, adaptations=adaptations)
        use = self.fields["use"]
        assert isinstance(use, forms.ChoiceField)
        use.choices = FollowUp.Use.choices
        if not adaptations.exists():
            del self.fields["adaptations"]

    def clean(self) -> dict[str, Any]:
        """What is used is used somewhere."""
        told = super().clean() or {}
        used = {FollowUp.Use.USED, FollowUp.Use.PARTLY}
        if told.get("use") in used and not told.get("where"):
            self.add_error("where", _("Say where, and since when."))
        return told


def _offer(form: forms.BaseForm, **rows: QuerySet[Any]) -> None:
    """Fill fields with what may be chosen."""
    for name, found in rows.items():
        field = form.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = found
