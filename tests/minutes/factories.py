import datetime

import factory
from django.utils import timezone

from innesto.minutes.models import Decision, Minutes, Present, Remark, Task
from tests.accounts.factories import UserFactory
from tests.exchanges.factories import ExchangeFactory


class MinutesFactory(factory.django.DjangoModelFactory):
    """A draft; ``sent=True`` and ``approved=True`` make one that went on."""

    class Meta:
        model = Minutes

    class Params:
        sent = factory.Trait(state="sent", remarks_until=datetime.date(2027, 4, 1))
        approved = factory.Trait(state="approved", approved_at=factory.LazyFunction(timezone.now))

    exchange = factory.SubFactory(ExchangeFactory)
    text = "<p>We met and agreed.</p>"
    language = "en"
    writer = factory.SubFactory(UserFactory)
    written_at = factory.LazyFunction(timezone.now)


class PresentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Present

    minutes = factory.SubFactory(MinutesFactory)
    person = factory.SubFactory(UserFactory)
    name = factory.LazyAttribute(lambda one: str(one.person))


class DecisionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Decision

    minutes = factory.SubFactory(MinutesFactory)
    number = factory.Sequence(lambda n: n + 1)
    text = "The manual is translated into Finnish."


class TaskFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Task

    minutes = factory.SubFactory(MinutesFactory, sent=True)
    number = factory.Sequence(lambda n: n + 1)
    text = factory.Sequence(lambda n: f"Send the figures {n}")
    owner = factory.SubFactory(UserFactory)
    due_on = datetime.date(2027, 5, 1)


class RemarkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Remark

    minutes = factory.SubFactory(MinutesFactory, sent=True)
    version = 1
    author = factory.SubFactory(UserFactory)
    text = "The second figure is another one."
    at = factory.LazyFunction(timezone.now)
