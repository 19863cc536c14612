"""Who was at the exchanges that were held, and the certificates of who was there long enough."""

from itertools import cycle

from innesto.config.demo.people import person
from innesto.config.demo.practices.past import noon_of
from innesto.exchanges.models import Exchange
from innesto.presence.actions import (
    correct_presence,
    issue_certificates,
    mark_present,
    revoke_certificate,
)
from innesto.presence.models import Attendance, Attendee, Certificate
from innesto.presence.sessions import sessions_of
from innesto.registrations.queries.people import attendees_of

ONE_IN = 6
"""Of so many persons one goes home at noon."""


def note_presence() -> None:
    """Note who was where, once; nearly everybody stays to the end."""
    if Attendee.objects.exists():
        return
    held = Exchange.objects.filter(state=Exchange.State.HELD, registrations__state="confirmed")
    for exchange in held.select_related("programme").distinct().order_by("pk"):
        _note(exchange)


def _note(exchange: Exchange) -> None:
    ada = person("ada")
    people = list(attendees_of(exchange))
    staying = [one for number, one in enumerate(people, start=1) if number % ONE_IN]
    for session, came in zip(sessions_of(exchange), cycle((people, staying)), strict=False):
        noted = mark_present(exchange, session, came, how=Attendance.How.LIST, by=ada)
        at = session.ends_at
        Attendance.objects.filter(pk__in=[one.pk for one in noted]).update(noted_at=at)
    late = Attendance.objects.filter(attendee__exchange=exchange).order_by("pk")[1]
    reason = "Esempio di correzione: il treno era in ritardo"
    correct_presence(late, minutes=late.minutes - 45, reason=reason, by=ada)
    issued = issue_certificates(exchange, by=ada)
    revoke_certificate(issued[-1], reason="Esempio di revoca: il nome era sbagliato", by=ada)
    issue_certificates(exchange, by=ada)
    Certificate.objects.filter(exchange=exchange).update(issued_at=noon_of(exchange.ends_on))
