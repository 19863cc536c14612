"""The steps of a sheet, its evidence, its acts and pictures."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.db.models import Q
from django.forms.models import ModelChoiceIterator
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.blueprints.schema.blueprint import Blueprint
from innesto.organisations.models import Membership, Office, Organisation
from innesto.places.queries import search_places
from innesto.practices.models import Act, Evidence, Practice
from innesto.practices.queries.sheets import programmes_to_choose, themes_to_choose
from innesto.practices.sheet import FIELDS, Beneficiary, Field, Needed, Step, label_of
from innesto.programmes.models import Programme
from innesto.programmes.queries.questions import questions_of
from innesto.themes.models import Theme
from innesto.toolkit.annotations import StrOrPromise
from innesto.toolkit.forms import DateField, DecimalField, RichField, SearchChoiceField
from innesto.toolkit.languages import SPOKEN
from innesto.toolkit.meanwhile import KeepsBoth
from innesto.toolkit.questions import Kind, field_for, kept
from innesto.toolkit.uploads import UploadField


class GroupedThemes(ModelChoiceIterator[Theme]):
    """Themes under the name of their scheme."""

    def __iter__(self) -> Any:
        groups: dict[str, list[Any]] = {}
        for theme in self.queryset:
            groups.setdefault(str(theme.scheme), []).append(self.choice(theme))
        yield from groups.items()


class ThemesField(forms.ModelMultipleChoiceField[Theme]):
    """Themes to tick, under the names of their schemes."""

    iterator = GroupedThemes
    widget = forms.CheckboxSelectMultiple


class NewForm(forms.Form):
    """The little that a sheet needs to begin."""

    title = forms.CharField(
        label=_("What is it called?"),
        max_length=100,
        help_text=_(
            "A plain sentence says most. For instance: One door for home, school and papers."
        ),
    )
    organisation = forms.ModelChoiceField(
        label=_("Whose practice is it?"), queryset=Organisation.objects.none(), empty_label=None
    )
    programme = forms.ModelChoiceField(
        label=_("In which programme?"),
        queryset=Programme.objects.none(),
        required=False,
        empty_label=_("In none"),
        help_text=_("Its coordination looks at the sheet and publishes it."),
    )
    language = forms.ChoiceField(label=_("In which language do you write?"))

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisation, programme = self.fields["organisation"], self.fields["programme"]
        language = self.fields["language"]
        assert isinstance(organisation, forms.ModelChoiceField)
        assert isinstance(programme, forms.ModelChoiceField)
        assert isinstance(language, forms.ChoiceField)
        organisation.queryset = Organisation.objects.of(person)
        programme.queryset = programmes_to_choose(person).defer("blueprint")
        language.choices = SPOKEN


class StepForm(forms.Form):
    """One step of a sheet, made of what its programme asks.

    ``kept`` is what the person typed before; what is named in ``anew`` stands as it is saved now.
    """

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        step: Step,
        practice: Practice,
        person: User,
        blueprint: Blueprint | None,
        kept: Mapping[str, Any] | None = None,
        anew: Collection[str] = (),
        **kwargs: Any,
    ) -> None:
        values = {field.key: _value(practice, field) for field in step.fields}
        typed = {key: value for key, value in (kept or {}).items() if key not in anew}
        kwargs["initial"] = {"revision": practice.revision, **values, **typed}
        super().__init__(*args, **kwargs)
        for field in step.fields:
            drawn = _own_field(field) if field.own else _our_field(field, practice, person)
            if drawn is None:
                continue
            drawn.label = capfirst(label_of(field))
            drawn.help_text = field.hint or HINTS.get(field.key, "")
            if field.limit and not field.own:
                drawn.help_text = " ".join(
                    filter(None, [str(drawn.help_text), _up_to(field.limit)])
                )
            drawn.required = field.needed == "always" and not isinstance(drawn, forms.BooleanField)
            drawn.note = NOTES.get(field.needed, "")  # type: ignore[attr-defined]
            self.fields[field.key] = drawn
            if kept and field.key not in {*typed, *anew} and _is_ticked(drawn):
                self.initial[field.key] = ""  # boxes that are not ticked are not sent
        self._choices_of_blueprint(blueprint)
        self.own = {field.key for field in step.fields if field.own}

    def _choices_of_blueprint(self, blueprint: Blueprint | None) -> None:
        named: dict[str, list[tuple[str, str]]] = {"strand": [], "phase": []}
        if blueprint and blueprint.strands:
            named["strand"] = [(s.key, s.label.read(_reader())) for s in blueprint.strands.items]
        if blueprint:
            named["phase"] = [(p.key, p.label.read(_reader())) for p in blueprint.phases]
        for key, choices in named.items():
            if key not in self.fields:
                continue
            field = self.fields.pop(key)
            if choices:
                self.fields[key] = forms.ChoiceField(
                    label=field.label, choices=[("", "–"), *choices], required=False
                )
        if "strand" in self.fields or "phase" in self.fields:
            order = [key for key in FIELDS if key in self.fields]
            self.order_fields(["revision", *order])

    def clean(self) -> dict[str, Any]:
        """Refuse answers that contradict each other."""
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = answers.get("starts_on"), answers.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day comes before the first."))
        if answers.get("zero_cost") and answers.get("cost") and not answers.get("funding"):
            self.add_error("funding", _("It costs the administration nothing: who paid the sum?"))
        return answers

    @property
    def changes(self) -> dict[str, Any]:
        """Return what the person wants, as the action takes it."""
        answers = {key: value for key, value in self.cleaned_data.items() if key != "revision"}
        extra = {key: kept(answers.pop(key)) for key in self.own if key in answers}
        return answers | ({"extra": extra} if extra else {})


NOTES: Mapping[Needed, StrOrPromise] = {
    "to_publish": _("(needed before it is sent)"),
    "to_validate": _("(needed for an expert to validate it)"),
}
"""What is said of an answer that may wait, beside its name."""

HINTS = {
    "title": _("A plain sentence says most."),
    "strapline": _("What somebody in a hurry should know."),
    "problem": _("What did not work, for whom, in which circumstances?"),
    "how": _("Write “- ” before each step. Leave an empty line between paragraphs."),
    "procedure": _(
        "Which acts, in which order, decided by whom? Attach them in the step of the proofs."
    ),
    "way_before": _(
        "If the practice changed how people work: a procedure, a rule, who sits where."
    ),
    "place": _("Leave it empty if it is where your organisation is."),
    "cost": _("A year, or in all if it happened once. Leave it empty if you do not know."),
    "reached": _("An estimate is enough. Nobody is registered for it."),
    "references": _("One work a line."),
    "available_until": _("Leave it empty if there is no end."),
    "zero_cost": _("Nothing was spent beside the work of the staff."),
}


def _is_ticked(field: forms.Field) -> bool:
    return isinstance(field.widget, forms.CheckboxInput | forms.CheckboxSelectMultiple)


def _reader() -> str:
    return (get_language() or "it").partition("-")[0]


def _up_to(limit: int) -> str:
    return gettext("Up to %(limit)d letters.") % {"limit": limit}


def _value(practice: Practice, field: Field) -> Any:
    if field.own:
        return practice.extra.get(field.key, "")
    value = getattr(practice, field.key)
    return value.all() if hasattr(value, "all") else value


def _our_field(field: Field, practice: Practice, person: User) -> forms.Field | None:
    """Return the field for a key; None when there is nothing to choose from."""
    if field.key in CHOICES:
        return CHOICES[field.key](practice, person)
    if field.key in {"starts_on", "ends_on", "available_until"}:
        return DateField(required=False)
    if field.is_rich:
        return RichField(limit=field.limit, required=False)
    drawn: forms.Field = forms.fields_for_model(Practice, [field.key])[field.key]
    return drawn


def _place(_practice: Practice, _person: User) -> forms.Field:
    return SearchChoiceField(
        required=False,
        find=search_places,
        key=lambda place: place.ref,
        names=lambda place: [place.name],
    )


def _organisation(practice: Practice, person: User) -> forms.Field:
    mine = Organisation.objects.of(person).values("pk")
    wanted = Q(pk__in=mine) | Q(pk=practice.organisation_id)
    return forms.ModelChoiceField(Organisation.objects.filter(wanted), required=False)


def _offices(practice: Practice, _person: User) -> forms.Field | None:
    offices = Office.objects.filter(organisation=practice.organisation)
    if not practice.organisation_id or not offices.exists():
        return None
    return forms.ModelMultipleChoiceField(
        offices, required=False, widget=forms.CheckboxSelectMultiple
    )


def _programme(practice: Practice, person: User) -> forms.Field:
    mine = programmes_to_choose(person).values("pk")
    wanted = Q(pk__in=mine) | Q(pk=practice.programme_id)
    programmes = Programme.objects.filter(wanted).defer("blueprint")
    return forms.ModelChoiceField(programmes, required=False, empty_label=_("In none"))


def _themes(practice: Practice, _person: User) -> forms.Field:
    return ThemesField(themes_to_choose(practice), required=False)


def _beneficiaries(_practice: Practice, _person: User) -> forms.Field:
    return forms.MultipleChoiceField(
        choices=Beneficiary.choices, required=False, widget=forms.CheckboxSelectMultiple
    )


def _contact(practice: Practice, _person: User) -> forms.Field:
    held = Membership.objects.current().filter(organisation=practice.organisation)
    return forms.ModelChoiceField(User.objects.filter(pk__in=held.values("person")), required=False)


def _language(_practice: Practice, _person: User) -> forms.Field:
    return forms.ChoiceField(choices=SPOKEN)


CHOICES: dict[str, Callable[[Practice, User], forms.Field | None]] = {
    "place": _place,
    "language": _language,
    "organisation": _organisation,
    "offices": _offices,
    "programme": _programme,
    "themes": _themes,
    "beneficiaries": _beneficiaries,
    "contact": _contact,
}


AS_TEXT: Mapping[Kind, Kind] = {"list": "long", "file": "long", "date": "short"}
"""In a sheet these are texts: files stand among its proofs."""


def _own_field(field: Field) -> forms.Field:
    """Draw a field that only a blueprint knows; its answer is kept as text."""
    assert field.own
    (question,) = questions_of([field.own])
    kind = AS_TEXT.get(question.kind, question.kind)
    limit = question.limit if question.kind == kind else 0  # that of a list counts its rows
    asked = replace(question, kind=kind, limit=limit, is_required=False)
    return field_for(asked, long=RichField, longest=3000)


class EvidenceForm(forms.ModelForm[Evidence]):
    """A claim with what proves it."""

    on = DateField(label=_("Date of the figure"), required=False)
    file = UploadField(
        label=_("File that proves it"),
        required=False,
        help_text=_("PDF, office document or picture, up to 20 MB."),
    )

    class Meta:
        model = Evidence
        fields = ["claim", "before", "figure", "unit", "on", "source", "url"]
        field_classes = {"before": DecimalField, "figure": DecimalField}
        help_texts = {
            "claim": _("For instance: days from the first contact to the first paper."),
            "source": _("Who counted it, or which document says so."),
        }


class EvidenceEditForm(KeepsBoth, EvidenceForm):
    """The same, which two people may have open at once."""


class ActForm(forms.ModelForm[Act]):
    """An act as a file or as an address."""

    on = DateField(label=_("Date"), required=False)
    file = UploadField(
        label=_("File"),
        required=False,
        help_text=_("PDF, office document or picture, up to 20 MB."),
    )

    class Meta:
        model = Act
        fields = ["kind", "title", "on", "url"]

    def clean(self) -> dict[str, Any]:
        """Want one of the two."""
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not answers.get("file") and not answers.get("url"):
            raise forms.ValidationError(_("Send the file or say where the act can be read."))
        return answers


class PictureForm(forms.Form):
    """A picture and the words for it."""

    file = UploadField(
        label=_("Picture"), pictures=True, help_text=_("JPEG, PNG or WebP, up to 12 MB.")
    )
    alt = forms.CharField(
        label=_("What is to be seen?"),
        max_length=300,
        help_text=_("For those who do not see it. Only people who agreed may be recognisable."),
    )
    credit = forms.CharField(label=_("By whom?"), max_length=160, required=False)
