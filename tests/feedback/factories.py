import datetime

import factory
from django.utils import timezone

from innesto.feedback.models import Answer, Round, Ticket
from innesto.feedback.questions import plain_questions
from tests.accounts.factories import UserFactory
from tests.exchanges.factories import ExchangeFactory


class RoundFactory(factory.django.DjangoModelFactory):
    """Open at the end of an exchange that was held, with our plain questions."""

    class Meta:
        model = Round

    class Params:
        closed = factory.Trait(closed_at=factory.LazyFunction(timezone.now))

    exchange = factory.SubFactory(ExchangeFactory, state="held")
    moment = "end"
    questions = factory.LazyAttribute(lambda one: [*plain_questions()[one.moment]])
    opened_at = factory.LazyFunction(timezone.now)
    closes_on = factory.LazyFunction(lambda: timezone.localdate() + datetime.timedelta(days=21))


class TicketFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Ticket

    round = factory.SubFactory(RoundFactory)
    person = factory.SubFactory(UserFactory)
    name = factory.LazyAttribute(lambda one: str(one.person))
    language = "it"


class AnswerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Answer

    round = factory.SubFactory(RoundFactory)
    values = factory.LazyFunction(lambda: {"useful": 4})
