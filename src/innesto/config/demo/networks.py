"""How three projects are governed, and the network of one of them. All of it is invented."""

import datetime
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from innesto.blueprints.schema.dates import add_months
from innesto.config.demo.people import person
from innesto.networks.actions import (
    add_relation,
    describe_body,
    look_at_relation,
    open_network,
    say_who_decides,
)
from innesto.networks.models import Body, Relation
from innesto.programmes.models import Programme

type Said = tuple[str, str, str, Mapping[str, str]]
"""A body, who sits in it, how often it meets, and how it decides on what."""

GOVERNED: Mapping[str, tuple[Said, ...]] = {
    "progetto-desempio-1": (
        (
            "Cabina di regia",
            "capofila, una persona per partner, l’assessorato",
            "monthly",
            {"money": "consensus", "partners": "consensus", "changes": "consensus"},
        ),
        (
            "Tavolo degli operatori",
            "chi lavora agli sportelli, di ogni partner",
            "weekly",
            {"activities": "majority", "trouble": "heard"},
        ),
    ),
    "progetto-desempio-2": (
        (
            "Capofila",
            "chi dirige la cooperativa capofila",
            "needed",
            {"money": "alone", "people": "heard", "voice": "alone"},
        ),
        (
            "Assemblea dei partner",
            "tutti i partner",
            "twice",
            {"partners": "majority", "activities": "consensus", "changes": "majority"},
        ),
    ),
    "progetto-desempio-3": (
        (
            "Comitato di pilotaggio",
            "tre partner a turno, la fondazione ascolta",
            "quarterly",
            {"money": "majority", "activities": "heard", "trouble": "consensus"},
        ),
    ),
}

KNOWN = (
    ("Scuola media d’esempio", "school", "active", "Doposcuola due pomeriggi la settimana", 1),
    ("Consultorio d’esempio", "services", "active", "Accompagnare le donne in gravidanza", 2),
    ("Centro per l’impiego d’esempio", "public", "begun", "Tirocini per chi ha finito il corso", 9),
    ("Parrocchia d’esempio", "faith", "active", "Sala e volontari il sabato", 8),
    ("Associazione di quartiere d’esempio", "people", "strained", "Orari della piazza", 3),
    ("Panificio d’esempio", "business", "wanted", "Due posti da apprendista", 1),
    ("Comune vicino d’esempio", "public", "begun", "Uno sportello in comune", 4),
)
"""With whom, what they are, how it stands, what for, and how many months ago it was looked at."""


@transaction.atomic
def make_networks() -> None:
    """Say how projects are governed and whom they know, once."""
    if Body.objects.exists():
        return
    bruno, ugo = person("bruno"), person("ugo")
    for slug, bodies in GOVERNED.items():
        project = Programme.objects.get(slug=slug)
        for name, members, rhythm, decided in bodies:
            body = describe_body(project, name=name, members=members, rhythm=rhythm, by=bruno)
            for matter, manner in decided.items():
                say_who_decides(project, matter, body=body, manner=manner, by=bruno)
    project = Programme.objects.get(slug="progetto-desempio-1")
    open_network(project, governance_is_public=True, relations_are_public=False, by=bruno)
    keepers = list(project.participants.current().order_by("pk"))
    for place, (name, kind, state, purpose, ago) in enumerate(KNOWN):
        relation = add_relation(
            project,
            name=name,
            kind=kind,
            state=state,
            purpose=purpose,
            keeper=keepers[place % len(keepers)] if place % 4 else None,
            by=ugo,
        )
        if place == 0:
            look_at_relation(relation, state=state, note="Si riparte a ottobre.", by=ugo)
        _date_back(relation, ago)


def _date_back(relation: Relation, months: int) -> None:
    """Let the last look lie some months back, so that what is dormant can be seen."""
    on: datetime.date = add_months(timezone.localdate(), -months)
    Relation.objects.filter(pk=relation.pk).update(
        confirmed_on=on, again_on=add_months(on, relation.months)
    )
    relation.looks.update(on=on)
