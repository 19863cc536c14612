import datetime

import factory
from django.utils import timezone

from innesto.registrations.models import FormQuestion, Opening, Quota, Registration
from tests.accounts.factories import UserFactory
from tests.exchanges.factories import ExchangeFactory


class OpeningFactory(factory.django.DjangoModelFactory):
    """Open since yesterday, for everyone and without end."""

    class Meta:
        model = Opening

    exchange = factory.SubFactory(ExchangeFactory)
    opens_on = factory.LazyFunction(lambda: timezone.localdate() - datetime.timedelta(days=1))
    closes_on = factory.LazyFunction(lambda: timezone.localdate() + datetime.timedelta(days=9))
    reach = "public"


class QuotaFactory(factory.django.DjangoModelFactory):
    """At most one of each organisation."""

    class Meta:
        model = Quota

    opening = factory.SubFactory(OpeningFactory)
    by = "organisation"
    seats = 1


class RegistrationFactory(factory.django.DjangoModelFactory):
    """Somebody with a place."""

    class Meta:
        model = Registration

    exchange = factory.SubFactory(ExchangeFactory)
    person = factory.SubFactory(UserFactory)
    name = factory.SelfAttribute("person.name")
    language = "it"
    state = "confirmed"
    nonce = factory.Sequence(lambda n: f"nonce-{n}")
    queued_at = factory.LazyFunction(timezone.now)
    changed_at = factory.LazyFunction(timezone.now)


class FormQuestionFactory(factory.django.DjangoModelFactory):
    """Something that may stay blank."""

    class Meta:
        model = FormQuestion

    opening = factory.SubFactory(OpeningFactory)
    label = "How do you travel?"
    purpose = "to order the bus"
