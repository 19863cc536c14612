"""The communities of the five programmes, with those who belong to them.

Questions of the communities of CONNECTION and of Territori Inclusivi are those of their sources;
charters, persons and what they say are invented. Who is named here beside the cast of the demo has
no line on the sign-in page: nobody tries to be them.
"""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.communities.actions.bridges import accept_bridge, offer_bridge
from innesto.communities.actions.life import (
    decide_stage,
    edit_community,
    open_communities_of,
    open_community,
)
from innesto.communities.actions.members import admit_member, join_community
from innesto.communities.models import Community, Member
from innesto.config.demo.people import person
from innesto.organisations.models import Organisation
from innesto.practices.models import Practice
from innesto.programmes.models import Programme
from innesto.programmes.queries.facts import blueprint_of

INVENTED = {
    "rosa": "Rosa Modello",
    "dario": "Dario Campione",
    "iva": "Iva Izmišljena",
    "claire": "Claire Exemple",
    "eleni": "Eleni Paradeigma",
    "gino": "Gino Saggio",
    "sven": "Sven Påhittad",
    "carmen": "Carmen Ficticia",
    "femke": "Femke Verzonnen",
    "uwe": "Uwe Beispiel",
    "aino": "Aino Keksitty",
    "joost": "Joost Voorbeeld",
    "petya": "Petja Primer",
    "nikos": "Nikos Fantastikos",
    "ugo": "Ugo Figurato",
    "irma": "Irma Immaginata",
    "elio": "Elio Inventato",
    "mina": "Mina Traccia",
    "orsola": "Orsola Bozza",
    "livio": "Livio Schizzo",
    "bice": "Bice Figurina",
    "remo": "Remo Finto",
    "wanda": "Wanda Zmyślona",
    "karl": "Karl Muster",
    "sofia": "Sofia Simulata",
}

type Belonging = tuple[str, str, str]
"""A person, the beginning of the name of whom they act for, and how closely they belong."""

COPS: Mapping[str, Iterable[Belonging]] = {
    "cop1": (
        ("rosa", "Migration Work", "facilitator"),
        ("lea", "Città di Torino", "core"),
        ("claire", "Città di Parigi", "core"),
        ("iva", "Città di Zagabria", "active"),
        ("eleni", "Anatoliki", "active"),
        ("gino", "ANCI Piemonte", "active"),
        ("marta", "Asti", "active"),
        ("uwe", "Amburgo", "peripheral"),
        ("sofia", "", "guest"),
    ),
    "cop2": (
        ("dario", "Città di Anversa", "facilitator"),
        ("sven", "Città di Göteborg", "core"),
        ("carmen", "Città di Madrid", "active"),
        ("lea", "Città di Torino", "peripheral"),
    ),
    "cop3": (
        ("aino", "Città di Tampere", "facilitator"),
        ("karl", "Città di Dortmund", "core"),
        ("zofia", "Varsavia", "active"),
        ("marta", "Asti", "peripheral"),
    ),
    "cop4": (
        ("femke", "Città di Utrecht", "facilitator"),
        ("joost", "Città di Rotterdam", "core"),
        ("petya", "Città di Sofia", "active"),
        ("nikos", "Città di Atene", "active"),
        ("marta", "Asti", "active"),
    ),
}

PROJECTS: Iterable[Belonging] = (
    ("nino", "Codici Ricerca", "facilitator"),
    ("fulvia", "Compagnia di San Paolo", "guest"),
    *(
        (key, f"Organizzazione d’esempio {number}", "active")
        for number, key in enumerate(
            ("ugo", "irma", "elio", "mina", "orsola", "livio", "bice", "remo"), start=1
        )
    ),
)

CHARTER = """Per chi lavora su questa domanda in un comune o accanto a un comune.

- Si racconta anche ciò che non ha funzionato
- Si chiede prima di cercare da soli per giorni
- I nomi delle persone seguite dai servizi restano fuori

Le decisioni si prendono negli incontri e si scrivono qui. (Carta d’esempio.)"""

NEXT_LOOK = datetime.timedelta(days=150)


@transaction.atomic
def make_communities() -> None:
    """Open the communities that are not there yet, all of them or none."""
    if Community.objects.exists():
        return
    _invent_people()
    _connection()
    forum = _mediato()
    _territories(forum)
    _countries()
    _forums()
    _share_a_practice()


def _invent_people() -> None:
    for key, name in INVENTED.items():
        user = User.objects.create_user(f"{key}@example.org", name=name, is_example=True)
        EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)


def _connection() -> None:
    programme = Programme.objects.get(slug="connection")
    for community in open_communities_of(programme, by=person("ada")):
        _settle(community, COPS[community.strand], by=person("ada"))
        is_first = community.strand == "cop1"
        rhythm = "un giovedì sì e uno no, un’ora online"
        readers = {"visibility": Community.Visibility.PUBLIC} if is_first else {}
        _write(community, by=person("ada"), charter=CHARTER, rhythm=rhythm, **readers)
        _decide(
            community,
            Community.Stage.ACTIVE if is_first else Community.Stage.COALESCING,
            "Esempio: si scrive ogni settimana e le visite sono in calendario."
            if is_first
            else "Esempio: le città si conoscono, il primo incontro è fissato.",
        )


def _mediato() -> Community:
    """Open the forum that several programmes share."""
    forum = open_community(
        names={"it": "Mediato", "en": "Mediato"},
        questions={
            "it": "Come si tengono insieme servizi, territori e persone che vengono da altrove?",
            "en": "How do services, territories and people from elsewhere hold together?",
        },
        visibility=Community.Visibility.PUBLIC,
        joining=Community.Joining.ASK,
        charter=CHARTER,
        charter_language="it",
        rhythm="quando serve, e un incontro a stagione",
        by=person("otto"),
        is_example=True,
    )
    _admit(
        forum,
        (
            ("bruno", "IRES Piemonte", "facilitator"),
            ("nino", "Codici Ricerca", "core"),
            ("gino", "ANCI Piemonte", "active"),
            ("ugo", "Organizzazione d’esempio 1", "active"),
        ),
        by=person("otto"),
    )
    join_community(forum, by=person("cleo"))
    open_community(
        names={"it": "CONNECTION in Mediato", "en": "CONNECTION in Mediato"},
        questions={"it": "Che cosa delle visite può servire a chi lavora in Piemonte?"},
        programme=Programme.objects.get(slug="connection"),
        part_of=forum,
        by=person("ada"),
        is_example=True,
    )
    return forum


def _territories(forum: Community) -> None:
    """Open the community of practices of the 13 projects, and their section in the forum."""
    programme = Programme.objects.get(slug="territori-inclusivi")
    strands = blueprint_of(programme).strands
    assert strands
    line = next(strand for strand in strands.items if strand.key == "comunita")
    assert line.question
    community = open_community(
        names=dict(line.label.root),
        questions=dict(line.question.root),
        programme=programme,
        strand=line.key,
        by=person("bruno"),
        is_example=True,
    )
    _settle(community, PROJECTS, by=person("bruno"))
    _write(
        community,
        by=person("bruno"),
        charter=CHARTER,
        rhythm="due giornate insieme e otto mezze giornate online",
    )
    _decide(community, Community.Stage.ACTIVE, "Esempio: tutti i progetti hanno scritto.")
    section = open_community(
        names={"it": "Territori Inclusivi in Mediato", "en": "Territori Inclusivi in Mediato"},
        questions={"it": "Che cosa imparano i 13 progetti che serve anche ad altri?"},
        charter="Qui scrivono i progetti del bando; legge chi partecipa al programma.",
        charter_language="it",
        programme=programme,
        part_of=forum,
        joining=Community.Joining.ASK,
        by=person("bruno"),
        is_example=True,
    )
    _admit(section, tuple(PROJECTS)[:5], by=person("bruno"))


def _countries() -> None:
    """Open the forum of MULTIPLY and two of its countries."""
    programme = Programme.objects.get(slug="multiply")
    forum = open_community(
        names={"it": "Forum di MULTIPLY", "en": "MULTIPLY forum"},
        questions={
            "it": "Come si fa perché l’energia entri in ogni scelta della città?",
            "en": "How does energy become part of every choice a city makes?",
        },
        programme=programme,
        by=person("ada"),
        is_example=True,
    )
    cities = (("tina", "Trieste", "core"), ("zofia", "Varsavia", "core"))
    _settle(forum, (*cities, ("wanda", "Gdynia", "active")), by=person("ada"))
    for code, names, people in (
        ("IT", {"it": "Città italiane", "en": "Italian cities"}, (("tina", "Trieste", "core"),)),
        (
            "PL",
            {"it": "Città polacche", "en": "Polish cities", "pl": "Polskie miasta"},
            (("zofia", "Varsavia", "facilitator"), ("wanda", "Gdynia", "active")),
        ),
    ):
        country = open_community(
            names=names,
            questions={"it": "Che cosa possiamo fare insieme con le regole del nostro paese?"},
            programme=programme,
            strand=code,
            by=person("ada"),
            is_example=True,
        )
        _admit(country, people, by=person("ada"))


def _forums() -> None:
    """Open one forum each for the trainers and for the local administrators."""
    trainers = open_community(
        names={"it": "Digital City Experts", "en": "Digital City Experts"},
        questions={
            "it": "Come si impara il digitale da chi lavora nella stanza accanto?",
            "en": "How does one learn digital work from whoever sits next door?",
        },
        programme=Programme.objects.get(slug="digital-city-experts"),
        by=person("bruno"),
        is_example=True,
    )
    experts = (
        ("dora", "Ial Innovazione", "facilitator"),
        ("karl", "Heidenheim", "active"),
        ("aino", "Città di Tampere", "active"),
        ("elio", "Osimo", "active"),
    )
    _settle(trainers, experts, by=person("bruno"))
    school = open_community(
        names={"it": "Circolo della Scuola", "en": "Circle of the School"},
        questions={"it": "Come si fa una buona politica quando in Comune si è in pochi?"},
        programme=Programme.objects.get(slug="scuola-delle-buone-pratiche"),
        visibility=Community.Visibility.PUBLIC,
        joining=Community.Joining.ASK,
        rhythm="due sessioni all’anno, e una telefonata al mese",
        by=person("bruno"),
        is_example=True,
    )
    people = (
        ("mina", "Terre di mezzo", "facilitator"),
        ("piero", "", "core"),
        ("orsola", "Comune di Capannori", "active"),
        ("livio", "Comune di Melpignano", "active"),
        ("bice", "Comune di Corchiano", "peripheral"),
    )
    _settle(school, people, by=person("bruno"))


def _share_a_practice() -> None:
    """Let a practice of CONNECTION be read in Mediato, and leave an offer to be answered."""
    community = Community.objects.get(programme__slug="connection", strand="cop1")
    forum = Community.objects.get(slug="mediato")
    projects = Community.objects.get(programme__slug="territori-inclusivi", strand="comunita")
    found = Practice.objects.published().filter(programme__slug="connection", strand="cop1")
    first, second = found.order_by("pk")[:2]
    reason = "Esempio: anche lì si cerca una porta sola per più uffici."
    offered = offer_bridge(first, origin=community, to=forum, reason=reason, by=person("rosa"))
    accept_bridge(offered, by=person("bruno"))
    reason = "Esempio: i progetti se lo sono chiesti all’ultimo incontro."
    offer_bridge(second, origin=community, to=projects, reason=reason, by=person("lea"))


def _settle(community: Community, people: Iterable[Belonging], *, by: User) -> None:
    """Let people in and set the day of the next look."""
    _admit(community, people, by=by)
    Community.objects.filter(pk=community.pk).update(
        review_on=timezone.localdate() + NEXT_LOOK, charter_language="it"
    )


def _admit(community: Community, people: Iterable[Belonging], *, by: User) -> None:
    for key, body, closeness in people:
        acting = Organisation.objects.filter(name__startswith=body, merged_into=None)
        leads = closeness == "facilitator"
        admit_member(
            community,
            person(key),
            by=by,
            organisation=acting.order_by("name", "pk").first() if body else None,
            level=Member.Level.CORE if leads else closeness,
            is_facilitator=leads,
        )


def _write(community: Community, *, by: User, **words: Any) -> None:
    edit_community(community, by=by, **words)


def _decide(community: Community, stage: str, reason: str) -> None:
    review_on = timezone.localdate() + NEXT_LOOK
    decide_stage(community, stage, by=person("ada"), reason=reason, review_on=review_on)
