import datetime

import factory
from django.utils import timezone

from innesto.contributions.models import Assessment, Contribution, ContributionCall
from tests.accounts.factories import UserFactory
from tests.exchanges.factories import ROUND_TABLE, ExchangeFactory
from tests.programmes.factories import ProgrammeFactory

CONFERENCE = f"{ROUND_TABLE}    open_call: true\n"
"""The round table, whose visits call for contributions."""


class ContributionCallFactory(factory.django.DjangoModelFactory):
    """A call that is open, at an exchange everyone may see."""

    class Meta:
        model = ContributionCall

    exchange = factory.SubFactory(
        ExchangeFactory,
        programme=factory.SubFactory(ProgrammeFactory, state="running", blueprint=CONFERENCE),
    )
    about = "What you learned."
    kinds = ["Talk", "Poster"]
    criteria = ["New", "Useful"]
    opens_on = factory.LazyFunction(timezone.localdate)
    closes_on = factory.LazyAttribute(lambda call: call.opens_on + datetime.timedelta(days=30))


class ContributionFactory(factory.django.DjangoModelFactory):
    """A talk that waits for a decision."""

    class Meta:
        model = Contribution

    call = factory.SubFactory(ContributionCallFactory)
    kind = "Talk"
    title = factory.Sequence(lambda n: f"Contribution {n}")
    summary = "Heat from the canal."
    language = "en"
    by = factory.SubFactory(UserFactory)
    sent_at = factory.LazyFunction(timezone.now)


class AssessmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Assessment

    contribution = factory.SubFactory(ContributionFactory)
    reviewer = factory.SubFactory(UserFactory)
