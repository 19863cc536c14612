import datetime

import factory
from django.utils import timezone

from innesto.presence.models import Attendance, Attendee, Certificate
from tests.exchanges.factories import ExchangeFactory
from tests.registrations.factories import RegistrationFactory


class AttendeeFactory(factory.django.DjangoModelFactory):
    """Somebody with a place who came."""

    class Meta:
        model = Attendee

    exchange = factory.SubFactory(ExchangeFactory)
    registration = factory.SubFactory(
        RegistrationFactory, exchange=factory.SelfAttribute("..exchange")
    )
    person = factory.SelfAttribute("registration.person")
    name = factory.SelfAttribute("registration.name")
    language = "it"


class AttendanceFactory(factory.django.DjangoModelFactory):
    """A whole morning."""

    class Meta:
        model = Attendance

    attendee = factory.SubFactory(AttendeeFactory)
    on = datetime.date(2026, 3, 10)
    half = "morning"
    starts_at = datetime.datetime(2026, 3, 10, 8, tzinfo=datetime.UTC)
    ends_at = datetime.datetime(2026, 3, 10, 12, tzinfo=datetime.UTC)
    how = "list"
    minutes = 240
    noted_at = factory.LazyFunction(timezone.now)


class CertificateFactory(factory.django.DjangoModelFactory):
    """A day of eight hours."""

    class Meta:
        model = Certificate

    attendee = factory.SubFactory(AttendeeFactory)
    person = factory.SelfAttribute("attendee.person")
    exchange = factory.SelfAttribute("attendee.exchange")
    language = "it"
    name = "Marta Rossi"
    title = "Visita"
    programme = "Tavola rotonda"
    place = "Sala del consiglio"
    days = ["2026-03-10"]
    minutes = 480
    whole = 480
    notice = "Cofinanziato dall’Unione europea"
    issued_at = factory.LazyFunction(timezone.now)
