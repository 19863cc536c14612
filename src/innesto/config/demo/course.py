"""How far the programmes have come: phases, what came of the logic tree, a selection and a prize.

What persons wrote is invented, and says so.
"""

import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from innesto.config.demo.people import person
from innesto.config.demo.programmes import LEADERS
from innesto.organisations.models import Organisation
from innesto.places.models import Country
from innesto.programmes.actions.calendar import enter_phase
from innesto.programmes.actions.logic import record_actual
from innesto.programmes.actions.selection import (
    announce_selection,
    close_selection,
    decide_application,
    open_selection,
    score_application,
    send_application,
)
from innesto.programmes.models import Application, LogicNode, PhaseEntry, Programme, Selection
from innesto.programmes.queries.facts import blueprint_of

SCHOOL = "scuola-delle-buone-pratiche"
STEPS = ("si-puo-fare", "facciamolo", "facciamolo-insieme")

WRITTEN = {
    "si-puo-fare": ["Esempio: la sessione di primavera, con il sindaco e due assessori"],
    "facciamolo": [
        "Esempio: abbiamo letto tre pratiche e parlato con chi le ha fatte",
        "Esempio: la giunta vuole partire, gli uffici chiedono chi li aiuta",
    ],
    "facciamolo-insieme": [
        "Esempio: la raccolta porta a porta è cominciata in due frazioni",
        "Esempio: ambiente e tributi si vedono ogni lunedì",
        "Esempio: un regolamento scritto con il comune vicino",
    ],
}

ACTUALS = (
    ("multiply", "national", 0, "Il primo scambio è in calendario.", "Elenco degli scambi"),
    ("connection", "ambassadors", 1, "Torino ha indicato chi farà da ambasciatrice.", "Persone"),
    ("territori-inclusivi", "m1-online", 0, "Le date sono pubblicate.", "Elenco degli scambi"),
)

CRITERIA = ("ambition", "experience", "commitment")

# City, points by criterion, role, prize: the outcome follows the list of partners.
ITALY = (
    ("Mestre", (5, 4, 5), "prize-city", "special-prize"),
    ("Trieste", (4, 5, 4), "multiply-city", ""),
    ("Forlì", (4, 3, 4), "on-the-road-city", ""),
    ("Città d’Esempio", (2, 2, 1), "", ""),
)


@transaction.atomic
def show_the_course() -> None:
    """Enter phases, write down what came of it, run one selection to its end and open another."""
    if PhaseEntry.objects.exists():
        return
    for slug, leader in LEADERS.items():
        _phases(Programme.objects.get(slug=slug), leader)
    _school()
    for slug, key, actual, outcome, source in ACTUALS:
        record_actual(
            LogicNode.objects.get(programme__slug=slug, key=key),
            actual=Decimal(actual),
            outcome=outcome,
            by=person(LEADERS[slug]),
            source=source,
        )
    multiply = Programme.objects.get(slug="multiply")
    _italy(multiply)
    _germany(multiply)


def _phases(programme: Programme, leader: str) -> None:
    """Enter each phase of the whole programme whose first day is over."""
    days = dict(programme.milestones.filter(on__isnull=False).values_list("key", "on"))
    for phase in blueprint_of(programme).phases:
        day = days.get(f"phase.{phase.key}.start")
        if day and day <= timezone.localdate() and not phase.per_partner:
            enter_phase(programme, phase.key, on=day, by=person(leader))


def _school() -> None:
    """Let each municipality stand where it is; those of the trial have come furthest."""
    school = Programme.objects.get(slug=SCHOOL)
    begun = timezone.localdate() - datetime.timedelta(days=90)
    towns = school.partners.filter(roles__role="municipality").order_by("pk")
    for number, partner in enumerate(towns):
        trial = partner.roles.filter(role="trial-municipality").exists()
        reached = STEPS if trial else STEPS[: 1 + number % 2]
        for step, phase in enumerate(reached):
            enter_phase(
                school,
                phase,
                partner=partner,
                on=begun + datetime.timedelta(days=30 * step),
                by=person(LEADERS[SCHOOL]),
                records=WRITTEN[phase],
            )


def _italy(multiply: Programme) -> None:
    """Apply, judge by two, decide, confer the prize and announce."""
    selection = _opened(multiply, "IT", days_ago=60, days=30)
    sent = [(_applied(selection, name), points, role, prize) for name, points, role, prize in ITALY]
    close_selection(selection, by=person("ada"))
    for application, points, role, prize in sent:
        for judge, less in (("ada", 0), ("bruno", 1)):
            given = {key: most - less for key, most in zip(CRITERIA, points, strict=True)}
            score_application(application, points=given, by=person(judge))
        decide_application(
            application,
            outcome=Application.Outcome.CHOSEN if role else Application.Outcome.DECLINED,
            role=role,
            prize=prize,
            reason="" if role else "Esempio di motivo: manca l’impegno della giunta.",
            by=person("ada"),
        )
    announce_selection(selection, by=person("ada"))


def _germany(multiply: Programme) -> None:
    """Look for a prize city again: the one there was has withdrawn."""
    _applied(_opened(multiply, "DE", days_ago=10, days=30), "Herne")


def _applied(selection: Selection, name: str) -> Application:
    return send_application(
        selection,
        Organisation.objects.get(name=name),
        answers={"why": "Esempio di candidatura: un piano energetico che tiene insieme tutto."},
        by=person("ada"),
    )


def _opened(programme: Programme, country: str, *, days_ago: int, days: int) -> Selection:
    opens_on = timezone.localdate() - datetime.timedelta(days=days_ago)
    return open_selection(
        programme,
        "national-competition",
        opens_on=opens_on,
        closes_on=opens_on + datetime.timedelta(days=days),
        country=Country.objects.get(code=country),
        by=person("ada"),
    )
