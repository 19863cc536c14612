"""Sentences in every language at once, through the catalogues of this package.

A sentence is written in English where it is needed and collected like any other text of the
house; values in braces may themselves be words in several languages.
"""

import datetime
import gettext as catalogues
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import cache
from pathlib import Path

from innesto.blueprints.schema.text import Text
from innesto.blueprints.speech.catalogue import SPOKEN, spoken_day, spoken_list, spoken_number
from innesto.blueprints.speech.countries import country_name
from innesto.rounds.letters.proposal import Words

ELIDED = {8, 11}
"""Days before which the Italian article loses its vowel: l’otto, l’undici."""

type Value = str | int | Decimal | Words


@cache
def _catalogue(language: str) -> catalogues.NullTranslations:
    folder = Path(__file__).parent / "locale"
    return catalogues.translation("django", folder, [language], fallback=True)


def _say(choose: Callable[[catalogues.NullTranslations], str], values: dict[str, Value]) -> Words:
    return {
        language: choose(_catalogue(language)).format(
            **{key: in_language(value, language) for key, value in values.items()}
        )
        for language in SPOKEN
    }


def gettext(message: str, **values: Value) -> Words:
    """Say something in every language."""
    return _say(lambda catalogue: catalogue.gettext(message), values)


def ngettext(one: str, many: str, number: int, **values: Value) -> Words:
    """Say something about a number of things in every language."""
    return _say(
        lambda catalogue: catalogue.ngettext(one, many, number), {"number": number, **values}
    )


def in_language(value: Value, language: str) -> str:
    """Return a number or the words of one language, or of the nearest there is."""
    if isinstance(value, int | Decimal):
        return spoken_number(value, language)
    if isinstance(value, str):
        return value
    return value.get(language) or value.get("en") or next(iter(value.values()), "")


def of_text(text: Text) -> Words:
    """Turn a blueprint's text into words in our languages."""
    return {language: text.read(language) for language in SPOKEN}


def listed(items: Iterable[Value]) -> Words:
    """Join things in a row: «a, b and c»."""
    things = list(items)
    return {
        language: spoken_list([in_language(thing, language) for thing in things], language)
        for language in SPOKEN
    }


def joined(*items: Value, by: str = " · ") -> Words:
    """Put words side by side; empty ones are left out."""
    return {
        language: by.join(said for item in items if (said := in_language(item, language)))
        for language in SPOKEN
    }


def on_day(day: datetime.date) -> Words:
    """Write a date out as sentences need it: «May 12, 2020», with its article in Italian."""
    said = {language: spoken_day(day, language) for language in SPOKEN}
    return said | {"it": ("l’" if day.day in ELIDED else "il ") + said["it"]}


def from_day(day: datetime.date) -> Words:
    """Write a date out as the first of several: in Italian the article joins «da»."""
    said = {language: spoken_day(day, language) for language in SPOKEN}
    return said | {"it": ("dall’" if day.day in ELIDED else "dal ") + said["it"]}


def to_day(day: datetime.date) -> Words:
    """Write a date out as the last of several: in Italian the article joins «a»."""
    said = {language: spoken_day(day, language) for language in SPOKEN}
    return said | {"it": ("all’" if day.day in ELIDED else "al ") + said["it"]}


def country(code: str) -> Words:
    """Name a country."""
    return {language: country_name(code, language) for language in SPOKEN}
