"""Who comes to the exchanges of the demo: places taken, a waiting list, a warning, an open door.

Persons without an account are invented, and their addresses lead nowhere.
"""

import datetime
from collections.abc import Iterator, Sequence
from itertools import count, cycle

from django.utils import timezone

from innesto.accounts.models import User
from innesto.config.demo.people import person
from innesto.config.demo.practices.past import noon_of
from innesto.exchanges.models import Exchange
from innesto.programmes.models import Partner
from innesto.registrations.actions.inviting import Nominee, invite_people, nominate_people
from innesto.registrations.actions.openings import add_question, open_registration, set_quota
from innesto.registrations.actions.registering import (
    accept_place,
    register_guest,
    register_person,
    withdraw_registration,
)
from innesto.registrations.models import Dispatch, FormQuestion, Opening, Quota, Registration
from innesto.registrations.queries.applicants import partners_at
from innesto.registrations.queries.suggesting import shares_of_format, suggested

FIRST = ("Alba", "Basilio", "Celeste", "Dalia", "Ermes", "Fiamma", "Guido", "Ines", "Lino")
LAST = ("Abbozzo", "Campioni", "Disegno", "Esempi", "Figure", "Modelli", "Prove", "Tratti")
BEFORE = datetime.timedelta(days=20)


def register_people() -> None:
    """Open registrations and let people come, once."""
    if Opening.objects.exists():
        return
    for key in ("technical-planning.PL.2", "public-support.PL.1"):
        _seminar(key)
    _spring_session()
    _bootcamp()
    _community_meeting()
    Dispatch.objects.update(mailed_at=timezone.now())  # to nobody: they are invented


def _exchange(slug: str, key: str) -> Exchange | None:
    found = Exchange.objects.filter(programme__slug=slug, key=key)
    return found.select_related("programme__call").first()


def _names() -> Iterator[Nominee]:
    """Yield invented persons, one after the other."""
    for number, first, last in zip(count(1), cycle(FIRST), cycle(LAST), strict=False):
        yield Nominee(f"{first} {last}", f"persona-{number}@example.org")


def _open(exchange: Exchange, *, by: User, **fields: object) -> Opening:
    opening = open_registration(
        exchange, by=by, **{**suggested(exchange, on=timezone.localdate()), **fields}
    )
    for share in shares_of_format(exchange):
        set_quota(opening, by=by, **share)
    return opening


def _seminar(key: str) -> None:
    """Fill the places of a seminar: each city names up to three, the last wait in turn.

    One that is over was filled before it took place.
    """
    exchange, ada = _exchange("multiply", key), person("ada")
    if exchange is None:
        return
    state, names = exchange.state, _names()
    Exchange.objects.filter(pk=exchange.pk).update(state=Exchange.State.CONFIRMED)
    opening = _open(
        exchange,
        by=ada,
        places=14,
        audiences=[],
        note="Porta una domanda su come la tua città coinvolge la cittadinanza.",
    )
    set_quota(opening, by=ada, counted_by=Quota.By.ORGANISATION, seats=3)
    add_question(
        opening,
        by=ada,
        label="Come arrivi?",
        type=FormQuestion.Type.CHOICE,
        choices=["Treno", "Autobus", "Auto", "Aereo"],
        purpose="per il conto della CO₂ e il trasporto dalla stazione",
        step=FormQuestion.Step.SECOND,
    )
    named: list[Registration] = []
    partners = partners_at(exchange).filter(seats__exchange=exchange).order_by("pk")
    for partner, size in zip(partners, cycle((3, 2)), strict=False):
        chosen = [next(names) for _number in range(size)]
        named += nominate_people(exchange, partner, chosen, by=ada)
    came = [accept_place(one, by=None) for one in named[:-1]]
    if state == Exchange.State.HELD:
        asked = noon_of(exchange.starts_on - BEFORE)
        exchange.registrations.update(queued_at=asked, changed_at=asked, owes_answers=False)
        Opening.objects.filter(pk=opening.pk).update(
            opens_on=exchange.starts_on - 2 * BEFORE, closes_on=exchange.starts_on - BEFORE / 2
        )
    else:
        withdraw_registration(came[0], by=None, reason="In quei giorni non posso")
    Exchange.objects.filter(pk=exchange.pk).update(state=state)


def _spring_session() -> None:
    """Let everybody come, also without an account; some places are kept for small towns."""
    exchange, bruno = _exchange("scuola-delle-buone-pratiche", "spring-session.1"), person("bruno")
    if exchange is None:
        return
    opening = _open(exchange, by=bruno, reach=Opening.Reach.PUBLIC, places=60)
    set_quota(
        opening, by=bruno, counted_by=Quota.By.SIZE, key="very_small", seats=10, is_reserved=True
    )
    add_question(
        opening,
        by=bruno,
        label="C’è un caso di cui vuoi parlare?",
        type=FormQuestion.Type.LONG,
        purpose="per scegliere i casi della giornata",
    )
    register_person(exchange, by=person("piero"), audience="administrators")
    for nominee, audience in zip(_names(), ["administrators", "officials", "other"], strict=False):
        guest = register_guest(
            exchange,
            name=nominee.name,
            email=nominee.email,
            language="it",
            body="Comune di esempio",
            audience=audience,
        )
        accept_place(guest, by=None)


def _bootcamp() -> None:
    """Invite by country, at most three of each; one country says yes four times."""
    exchange, bruno = _exchange("digital-city-experts", "bootcamp.1"), person("bruno")
    if exchange is None:
        return
    opening = _open(exchange, by=bruno, reach=Opening.Reach.NAMED, places=20)
    set_quota(opening, by=bruno, counted_by=Quota.By.COUNTRY, seats=3)
    names = _names()
    by_country: dict[str, list[Partner]] = {}
    for partner in partners_at(exchange).order_by("pk"):
        place = partner.organisation.place
        country = partner.organisation.country_id or (place.country_id if place else "") or ""
        by_country.setdefault(country, []).append(partner)
    for size, (_country, partners) in zip(
        cycle((4, 2, 3)), sorted(by_country.items()), strict=False
    ):
        guests = [
            Nominee(one.name, one.email, partner=partner)
            for partner, one in zip(_repeated(partners, size), names, strict=False)
        ]
        for one in invite_people(exchange, guests, by=bruno):
            accept_place(one, by=None)


def _repeated(partners: Sequence[Partner], size: int) -> list[Partner]:
    return [partners[number % len(partners)] for number in range(size)]


def _community_meeting() -> None:
    """Three people of three partners for each project; one project sends two of the same."""
    exchange, bruno = _exchange("territori-inclusivi", "online-half-day.4"), person("bruno")
    if exchange is None:
        return
    opening = _open(exchange, by=bruno, reach=Opening.Reach.NAMED, audiences=[])
    set_quota(opening, by=bruno, counted_by=Quota.By.ORGANISATION, seats=1, is_hard=False)
    names = _names()
    projects = exchange.programme.projects.order_by("slug")[:6]
    for number, project in enumerate(projects):
        partners = list(project.partners.present().order_by("pk")[:3])
        if number == 0 and len(partners) > 1:
            partners = [partners[0], partners[0], partners[1]]
        guests = [
            Nominee(one.name, one.email, partner=partner)
            for partner, one in zip(partners, names, strict=False)
        ]
        for one in invite_people(exchange, guests, by=bruno):
            accept_place(one, by=None)
