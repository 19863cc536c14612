import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.assessments.marking import Question
from innesto.assessments.models import Inquiry
from innesto.assessments.queries.questions import choices_for
from innesto.curricula.models import Competence, Curriculum, Framework
from innesto.organisations.models import Office, Organisation
from innesto.themes.models import Theme
from innesto.toolkit.forms import DateField, Select

LONGEST = datetime.timedelta(days=400)


class ByName(forms.ModelChoiceField[Any]):
    """One of a few things, drawn by its name."""

    widget = Select


class SubjectForm(forms.Form):
    """About which framework or curriculum one assesses oneself."""

    subject = forms.ChoiceField(label=_("About what?"), widget=forms.RadioSelect)
    kind = forms.ChoiceField(
        label=_("Which competences?"),
        choices=[("", _("All")), *Competence.Kind.choices],
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(
        self,
        *args: Any,
        frameworks: QuerySet[Framework],
        curricula: QuerySet[Curriculum],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.things: dict[str, Framework | Curriculum] = {}
        self.things |= {f"percorso-{one.slug}": one for one in curricula}
        self.things |= {f"quadro-{one.key}": one for one in frameworks}
        field = self.fields["subject"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(key, str(one)) for key, one in self.things.items()]

    @property
    def thing(self) -> Framework | Curriculum:
        """Return what was chosen."""
        return self.things[self.cleaned_data["subject"]]


class BodyForm(forms.Form):
    """For which office, about which theme."""

    theme = ByName(label=_("About which theme?"), queryset=Theme.objects.none(), empty_label="–")
    office = ByName(
        label=_("For which office?"),
        queryset=Office.objects.none(),
        required=False,
        empty_label=_("For the whole organisation"),
    )

    def __init__(
        self, *args: Any, organisation: Organisation, themes: QuerySet[Theme], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        theme, office = self.fields["theme"], self.fields["office"]
        assert isinstance(theme, ByName)
        assert isinstance(office, ByName)
        theme.queryset = themes
        office.queryset = organisation.offices.order_by("name", "pk")
        if not office.queryset:
            del self.fields["office"]


class AnswersForm(forms.Form):
    """Some questions, each with its levels; for a body also what proves it."""

    all_optional = True

    def __init__(
        self,
        *args: Any,
        questions: Sequence[Question],
        known: Mapping[str, int],
        notes: Mapping[str, str],
        is_of_body: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        self.is_of_body = is_of_body
        for one in questions:
            self.fields[one.key] = forms.TypedChoiceField(
                label=one.text,
                help_text=one.about,
                choices=choices_for(one, is_of_body=is_of_body),
                coerce=int,
                required=False,
                initial=known.get(one.key),
                widget=forms.RadioSelect,
            )
            if is_of_body:
                self.fields[f"{one.key}-note"] = forms.CharField(
                    label=_("What shows it?"),
                    max_length=300,
                    required=False,
                    initial=notes.get(one.key, ""),
                )

    @property
    def levels(self) -> dict[str, int]:
        """Return what was chosen."""
        said = {one.key: self.cleaned_data[one.key] for one in self.questions}
        return {key: int(level) for key, level in said.items() if level != ""}

    @property
    def notes(self) -> dict[str, str]:
        """Return what shows it."""
        if not self.is_of_body:
            return {}
        return {one.key: self.cleaned_data[f"{one.key}-note"] for one in self.questions}


class RoundForm(forms.ModelForm[Inquiry]):
    """Whom one asks, about what, until when."""

    closes_on = DateField(label=_("Until when?"))

    class Meta:
        model = Inquiry
        fields = ["title", "of", "framework", "curriculum", "theme", "asked", "kind"]
        fields += ["closes_on", "follows"]
        field_classes = {"closes_on": DateField}
        widgets = {"of": forms.RadioSelect, "asked": forms.RadioSelect, "kind": forms.RadioSelect}
        help_texts = {
            "framework": _("For people: a framework or a curriculum, one of the two."),
            "theme": _(
                "For organisations: what the questions are about. For people: for which theme a "
                "gap suggests a need."
            ),
            "follows": _("Then its results stand beside the new ones: before and after."),
        }

    def __init__(
        self,
        *args: Any,
        viewer: User,
        themes: QuerySet[Theme],
        earlier: QuerySet[Inquiry],
        for_body: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        sets: dict[str, QuerySet[Any]] = {
            "framework": Framework.objects.visible_to(viewer),
            "curriculum": Curriculum.objects.published().visible_to(viewer),
            "theme": themes,
            "follows": earlier,
        }
        for name, found in sets.items():
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset, field.widget.attrs = found, {}
        if for_body:
            del self.fields["of"]
        if not earlier:
            del self.fields["follows"]

    def clean_closes_on(self) -> datetime.date:
        """Leave at least today, at most a good year."""
        day: datetime.date = self.cleaned_data["closes_on"]
        today = timezone.localdate()
        if not today <= day <= today + LONGEST:
            raise forms.ValidationError(_("Choose a day from today on, within a year."))
        return day

    def clean(self) -> dict[str, Any]:
        """Want one thing to ask people about, and a theme for organisations."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("of", Inquiry.Of.PERSONS) == Inquiry.Of.PERSONS:
            if bool(said.get("framework")) == bool(said.get("curriculum")):
                self.add_error(
                    "framework", _("Choose a framework or a curriculum, one of the two.")
                )
        elif not said.get("theme"):
            self.add_error("theme", _("Choose a theme: organisations are asked about one."))
        else:
            said |= {"framework": None, "curriculum": None, "kind": "", "asked": ""}
        return said

    def _post_clean(self) -> None:
        """Leave the constraints of the table to ``clean``: they speak of more than is asked."""
