import datetime as dt

import factory

from innesto.places.models import Area, Country, Holiday, Place
from innesto.places.spelling import search_key


class CountryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Country
        django_get_or_create = ["code"]

    code = "IT"
    names = factory.LazyAttribute(
        lambda o: {"IT": {"it": "Italia", "en": "Italy"}}.get(o.code, {"en": o.code})
    )
    continent = Country.Continent.EUROPE
    is_eu = True
    languages = ["it"]


class AreaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Area
        django_get_or_create = ["country", "kind", "code"]

    country = factory.SubFactory(CountryFactory)
    kind = Area.Kind.REGION
    code = factory.Sequence(lambda n: f"{n:02}")
    name = factory.LazyAttribute(lambda o: f"Region {o.code}")


class PlaceFactory(factory.django.DjangoModelFactory):
    """An Italian municipality; ``country__code="NL", code=""`` makes a place elsewhere."""

    class Meta:
        model = Place

    country = factory.SubFactory(CountryFactory)
    code = factory.Sequence(lambda n: f"9{n:05}")
    ref = factory.LazyAttributeSequence(lambda o, n: o.code or f"g{n}")
    name = factory.Sequence(lambda n: f"Borgo {n}")
    key = factory.LazyAttribute(lambda o: search_key(o.name))


class HolidayFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Holiday

    country = factory.SubFactory(CountryFactory)
    date = factory.Sequence(lambda n: dt.date(2026, 1, 1) + dt.timedelta(days=n))
    name = factory.Sequence(lambda n: f"Holiday {n}")
