"""Questions about who was there."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange
from innesto.presence.models import SHARE, Attendance, Attendee, Certificate, Requirement
from innesto.presence.sessions import Session, hours_said, whole_of
from innesto.registrations.models import Registration
from innesto.registrations.queries.people import attendees_of
from innesto.toolkit.addresses import address_of
from innesto.toolkit.prepared import Prepared
from innesto.toolkit.waiting import Waiting

WAITED_FOR = datetime.timedelta(days=120)
"""So long after an exchange its certificates wait on the desk."""


@dataclass(frozen=True, slots=True)
class Expected:
    """Somebody on the list of a session: expected, there, or both."""

    name: str
    body: str
    registration: int | None = None
    attendance: Attendance | None = None


def share_asked(exchange: Exchange) -> int:
    """Return the percent of the hours that a certificate of this exchange asks for."""
    said = Requirement.objects.filter(exchange=exchange).values_list("share", flat=True).first()
    return said or SHARE


def roll_of(exchange: Exchange, session: Session, *, name: str = "") -> Sequence[Expected]:
    """Return who is expected in a session and who is there, by name, also who walked in."""
    there = Attendance.objects.filter(
        attendee__exchange=exchange, on=session.on, half=session.half
    ).select_related("attendee")
    by_registration = {one.attendee.registration_id: one for one in there}
    people = attendees_of(exchange)
    if name:
        people = people.filter(Q(name__icontains=name) | Q(person__name__icontains=name))
    expected = [
        Expected(str(one), _body(one), one.pk, by_registration.pop(one.pk, None)) for one in people
    ]
    others = [
        Expected(str(one.attendee), one.attendee.body, None, one)
        for one in there
        if one in by_registration.values() or one.attendee.registration_id is None
        if name.lower() in one.attendee.name.lower()
    ]
    return sorted(expected + others, key=lambda one: one.name.lower())


def _body(registration: Registration) -> str:
    organisation = registration.organisation
    return str(organisation) if organisation else registration.body


def minutes_of(exchange: Exchange) -> Mapping[int, int]:
    """Return the minutes of each person who was there; never more than the exchange has."""
    whole = whole_of(exchange)
    found = Attendance.objects.filter(attendee__exchange=exchange)
    counted = found.values_list("attendee").annotate(total=Sum("minutes")).order_by("attendee")
    return {attendee: min(total, whole) for attendee, total in counted}


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody stands with their certificate."""

    attendee: Attendee
    minutes: int
    whole: int
    share: int
    certificate: Certificate | None = None

    @property
    def percent(self) -> int:
        """The part of the hours, rounded down: nobody gets a certificate by rounding."""
        return self.minutes * 100 // self.whole

    @property
    def is_enough(self) -> bool:
        """Was there as long as is asked for."""
        return self.minutes * 100 >= self.share * self.whole

    @property
    def hours(self) -> str:
        """The hours counted."""
        return hours_said(self.minutes)

    @property
    def differs(self) -> bool:
        """The hours were corrected after the certificate was handed out."""
        return self.certificate is not None and self.certificate.minutes != self.minutes


def standings_of(exchange: Exchange) -> Sequence[Standing]:
    """Return all who were there, their hours, and the certificate that holds, by name."""
    minutes, whole, share = minutes_of(exchange), whole_of(exchange), share_asked(exchange)
    valid = {one.attendee_id: one for one in Certificate.objects.valid().filter(exchange=exchange)}
    people = Attendee.objects.filter(exchange=exchange).order_by("name", "pk")
    return [
        Standing(one, minutes.get(one.pk, 0), whole, share, valid.get(one.pk))
        for one in people.fetch_mode(models.FETCH_RAISE)
    ]


@dataclass(frozen=True, slots=True)
class Own:
    """What somebody finds about themselves."""

    attendances: Sequence[Attendance] = field(default_factory=tuple)
    certificate: Certificate | None = None

    @property
    def hours(self) -> str:
        """The hours counted so far."""
        return hours_said(sum(one.minutes for one in self.attendances))


def own_presence(person: User, exchange: Exchange) -> Own:
    """Return when a person was at an exchange, and their certificate."""
    found = Attendance.objects.filter(attendee__exchange=exchange, attendee__person=person)
    certificates = Certificate.objects.valid().filter(exchange=exchange, person=person)
    return Own(list(found.order_by("on", "starts_at")), certificates.first())


def own_certificates(person: User) -> QuerySet[Certificate]:
    """Return the certificates of a person that hold, the newest first, sealed."""
    found = Certificate.objects.valid().filter(person=person).order_by("-issued_at", "pk")
    return found.fetch_mode(models.FETCH_RAISE)


@Prepared
def _uncertified(person: int, first: datetime.date, last: datetime.date) -> QuerySet[Attendee]:
    valid = Certificate.objects.valid().filter(attendee=OuterRef("pk"))
    return (
        Attendee.objects.filter(
            exchange__in=Exchange.objects.run_by(User(pk=person)).values("pk"),
            exchange__ends_on__gte=first,
            exchange__ends_on__lt=last,
        )
        .exclude(exchange__state=Exchange.State.CANCELLED)
        .exclude(Exists(valid))
        .annotate(
            there=Sum("attendances__minutes"),
            asked=Coalesce(F("exchange__requirement__share"), SHARE),
        )
        .filter(there__gt=0)
        .select_related("exchange")
        .order_by("exchange__ends_on", "exchange", "pk")
    )


def certificates_waiting_for(person: User, on: datetime.date) -> Iterator[Waiting]:
    """Yield the exchanges a person runs whose certificates are still to be issued."""
    found = _uncertified(person.pk, on - WAITED_FOR, on)
    for exchange, group in groupby(found, key=lambda one: one.exchange):
        whole = whole_of(exchange)
        due = sum(min(one.there, whole) * 100 >= one.asked * whole for one in group)  # type: ignore[attr-defined]
        if due:
            yield Waiting(
                title=_("Certificates to issue: %(exchange)s") % {"exchange": exchange},
                detail=ngettext(
                    "%(count)d person was there long enough.",
                    "%(count)d persons were there long enough.",
                    due,
                )
                % {"count": due},
                url=address_of("presence:certificates", exchange.pk),
                action=_("Issue them"),
            )


def came_to(exchange: Exchange) -> QuerySet[Attendee]:
    """Return who was at an exchange for some time, by name; nobody where nobody noted it."""
    found = Attendee.objects.filter(exchange=exchange, attendances__minutes__gt=0).distinct()
    return found.select_related("person", "registration__person").order_by("name", "pk")
