"""Lists of codes: a field that blueprints' data need."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class CodesField(forms.CharField):
    """Codes of languages with commas between them."""

    def prepare_value(self, value: Any) -> Any:
        """Show a list as text."""
        return ", ".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        """Return the codes, small and each once."""
        text = super().clean(value) or ""
        codes = [code.strip().lower() for code in text.replace(";", ",").split(",")]
        wrong = [code for code in codes if code and not (code.isalpha() and 2 <= len(code) <= 3)]
        if wrong:
            raise forms.ValidationError(
                _("“%(code)s” is no language code. For example: it, en, de"),
                params={"code": wrong[0]},
            )
        return list(dict.fromkeys(code for code in codes if code))
