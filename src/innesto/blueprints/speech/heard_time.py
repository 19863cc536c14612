"""Moments as people write them: «2 mesi dopo la fine dell’anno 3», «Ende von Jahr 2».

The five languages of the interface are heard alike, whichever the reader has chosen, and all that
``spoken_moment`` says is understood.
"""

import datetime
import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain

from innesto.blueprints.schema.blueprint import Blueprint
from innesto.blueprints.schema.dates import Moment
from innesto.blueprints.speech.catalogue import MONTHS, SPOKEN, catalogue

WORDS: Mapping[str, str] = {
    "start": "start starten inizio avvio anfang beginn anfangs beginns början alku alun alkua",
    "end": "end fine termine ende endes slut slutet loppu lopun loppua",
    "programme": "programme program programma programm programms programmet programmets"
    " ohjelma ohjelman",
    "phase": "phase fase fas fasen fasens vaihe vaiheen",
    "after": "after dopo nach efter jälkeen",
    "before": "before prima vor före innan ennen",
    "day": "day days giorno giorni tag tage tagen dag dagar päivä päivää",
    "week": "week weeks settimana settimane woche wochen vecka veckor viikko viikkoa",
    "month": "month months mese mesi monat monate monaten monats månad månader månaden"
    " kuukausi kuukautta kuukauden",
    "year": "year years anno anni jahr jahre jahren jahres år året årets vuosi vuotta vuoden",
    "1": "a an one un uno una ein eine einen einem en ett yksi",
    "2": "two due zwei två kaksi",
    "3": "three tre drei kolme",
    "4": "four quattro vier fyra neljä",
    "5": "five cinque fünf fem viisi",
    "6": "six sei sechs sex kuusi",
    "": "of the il lo la l i gli le di del dello della dell der die das dem den des von vom"
    " av tämän tätä",
}
"""What is heard, and how people write it; the last words say nothing."""
HEARD = {word: heard for heard, words in WORDS.items() for word in words.split()}
UNITS = ("day", "week", "month", "year")
_QUOTES = re.compile(r"[«»“”„\"]")
_WORD = re.compile(r"[^\W_]+")


def heard_moment(text: str, blueprint: Blueprint) -> Moment:
    """Read a moment as people write it. Raises ``ValueError`` when it is none."""
    folded, key = _named(_folded(text), blueprint)
    heard = [word for word in (HEARD.get(it, it) for it in _WORD.findall(folded)) if word]
    side = next((word for word in heard if word in ("after", "before")), "")
    if not side:
        return Moment.parse(_anchor(heard, key, blueprint))
    heard.remove(side)
    amount, unit, *rest = [*heard, "", ""]  # at least two words
    if unit not in UNITS or not amount.isdecimal():
        raise ValueError(text)
    anchor = _anchor([word for word in rest if word], key, blueprint)
    units = unit if amount == "1" else f"{unit}s"
    return Moment.parse(f"{amount} {units} {side} {anchor}")


def _folded(text: str) -> str:
    return " ".join(_QUOTES.sub(" ", text.casefold()).split())


def _named(text: str, blueprint: Blueprint) -> tuple[str, str]:
    """Take out the key or the name, in any language, of the thing that the moment hangs on."""
    named = chain(
        ((phase.key, phase.label) for phase in blueprint.phases),
        ((item.key, item.label) for item in blueprint.formats),
        ((leg.key, leg.label) for item in blueprint.formats for leg in item.legs),
        ((item.key, item.label) for item in blueprint.templates),
    )
    keys = {_folded(name): key for key, label in named for name in (key, *label.root.values())}
    longest = sorted(map(re.escape, keys), key=len, reverse=True)
    found = re.search(rf"(?<!\w)(?:{'|'.join(longest)})(?!\w)", text) if longest else None
    if found is None:
        return text, ""
    return f"{text[: found.start()]} {text[found.end() :]}", keys[found[0]]


def _anchor(heard: Sequence[str], key: str, blueprint: Blueprint) -> str:
    """Return what the moment is, or hangs on, as blueprints write it."""
    is_phase = key in {phase.key for phase in blueprint.phases}
    if key and not is_phase and not heard:
        return key
    edge = next((word for word in heard if word in ("start", "end")), "")
    match sorted({*heard} - {edge}):  # figures come before letters
        case [] | ["phase"] if edge and is_phase:
            return f"{edge} of phase {key}"
        case [] | ["programme"] if edge and not key:
            return edge
        case [number, "month" | "year" as what] if edge and not key:
            return f"{edge} of {what} {number}"
    day = _day(heard)
    if day is None or key:
        raise ValueError(heard)
    return day.isoformat()


def _day(heard: Sequence[str]) -> datetime.date | None:
    """Read a day: «2020-11-30», «30/11/2020», «30 novembre 2020», «November 30, 2020»."""
    if len(heard) != 3:
        return None
    month = next((word for word in heard if word in _months()), "")
    first, *others = (word for word in heard if word != month)
    year, day, number = others[-1], first, str(_months().get(month, ""))
    if not month:
        number = others[0]
        year, day = (first, others[-1]) if len(first) == len("2020") else (others[-1], first)
    try:
        return datetime.date(int(year), int(number), int(day))
    except ValueError:
        return None


@cache
def _months() -> Mapping[str, int]:
    """Return the number of each month by its name in every language."""
    names: dict[str, int] = {}
    for language in SPOKEN:
        for number, month in enumerate(MONTHS, 1):
            name = catalogue(language).gettext(month).casefold()
            names |= {name: number, f"{name}ta": number}  # Finnish: «30. marraskuuta 2020»
    return names
