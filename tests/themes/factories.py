import factory

from innesto.themes.models import Scheme, Theme


class SchemeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Scheme

    key = factory.Sequence(lambda n: f"scheme-{n}")


class ThemeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Theme

    scheme = factory.SubFactory(SchemeFactory)
    key = factory.Sequence(lambda n: f"theme-{n}")
    labels = factory.LazyAttribute(lambda o: {"it": o.key.title()})
