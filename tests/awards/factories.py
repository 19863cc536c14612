import factory
from django.utils import timezone

from innesto.awards.models import Candidacy
from tests.accounts.factories import UserFactory
from tests.cascade.factories import TrainingFactory, WitnessFactory


class CandidacyFactory(factory.django.DjangoModelFactory):
    """Somebody who set out; give the award."""

    class Meta:
        model = Candidacy

    person = factory.SubFactory(UserFactory)
    begun_at = factory.LazyFunction(timezone.now)


def witnessed_session(person):
    """A session that a colleague witnessed."""
    session = TrainingFactory(kind="session", trainer=person)
    WitnessFactory(training=session, answer="yes")
    return session
