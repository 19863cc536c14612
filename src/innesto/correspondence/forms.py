from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

from innesto.correspondence.models import Answer, Message
from innesto.correspondence.queries import Side
from innesto.toolkit.forms import ChoiceField
from innesto.toolkit.languages import SPOKEN
from innesto.toolkit.uploads import UploadField

LARGEST = 5_000_000
"""Bytes of a file: larger ones belong among the works of a community."""
TO_ALL = "all"


class EnclosureField(UploadField):
    """A small file."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Refuse what is too large for a message."""
        file = super().clean(data, initial)
        if file and file.size > LARGEST:
            raise forms.ValidationError(
                _("The file is larger than 5 MB. Hand it in to a community and send its address."),
                code="too_large",
            )
        return file


class AnswerForm(forms.ModelForm[Answer]):
    """What one answers, and a file."""

    file = EnclosureField(label=_("File"), required=False, help_text=_("At most 5 MB."))

    class Meta:
        model = Answer
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 5})}

    @property
    def files_given(self) -> Sequence[File[Any]]:
        """The file, if there is one."""
        file = self.cleaned_data.get("file")
        return [file] if file else []


class MessageForm(forms.ModelForm[Message]):
    """To whom, what about, what."""

    sender = ChoiceField(label=_("On whose behalf do you write?"))
    to = ChoiceField(label=_("To whom?"))
    language = forms.ChoiceField(label=_("In which language do you write?"), choices=SPOKEN)
    file = EnclosureField(label=_("File"), required=False, help_text=_("At most 5 MB."))

    class Meta:
        model = Message
        fields = ["subject", "text", "language"]
        widgets = {"text": forms.Textarea(attrs={"rows": 9})}

    field_order = ["sender", "to", "subject", "text", "file", "language"]

    def __init__(
        self, *args: Any, own: Sequence[Side], others: Sequence[Side], all_words: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.own = {side.key: side for side in own}
        self.others = {side.key: side for side in others}
        sender, to = self.fields["sender"], self.fields["to"]
        assert isinstance(sender, forms.ChoiceField)
        assert isinstance(to, forms.ChoiceField)
        sender.choices = [(side.key, side.label) for side in own]
        to.choices = [
            ("", _("Choose")),
            (TO_ALL, all_words),
            *((side.key, side.label) for side in others),
        ]
        if len(own) == 1:
            del self.fields["sender"]

    @property
    def writes_for(self) -> Side:
        """The side that writes."""
        return self.own[self.cleaned_data.get("sender") or next(iter(self.own))]

    @property
    def is_to_all(self) -> bool:
        """It goes to everyone."""
        return bool(self.cleaned_data["to"] == TO_ALL)

    @property
    def receivers(self) -> Sequence[Side]:
        """The sides it goes to; one's own is left out later."""
        return (
            list(self.others.values()) if self.is_to_all else [self.others[self.cleaned_data["to"]]]
        )

    @property
    def files_given(self) -> Sequence[File[Any]]:
        """The file, if there is one."""
        file = self.cleaned_data.get("file")
        return [file] if file else []
