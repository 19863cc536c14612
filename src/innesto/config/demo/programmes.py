"""The five programmes, with the partners that ship beside their blueprints.

They ran between 2011 and 2023. So that there is something to plan and to answer, their dates are
moved by whole years until today lies in the first year; the edition says by how many, and every
quotation keeps the date of its source.
"""

import datetime
import re

from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.blueprints.shipped import shipped_partners, shipped_text
from innesto.config.demo.people import person
from innesto.organisations.actions import enrol_member
from innesto.organisations.models import Organisation
from innesto.programmes.actions.imports import Choices, carry_out_import, start_import
from innesto.programmes.actions.people import name_participant
from innesto.programmes.actions.programme import create_programme, start_programme
from innesto.programmes.models import PartnerImport, Programme
from innesto.programmes.queries.imports import rows_of

LEADERS = {
    "multiply": "ada",
    "connection": "ada",
    "digital-city-experts": "bruno",
    "scuola-delle-buone-pratiche": "bruno",
    "territori-inclusivi": "bruno",
}

# Who keeps the page of which organisation, by the beginning of its name.
REFERENTS = {
    "ada": ("Alleanza per il Clima Italia", "Eurocities"),
    "bruno": ("IRES Piemonte", "Terre di mezzo", "Zentrum fur Digitale Entwicklung"),
    "zofia": ("Varsavia",),
    "tina": ("Trieste",),
    "lea": ("Città di Torino",),
    "marta": ("Asti",),
    "carla": ("Cuneo",),
    "piero": ("Comune di Peccioli",),
    "nino": ("Codici Ricerca",),
    "dora": ("Ial Innovazione",),
    "fulvia": ("Compagnia di San Paolo",),
}

# Roles of persons beside the coordination: programme, person, role, for whom they act.
ROLES = (
    ("multiply", "zofia", "city-contact", "Varsavia"),
    ("multiply", "tina", "city-contact", "Trieste"),
    ("connection", "lea", "integration-ambassador", "Città di Torino"),
    ("connection", "carla", "exchanged-staff", "Cuneo"),
    ("territori-inclusivi", "nino", "mentor", "Codici Ricerca"),
    ("territori-inclusivi", "fulvia", "call-manager", "Compagnia di San Paolo"),
    ("digital-city-experts", "dora", "trainer", "Ial Innovazione"),
    ("scuola-delle-buone-pratiche", "piero", "local-administrator", "Comune di Peccioli"),
)

ISO_DATE = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")


def make_programmes() -> None:
    """Make the programmes that are not there yet, each whole or not at all."""
    for key, leader in LEADERS.items():
        if not Programme.objects.filter(slug=key).exists():
            make_programme(key, by=person(leader))


@transaction.atomic
def make_programme(key: str, *, by: User) -> Programme:
    """Make one programme from its blueprint and its list of partners."""
    text = moved(shipped_text(key), today=timezone.localdate())
    programme = create_programme(text, by=by, slug=key, is_example=True)
    file = shipped_partners(key)
    opened = start_import(programme, by=by, file_name=file.name, content=file.read_bytes())
    carry_out_import(opened, by=by, choices=Choices(places=_biggest(opened)))
    start_programme(programme, by=by)
    _seat_people(programme)
    return programme


def _biggest(opened: PartnerImport) -> dict[int, str]:
    """Choose the biggest of several places of one name, as the coordinator of the demo would."""
    return {row.number: str(row.candidates[0].pk) for row in rows_of(opened) if row.candidates}


def moved(text: str, *, today: datetime.date) -> str:
    """Return a blueprint whose dates lie so many whole years later that it began a year ago."""
    starts = re.search(r"^  starts_on: (\S+)$", text, re.MULTILINE)
    if starts is None:
        return text
    start = datetime.date.fromisoformat(starts[1])
    years = today.year - start.year - ((start.month, start.day) > (today.month, today.day))
    return ISO_DATE.sub(lambda found: later(*found.groups(), years=years), text)


def later(year: str, month: str, day: str, *, years: int) -> str:
    """Return a date some years later; 29 February becomes the 28th."""
    if (month, day) == ("02", "29"):
        day = "28"
    return f"{int(year) + years}-{month}-{day}"


def _seat_people(programme: Programme) -> None:
    """Let the invented persons keep the pages of their organisations and take their roles."""
    for key, names in REFERENTS.items():
        for start in names:
            for organisation in Organisation.objects.filter(
                name__startswith=start, partnerships__programme=programme
            ):
                if not organisation.memberships.exists():
                    enrol_member(organisation, person(key), by=None, is_referent=True)
    for slug, key, role, body in ROLES:
        if slug == programme.slug:
            partner = programme.partners.get(organisation__name__startswith=body)
            name_participant(programme, role=role, user=person(key), partner=partner, by=None)
