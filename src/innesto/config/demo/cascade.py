"""Trainings passed on: three generations of CONNECTION, and a session in the house of an expert.

Who trained whom, when and what they say of it is invented.
"""

import datetime
from collections.abc import Sequence
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from innesto.accounts.models import User
from innesto.awards.actions import add_requirement, lay_out_award, set_out
from innesto.awards.models import Award, Requirement
from innesto.cascade.actions.directory import name_steward, offer_to_train
from innesto.cascade.actions.people import (
    Named,
    add_group,
    answer_as_witness,
    answer_presence,
    ask_witness,
)
from innesto.cascade.actions.trainings import add_evidence, log_training
from innesto.cascade.models import Trainee, Training
from innesto.config.demo.people import person
from innesto.config.demo.practices.past import months_ago
from innesto.credentials.models import Achievement
from innesto.curricula.models import Curriculum
from innesto.lineage.queries.thread import ref_of
from innesto.organisations.actions import enrol_member
from innesto.organisations.models import Organisation
from innesto.places.models import Place
from innesto.practices.models import Practice
from innesto.programmes.actions.people import name_participant
from innesto.programmes.models import Programme
from innesto.themes.models import Theme

Kind = Requirement.Kind

AMBASSADORS = {
    "dario": "Città di Anversa",
    "karl": "Città di Dortmund",
    "sven": "Città di Göteborg",
    "claire": "Città di Parigi",
    "joost": "Città di Rotterdam",
    "aino": "Città di Tampere",
}
"""Torino has named Lea; Utrecht has still to name somebody."""

LIST = "Foglio firme (esempio)\n\n1. ...\n2. ...\n"
HALF_A_DAY = 4  # hours


def pass_on_trainings() -> None:
    """Let champions train cities, these train others, and an expert hold a session; once."""
    if Training.objects.exists():
        return
    _connection()
    _experts()
    _directory()


def _connection() -> None:
    programme = Programme.objects.get(slug="connection")
    for key, city in AMBASSADORS.items():
        partner = programme.partners.get(organisation__name=city)
        name_participant(
            programme, role="integration-ambassador", user=person(key), partner=partner, by=None
        )
    practice = Practice.objects.published().filter(programme=programme).order_by("pk").first()
    first = _train(
        "lea",
        "Uno sportello solo per chi arriva",
        programme,
        on=months_ago(5),
        where="Torino",
        cities={
            "Asti": [("Marta Esempio", "marta"), ("Pia Traccia", "pia")],
            "Cuneo": [("Carla Scambio", "carla"), ("Ivo Traccia", "ivo")],
        },
        used=[ref_of(practice)] if practice else [],
    )
    enrol_member(_body("Settimo"), person("irma"), by=None)
    second = _train(
        "marta",
        "Aprire uno sportello unico in un comune medio",
        programme,
        on=months_ago(3),
        where="Settimo Torinese",
        cities={"Settimo": [("Irma Immaginata", "irma"), ("Leo Traccia", "leo")]},
        learned_at=first,
    )
    _train(
        "irma",
        "Che cosa serve il primo giorno allo sportello",
        programme,
        on=months_ago(1),
        where="Cuneo",
        cities={"Comune di Capannori": [("Orsola Bozza", "orsola")]},
        learned_at=second,
        told=3,
    )
    _train(
        "aino",
        "Dal corso di lingua al lavoro",
        programme,
        on=months_ago(2),
        where="",
        cities={"Varsavia": [("Zofia Przykład", "zofia")], "Città di Zagabria": [("Iva", "iva")]},
        language="en",
    )
    later = timezone.localdate() + datetime.timedelta(days=200)
    name_steward(programme, person("lea"), review_on=later, by=person("ada"))


def _train(
    trainer: str,
    title: str,
    programme: Programme,
    *,
    on: datetime.date,
    where: str,
    cities: dict[str, Sequence[tuple[str, str]]],
    told: int = 0,
    language: str = "it",
    **fields: Any,
) -> Training:
    """Log a training as its trainer would; everybody with an account confirms, the others not."""
    by = person(trainer)
    training = log_training(
        by=by,
        kind=Training.Kind.TRAINING,
        programme=programme,
        title=title,
        language=language,
        about="Esempio di formazione: metà mattina in aula, metà allo sportello.",
        starts_on=on,
        ends_on=on,
        hours=HALF_A_DAY,
        mode=Training.Mode.ON_SITE if where else Training.Mode.ONLINE,
        place=_place(where) if where else None,
        organisation=Organisation.objects.of(by).order_by("pk").first(),
        visibility=Training.Visibility.PUBLIC,
        is_example=True,
        **fields,
    )
    for city, people in cities.items():
        named = [Named(name, f"{key}@example.org") for name, key in people]
        add_group(training, _body(city), people=named, headcount=told, by=by)
    _confirm(training)
    add_evidence(
        training, title="Foglio firme", file=ContentFile(LIST.encode(), "firme.txt"), by=by
    )
    return training


def _confirm(training: Training) -> None:
    for trainee in Trainee.objects.filter(training=training, person__isnull=False):
        answer_presence(trainee, was_there=True, by=trainee.person)


def _experts() -> None:
    """Let an expert of Osimo hold a session that a colleague witnesses, and another that waits."""
    programme = Programme.objects.get(slug="digital-city-experts")
    house, elio, mina = _body("Osimo"), person("elio"), person("mina")
    partner = programme.partners.filter(organisation=house).first()
    for one in (elio, mina):
        enrol_member(house, one, by=None, job="Servizi demografici")
    name_participant(
        programme, role="digital-city-expert", user=elio, partner=partner, by=person("bruno")
    )
    for title, months, answers in (
        ("Moduli online che si capiscono", 2, True),
        ("Dati aperti: che cosa possiamo pubblicare", 0.2, False),
    ):
        session = _session(elio, house, programme, title, on=months_ago(months))
        witness = ask_witness(session, mina, by=elio)
        if answers:
            words = "C’ero. Il giorno dopo abbiamo riscritto il modulo dei cambi di residenza."
            answer_as_witness(witness, confirms=True, words=words, by=mina)


def _session(
    by: User, house: Organisation, programme: Programme, title: str, *, on: datetime.date
) -> Training:
    session = log_training(
        by=by,
        kind=Training.Kind.SESSION,
        programme=programme,
        title=title,
        language="it",
        about="Esempio di sessione interna, con chi sta allo sportello.",
        starts_on=on,
        ends_on=on,
        hours=2,
        mode=Training.Mode.ON_SITE,
        place=house.place,
        organisation=house,
        is_example=True,
    )
    add_group(
        session, house, people=[Named("Mina Traccia", "mina@example.org")], headcount=6, by=by
    )
    _confirm(session)
    add_evidence(session, title="Diapositive", url="https://example.org/diapositive", by=by)
    return session


def ask_for_credentials() -> None:
    """Say what the credentials of two programmes ask for, and who is on their way to them; once."""
    if Award.objects.exists():
        return
    expert = lay_out_award(_awarded("Digital City Expert"), issues_itself=True, by=None)
    curriculum = Curriculum.objects.filter(programme__slug="digital-city-experts").first()
    if curriculum:
        add_requirement(expert, by=None, kind=Kind.CURRICULUM, curriculum=curriculum)
    add_requirement(expert, by=None, kind=Kind.SESSIONS)
    set_out(expert, by=person("elio"))
    ambassador = lay_out_award(_awarded("Ambasciatore dell’integrazione"), by=None)
    add_requirement(ambassador, by=None, kind=Kind.TRAININGS, cities=2)
    for key in ("aino", "irma", "marta"):
        set_out(ambassador, by=person(key))


def _awarded(name: str) -> Achievement:
    return Achievement.objects.filter(names__it=name).earliest("pk")


def _directory() -> None:
    for key, headline, themes, languages, place, travels in (
        (
            "lea",
            "Uno sportello solo per chi arriva",
            ("SOCI", "GOVE"),
            ["it", "en"],
            "Torino",
            True,
        ),
        ("marta", "Aprire uno sportello in un comune medio", ("SOCI",), ["it"], "Asti", False),
        ("aino", "Dal corso di lingua al lavoro", ("ECON", "SOCI"), ["fi", "en"], "", True),
        ("dora", "Il digitale per chi sta allo sportello", ("TECH", "EDUC"), ["it"], "", True),
    ):
        by = person(key)
        offer_to_train(
            by=by,
            headline=headline,
            about="Esempio di pagina: mezza giornata in aula, poi allo sportello.",
            languages=languages,
            themes=[*Theme.objects.filter(scheme__key="data-theme", key__in=themes)],
            place=_place(place) if place else None,
            organisation=Organisation.objects.of(by).order_by("pk").first(),
            travels=travels,
            is_example=True,
        )


def _body(start: str) -> Organisation:
    found = Organisation.objects.standing().filter(name__startswith=start)
    return found.order_by("name", "pk")[0]


def _place(name: str) -> Place:
    return Place.objects.filter(name=name, country="IT").order_by("-population", "pk")[0]
