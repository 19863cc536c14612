"""One question in several languages, and lists of codes: fields that blueprints' data need."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _


class WordsForm(forms.Form):
    """Asks for words once a language; ``words`` names the questions, with label and length.

    It asks in Italian, in English and in the languages that are ``spoken`` or were used before.
    ``given("names")`` returns the answers as the tables keep them. Languages that the interface
    does not speak are kept as they were.
    """

    words: Mapping[str, tuple[Any, int]] = {}
    required_words: Iterable[str] = ()

    def __init__(
        self,
        *args: Any,
        known: Mapping[str, Any] | None = None,
        spoken: Iterable[str] = (),
        **kwargs: Any,
    ) -> None:
        self.known = dict(known or {})
        wanted = {settings.LANGUAGE_CODE, "en", *spoken}.union(*self.known.values())
        self.asked_in = [(code, name) for code, name in settings.LANGUAGES if code in wanted]
        super().__init__(*args, **kwargs)
        asked = {}
        for name, (label, length) in self.words.items():
            for code, language in self.asked_in:
                widget = forms.Textarea(attrs={"rows": 3}) if length > 200 else forms.TextInput()
                asked[f"{name}_{code}"] = forms.CharField(
                    label=format_lazy("{} ({})", label, language),
                    max_length=length,
                    required=name in self.required_words and code == settings.LANGUAGE_CODE,
                    initial=self.known.get(name, {}).get(code)
                    or (
                        self.known.get(name, {}).get("und")
                        if code == settings.LANGUAGE_CODE
                        else None
                    ),
                    widget=widget,
                )
        self.fields = {**asked, **self.fields}

    def given(self, name: str) -> dict[str, str]:
        """Return the answers to one question by language, blanks left out."""
        codes = [code for code, _language in self.asked_in]
        kept = {
            code: words
            for code, words in self.known.get(name, {}).items()
            if code not in codes and code != "und"
        }
        answers = {code: self.cleaned_data.get(f"{name}_{code}", "") for code in codes}
        return {code: words for code, words in answers.items() if words} | kept


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
