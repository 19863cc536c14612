"""Which column of somebody's table of partners means what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from rapidfuzz import fuzz, process

from innesto.sheets.reading import bare

ALIKE = 86
"""Percentage from which a header is taken for a known word; the person confirms it anyway."""


@dataclass(frozen=True, slots=True)
class Field:
    """Something a table of partners may say, and the headers under which people write it.

    What ``is_kept`` not is read and compared, but the registers know it better. What is not
    ``is_written`` never stands in a table that we make.
    """

    key: str
    label: str | Promise
    headers: tuple[str, ...]
    is_kept: bool = True
    is_written: bool = True


FIELDS = (
    Field(
        "name",
        _("Name of the organisation"),
        (
            *("name", "nome", "denominazione", "organisation", "organization", "organizzazione"),
            *("ente", "partner", "nome partner", "nome del partner", "ragione sociale"),
            *("nome ente", "nome dell ente", "denominazione ente", "ente partner"),
            *("partner name", "nome dell organizzazione", "name of the organisation"),
        ),
    ),
    Field("kind", _("Kind of body"), ("kind", "tipo", "type", "tipologia", "natura giuridica")),
    Field("country", _("Country"), ("country", "paese", "nazione", "stato", "land", "pays")),
    Field(
        "place",
        _("Municipality or place"),
        ("place", "comune", "luogo", "city", "città", "sede", "municipality", "località", "town"),
    ),
    Field("province", _("Province"), ("province", "provincia", "prov", "sigla")),
    Field(
        "code",
        _("Official code"),
        (
            *("code", "codice", "istat", "codice istat", "istat code", "codice comune"),
            *("codice istat del comune", "lau", "codice catastale"),
        ),
    ),
    Field("roles", _("Roles"), ("roles", "role", "ruolo", "ruoli", "ruolo nel programma")),
    Field(
        "strands",
        _("Strand"),
        (
            *("strands", "strand", "comunità", "comunità di pratica", "cop", "cluster", "gruppo"),
            *("linea", "community", "community of practice"),
        ),
    ),
    Field(
        "represents",
        _("Municipalities it brings in"),
        ("represents", "rappresenta", "comuni rappresentati", "comuni coinvolti", "brings in"),
    ),
    Field("projects", _("Projects"), ("projects", "project", "progetto", "progetti")),
    Field(
        "lead_of",
        _("Leads the project"),
        ("lead_of", "lead of", "capofila", "capofila di"),
        is_written=False,  # the role says it
    ),
    Field("needs", _("Wants to learn"), ("needs", "need", "bisogni", "bisogno", "vuole imparare")),
    Field("offers", _("Can show"), ("offers", "offer", "offerte", "offerta", "può mostrare")),
    Field("languages", _("Languages"), ("languages", "lingue", "lingua", "language")),
    Field("closed", _("Closed days"), ("closed", "chiuso", "chiusure", "giorni di chiusura")),
    Field("phase", _("Phase"), ("phase", "fase")),
    Field("joined", _("Takes part since"), ("joined", "joined on", "dal", "adesione", "since")),
    Field(
        "contribution",
        _("Contribution"),
        ("contribution", "contributo", "importo", "eu contribution"),
    ),
    Field(
        "contact",
        _("Person in charge"),
        (
            *("contact", "contact person", "contatto", "persona di contatto", "referente"),
            *("nome del referente", "nome e cognome", "ansprechpartner"),
        ),
    ),
    Field(
        "email",
        _("E-mail of the person in charge"),
        (
            *("email", "e mail", "mail", "e-mail", "posta elettronica", "indirizzo e mail"),
            *("contact email", "email del referente", "e mail del referente"),
        ),
    ),
    Field("note", _("Note"), ("note", "notes", "nota", "osservazioni", "commenti")),
    Field("example", _("Example"), ("example", "esempio"), is_written=False),
    Field(
        "population",
        _("Inhabitants"),
        ("population", "popolazione", "abitanti"),
        is_kept=False,
        is_written=False,
    ),
    Field("lat", _("Latitude"), ("lat", "latitude", "latitudine"), is_kept=False, is_written=False),
    Field(
        "lon",
        _("Longitude"),
        ("lon", "lng", "longitude", "longitudine"),
        is_kept=False,
        is_written=False,
    ),
)
KNOWN = {header: field.key for field in FIELDS for header in field.headers}
WRITTEN = tuple(field for field in FIELDS if field.is_written)


def known_headers() -> Mapping[str, str]:
    """Return the key of the field by every header we know, our own words in any language too."""
    known = dict(KNOWN)
    for language, _name in settings.LANGUAGES:
        with override(language):
            known |= {bare(str(field.label)): field.key for field in FIELDS}
    return known


def match_columns(headers: Sequence[str]) -> Mapping[str, int]:
    """Return the likeliest column of each field; a column means one thing at most.

    Exact words first, then nearly the same ones; what is left is for the person to say.
    """
    known = known_headers()
    found: dict[str, int] = {}
    words = [bare(header) for header in headers]
    for number, word in enumerate(words):
        key = known.get(word)
        if key and key not in found:
            found[key] = number
    for number, word in enumerate(words):
        if number in found.values() or not word:
            continue
        near = process.extractOne(word, known.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE)
        if near and known[near[0]] not in found:
            found[known[near[0]]] = number
    return found
