from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from innesto.journal.phrases import choices
from innesto.toolkit.forms import DateField


class RegisterForm(forms.Form):
    who = forms.CharField(label=_("Name or e-mail address"), required=False)
    verb = forms.ChoiceField(label=_("What was done"), required=False)
    since = DateField(label=_("From"), required=False)
    until = DateField(label=_("Until"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["verb"].choices = [("", _("Anything")), *choices()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it starts."""
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("This day is before the first one."))
        return cleaned
