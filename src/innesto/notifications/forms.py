from typing import Any

from django import forms

from innesto.notifications.models import MailChoice
from innesto.notifications.occasions import occasions


class MailChoiceForm(forms.Form):
    """One question for each kind of notice: by e-mail at once, or only on the site."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind, words in occasions().items():
            self.fields[kind] = forms.ChoiceField(
                label=words, choices=MailChoice.When.choices, widget=forms.RadioSelect
            )
