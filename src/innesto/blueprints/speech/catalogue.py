"""The reader's language, by the standard library's gettext on the catalogues beside us."""

import datetime
import gettext as library
from decimal import Decimal
from functools import cache
from pathlib import Path

CATALOGUES = Path(__file__).parents[1] / "locale"
SPOKEN = ("it", "en", "de", "sv", "fi")
"""The languages of the interface. English, in which the code is written, has no catalogue."""
SIGNS = {
    **dict.fromkeys(("en", "ga", "mt"), ",."),
    **dict.fromkeys(("bg", "cs", "et", "fi", "fr", "hu", "lt", "lv", "pl", "sk", "sv"), "\u00a0,"),
}
"""What stands between thousands and before decimals, where it is not point and comma."""


def gettext_noop(message: str) -> str:
    """Mark a message for translation where it is written and not yet spoken."""
    return message


@cache
def catalogue(language: str) -> library.NullTranslations:
    """Return the translations into a language; what it lacks is said in English, as in the code."""
    return library.translation("django", CATALOGUES, [language.replace("-", "_")], fallback=True)


def spoken_number(number: int | Decimal, language: str) -> str:
    """Return a number as people write it: 18.642,5 in Italian, 18,642.5 in English."""
    signs = SIGNS.get(language.partition("-")[0], ".,")
    return f"{number:,}".translate(str.maketrans(",.", signs))


MONTHS = (
    gettext_noop("January"),
    gettext_noop("February"),
    gettext_noop("March"),
    gettext_noop("April"),
    gettext_noop("May"),
    gettext_noop("June"),
    gettext_noop("July"),
    gettext_noop("August"),
    gettext_noop("September"),
    gettext_noop("October"),
    gettext_noop("November"),
    gettext_noop("December"),
)


def spoken_day(day: datetime.date, language: str) -> str:
    """Return a day in words: «30 novembre 2020»."""
    gettext = catalogue(language).gettext
    month = gettext(MONTHS[day.month - 1])
    return gettext("{month} {day}, {year}").format(day=day.day, month=month, year=day.year)


def spoken_list(words: list[str], language: str) -> str:
    """Return words as one phrase: «Asti, Cuneo e Settimo Torinese»."""
    if len(words) < 2:
        return "".join(words)
    gettext = catalogue(language).gettext
    return gettext("{first} and {last}").format(first=", ".join(words[:-1]), last=words[-1])
