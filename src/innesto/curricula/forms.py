from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.curricula.intake import LARGEST
from innesto.curricula.models import Competence, Curriculum, Framework, Module, steps_to
from innesto.curricula.outline import lines
from innesto.curricula.queries import Area
from innesto.programmes.models import Programme
from innesto.toolkit.forms import ChoiceField, DecimalField, Select
from innesto.toolkit.languages import SPOKEN


class FilterForm(forms.Form):
    """What one may ask the list."""

    all_optional = True

    per = ChoiceField(
        label=_("For whom"),
        required=False,
        choices=[("", _("Everybody")), *Curriculum.Audience.choices],
    )


class CurriculumForm(forms.ModelForm[Curriculum]):
    """What a curriculum is called, for whom it is, what it is for."""

    language = forms.ChoiceField(label=_("In which language do you write?"), choices=SPOKEN)
    audiences = forms.MultipleChoiceField(
        label=_("For whom"),
        choices=Curriculum.Audience,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        model = Curriculum
        fields = ["title", "summary", "language", "audiences"]
        widgets = {"summary": forms.Textarea(attrs={"rows": 4})}


class ModuleForm(forms.ModelForm[Module]):
    """A module: what it is about, what one can do afterwards, how long, after what."""

    hours = DecimalField(
        label=_("Hours"),
        min_value=0,
        max_value=999,
        decimal_places=1,
        help_text=_("Reading, exercises and practice together. Halves are possible: 2,5"),
        localize=True,
    )
    outcomes = forms.CharField(
        label=_("What one is able to do afterwards"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("One line each, beginning with a verb: “Compare two offers by their cost”."),
        required=False,
        max_length=2000,
    )
    prerequisites = forms.ModelMultipleChoiceField(
        label=_("Comes after"),
        queryset=Module.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        model = Module
        fields = ["title", "summary", "outcomes", "hours", "prerequisites"]
        widgets = {"summary": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, curriculum: Curriculum, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["outcomes"] = "\n".join(self.instance.outcomes)
        field = self.fields["prerequisites"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = (
            curriculum.modules.standing().exclude(pk=self.instance.pk).order_by("position", "pk")
        )
        if not field.queryset:
            del self.fields["prerequisites"]

    def clean_outcomes(self) -> list[str]:
        """Keep one outcome a line."""
        return lines(self.cleaned_data["outcomes"])


class CompetencesForm(forms.Form):
    """Up to which level a module teaches each competence of a framework."""

    def __init__(
        self,
        *args: Any,
        framework: Framework,
        areas: Sequence[Area],
        levels: Mapping[int, int],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.areas = areas
        choices = [("", _("not taught")), *steps_to(framework.highest)]
        for competence in self.competences:
            self.fields[f"c{competence.pk}"] = forms.TypedChoiceField(
                label=str(competence),
                choices=choices,
                coerce=int,
                required=False,
                widget=Select,
                initial=levels.get(competence.pk, ""),
            )

    @property
    def competences(self) -> list[Competence]:
        """All that are asked for."""
        return [one for area in self.areas for one in area.competences]

    @property
    def groups(self) -> list[tuple[Any, list[Any]]]:
        """Return the questions by area."""
        return [
            (area.area.name if area.area else "", [self[f"c{one.pk}"] for one in area.competences])
            for area in self.areas
        ]

    @property
    def levels(self) -> dict[Competence, int]:
        """Return what was chosen."""
        said = {one: self.cleaned_data[f"c{one.pk}"] for one in self.competences}
        return {one: int(level) for one, level in said.items() if level}


class PublishForm(forms.Form):
    """What is new in the version."""

    note = forms.CharField(
        label=_("What is new in this version"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class TranslationForm(forms.Form):
    """The texts of a version in another language, each below its original."""

    def __init__(
        self, *args: Any, texts: Mapping[str, str], known: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.texts = texts
        for place, (key, text) in enumerate(texts.items()):
            is_long = len(text) > 120 or "\n" in text
            self.fields[f"t{place}"] = forms.CharField(
                label=text,
                max_length=2000,
                required=False,
                initial=known.get(key, ""),
                widget=forms.Textarea(attrs={"rows": 4}) if is_long else forms.TextInput(),
            )

    @property
    def said(self) -> dict[str, str]:
        """Return the translations by key."""
        return {key: self.cleaned_data[f"t{place}"] for place, key in enumerate(self.texts)}


class AuthorForm(forms.Form):
    """Who is to write with the others."""

    email = forms.EmailField(
        label=_("E-mail address"), help_text=_("Of somebody who has an account here.")
    )

    def clean_email(self) -> str:
        """Find the person."""
        email: str = self.cleaned_data["email"]
        self.person = User.objects.filter(email__iexact=email, is_active=True).first()
        if self.person is None:
            raise forms.ValidationError(_("Nobody has an account with this address."))
        return email


class FrameworkForm(forms.Form):
    """A file with competences, and what it is."""

    name = forms.CharField(label=_("Name of the framework"), max_length=120)
    about = forms.CharField(
        label=_("In a few words"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    programme = forms.ModelChoiceField(
        label=_("In which programme?"), queryset=Programme.objects.none(), required=False
    )
    highest = forms.TypedChoiceField(
        label=_("Highest level"),
        choices=[(one, one) for one in range(1, 9)],
        coerce=int,
        initial=8,
        widget=Select,
    )
    source = forms.CharField(label=_("Source"), max_length=300, required=False)
    licence = forms.CharField(label=_("Licence"), max_length=80, required=False)
    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "CSV, XLSX, ODS or JSON. Columns: code, area, label_it, label_en, kind (decision or "
            "operational), roles, countries, aligned (for instance digcomp-2-2:2.4)."
        ),
    )

    def __init__(
        self, *args: Any, programmes: QuerySet[Programme], may_share: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["programme"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = programmes
        field.required = not may_share
        if may_share:
            field.empty_label = _("In none: for everybody")

    def clean_file(self) -> Any:
        """Refuse what nobody can look through."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("The file is too large."))
        return file
