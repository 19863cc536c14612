import factory
from django.utils import timezone

from innesto.deposits.models import Deposit, Guideline, Reuse, Section, Version
from tests.accounts.factories import UserFactory
from tests.communities.factories import CommunityFactory
from tests.organisations.factories import OrganisationFactory


class DepositFactory(factory.django.DjangoModelFactory):
    """A work with one version; ``kind="tool"`` for one that others take home."""

    class Meta:
        model = Deposit
        skip_postgeneration_save = True

    community = factory.SubFactory(CommunityFactory)
    title = factory.Sequence(lambda n: f"Work {n}")
    language = "it"
    licence = "CC BY 4.0"
    author = factory.SubFactory(UserFactory)
    created_at = factory.LazyFunction(timezone.now)
    changed_at = factory.LazyFunction(timezone.now)
    version = factory.RelatedFactory("tests.deposits.factories.VersionFactory", "deposit")


class VersionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Version

    deposit = factory.SubFactory(DepositFactory, version=None)
    number = 1
    url = "https://example.org/work"
    at = factory.LazyFunction(timezone.now)


class ReuseFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Reuse

    deposit = factory.SubFactory(DepositFactory, kind="tool")
    organisation = factory.SubFactory(OrganisationFactory)
    purpose = "At our desk"
    at = factory.LazyFunction(timezone.now)


class GuidelineFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Guideline

    community = factory.SubFactory(CommunityFactory)
    title = factory.Sequence(lambda n: f"Guideline {n}")
    about = "For cities that begin"
    language = "it"
    begun_at = factory.LazyFunction(timezone.now)
    changed_at = factory.LazyFunction(timezone.now)


class SectionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Section

    guideline = factory.SubFactory(GuidelineFactory)
    heading = factory.Sequence(lambda n: f"Section {n}")
    body = "<p>Ask first.</p>"
