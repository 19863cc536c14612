import factory
from django.utils import timezone

from innesto.outcomes.models import Account, Lesson
from tests.exchanges.factories import ExchangeFactory
from tests.organisations.factories import OrganisationFactory
from tests.programmes.factories import PartnerFactory, ProgrammeFactory


class AccountFactory(factory.django.DjangoModelFactory):
    """A partner that learned something."""

    class Meta:
        model = Account

    exchange = factory.SubFactory(ExchangeFactory, state="held")
    partner = factory.SubFactory(
        PartnerFactory, programme=factory.SelfAttribute("..exchange.programme")
    )
    learned = "Che gli orti bastano per una mensa"
    at = factory.LazyFunction(timezone.now)


class LessonFactory(factory.django.DjangoModelFactory):
    """A lesson for everyone."""

    class Meta:
        model = Lesson

    programme = factory.SubFactory(ProgrammeFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    sentence = factory.Sequence(lambda n: f"Se si chiede prima, allora si fa, perché {n}")
    happened = "Si è fatto"
    visibility = "public"
    language = "it"
    written_at = factory.LazyFunction(timezone.now)
