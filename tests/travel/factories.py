import factory
from django.utils import timezone

from innesto.travel.models import Leg, Trip
from tests.accounts.factories import UserFactory
from tests.exchanges.factories import ExchangeFactory
from tests.places.factories import PlaceFactory


class TripFactory(factory.django.DjangoModelFactory):
    """By train from Turin to Cuneo and back; give ``legs`` as pairs of mode and kilometres."""

    class Meta:
        model = Trip
        skip_postgeneration_save = True

    exchange = factory.SubFactory(ExchangeFactory)
    traveller = factory.SubFactory(UserFactory)
    start = factory.SubFactory(PlaceFactory, lat=45.0703, lon=7.6869)
    end = factory.SubFactory(PlaceFactory, lat=44.3845, lon=7.5427)
    entered_by = factory.SelfAttribute("traveller")
    at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def legs(self, create, extracted):
        for position, (mode, km) in enumerate(extracted or [("train", None)], 1):
            Leg.objects.create(trip=self, position=position, mode=mode, km=km)
