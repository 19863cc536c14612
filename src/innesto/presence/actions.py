"""Note who was there, correct it, and certify it."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils import timezone, translation

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange
from innesto.journal.actions import record
from innesto.presence.models import Attendance, Attendee, Certificate, Requirement
from innesto.presence.queries import Standing, standings_of
from innesto.presence.sessions import BEFORE, Session, minutes_between
from innesto.presence.tasks import tell_certificates
from innesto.registrations.models import Registration


class CalledOff(Exception):
    """Nobody can be at an exchange that was called off."""


class NotYet(Exception):
    """The session is still to come, or the exchange is not over."""


class NobodyNew(Exception):
    """Everything was said already: a second organiser ticks the same names, a phone sends twice."""


class AlreadyRevoked(Exception):
    """The certificate holds no more."""


@transaction.atomic
def mark_present(
    exchange: Exchange,
    session: Session,
    people: Sequence[Registration],
    *,
    how: str,
    by: User,
    at: datetime | None = None,
) -> list[Attendance]:
    """Note people as present in a session; ``at`` is when they came, if somebody saw it.

    Who is noted already stays as noted. Raises ``NobodyNew``, ``NotYet``, ``CalledOff``.
    """
    exchange = _locked(exchange, session)
    known = Attendee.objects.filter(exchange=exchange, registration__in=people)
    attendees = {one.registration_id: one for one in known}
    there = set(
        Attendance.objects.filter(
            attendee__in=attendees.values(), on=session.on, half=session.half
        ).values_list("attendee", flat=True)
    )
    came = [attendees.get(one.pk) or _attendee(exchange, one) for one in people]
    new = [one for one in came if one.pk not in there]
    if not new:
        raise NobodyNew
    noted = Attendance.objects.bulk_create(
        [_attendance(one, session, how=how, by=by, at=at) for one in new]
    )
    _tell_journal("presence_noted", exchange, new, session, by=by)
    return noted


@transaction.atomic
def add_walk_in(
    exchange: Exchange, session: Session, *, name: str, body: str, by: User
) -> Attendance:
    """Note somebody who came without a registration. Raises as ``mark_present`` does.

    The same name of the same organisation is the same person.
    """
    exchange = _locked(exchange, session)
    attendee, _is_new = Attendee.objects.get_or_create(
        exchange=exchange,
        registration=None,
        name=name,
        body=body,
        defaults={"language": translation.get_language() or "it"},
    )
    if attendee.attendances.filter(on=session.on, half=session.half).exists():
        raise NobodyNew
    attendance = _attendance(attendee, session, how=Attendance.How.LIST, by=by, at=None)
    attendance.save()
    _tell_journal("presence_noted", exchange, [attendee], session, by=by)
    return attendance


def _locked(exchange: Exchange, session: Session) -> Exchange:
    exchange = Exchange.objects.select_for_update().get(pk=exchange.pk)
    if exchange.state == Exchange.State.CANCELLED:
        raise CalledOff
    if timezone.now() < session.starts_at - BEFORE:
        raise NotYet
    return exchange


def _attendee(exchange: Exchange, registration: Registration) -> Attendee:
    organisation = registration.organisation
    return Attendee.objects.create(
        exchange=exchange,
        registration=registration,
        person_id=registration.person_id,
        name=str(registration),
        body=str(organisation) if organisation else registration.body,
        language=registration.language,
    )


def _attendance(
    attendee: Attendee, session: Session, *, how: str, by: User, at: datetime | None
) -> Attendance:
    return Attendance(
        attendee=attendee,
        on=session.on,
        half=session.half,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        how=how,
        arrived_at=at,
        minutes=minutes_between(session.starts_at, session.ends_at, at, None),
        by=by,
        noted_at=timezone.now(),
    )


def _tell_journal(
    verb: str, exchange: Exchange, people: Sequence[Attendee], session: Session, *, by: User
) -> None:
    came = [one.pk for one in people]
    record(verb, exchange, by=by, within=exchange.programme, session=session.key, people=came)


@transaction.atomic
def note_leaving(attendance: Attendance, *, at: datetime, by: User) -> Attendance:
    """Note when somebody left; the first word holds. Raises ``NobodyNew``."""
    attendance = _attendance_locked(attendance)
    if attendance.left_at is not None:
        raise NobodyNew
    attendance.left_at = at
    attendance.minutes = minutes_between(
        attendance.starts_at, attendance.ends_at, attendance.arrived_at, at
    )
    attendance.save(update_fields=["left_at", "minutes"])
    exchange = attendance.attendee.exchange
    record("leaving_noted", exchange, by=by, within=exchange.programme, presence=attendance.pk)
    return attendance


@transaction.atomic
def correct_presence(attendance: Attendance, *, minutes: int, reason: str, by: User) -> Attendance:
    """Say anew how long somebody was there; nought means that they were not."""
    attendance = _attendance_locked(attendance)
    before, attendance.minutes, attendance.reason = attendance.minutes, minutes, reason
    attendance.save(update_fields=["minutes", "reason"])
    exchange = attendance.attendee.exchange
    facts = {"presence": attendance.pk, "before": before, "after": minutes, "reason": reason}
    record("presence_corrected", exchange, by=by, within=exchange.programme, **facts)
    return attendance


def _attendance_locked(attendance: Attendance) -> Attendance:
    found = Attendance.objects.select_for_update(of=("self",))
    return found.select_related("attendee__exchange__programme").get(pk=attendance.pk)


@transaction.atomic
def require_share(exchange: Exchange, *, share: int, by: User) -> Requirement:
    """Say what percent of the hours a certificate asks for; those handed out stay."""
    requirement, _is_new = Requirement.objects.update_or_create(
        exchange=exchange, defaults={"share": share}
    )
    record("certificate_share_set", exchange, by=by, within=exchange.programme, share=share)
    return requirement


@transaction.atomic
def issue_certificates(exchange: Exchange, *, by: User) -> list[Certificate]:
    """Certify the presence of all who were there long enough and have no certificate yet.

    Raises ``NotYet`` before the end, and ``NobodyNew`` when there is nothing to certify.
    """
    exchange = (
        Exchange.objects.select_for_update(of=("self",))
        .select_related("programme")
        .get(pk=exchange.pk)
    )
    if timezone.now() < exchange.ends_at:
        raise NotYet
    due = [one for one in standings_of(exchange) if one.is_enough and not one.certificate]
    if not due:
        raise NobodyNew
    days: dict[int, list[str]] = {}
    there = Attendance.objects.filter(attendee__exchange=exchange, minutes__gt=0)
    for attendee, on in there.order_by("on").values_list("attendee", "on"):
        days.setdefault(attendee, []).append(on.isoformat())
    issued = [_certificate(exchange, one, days[one.attendee.pk]) for one in due]
    Certificate.objects.bulk_create(issued)
    record("certificates_issued", exchange, by=by, within=exchange.programme, count=len(issued))
    transaction.on_commit(partial(tell_certificates.enqueue, [one.pk for one in issued]))
    return issued


def _certificate(exchange: Exchange, standing: Standing, days: list[str]) -> Certificate:
    attendee = standing.attendee
    with translation.override(attendee.language):
        return Certificate(
            attendee=attendee,
            person_id=attendee.person_id,
            exchange=exchange,
            language=attendee.language,
            name=str(attendee),
            title=str(exchange),
            programme=str(exchange.programme),
            place=exchange.venue or exchange.get_mode_display(),
            days=list(dict.fromkeys(days)),
            minutes=standing.minutes,
            whole=standing.whole,
            notice=exchange.programme.notice,
            issued_at=timezone.now(),
        )


@transaction.atomic
def revoke_certificate(certificate: Certificate, *, reason: str, by: User) -> Certificate:
    """Say that a certificate does not hold any more; its page says so. Another may follow."""
    certificate = (
        Certificate.objects.select_for_update(of=("self",))
        .select_related("exchange__programme")
        .get(pk=certificate.pk)
    )
    if certificate.is_revoked:
        raise AlreadyRevoked
    certificate.revoked_at = timezone.now()
    certificate.reason = reason
    certificate.save(update_fields=["revoked_at", "reason"])
    exchange = certificate.exchange
    facts = {"certificate": certificate.code, "reason": reason}
    record("certificate_revoked", exchange, by=by, within=exchange.programme, **facts)
    return certificate
