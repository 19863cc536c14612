"""One question in several languages, as data that carries its languages needs it.

No room fits: forms of several domains take it up.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import format_lazy


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
