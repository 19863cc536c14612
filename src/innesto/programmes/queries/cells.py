"""How the cells of a partner list are read: words of the blueprint, levels, days, money."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Literal, Protocol

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import override
from rapidfuzz import process

from innesto.blueprints.schema.roles import Role
from innesto.blueprints.schema.text import Text
from innesto.organisations.models import Organisation
from innesto.places.models import Country
from innesto.programmes.models import Programme
from innesto.programmes.queries.facts import blueprint_of
from innesto.programmes.queries.labels import Labels, labels_of
from innesto.sheets.reading import bare
from innesto.toolkit.dates import read_date

Kind = Literal["stop", "ask", "warn"]

SEPARATORS = "|;,"
"""Between the values of one cell, the first of these that stands in it: people write all."""

LEVEL = re.compile(r"^(.+?)(?:\s*[:=]\s*|\s*\(\s*|\s+)(\d)\s*\)?$")
"""«waste: 3», «waste (3)»; without a figure the level is 1, as on the command line."""

LEVELS = range(1, 4)
SPAN = re.compile(r"\s*(?:–|\.\.|\bto\b|\bal\b|\s-\s)\s*|(?<=\d)/(?=\d{4}-)")
"""Between first and last closed day: «2020-08-01/2020-08-31», «1/8/2020 – 31/8/2020»."""

ADDRESS = re.compile(r"[^\s<>()\[\],;:]*@[^\s<>()\[\],;:]*")
AROUND_ADDRESS = re.compile(r"^[\s,;:<>()\[\]–-]+|[\s,;:<>()\[\]–-]+$")
LONGEST_PERSON = 120

MUNICIPAL = re.compile(r"(comune|città|municipio|city|municipality|stadt|ville) (di|of|de) ")
KINDS = {"city": "municipality", "città": "municipality", "town": "municipality"}
YES = {"yes", "sì", "si", "x", "1", "true", "vero"}
MOST_MONEY = Decimal(10) ** 12
NEAR = 70
"""Percentage from which a known word is offered for an unknown one."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about a row: ``stop`` keeps it out, ``ask`` wants a choice, ``warn`` does not."""

    kind: Kind
    words: str


class _Said(Protocol):
    @property
    def key(self) -> str: ...

    @property
    def label(self) -> Text: ...


@dataclass(frozen=True, slots=True)
class Contact:
    """The person in charge at a partner, as written; without an address nobody is invited."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words that mean something in the lists of one programme, bare, with what they mean."""

    roles: Mapping[str, str]
    strands: Mapping[str, str]
    themes: Mapping[str, str]
    phases: Mapping[str, str]
    kinds: Mapping[str, str]
    countries: Mapping[str, Country]
    languages: Mapping[str, str]
    labels: Labels


def vocabulary_of(programme: Programme) -> Vocabulary:
    """Return the words of a programme's blueprint and those that are the same everywhere."""
    blueprint = blueprint_of(programme)
    return Vocabulary(
        roles=_words_of_roles([role for role in blueprint.roles if role.holder == "organisation"]),
        strands=_words(blueprint.strands.items if blueprint.strands else ()),
        themes=_words(blueprint.themes),
        phases=_words(blueprint.phases),
        kinds=_kinds(),
        countries={
            bare(word): country
            for country in Country.objects.all()
            for word in (*country.names.values(), country.code)
        },
        languages=_languages(),
        labels=labels_of(blueprint),
    )


@dataclass(slots=True)
class Cells:
    """One row of a table; what cannot be read is noted as a problem."""

    columns: Mapping[str, int]
    cells: Sequence[str]
    vocabulary: Vocabulary
    problems: list[Problem] = field(default_factory=list)

    def text(self, key: str) -> str:
        """Return the words in a column, without the mark that keeps them from being a formula."""
        column = self.columns.get(key)
        if column is None or column >= len(self.cells):
            return ""
        text = self.cells[column].replace("\x00", "").strip()
        return text[1:] if re.match(r"'[=+\-@]", text) else text

    def several(self, key: str) -> list[str]:
        """Return the values in a column, each once."""
        return _several(self.text(key))

    def country(self) -> Country | None:
        """Return the country that is meant by a name in any language or by its two letters."""
        text = self.text("country")
        found = self.vocabulary.countries.get(bare(text))
        if text and found is None:
            self._warn(_("“%(word)s” is no country we know: its name or two letters."), text)
        return found

    def kind(self, name: str) -> str:
        """Return the kind of body that is written, or that the name tells; else «other»."""
        text = self.text("kind")
        found = self.vocabulary.kinds.get(bare(text))
        if found:
            return found
        if text:
            self._warn(_("“%(word)s” is no kind of body we know: taken as “other”."), text)
        elif MUNICIPAL.match(name.casefold()) or (not self.text("name") and name):
            return str(Organisation.Kind.MUNICIPALITY)
        return str(Organisation.Kind.OTHER)

    def roles(self) -> list[str]:
        """Return the keys of the roles."""
        labels = self.vocabulary.labels.roles
        words = _("There is no role “%(word)s” in this programme.")
        return self._keys("roles", self.vocabulary.roles, labels, words)

    def strands(self) -> list[str]:
        """Return the keys of the strands."""
        labels = self.vocabulary.labels.strands
        words = _("There is no strand “%(word)s” in this programme.")
        return self._keys("strands", self.vocabulary.strands, labels, words)

    def phase(self) -> str:
        """Return the key of the phase the partner is in."""
        labels = self.vocabulary.labels.phases
        words = _("There is no phase “%(word)s” in this programme.")
        return next(iter(self._keys("phase", self.vocabulary.phases, labels, words)), "")

    def projects(self) -> list[str]:
        """Return the names of the projects it takes part in or leads, each once."""
        names = [*self.several("projects"), *self.several("lead_of")]
        return list({bare(name): name for name in reversed(names)}.values())[::-1]

    def _keys(
        self, column: str, known: Mapping[str, str], labels: Mapping[str, str], unknown: str
    ) -> list[str]:
        whole = known.get(bare(self.text(column)))
        keys = [whole] if whole else []
        for word in () if whole else self.several(column):
            key = known.get(bare(word))
            if key is None:
                near = process.extractOne(bare(word), known.keys(), score_cutoff=NEAR)
                hint = labels.get(known[near[0]], near[0]) if near else ""
                words = unknown % {"word": word}
                if hint:
                    words = _("%(sentence)s Perhaps “%(near)s”?") % {
                        "sentence": words,
                        "near": hint,
                    }
                self.problems.append(Problem("stop", words))
            elif key not in keys:
                keys.append(key)
        return keys

    def levels(self, column: str) -> dict[str, int]:
        """Return the level by theme; a theme that the programme does not have is left out."""
        levels = {}
        for word in self.several(column):
            key = self.vocabulary.themes.get(bare(word))
            found = None if key else LEVEL.match(word)
            name, level = (found[1], int(found[2])) if found else (word, 1)
            key = key or self.vocabulary.themes.get(bare(name))
            if key is None:
                self._warn(_("There is no theme “%(word)s” in this programme: left out."), name)
            elif level in LEVELS:
                levels[key] = level
            elif level:
                self._warn(_("“%(word)s” is no level from 1 to 3: left out."), word)
        return levels

    def languages(self) -> list[str]:
        """Return the codes of the languages."""
        codes = []
        for word in self.several("languages"):
            code = self.vocabulary.languages.get(bare(word))
            if code is None:
                self._warn(_("“%(word)s” is no language we know: left out."), word)
            elif code not in codes:
                codes.append(code)
        return codes

    def day(self, column: str) -> date | None:
        """Return a day; one that does not exist keeps the row out."""
        text = self.text(column)
        return self._day(text) if text else None

    def spans(self, column: str) -> list[tuple[date, date]]:
        """Return first and last days."""
        spans = []
        for part in self.several(column):
            days = [self._day(text) for text in SPAN.split(part) if text]
            first, last = (days[0], days[-1]) if days else (None, None)
            if first is None or last is None:
                continue
            if last < first or len(days) > 2:
                words = _("“%(word)s”: the last day comes before the first.")
                self.problems.append(Problem("stop", words % {"word": part}))
            else:
                spans.append((first, last))
        return spans

    def _day(self, text: str) -> date | None:
        found = read_date(_without_time(text))
        if found is None:
            words = _("“%(word)s” is no date that exists. For example: 24/3/2026")
            self.problems.append(Problem("stop", words % {"word": text}))
        return found

    def money(self, column: str) -> Decimal | None:
        """Return an amount, written the Italian or the English way; blank stays blank."""
        text = self.text(column)
        if not text:
            return None
        try:
            amount = Decimal(_plain_number(text)).quantize(Decimal("0.01"))
        except InvalidOperation:
            amount = MOST_MONEY
        if not 0 <= amount < MOST_MONEY:
            self._warn(_("“%(word)s” is no amount: left blank."), text)
            return None
        return amount

    def contact(self) -> Contact | None:
        """Return the person in charge: «Ada Rossi», «Ada Rossi <ada@…>», «Ada Rossi, ada@…»."""
        written = self.text("contact")
        address = self.text("email") or next(iter(ADDRESS.findall(written)), "")
        name = AROUND_ADDRESS.sub("", written.replace(address, "") if address else written)
        if not name and not address:
            return None
        try:
            validate_email(address.strip())
        except ValidationError:
            if address:
                words = _("“%(word)s” is no e-mail address: nobody is invited there.")
                self._warn(words, address)
            address = ""
        return Contact(name[:LONGEST_PERSON] or address, address.strip().lower())

    def is_invented(self) -> bool:
        """Tell whether the body itself is invented.

        Lists mark as example also what is invented about a real city: the name must say it too.
        """
        words = self.text("name").casefold()
        is_marked = bare(self.text("example")) in YES
        return is_marked and ("esempio" in words or "example" in words)

    def _warn(self, words: str, word: str) -> None:
        self.problems.append(Problem("warn", words % {"word": word}))


def _several(text: str) -> list[str]:
    separator = next((sign for sign in SEPARATORS if sign in text), None)
    parts = [part.strip() for part in text.split(separator)] if separator else [text]
    return list(dict.fromkeys(part for part in parts if part))


def _without_time(text: str) -> str:
    return text.strip().removesuffix(" 00:00:00")


def _plain_number(text: str) -> str:
    """Return an amount as Python reads it: the last sign is the decimal one, if it can be."""
    plain = re.sub(r"[^\d,.\-]", "", text)
    decimal_sign = max(",.", key=plain.rfind)
    whole, sign, rest = plain.rpartition(decimal_sign)
    grouped = sign and len(rest) == 3 and len(whole) <= 3 and whole not in {"", "0"}
    if not sign or grouped or plain.count(decimal_sign) > 1:
        return re.sub(r"[,.]", "", plain)
    return f"{re.sub(r'[,.]', '', whole)}.{rest}"


def _words(things: Iterable[_Said]) -> dict[str, str]:
    """Return the keys by the words people may write for them, in any language."""
    return {
        bare(word): thing.key
        for thing in things
        for word in (*thing.label.root.values(), thing.key)
    }


def _words_of_roles(roles: Sequence[Role]) -> Mapping[str, str]:
    words = _words(roles)
    for role in roles:
        for text in (role.plural, *role.synonyms):
            for word in text.root.values() if text else ():
                words.setdefault(bare(word), role.key)
    return words


def _kinds() -> Mapping[str, str]:
    kinds = {value: value for value in Organisation.Kind.values} | KINDS
    for language, _name in settings.LANGUAGES:
        with override(language):
            kinds |= {bare(str(label)): value for value, label in Organisation.Kind.choices}
    return kinds


def _languages() -> Mapping[str, str]:
    """Return the codes of languages by code and name: their own, in English, in Italian."""
    found: dict[str, str] = {}
    for code, info in LANG_INFO.items():
        if len(code) == 2 and "name" in info:
            with override("it"):
                names = (code, info["name"], info["name_local"], _(info["name"]))
            found |= {bare(name): code for name in names}
    return found
