import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from innesto.accounts.models import User
from innesto.communities.models import Community
from innesto.courses.models import Cohort, Course, Document, Recording, Review
from innesto.courses.models.course import MEANT_FOR
from innesto.courses.queries.catalogue import AUDIENCES, LENGTHS, Asked, themes_taught
from innesto.courses.queries.people import communities_for, people_around
from innesto.courses.queries.teaching import modules_for
from innesto.courses.unit_kinds import unit_kinds
from innesto.curricula.models import Module
from innesto.practices.models import Practice
from innesto.programmes.models import Programme
from innesto.programmes.queries.facts import blueprint_of
from innesto.programmes.queries.labels import labels_of
from innesto.themes.models import Theme
from innesto.toolkit.forms import ChoiceField, DateField, RichField, SearchChoiceField
from innesto.toolkit.languages import SPOKEN
from innesto.toolkit.meanwhile import KeepsBoth
from innesto.toolkit.uploads import UploadField
from innesto.toolkit.wordings import WordsForm

ALL = ("", pgettext_lazy("course", "All"))
OPEN_NOW = _("Can be begun now")


class CatalogueForm(forms.Form):
    """The filters; what is wrong in an address narrows nothing."""

    all_optional = True

    q = forms.CharField(label=_("Words"), required=False, max_length=200)
    tema = ChoiceField(label=_("Theme"), required=False)
    per = ChoiceField(
        label=_("Who it is for"),
        required=False,
        choices=[
            ALL,
            *((word, MEANT_FOR[name]) for word, name in AUDIENCES.items()),
        ],
    )
    lingua = ChoiceField(label=_("Language"), required=False, choices=[ALL, *SPOKEN])
    durata = ChoiceField(
        label=_("How long it takes"),
        required=False,
        choices=[ALL, *((word, label) for word, (label, _rule) in LENGTHS.items())],
    )
    aperti = forms.BooleanField(label=OPEN_NOW, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        theme = self.fields["tema"]
        assert isinstance(theme, forms.ChoiceField)
        theme.choices = [ALL, *themes_taught()]

    def asked(self) -> Asked:
        """Return the wishes."""
        self.is_valid()
        said = self.cleaned_data
        return Asked(
            text=said.get("q", ""),
            theme=int(said["tema"]) if said.get("tema") else None,
            language=said.get("lingua", ""),
            audience=said.get("per", ""),
            length=said.get("durata", ""),
            open_now=said.get("aperti", False),
        )


class CourseForm(KeepsBoth, WordsForm):
    """What is said of a course, whom it is for, and how one takes part."""

    words = {
        "titles": (_("Title"), 160),
        "summaries": (_("In a few words: for whom, and what for"), 400),
        "abilities": (_("What one is able to do afterwards, a line each"), 1500),
    }

    language = forms.ChoiceField(label=_("In which language is it written?"), choices=SPOKEN)
    meant_for = forms.MultipleChoiceField(
        label=_("Who is it for?"),
        choices=[(name, MEANT_FOR[name]) for name in AUDIENCES.values()],
        widget=forms.CheckboxSelectMultiple,
    )
    audiences = forms.MultipleChoiceField(
        label=_("In the words of the programme"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    themes = forms.ModelMultipleChoiceField(
        label=_("Themes"),
        queryset=Theme.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    pace = forms.ChoiceField(
        label=_("How does one take part?"),
        choices=Course.Pace.choices,
        initial=Course.Pace.OPEN,
        widget=forms.RadioSelect,
    )
    seats = forms.IntegerField(
        label=_("Seats"),
        required=False,
        min_value=1,
        help_text=_("Leave it empty: then whoever wants has one."),
    )
    visibility = forms.ChoiceField(
        label=_("Who may take it?"),
        choices=Course.Visibility.choices,
        initial=Course.Visibility.PUBLIC,
        widget=forms.RadioSelect,
    )
    community = forms.ModelChoiceField(
        label=_("In which community is it discussed?"),
        queryset=Community.objects.none(),
        required=False,
    )

    def __init__(
        self, *args: Any, programme: Programme | None, person: User, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._set("community", communities_for(person, programme))
        if programme is None:
            for name in ("visibility", "audiences", "themes"):
                del self.fields[name]
            return
        labels = labels_of(blueprint_of(programme)).audiences
        if labels:
            self._choose("audiences", [*labels.items()])
        else:
            del self.fields["audiences"]
        if programme.scheme_id:
            self._set("themes", Theme.objects.filter(scheme=programme.scheme_id))
        else:
            del self.fields["themes"]

    def _set(self, name: str, found: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = found

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        """Want a title in the language in which the course is written."""
        answers = super().clean()
        code = answers.get("language", "")
        if code and not answers.get(f"titles_{code}"):
            asked = f"titles_{code}"
            self.add_error(
                asked if asked in self.fields else "language",
                _("Write the title in the language of the course."),
            )
        return answers

    @property
    def told(self) -> dict[str, Any]:
        """Return the answers as the tables keep them."""
        said = self.cleaned_data
        kept = ("language", "pace", "seats", "visibility", "community", "audiences", "themes")
        return {
            **{name: self.given(name) for name in self.words},
            **{name: said[name] for name in kept if name in self.fields},
            **{name: name in said["meant_for"] for name in AUDIENCES.values()},
        }


class NewCourseForm(CourseForm):
    """Begin a course: the same, without what can wait."""

    field_order = ["language"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in list(self.fields):
            if name.startswith("abilities") or name == "seats":
                del self.fields[name]
        self.words = {name: said for name, said in self.words.items() if name != "abilities"}

    @property
    def told(self) -> dict[str, Any]:
        """Return the answers as the tables keep them."""
        return {name: said for name, said in super().told.items() if name != "abilities"}


class PartForm(WordsForm):
    """What a section is called, and which module of a curriculum it teaches."""

    words = {"titles": (_("Title"), 160)}
    required_words = ("titles",)

    module = forms.ModelChoiceField(
        label=_("Which module of a curriculum does it teach?"),
        queryset=Module.objects.none(),
        required=False,
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        module = self.fields["module"]
        assert isinstance(module, forms.ModelChoiceField)
        module.queryset = modules_for(person)
        if not module.queryset.exists():
            del self.fields["module"]


class UnitForm(KeepsBoth, WordsForm):
    """What a unit is called, and how long it takes."""

    words = {"titles": (_("Title"), 160)}
    required_words = ("titles",)

    minutes = forms.IntegerField(
        label=_("How many minutes does it take?"), min_value=1, max_value=600, initial=10
    )
    is_optional = forms.BooleanField(label=_("For those who want to know more"), required=False)


class NewUnitForm(WordsForm):
    """A new unit: its kind and its name."""

    words = {"titles": (_("Title"), 160)}
    required_words = ("titles",)

    kind = forms.ChoiceField(label=_("What is it?"), widget=forms.RadioSelect)
    minutes = forms.IntegerField(
        label=_("How many minutes does it take?"), min_value=1, max_value=600, initial=10
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = [
            (one.key, f"{one.label} – {one.about}" if one.about else one.label)
            for one in unit_kinds()
        ]
        self.order_fields(["kind"])


class TextForm(forms.Form):
    """What is to be read in a unit, written on the text at ``revision``."""

    body = RichField(label=_("Text"), limit=30_000)
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].widget.attrs["rows"] = 20

    def based_on(self, revision: int) -> None:
        """Let the words that were typed be sent again, upon the text that is there now."""
        self.data = {**self.data.dict(), "revision": str(revision)}  # type: ignore[attr-defined]


class RecordingForm(forms.Form):
    """A film or sound in one or two sizes, and what is said in it."""

    file = UploadField(
        label=_("The recording"), media=True, required=False, help_text=_("Up to 20 MB.")
    )
    small_file = UploadField(
        label=_("The same, smaller"),
        media=True,
        required=False,
        help_text=_("For those with a bad line. It is what everyone gets who does not ask more."),
    )
    length = forms.CharField(
        label=_("How long does it last?"), help_text=_("Minutes and seconds, for example 3:20")
    )
    language = forms.ChoiceField(label=_("Language spoken"), choices=SPOKEN)
    said_in = forms.ChoiceField(
        label=_("Captions and text in"),
        choices=SPOKEN,
        help_text=_("Add further languages one after the other: send the form again."),
    )
    captions = forms.FileField(
        label=_("Captions"),
        required=False,
        help_text=_("A WebVTT file (.vtt). Most programs for video can write one."),
        widget=forms.ClearableFileInput(attrs={"accept": ".vtt"}),
    )
    transcript = forms.CharField(
        label=_("What is said in it"),
        max_length=60_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Needed where there are no captions: some read what others hear."),
    )

    def __init__(self, *args: Any, recording: Recording | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].required = recording is None

    def clean_length(self) -> int:
        """Return seconds."""
        found = re.fullmatch(r"\s*(\d{1,3})(?:[:.](\d{1,2}))?\s*", self.cleaned_data["length"])
        seconds = int(found[1]) * 60 + int(found[2] or 0) if found else 0
        if not seconds:
            raise forms.ValidationError(_("Write minutes and seconds, for example 3:20"))
        return seconds

    def clean_captions(self) -> Any:
        """Want captions that a browser can show."""
        captions = self.cleaned_data["captions"]
        if captions:
            if not captions.read(32).lstrip(b"\xef\xbb\xbf").startswith(b"WEBVTT"):
                raise forms.ValidationError(_("This is no WebVTT file: it must begin with WEBVTT."))
            captions.seek(0)
        return captions


class DocumentForm(forms.Form):
    """A file or a picture, with what it says for those who do not see it."""

    file = UploadField(
        label=_("File"),
        required=False,
        help_text=_("PDF, office document or picture, up to 20 MB."),
    )
    language = forms.ChoiceField(label=_("In which language is it?"), choices=SPOKEN)
    alt = forms.CharField(
        label=_("What is to be seen, or what it says in short"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("A picture needs it; of a document it helps to know whether to open it."),
    )

    def __init__(self, *args: Any, document: Document | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].required = document is None


class PracticeForm(forms.Form):
    """Which practice to look at."""

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown = Practice.objects.visible_to(person).published()
        self.fields["practice"] = SearchChoiceField[Practice](
            label=_("Which practice?"),
            find=lambda text: list(shown.filter(title__icontains=text).order_by("title")[:10]),
            key=lambda practice: str(practice.pk),
            help_text=_("Some words of its title."),
        )


class CohortForm(forms.ModelForm[Cohort]):
    """People who follow a course together."""

    class Meta:
        model = Cohort
        fields = ["name", "starts_on", "ends_on", "enrol_until", "seats"]
        field_classes = {"starts_on": DateField, "ends_on": DateField, "enrol_until": DateField}
        help_texts = {
            "enrol_until": _("If you leave it empty, one enrols until the last day."),
            "seats": _("Leave it empty: then whoever wants has one."),
        }


class AuthorForm(forms.Form):
    """Who writes the course too."""

    person = forms.ModelChoiceField(label=_("Who?"), queryset=User.objects.none())

    def __init__(self, *args: Any, course: Course, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person = self.fields["person"]
        assert isinstance(person, forms.ModelChoiceField)
        person.queryset = people_around(course)


class AskForm(forms.Form):
    """What somebody else is to look at."""

    note = forms.CharField(
        label=_("What should they look at?"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class VerdictForm(forms.Form):
    """Yes, or what is to be changed."""

    verdict = forms.ChoiceField(
        label=_("What do you say?"), choices=Review.Verdict.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Why, and what is to be changed?"),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def clean(self) -> dict[str, Any]:
        """Want a reason from who asks for changes."""
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        if answers.get("verdict") == Review.Verdict.CHANGES and not answers.get("reason"):
            self.add_error("reason", _("Say what is to be changed: the authors go on from there."))
        return answers


class EnrolForm(forms.Form):
    """With whom one begins, and whether one's organisation may count one in."""

    cohort = forms.ModelChoiceField(queryset=Cohort.objects.none(), required=False)
    is_counted = forms.BooleanField(required=False)

    def __init__(self, *args: Any, course: Course, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cohort = self.fields["cohort"]
        assert isinstance(cohort, forms.ModelChoiceField)
        cohort.queryset = course.cohorts.all()


class CopyForm(forms.Form):
    """Which unit to take over."""

    all_optional = True

    q = forms.CharField(label=_("Words of the title"), required=False, max_length=100)
