import re
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.cascade.actions.people import Named
from innesto.cascade.models import Evidence, Trainer, Training
from innesto.cascade.queries.directory import (
    countries_of_trainers,
    themes_of_trainers,
    themes_to_teach,
)
from innesto.cascade.queries.log import (
    houses_of,
    origins_for,
    practices_named,
    programmes_for,
)
from innesto.lineage.models import Link
from innesto.lineage.queries.thread import Ref, ref_of
from innesto.organisations.models import Office
from innesto.organisations.queries import organisations_named, shown_organisation
from innesto.places.http import place_field
from innesto.practices.models import Practice
from innesto.programmes.models import Programme
from innesto.toolkit.forms import ChoiceField, DateField, DecimalField, SearchChoiceField
from innesto.toolkit.languages import SPOKEN
from innesto.toolkit.uploads import UploadField

MOST_PEOPLE = 200
"""Of one city at one training, as many as one types."""
PARTS = re.compile(r"[\s,;<>\t]+")


def organisation_field(label: Any, **options: Any) -> SearchChoiceField[Any]:
    """Ask for one organisation of the register."""
    return SearchChoiceField(
        label=label,
        find=organisations_named,
        key=lambda organisation: organisation.slug,
        shown=shown_organisation,
        names=lambda organisation: [organisation.name],
        **options,
    )


class LoggingForm(forms.ModelForm[Training]):
    """What a training and an in-house session have in common."""

    programme = ChoiceField(label=_("Programme"), required=False)
    language = forms.ChoiceField(label=_("In which language?"), choices=SPOKEN)
    place = place_field()

    class Meta:
        model = Training
        fields = [
            *("title", "programme", "starts_on", "ends_on", "hours", "mode", "place"),
            *("language", "themes", "about", "visibility"),
        ]
        field_classes = {"starts_on": DateField, "ends_on": DateField, "hours": DecimalField}
        widgets = {
            "mode": forms.RadioSelect,
            "visibility": forms.RadioSelect,
            "themes": forms.CheckboxSelectMultiple,
            "about": forms.Textarea(attrs={"rows": 6}),
        }

    def __init__(self, *args: Any, trainer: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.programmes = {str(one.pk): one for one in programmes_for(trainer)}
        programme, themes = self.fields["programme"], self.fields["themes"]
        assert isinstance(programme, forms.ChoiceField)
        assert isinstance(themes, forms.ModelMultipleChoiceField)
        programme.choices = [
            ("", _("No programme")),
            *((key, one.name) for key, one in self.programmes.items()),
        ]
        themes.queryset = themes_to_teach()
        self.fields["practice"] = SearchChoiceField(
            label=_("Which good practice did you use?"),
            required=False,
            find=partial(practices_named, viewer=trainer),
            key=lambda practice: practice.slug,
            help_text=_("The thread of the practice then shows who learned from it."),
        )
        if self.instance.pk:
            self.initial["place"] = self.instance.place
            self.initial["practice"] = self._used()
        elif self.programmes:
            self.initial.setdefault("programme", next(iter(self.programmes)))

    def _used(self) -> Practice | None:
        kind, key = ref_of(self.instance)
        links = Link.objects.filter(
            later_kind=kind,
            later_key=key,
            relation=Link.Relation.INSPIRED,
            earlier_kind="practices.practice",
        )
        used = [int(key) for key in links.values_list("earlier_key", flat=True)]
        return Practice.objects.filter(pk__in=used).first()

    def clean_programme(self) -> Programme | None:
        """Return the programme itself."""
        return self.programmes.get(self.cleaned_data["programme"])

    def clean(self) -> dict[str, Any]:
        """Want a place for what was held in one."""
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        mode = answers.get("mode")
        somewhere = mode and mode != Training.Mode.ONLINE
        if somewhere and not answers.get("place") and "place" not in self.errors:
            self.add_error("place", _("Say where it was held."))
        begins = answers.get("starts_on")
        if begins and begins > timezone.localdate():
            self.add_error("starts_on", _("Log it when it has been held."))
        return answers

    @property
    def told(self) -> dict[str, Any]:
        """The answers as the action takes them: what was used by its reference."""
        answers = dict(self.cleaned_data)
        practice = answers.pop("practice")
        used: list[Ref] = [ref_of(practice)] if practice else []
        return {**answers, "used": used}


class TrainingForm(LoggingForm):
    """A training given to people of other cities."""

    organisation = organisation_field(_("Who organised it?"), required=False)
    learned_at = forms.ModelChoiceField(
        label=_("Where were you trained for it?"),
        queryset=Training.objects.none(),
        required=False,
        empty_label=_("In the programme itself"),
        help_text=_("So the tree shows who passed it on to whom."),
    )
    field_order = (
        *("title", "programme", "learned_at", "starts_on", "ends_on", "hours", "mode", "place"),
        *("language", "organisation", "themes", "practice", "about", "visibility"),
    )

    class Meta(LoggingForm.Meta):
        fields = [*LoggingForm.Meta.fields, "organisation", "learned_at"]

    def __init__(self, *args: Any, trainer: User, **kwargs: Any) -> None:
        super().__init__(*args, trainer=trainer, **kwargs)
        origin = self.fields["learned_at"]
        assert isinstance(origin, forms.ModelChoiceField)
        origins = origins_for(trainer).exclude(pk=self.instance.pk)
        origin.queryset = origins
        if self.instance.pk:
            self.initial["organisation"] = self.instance.organisation
        elif latest := origins.first():
            self.initial.setdefault("learned_at", latest.pk)
            if str(latest.programme_id) in self.programmes:
                self.initial["programme"] = str(latest.programme_id)
        else:
            del self.fields["learned_at"]

    def clean(self) -> dict[str, Any]:
        """Refuse an origin that came later."""
        answers = super().clean()
        origin, begins = answers.get("learned_at"), answers.get("starts_on")
        if origin and begins and origin.ends_on > begins:
            self.add_error("learned_at", _("That training came later than this one."))
        return answers


class SessionForm(LoggingForm):
    """A session held in one's own house."""

    office = forms.ModelChoiceField(
        label=_("For which office?"),
        queryset=Office.objects.none(),
        required=False,
        empty_label=_("The whole organisation"),
    )
    field_order = (
        *("title", "organisation", "office", "programme", "starts_on", "ends_on", "hours"),
        *("mode", "place", "language", "themes", "practice", "about", "visibility"),
    )

    class Meta(LoggingForm.Meta):
        fields = [*LoggingForm.Meta.fields, "organisation", "office"]
        labels = {"organisation": _("In which organisation?")}

    def __init__(self, *args: Any, trainer: User, **kwargs: Any) -> None:
        super().__init__(*args, trainer=trainer, **kwargs)
        house, office = self.fields["organisation"], self.fields["office"]
        assert isinstance(house, forms.ModelChoiceField)
        assert isinstance(office, forms.ModelChoiceField)
        houses = houses_of(trainer)
        house.queryset = houses
        house.required = True
        house.empty_label = None
        office.queryset = Office.objects.filter(organisation__in=houses.values("pk"))
        if not office.queryset.exists():
            del self.fields["office"]

    def clean(self) -> dict[str, Any]:
        """Want an office of the organisation."""
        answers = super().clean()
        office, house = answers.get("office"), answers.get("organisation")
        if office and house and office.organisation_id != house.pk:
            self.add_error("office", _("This office is of another organisation."))
        return answers


class GroupForm(forms.Form):
    """Who of a city was there: by name and address, or only how many."""

    people = forms.CharField(
        label=_("Who was there? One person a line: name and e-mail address"),
        widget=forms.Textarea(attrs={"rows": 6}),
        required=False,
        help_text=_("For example: Ada Rossi, ada.rossi@comune.asti.it. Each is asked to confirm."),
    )
    headcount = forms.IntegerField(
        label=_("How many more, without an e-mail address?"),
        min_value=0,
        max_value=9999,
        initial=0,
        required=False,
    )

    def __init__(self, *args: Any, training: Training, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.house = training.organisation if training.is_session else None
        if not training.is_session:
            self.fields["organisation"] = organisation_field(_("Which city or body?"))
            self.order_fields(["organisation"])

    def clean_people(self) -> list[Named]:
        """Read a person a line; say which line cannot be read."""
        lines = [line.strip() for line in self.cleaned_data["people"].splitlines()]
        people = [_named(line) for line in lines if line]
        if len(people) > MOST_PEOPLE:
            raise ValidationError(_("That is more than 200 people: name the others by number."))
        return people

    def clean_headcount(self) -> int:
        """Nothing means none."""
        return self.cleaned_data["headcount"] or 0

    def clean(self) -> dict[str, Any]:
        """Want somebody."""
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not answers["people"] and not answers["headcount"]:
            self.add_error("people", _("Name at least one person, or say how many there were."))
        return {"organisation": self.house, **answers}


def _named(line: str) -> Named:
    words = [word for word in PARTS.split(line) if word]
    address = next((word for word in words if "@" in word), "")
    name = " ".join(word for word in words if word != address)
    try:
        validate_email(address)
    except ValidationError:
        said = gettext("There is no e-mail address in this line: %(line)s") % {"line": line[:80]}
        raise ValidationError(said) from None
    return Named(name[:120] or address.partition("@")[0][:120], address)


class EvidenceForm(forms.ModelForm[Evidence]):
    """A file or an address that proves a training."""

    file = UploadField(label=_("File"), required=False)

    class Meta:
        model = Evidence
        fields = ["title", "file", "url"]
        help_texts = {"title": _("For example: signed list, slides, photographs.")}
        labels = {"url": _("or an address")}

    def clean(self) -> dict[str, Any]:
        """Want one of the two."""
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not answers.get("file") and not answers.get("url"):
            self.add_error("file", _("Add a file or an address."))
        return answers


class WitnessForm(forms.Form):
    """Which colleague was there and can say so."""

    person = forms.ModelChoiceField(
        label=_("Which colleague?"), queryset=User.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, colleagues: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person = self.fields["person"]
        assert isinstance(person, forms.ModelChoiceField)
        person.queryset = colleagues


class TestimonyForm(forms.Form):
    """What a witness says."""

    confirms = forms.ChoiceField(
        label=_("Was it held as it is written here?"),
        choices=[("yes", _("Yes, I confirm it")), ("no", _("No"))],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("What did you see?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class TrainerForm(forms.ModelForm[Trainer]):
    """What others learn of a trainer; whoever sends it agrees to be found."""

    languages = forms.MultipleChoiceField(
        label=_("In which languages do you train?"),
        choices=SPOKEN,
        widget=forms.CheckboxSelectMultiple,
    )
    place = place_field(help_text=_("So that others know how far it is."))
    agrees = forms.BooleanField(
        label=_("I agree that everyone finds this page, with my name and the trainings I gave"),
        error_messages={"required": _("Without your consent nobody finds you.")},
    )

    class Meta:
        model = Trainer
        fields = [
            *("headline", "about", "themes", "languages", "place"),
            *("travels", "trains_online"),
        ]
        widgets = {
            "about": forms.Textarea(attrs={"rows": 6}),
            "themes": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        themes = self.fields["themes"]
        assert isinstance(themes, forms.ModelMultipleChoiceField)
        themes.queryset = themes_to_teach()
        if self.instance.pk:
            self.initial["place"] = self.instance.place
            self.initial["agrees"] = True

    @property
    def page(self) -> dict[str, Any]:
        """The answers that are kept."""
        return {key: value for key, value in self.cleaned_data.items() if key != "agrees"}


class TrainerFilterForm(forms.Form):
    """What kind of trainer is sought."""

    all_optional = True

    q = forms.CharField(label=_("Name or words"), required=False, max_length=100)
    tema = ChoiceField(label=_("Theme"), required=False)
    lingua = ChoiceField(label=_("Language"), required=False, choices=[("", _("All")), *SPOKEN])
    paese = ChoiceField(label=_("Starts from"), required=False)
    viaggia = forms.BooleanField(label=_("Willing to travel"), required=False)
    online = forms.BooleanField(label=_("Trains online too"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        theme, country = self.fields["tema"], self.fields["paese"]
        assert isinstance(theme, forms.ChoiceField)
        assert isinstance(country, forms.ChoiceField)
        theme.choices = [("", _("All")), *themes_of_trainers()]
        country.choices = [("", _("All")), *countries_of_trainers()]


class StewardForm(forms.Form):
    """Who keeps the log alive, and when it is looked at next."""

    steward = forms.ModelChoiceField(
        label=_("Who keeps the log?"), queryset=User.objects.none(), empty_label=None
    )
    review_on = DateField(label=_("Next look"))

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        steward = self.fields["steward"]
        assert isinstance(steward, forms.ModelChoiceField)
        steward.queryset = people


class ReviewForm(forms.Form):
    """What was found, and when one looks again."""

    note = forms.CharField(
        label=_("What did you find?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("For example: two trainings are missing, I have written to who gave them."),
    )
    review_on = DateField(label=_("Next look"))
