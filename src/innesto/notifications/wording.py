"""The words of one occasion, said once in each language.

No room fits: an action gives words that can still be said in any language, and writes for each
person what this makes of them.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import translation

from innesto.toolkit.annotations import StrOrPromise

type Words = StrOrPromise | Callable[[], str]
"""A text that can still be said in any language: lazy, or a function that says it when asked."""


@dataclass
class Said:
    """The words of one occasion, said once in each language."""

    title: Words
    body: Words
    about: models.Model | None
    space: models.Model | None
    kept: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def about_type(self) -> ContentType | None:
        """What ``about`` is."""
        return ContentType.objects.get_for_model(self.about) if self.about else None

    def within(self, language: str) -> dict[str, str]:
        """Return the words in a language; a title is one line."""
        if language not in self.kept:
            with translation.override(language):
                self.kept[language] = {
                    "title": _line(_words(self.title), 200),
                    "body": _words(self.body),
                    "about_title": _line(str(self.about or ""), 150),
                    "space_title": _line(str(self.space or ""), 150),
                }
        return self.kept[language]


def _words(words: Words) -> str:
    return words() if callable(words) else str(words)


def _line(text: str, length: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"
