import datetime

import factory
from django.utils import timezone

from innesto.assessments.models import Assessment, Inquiry
from tests.accounts.factories import UserFactory
from tests.curricula.factories import FrameworkFactory
from tests.programmes.factories import ProgrammeFactory


class InquiryFactory(factory.django.DjangoModelFactory):
    """People of a programme are asked about a framework, for a week."""

    class Meta:
        model = Inquiry

    title = factory.Sequence(lambda n: f"Before the path {n}")
    programme = factory.SubFactory(ProgrammeFactory, state="running")
    framework = factory.SubFactory(FrameworkFactory)
    opened_at = factory.LazyFunction(timezone.now)
    closes_on = factory.LazyFunction(lambda: timezone.localdate() + datetime.timedelta(7))


class AssessmentFactory(factory.django.DjangoModelFactory):
    """Of a person, begun; ``finished_at`` for one that is whole."""

    class Meta:
        model = Assessment

    person = factory.SubFactory(UserFactory)
    framework = factory.SubFactory(FrameworkFactory)
    started_at = factory.LazyFunction(timezone.now)
