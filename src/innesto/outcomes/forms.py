"""Tell what a side took home; write, find and compare lessons."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from innesto.organisations.models import Organisation
from innesto.outcomes.models import Account, Capacity, Lesson
from innesto.programmes.models import Partner
from innesto.themes.models import Theme
from innesto.toolkit.forms import ChoiceField, DateField
from innesto.toolkit.languages import SPOKEN
from innesto.toolkit.questions import Question, field_for, kept

OWN = "own_"


class AccountForm(forms.ModelForm[Account]):
    """What one side learned and gave, in a few lines."""

    side = forms.ModelChoiceField(
        label=_("For whom do you tell it?"), queryset=Partner.objects.none(), empty_label=None
    )
    only_me = forms.BooleanField(
        label=_("I tell it for myself, not for the whole organisation"), required=False
    )
    language = forms.ChoiceField(label=_("In which language do you write?"), choices=SPOKEN)

    class Meta:
        model = Account
        fields = ["learned", "gave", "changes", "content", "evidence", "language"]
        widgets = {
            name: forms.Textarea(attrs={"rows": 3}) for name in ("learned", "gave", "changes")
        }
        help_texts = {
            "learned": _("What do you know now that you did not know before? From whom?"),
            "gave": _("What did the others take from you?"),
            "evidence": _("An address: a document, an act, a page."),
        }

    def __init__(self, *args: Any, sides: QuerySet[Partner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        side = self.fields["side"]
        assert isinstance(side, forms.ModelChoiceField)
        side.queryset = sides
        self.order_fields(["side", "only_me"])

    def clean(self) -> dict[str, Any]:
        """Want one of the two."""
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        if not answers.get("learned") and not answers.get("gave") and not self.errors:
            self.add_error("learned", _("Say what you learned, what you gave, or both."))
        return answers


class CapacityForm(forms.Form):
    """How well a side knew each theme before, and knows it now."""

    all_optional = True

    side = forms.ModelChoiceField(
        label=_("For whom do you tell it?"), queryset=Partner.objects.none(), empty_label=None
    )

    def __init__(
        self,
        *args: Any,
        sides: QuerySet[Partner],
        themes: Sequence[Theme],
        offered: Mapping[int, int],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        side = self.fields["side"]
        assert isinstance(side, forms.ModelChoiceField)
        side.queryset = sides
        self.themes = themes
        levels = [("", "–"), *Capacity.LEVELS]
        for theme in themes:
            for moment, words in (("before", _("before")), ("after", _("after"))):
                self.fields[f"{moment}_{theme.pk}"] = forms.TypedChoiceField(
                    label=f"{theme}, {words}",
                    choices=levels,
                    coerce=int,
                    empty_value=None,
                    required=False,
                    initial=offered.get(theme.pk) if moment == "before" else None,
                )

    def levels(self) -> dict[Theme, dict[str, int | None]]:
        """Return what was said of each theme, as the action takes it."""
        found: dict[Theme, dict[str, int | None]] = {}
        for theme in self.themes:
            said = {
                moment: self.cleaned_data.get(f"{moment}_{theme.pk}")
                for moment in ("before", "after")
            }
            known = {moment: level for moment, level in said.items() if level is not None}
            if known:
                found[theme] = known
        return found


class LessonForm(forms.ModelForm[Lesson]):
    """A lesson as others can use it, with what the programme asks beside."""

    language = forms.ChoiceField(label=_("In which language do you write?"), choices=SPOKEN)

    class Meta:
        model = Lesson
        fields = [
            *("organisation", "sentence", "context", "expected", "happened", "why", "evidence"),
            *("for_whom", "recommendation", "dimension", "confidence", "content", "themes"),
            *("visibility", "review_on", "language"),
        ]
        field_classes = {"review_on": DateField}
        widgets = {
            **{
                name: forms.Textarea(attrs={"rows": 3})
                for name in ("context", "expected", "happened", "why", "evidence", "recommendation")
            },
            "themes": forms.CheckboxSelectMultiple,
            "visibility": forms.RadioSelect,
            "confidence": forms.RadioSelect,
        }
        help_texts = {
            "sentence": _("If …, then …, because …"),
            "evidence": _("A figure with its date, an act, an address."),
            "review_on": _("Leave it empty if it will hold."),
        }

    def __init__(
        self,
        *args: Any,
        organisations: QuerySet[Organisation],
        themes: QuerySet[Theme],
        own: Sequence[Question],
        names: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        organisation, subjects = self.fields["organisation"], self.fields["themes"]
        assert isinstance(organisation, forms.ModelChoiceField)
        assert isinstance(subjects, forms.ModelMultipleChoiceField)
        organisation.queryset, organisation.empty_label = organisations, None
        subjects.queryset = themes
        for key, label in names.items():
            self.fields["sentence" if key == "lesson" else key].label = label
        self.own = own
        for question in own:
            asked = field_for(question)
            asked.initial = self.instance.extra.get(question.key)
            self.fields[f"{OWN}{question.key}"] = asked

    @property
    def given(self) -> dict[str, Any]:
        """Return the fields of the lesson as the actions take them."""
        answers = {k: it for k, it in self.cleaned_data.items() if not k.startswith(OWN)}
        extra = {one.key: kept(self.cleaned_data[f"{OWN}{one.key}"]) for one in self.own}
        return {**answers, "extra": {**self.instance.extra, **extra}}


class FilterForm(forms.Form):
    """What one may ask the lessons."""

    all_optional = True

    q = forms.CharField(label=_("Words"), required=False)
    tema = ChoiceField(label=_("Theme"), required=False)
    dimensione = ChoiceField(
        label=_("Dimension of governance"),
        required=False,
        choices=[("", _("All")), *Lesson.Dimension.choices],
    )
    programma = ChoiceField(label=_("Programme"), required=False)

    def __init__(
        self,
        *args: Any,
        themes: Sequence[tuple[str, str]],
        programmes: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("tema", themes), ("programma", programmes)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("All")), *choices]

    @property
    def asked(self) -> dict[str, str]:
        """Return what narrows the list."""
        known = self.cleaned_data if self.is_valid() else {}
        return {
            "text": known.get("q", ""),
            "theme": known.get("tema", ""),
            "dimension": known.get("dimensione", ""),
            "programme": known.get("programma", ""),
        }


class CompareForm(forms.Form):
    """Another lesson, and whether it says the same."""

    other = forms.ModelChoiceField(
        label=_("Which lesson?"), queryset=Lesson.objects.none(), empty_label=None
    )
    agrees = forms.TypedChoiceField(
        label=_("What does it say?"),
        choices=[("yes", _("the same: we saw it too")), ("no", _("the contrary"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
        initial="yes",
    )

    def __init__(self, *args: Any, lessons: QuerySet[Lesson], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        other = self.fields["other"]
        assert isinstance(other, forms.ModelChoiceField)
        other.queryset = lessons
