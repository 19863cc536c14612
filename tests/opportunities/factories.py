import factory
from django.utils import timezone

from innesto.opportunities.models import Opportunity
from tests.accounts.factories import UserFactory


class OpportunityFactory(factory.django.DjangoModelFactory):
    """A training for everyone; give a place for one that is local or regional."""

    class Meta:
        model = Opportunity

    kind = "training"
    title = factory.Sequence(lambda n: f"Training {n}")
    about = "Six hours for those at the desk."
    language = "it"
    reach = "interregional"
    author = factory.SubFactory(UserFactory)
    posted_at = factory.LazyFunction(timezone.now)
