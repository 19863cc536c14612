from django import forms
from django.utils.translation import gettext_lazy as _

from innesto.toolkit.forms import RichField


class TextForm(forms.Form):
    """What is to be read in a unit, written on the text at ``revision``."""

    body = RichField(label=_("Text"), limit=30_000)
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def based_on(self, revision: int) -> None:
        """Let the words that were typed be sent again, upon the text that is there now."""
        self.data = {**self.data.dict(), "revision": str(revision)}  # type: ignore[attr-defined]
