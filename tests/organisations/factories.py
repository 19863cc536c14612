import factory

from innesto.organisations.models import Closure, Membership, Need, Offer, Office, Organisation
from tests.accounts.factories import UserFactory


class OrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Comune {n}")
    slug = factory.LazyAttributeSequence(lambda o, n: f"organisation-{n}")
    kind = Organisation.Kind.MUNICIPALITY


class OfficeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Office

    organisation = factory.SubFactory(OrganisationFactory)
    name = factory.Sequence(lambda n: f"Office {n}")


class MembershipFactory(factory.django.DjangoModelFactory):
    """A confirmed colleague; ``is_referent=True`` for one who keeps the page."""

    class Meta:
        model = Membership

    person = factory.SubFactory(UserFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    status = Membership.Status.CONFIRMED


class NeedFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Need

    organisation = factory.SubFactory(OrganisationFactory)
    theme = factory.SubFactory("tests.themes.factories.ThemeFactory")
    level = 2


class OfferFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Offer

    organisation = factory.SubFactory(OrganisationFactory)
    theme = factory.SubFactory("tests.themes.factories.ThemeFactory")
    level = 2


class ClosureFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Closure

    organisation = factory.SubFactory(OrganisationFactory)
    first_day = "2026-08-10"
    last_day = "2026-08-21"
