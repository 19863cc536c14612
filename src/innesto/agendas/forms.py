import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from innesto.agendas.models import Block, Profile, Room, RoomQuestion, Team
from innesto.agendas.queries.programme import pieces_of
from innesto.agendas.queries.speakers import speakers_named, themes_of_speakers
from innesto.communities.models import Community
from innesto.exchanges.models import Exchange
from innesto.organisations.queries import organisations_named, shown_organisation
from innesto.places.http import place_field
from innesto.practices.models import Practice
from innesto.programmes.queries.labels import reader_language
from innesto.themes.models import Theme
from innesto.toolkit.dates import day
from innesto.toolkit.forms import ChoiceField, SearchChoiceField
from innesto.toolkit.languages import SPOKEN
from innesto.toolkit.uploads import AUDIOS, PICTURES, VIDEOS, UploadField, kind_of

PERCEIVED = {*PICTURES, *VIDEOS, *AUDIOS}
"""Kinds of file that not everyone sees or hears."""


class TimeInput(forms.TimeInput):
    """The clock of the browser."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class BlockForm(forms.ModelForm[Block]):
    """What happens when and where; the kinds are those of the format."""

    key = ChoiceField(label=_("What kind of session is it?"), required=False)
    day = forms.TypedChoiceField(label=_("On which day?"), coerce=int)

    class Meta:
        model = Block
        fields = [
            *("key", "title", "day", "begins", "ends", "place", "is_break"),
            *("about", "method", "keeps", "goes_on"),
        ]
        widgets = {
            "begins": TimeInput,
            "ends": TimeInput,
            "about": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "title": _("Empty, it has the name of its kind."),
            "method": _("For example: World café, fishbowl, peer consultation."),
            "keeps": _("For example: the results of the group. Whoever leads writes them down."),
            "goes_on": _("An address: the papers under review, a shared document."),
        }

    def __init__(self, *args: Any, exchange: Exchange, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pieces = pieces_of(exchange)
        language = reader_language()
        kind, on = self.fields["key"], self.fields["day"]
        assert isinstance(kind, forms.ChoiceField)
        assert isinstance(on, forms.ChoiceField)
        kind.choices = [
            ("", _("Another one")),
            *((key, piece.label.read(language)) for key, piece in self.pieces.items()),
        ]
        if not self.pieces or self.instance.topic:
            del self.fields["key"]
        last = max(exchange.days, self.instance.day or 1)
        on.choices = [
            (number, day(exchange.starts_on + datetime.timedelta(days=number - 1)))
            for number in range(1, last + 1)
        ]

    def clean(self) -> dict[str, Any]:
        """Want a name for what is neither a break nor of a kind."""
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        named = answers.get("title") or answers.get("key") or self.instance.topic
        if not named and not answers.get("is_break"):
            self.add_error("title", _("Give it a title, or choose a kind."))
        return answers

    @property
    def block(self) -> dict[str, Any]:
        """The answers, with the name of the kind by language."""
        answers = dict(self.cleaned_data)
        if "key" in answers:
            piece = self.pieces.get(answers["key"])
            answers["names"] = dict(piece.label.root) if piece else {}
        return answers


class ResultForm(forms.ModelForm[Block]):
    """What came of a session."""

    class Meta:
        model = Block
        fields = ["result"]
        widgets = {"result": forms.Textarea(attrs={"rows": 10})}
        labels = {"result": _("What came of it?")}


class SpeakerForm(forms.Form):
    """Who speaks: somebody of the directory, or a name."""

    name = forms.CharField(label=_("Name"), max_length=160, required=False)
    as_what = forms.CharField(
        label=_("As what?"),
        max_length=160,
        required=False,
        help_text=_("For example: councillor for the environment, moderates, tells the case."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["profile"] = SearchChoiceField(
            label=_("From the directory of speakers"),
            required=False,
            find=speakers_named,
            key=lambda profile: str(profile.pk),
            help_text=_("The person is told, and can take themselves out."),
        )
        self.fields["organisation"] = SearchChoiceField(
            label=_("Organisation"),
            required=False,
            find=organisations_named,
            key=lambda organisation: organisation.slug,
            shown=shown_organisation,
            names=lambda organisation: [organisation.name],
        )
        self.order_fields(["profile", "name", "as_what", "organisation"])

    def clean(self) -> dict[str, Any]:
        """Want one or the other."""
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not (answers.get("profile") or answers.get("name")):
            self.add_error("name", _("Write a name, or choose somebody of the directory."))
        return answers


class TeamForm(forms.ModelForm[Team]):
    """Who works together on what, and what they brought out of it."""

    class Meta:
        model = Team
        fields = ["name", "task", "members", "output"]
        widgets = {
            "members": forms.Textarea(attrs={"rows": 4}),
            "output": forms.Textarea(attrs={"rows": 6}),
        }
        help_texts = {"members": _("Only persons who are signed in see them.")}


class MaterialForm(forms.Form):
    """A file or an address, and words for those who do not see or hear it."""

    title = forms.CharField(label=_("Title"), max_length=160)
    file = UploadField(
        label=_("File"),
        media=True,
        required=False,
        help_text=_("PDF, office document, picture, video or sound, up to 20 MB."),
    )
    url = forms.URLField(label=_("Or where it can be read"), required=False, assume_scheme="https")
    alternative = forms.CharField(
        label=_("If it is a picture or a recording: what is to be seen or heard?"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, teams: QuerySet[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if teams:
            self.fields["team"] = forms.ModelChoiceField(
                teams, label=_("Made by the team"), required=False
            )

    def clean(self) -> dict[str, Any]:
        """Want one of the two, and the words where they are needed."""
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return answers
        file, url = answers.get("file"), answers.get("url")
        if bool(file) == bool(url):
            raise forms.ValidationError(_("Give either a file or an address."))
        if file and kind_of(file.name) in PERCEIVED and not answers["alternative"]:
            self.add_error("alternative", _("Say in a sentence what is to be seen or heard."))
        return answers


class PracticeForm(forms.Form):
    """Which practice is shown."""

    practice = forms.ModelChoiceField(
        Practice.objects.none(), label=_("Which practice is shown here?")
    )

    def __init__(self, *args: Any, practices: QuerySet[Practice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["practice"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Practice.objects.filter(
            pk__in=[practice.pk for practice in practices]
        ).order_by("title", "pk")


class DiscussionForm(forms.Form):
    """Where a session is talked about, and with which question."""

    community = forms.ModelChoiceField(
        Community.objects.none(), label=_("In which community?"), empty_label=None
    )
    text = forms.CharField(
        label=_("What do you ask the others?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args: Any, communities: QuerySet[Community], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["community"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = communities


class ProfileForm(forms.ModelForm[Profile]):
    """What others learn of a speaker; whoever sends it agrees to be found."""

    languages = forms.MultipleChoiceField(
        label=_("In which languages do you speak?"),
        choices=SPOKEN,
        widget=forms.CheckboxSelectMultiple,
    )
    place = place_field(help_text=_("So that others know how far it is."))
    agrees = forms.BooleanField(
        label=_("I agree that everyone finds this page, with my name"),
        error_messages={"required": _("Without your consent nobody finds you.")},
    )

    class Meta:
        model = Profile
        fields = [
            *("kind", "headline", "about", "themes", "languages", "place"),
            *("travels", "speaks_online"),
        ]
        widgets = {
            "kind": forms.RadioSelect,
            "about": forms.Textarea(attrs={"rows": 6}),
            "themes": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args: Any, themes: QuerySet[Theme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["themes"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = themes
        if self.instance.pk:
            self.initial["place"] = self.instance.place
            self.initial["agrees"] = True

    @property
    def profile(self) -> dict[str, Any]:
        """The answers that are kept."""
        return {key: value for key, value in self.cleaned_data.items() if key != "agrees"}


class SpeakerFilterForm(forms.Form):
    """What kind of speaker is sought."""

    all_optional = True

    q = forms.CharField(label=_("Name or words"), required=False, max_length=100)
    tema = ChoiceField(label=_("Theme"), required=False)
    lingua = ChoiceField(label=_("Language"), required=False, choices=[("", _("All")), *SPOKEN])
    tipo = ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All")), *Profile.Kind.choices]
    )
    viaggia = forms.BooleanField(label=_("Willing to travel"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        theme = self.fields["tema"]
        assert isinstance(theme, forms.ChoiceField)
        theme.choices = [("", _("All")), *themes_of_speakers()]


class RoomForm(forms.ModelForm[Room]):
    """How the room works."""

    class Meta:
        model = Room
        fields = ["takes_questions", "shows_at_once", "is_recorded"]
        labels = {
            "takes_questions": _("Take questions from the room and online"),
            "shows_at_once": _("Show questions at once, without anybody looking first"),
            "is_recorded": _("Record the meeting"),
        }
        help_texts = {
            "is_recorded": _("Everyone is told before they enter, and comes in by agreeing.")
        }


class EnterForm(forms.Form):
    """The consent of whoever comes into a meeting that is recorded."""

    agrees = forms.BooleanField(
        label=_("I agree to be recorded"),
        error_messages={"required": _("The meeting is recorded: come in by agreeing to it.")},
    )


class QuestionForm(forms.Form):
    """A question, with a name if one wishes; short, for a phone."""

    text = forms.CharField(
        label=_("Your question"), max_length=600, widget=forms.Textarea(attrs={"rows": 3})
    )
    asker = forms.CharField(
        label=_("Your name"),
        max_length=120,
        required=False,
        help_text=_("Without it the question is asked without a name."),
    )

    def __init__(
        self, *args: Any, blocks: Sequence[Block], practices: Sequence[Practice], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.by_key: dict[str, Block | Practice] = {
            **{f"block {block.pk}": block for block in blocks},
            **{f"practice {practice.pk}": practice for practice in practices},
        }
        if self.by_key:
            self.fields["about"] = ChoiceField(
                label=_("What is it about?"),
                required=False,
                choices=[
                    ("", _("All of it")),
                    *((key, str(thing)) for key, thing in self.by_key.items()),
                ],
            )

    @property
    def question(self) -> dict[str, Any]:
        """The answers, with the session or the practice that was chosen."""
        about = self.by_key.get(self.cleaned_data.get("about", ""))
        return {
            "text": self.cleaned_data["text"],
            "asker": self.cleaned_data["asker"],
            "block": about if isinstance(about, Block) else None,
            "practice": about if isinstance(about, Practice) else None,
        }


class AnswerForm(forms.ModelForm[RoomQuestion]):
    """The answer, as it stays readable."""

    answer = forms.CharField(
        label=_("Answer"), max_length=3000, widget=forms.Textarea(attrs={"rows": 5})
    )

    class Meta:
        model = RoomQuestion
        fields = ["answer"]
