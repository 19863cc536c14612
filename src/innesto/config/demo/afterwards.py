"""What stays of exchanges: minutes with tasks, how people came, and what it brought them.

What persons wrote is invented, and says so.
"""

import datetime
from collections.abc import Iterator
from decimal import Decimal
from itertools import cycle

from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.config.demo.people import person
from innesto.config.demo.practices.past import noon_of
from innesto.exchanges.models import Exchange
from innesto.exchanges.queries.people import people_of, seated_partners
from innesto.feedback.actions import (
    ask_for_feedback,
    close_feedback,
    give_feedback,
    look_at_passage,
    share_feedback,
)
from innesto.feedback.models import Passage, Round, Ticket
from innesto.feedback.questions import plain_questions
from innesto.minutes.actions import (
    approve_minutes,
    circulate_minutes,
    finish_task,
    give_task,
    move_task,
    note_decision,
    publish_minutes,
    remark_on_minutes,
    write_minutes,
)
from innesto.minutes.models import Minutes
from innesto.registrations.actions.openings import open_registration
from innesto.registrations.actions.registering import accept_place, register_guest
from innesto.registrations.models import Dispatch, Opening, Registration
from innesto.registrations.queries.suggesting import suggested
from innesto.toolkit.rich_text import from_plain
from innesto.travel.actions import Ways, enter_trip, write_directions
from innesto.travel.models import Mode, Trip

WEEK = datetime.timedelta(days=7)

MEETING = """\
Esempio di verbale, scritto per mostrare la pagina.

## Che cosa abbiamo visto

- Uno sportello unico che riceve su appuntamento e senza
- La scheda di primo colloquio in otto lingue

## Che cosa resta da capire

Chi paga la mediazione quando il progetto finisce: ne parliamo al prossimo incontro."""

KICK_OFF = """\
Esempio di verbale preparato prima dell’incontro: si completa mentre ci si parla.

## Punti

1. Chi siamo e che cosa ci aspettiamo
2. Il primo laboratorio: dove e quando
3. Come ci scriviamo tra un incontro e l’altro"""

GIVEN = (
    (5, "Parlare con chi lo ha fatto davvero", "", "Telefono all’ufficio casa"),
    (4, "La visita sul posto", "Più tempo per le domande", "Porto la scheda in giunta"),
    (5, "", "", "Scrivo alla città che ci ha ospitati"),
    (3, "I dati mostrati", "La traduzione nel pomeriggio", ""),
    (4, "Il lavoro in piccoli gruppi", "", "Rileggo il nostro regolamento"),
    (2, "", "Troppe presentazioni di fila", ""),
)

SIGHTS = (("Alba Esempi", "woman"), ("Basilio Prove", "man"), ("Celeste Modelli", "woman"))
MORE = ("Dalia Tratti", "Ermes Figure", "Fiamma Disegno", "Guido Campioni", "Ines Abbozzo")


@transaction.atomic
def tell_afterwards() -> None:
    """Write minutes, enter trips, ask for feedback, once."""
    if Minutes.objects.exists():
        return
    _community_minutes()
    _kick_off()
    for slug, format_ in (("multiply", "political-leadership"), ("connection", "staff-exchange")):
        _trips(slug, format_)
    _feedback("multiply", "technical-planning", by=person("ada"))
    _feedback("scuola-delle-buone-pratiche", "autumn-session", by=person("bruno"))


def _held(slug: str, format_: str) -> list[Exchange]:
    found = Exchange.objects.filter(programme__slug=slug, format=format_, state="held")
    return list(found.select_related("programme__call").order_by("starts_on", "pk"))


def _people(exchange: Exchange) -> list[User]:
    return list(people_of(seated_partners(exchange)))


def _community_minutes() -> None:
    """Two meetings of a community of practice: the first is approved, the second goes round."""
    meetings = _held("connection", "workshop")
    ada, today = person("ada"), timezone.localdate()
    first = meetings[0]
    alike = [one for one in meetings[1:] if one.scope == first.scope] or meetings[1:]
    owner = next(iter(_people(first)), ada)
    partners = list(seated_partners(first).order_by("pk"))

    minutes = write_minutes(
        first,
        by=ada,
        text=from_plain(MEETING),
        language="it",
        present=[*_people(first), ada],
        others=["Guido Campioni"],
    )
    note_decision(minutes, by=ada, text="Usiamo tutti la stessa scheda di primo colloquio.")
    note_decision(minutes, by=ada, text="Il prossimo incontro parla di chi paga la mediazione.")
    sent = give_task(
        minutes,
        by=ada,
        text="Mandare la scheda di primo colloquio in tutte le lingue",
        due_on=first.starts_on + 2 * WEEK,
        owner=owner,
    )
    late = give_task(
        minutes,
        by=ada,
        text="Chiedere alla Regione quanto costa un’ora di mediazione",
        due_on=first.starts_on + 4 * WEEK,
        partner=partners[-1],
    )
    give_task(
        minutes,
        by=ada,
        text="Proporre due date per l’incontro di primavera",
        due_on=today + 3 * WEEK,
        owner=person("lea"),
    )
    circulate_minutes(minutes, by=ada, remarks_until=first.ends_on + 2 * WEEK)
    approve_minutes(minutes, by=ada)
    publish_minutes(minutes, by=ada)
    finish_task(sent, by=owner, note="Esempio: mandata a tutti i partner, anche in ucraino.")
    move_task(late, by=ada, due_on=today - WEEK, reason="Esempio: la Regione ha cambiato ufficio")
    _date(minutes, first)
    if alike:
        _second(alike[0], ada)


def _second(exchange: Exchange, ada: User) -> None:
    minutes = write_minutes(
        exchange, by=ada, text=from_plain(MEETING), language="it", present=_people(exchange)
    )
    note_decision(minutes, by=ada, text="Raccogliamo i costi di un anno prima di chiedere fondi.")
    circulate_minutes(minutes, by=ada, remarks_until=timezone.localdate() + 2 * WEEK)
    for one in _people(exchange)[:1]:
        remark_on_minutes(minutes, by=one, text="Esempio: i costi erano di due anni, non di uno.")


def _date(minutes: Minutes, exchange: Exchange) -> None:
    """Put what was written back to the days after the meeting."""
    Minutes.objects.filter(pk=minutes.pk).update(
        written_at=noon_of(exchange.ends_on), approved_at=noon_of(exchange.ends_on + 3 * WEEK)
    )
    minutes.versions.update(at=noon_of(exchange.ends_on + WEEK))


def _kick_off() -> None:
    """A meeting whose minutes are prepared, with what is to be done before it."""
    found = Exchange.objects.filter(programme__slug="digital-city-experts", format="kick-off")
    exchange = found.exclude(state="cancelled").select_related("programme").first()
    if exchange is None:
        return
    bruno = person("bruno")
    minutes = write_minutes(
        exchange,
        by=bruno,
        text=from_plain(KICK_OFF),
        language="it",
        present=[*_people(exchange), bruno, person("dora")],
    )
    note_decision(minutes, by=bruno, text="Ci scriviamo nello spazio del programma, non per mail.")
    for text, owner in (
        ("Raccogliere le date possibili del laboratorio", person("dora")),
        ("Mandare a tutti il modello di curriculum", bruno),
    ):
        due_on = exchange.ends_on + 2 * WEEK
        give_task(minutes, by=bruno, text=text, due_on=due_on, owner=owner)


def _trips(slug: str, format_: str) -> None:
    """People came to one exchange: by train, by plane, some in one car."""
    ada = person("ada")
    exchange = next(iter(_held(slug, format_)), None)
    if exchange is None:
        return
    write_directions(
        exchange,
        by=ada,
        getting_there=from_plain(
            "Esempio: dalla stazione centrale, tram 4 fino al municipio (12 minuti)."
        ),
        staying=from_plain("Esempio: due alberghi senza barriere a dieci minuti a piedi."),
        language="it",
    )
    seats = exchange.seats.select_related("partner__organisation__place").order_by("-part", "pk")
    hosts = [seat for seat in seats if seat.part == "host"]
    there = hosts[0].partner.organisation.place if hosts else None
    guests = [seat for seat in seats if seat.part == "guest"]
    ways: Iterator[tuple[Ways, int, Decimal | None]] = cycle(
        [
            ([(Mode.TRAIN, None)], 2, Decimal("184.00")),
            ([(Mode.PLANE, None), (Mode.TRAIN, 18)], 1, Decimal("312.40")),
            ([(Mode.CAR, 240)], 3, Decimal("96.50")),
            ([(Mode.COACH, None)], 2, None),
        ]
    )
    for seat, (legs, people, cost) in zip(guests, ways, strict=False):
        enter_trip(
            exchange,
            legs,
            by=ada,
            name="Chi viene per " + seat.partner.organisation.name,
            organisation=seat.partner.organisation,
            start=seat.partner.organisation.place,
            end=there,
            people=people,
            nights=max(1, exchange.days - 1),
            cost=cost,
            payer=Trip.Payer.PROGRAMME,
        )


def _feedback(slug: str, format_: str, *, by: User) -> None:
    """Ask who was at a held exchange; most answered, texts were looked at, results are shared."""
    meetings = _held(slug, format_)
    if not meetings:
        return
    exchange = meetings[-1]
    if exchange.registrations.filter(state="confirmed").count() < len(GIVEN):
        _fill(exchange, by=by)
    round_ = ask_for_feedback(
        exchange,
        by=by,
        moment=Round.Moment.END,
        questions=plain_questions()["end"],
        closes_on=timezone.localdate() + WEEK,
    )
    genders = cycle(gender for _name, gender in SIGHTS)
    for ticket, given, gender in zip(
        Ticket.objects.filter(round=round_).order_by("pk"), cycle(GIVEN), genders, strict=False
    ):
        useful, helped, missing, monday = given
        values = {"useful": useful, "helped": helped, "missing": missing, "monday": monday}
        give_feedback(ticket, {key: it for key, it in values.items() if it}, gender=gender)
    close_feedback(round_, by=by)
    for passage in Passage.objects.filter(round=round_):
        look_at_passage(passage, by=by, state=Passage.State.SHOWN, text=passage.text)
    share_feedback(round_, by=by)
    Round.objects.filter(pk=round_.pk).update(
        opened_at=noon_of(exchange.ends_on),
        closes_on=exchange.ends_on + 3 * WEEK,
        closed_at=noon_of(exchange.ends_on + 3 * WEEK),
        shared_at=noon_of(exchange.ends_on + 4 * WEEK),
    )


def _fill(exchange: Exchange, *, by: User) -> None:
    """Have invented persons registered at an exchange that is over, as they were beforehand."""
    Exchange.objects.filter(pk=exchange.pk).update(state=Exchange.State.CONFIRMED)
    exchange.refresh_from_db()
    fields = suggested(exchange, on=timezone.localdate())
    fields |= {"reach": Opening.Reach.PUBLIC, "audiences": []}
    opening = open_registration(exchange, by=by, **fields)
    names = [*(name for name, _gender in SIGHTS), *MORE]
    for number, name in enumerate(names, 1):
        email = f"ospite-{exchange.pk}-{number}@example.org"
        accept_place(register_guest(exchange, name=name, email=email, language="it"), by=None)
    before = exchange.starts_on - 2 * WEEK
    exchange.registrations.update(queued_at=noon_of(before), changed_at=noon_of(before))
    Opening.objects.filter(pk=opening.pk).update(opens_on=before - 2 * WEEK, closes_on=before)
    sent = Registration.objects.filter(exchange=exchange).values("pk")
    Dispatch.objects.filter(registration__in=sent).update(mailed_at=timezone.now())
    Exchange.objects.filter(pk=exchange.pk).update(state=Exchange.State.HELD)
