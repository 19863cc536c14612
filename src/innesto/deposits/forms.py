from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from innesto.communities.models import Community
from innesto.deposits.models import Deposit, Guideline, Reuse, Version, medium_of
from innesto.programmes.queries.facts import blueprint_of
from innesto.programmes.queries.labels import labels_of
from innesto.themes.models import Theme
from innesto.toolkit.forms import RichField
from innesto.toolkit.languages import SPOKEN
from innesto.toolkit.uploads import UploadField

RECORDED = (Version.Medium.VIDEO, Version.Medium.AUDIO)


class VersionForm(forms.Form):
    """A file or an address, with all that others need to perceive it."""

    file = UploadField(
        label=_("File"),
        media=True,
        required=False,
        help_text=_("PDF, office document, picture, video or sound, up to 20 MB."),
    )
    url = forms.URLField(
        label=_("Or where it can be read"),
        required=False,
        assume_scheme="https",
        help_text=_("For what is larger, or stands elsewhere."),
    )
    alt = forms.CharField(
        label=_("If it is a picture: what is to be seen?"), max_length=300, required=False
    )
    captions = forms.FileField(
        label=_("If it is a video: captions"),
        required=False,
        help_text=_("A WebVTT file (.vtt). Most programs for video can write one."),
        widget=forms.ClearableFileInput(attrs={"accept": ".vtt"}),
    )
    transcript = forms.CharField(
        label=_("If it is a video or a recording: what is said"),
        max_length=60_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Needed where there are no captions: some read what others hear."),
    )
    note = forms.CharField(label=_("What is new in this version?"), max_length=300, required=False)

    def clean_captions(self) -> Any:
        """Want captions that a browser can show."""
        captions = self.cleaned_data["captions"]
        if captions:
            if not captions.read(32).lstrip(b"\xef\xbb\xbf").startswith(b"WEBVTT"):
                raise forms.ValidationError(_("This is no WebVTT file: it must begin with WEBVTT."))
            captions.seek(0)
        return captions

    def clean(self) -> dict[str, Any]:
        """Want a file or an address, and words for what not everyone sees or hears."""
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return answers
        file = answers.get("file")
        if not file and not answers.get("url"):
            raise forms.ValidationError(_("Send the file, or say where it can be read."))
        medium = medium_of(file.name) if file else Version.Medium.ADDRESS
        if medium == Version.Medium.PICTURE and not answers["alt"]:
            self.add_error("alt", _("Say in a sentence what is to be seen."))
        if medium in RECORDED and not (answers.get("captions") or answers["transcript"]):
            self.add_error(
                "transcript", _("Write what is said, or send captions: else not everyone follows.")
            )
        return answers

    @property
    def version(self) -> dict[str, Any]:
        """Return the answers on the version alone."""
        return {name: self.cleaned_data[name] for name in VersionForm.base_fields}


class NextVersionForm(VersionForm):
    """A version that carries on the one it is based on."""

    based_on = forms.IntegerField(required=False, widget=forms.HiddenInput)


class DescriptionForm(forms.ModelForm[Deposit]):
    """What is said of a work."""

    language = forms.ChoiceField(label=_("In which language is it?"), choices=SPOKEN)

    class Meta:
        model = Deposit
        fields = [
            *("title", "about", "language", "kind", "licence", "line"),
            *("answers", "themes", "visibility"),
        ]
        widgets = {
            "kind": forms.RadioSelect,
            "visibility": forms.RadioSelect,
            "themes": forms.CheckboxSelectMultiple,
            "about": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "licence": _("A tool needs one, so that others know what they may do with it."),
        }

    def __init__(self, *args: Any, community: Community, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if community.question:
            self.fields["answers"].help_text = community.question
        else:
            del self.fields["answers"]
        if community.is_private:  # nobody else knows of it, and nobody shall
            del self.fields["visibility"]
        programme = community.programme
        lines = labels_of(blueprint_of(programme)).strands if programme else {}
        if community.strand or not lines:
            del self.fields["line"]
        else:
            self.fields["line"] = forms.ChoiceField(
                label=self.fields["line"].label, required=False, choices=[("", "–"), *lines.items()]
            )
        themes = self.fields["themes"]
        assert isinstance(themes, forms.ModelMultipleChoiceField)
        if programme and programme.scheme_id:
            themes.queryset = Theme.objects.filter(scheme=programme.scheme_id)
        else:
            del self.fields["themes"]

    def clean(self) -> dict[str, Any]:
        """Want a licence for a tool."""
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        if answers.get("kind") == Deposit.Kind.TOOL and not answers.get("licence"):
            self.add_error("licence", _("Choose a licence: a tool is there for others to use."))
        return answers


class DepositForm(VersionForm, DescriptionForm):
    """Hand in a work: what it is, and its first version."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["note"]
        self.order_fields(
            [*("title", "about", "file", "url", "alt", "captions", "transcript"), "language"]
        )

    @property
    def version(self) -> dict[str, Any]:
        """Return the answers on the version alone."""
        told = {name: self.cleaned_data.get(name) for name in VersionForm.base_fields}
        return told | {"note": ""}

    @property
    def description(self) -> dict[str, Any]:
        """Return the answers on the work."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in VersionForm.base_fields
        }


class ReuseForm(forms.ModelForm[Reuse]):
    """Who took a tool home, and what for."""

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisation = self.fields["organisation"]
        assert isinstance(organisation, forms.ModelChoiceField)
        organisation.queryset = organisations
        organisation.empty_label = None

    class Meta:
        model = Reuse
        fields = ["organisation", "purpose"]


class GuidelineForm(forms.ModelForm[Guideline]):
    """What a guideline is called, and for whom it is."""

    language = forms.ChoiceField(label=_("In which language is it?"), choices=SPOKEN)

    class Meta:
        model = Guideline
        fields = ["title", "about", "language", "answers"]

    def __init__(self, *args: Any, community: Community, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if community.question:
            self.fields["answers"].help_text = community.question
        else:
            del self.fields["answers"]


class SectionForm(forms.Form):
    """A section of a guideline, written on the text at ``revision``."""

    heading = forms.CharField(label=_("Heading"), max_length=160)
    body = RichField(label=_("Text"), limit=12_000)
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def based_on(self, revision: int) -> None:
        """Let the words that were typed be sent again, upon the text that is there now."""
        self.data = {**self.data.dict(), "revision": str(revision)}  # type: ignore[attr-defined]
