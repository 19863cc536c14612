import factory
from django.utils import timezone

from innesto.assignments.models import Assessment, Assignment, Work
from tests.courses.factories import EnrolmentFactory, UnitFactory

RUBRIC = [
    {"key": "a", "text": {"it": "È chiaro", "en": "It is clear"}, "points": 2},
    {
        "key": "b",
        "text": {"it": "Dice chi fa cosa", "en": "It says who does what"},
        "points": 2,
    },
]


class AssignmentFactory(factory.django.DjangoModelFactory):
    """A text that two peers assess by two criteria of two points."""

    class Meta:
        model = Assignment

    unit = factory.SubFactory(UnitFactory, kind="assignment")
    task = {"it": "Descrivi il tuo sportello.", "en": "Describe your help desk."}
    rubric = RUBRIC


class WorkFactory(factory.django.DjangoModelFactory):
    """A work that waits for its result."""

    class Meta:
        model = Work

    assignment = factory.SubFactory(AssignmentFactory)
    enrolment = factory.SubFactory(
        EnrolmentFactory, course=factory.SelfAttribute("..assignment.unit.course")
    )
    text = "Apriamo il martedì."
    handed_in_at = factory.LazyFunction(timezone.now)


class AssessmentFactory(factory.django.DjangoModelFactory):
    """A work in the hands of somebody who has handed in too."""

    class Meta:
        model = Assessment

    work = factory.SubFactory(WorkFactory)
    enrolment = factory.LazyAttribute(
        lambda one: WorkFactory(assignment=one.work.assignment).enrolment
    )
    given_at = factory.LazyFunction(timezone.now)
