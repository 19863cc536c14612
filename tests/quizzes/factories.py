import factory
from django.utils import timezone

from innesto.quizzes.models import Attempt, Edition, Quiz
from tests.courses.factories import EnrolmentFactory, UnitFactory
from tests.quizzes.papers import MULTIPLE, SINGLE


class QuizFactory(factory.django.DjangoModelFactory):
    """A quiz that is out, without questions; in the order in which it was written."""

    class Meta:
        model = Quiz

    unit = factory.SubFactory(UnitFactory, kind="quiz")
    is_shuffled = False


class EditionFactory(factory.django.DjangoModelFactory):
    """One question with one right choice, for a point, and one with two, for two points."""

    class Meta:
        model = Edition

    quiz = factory.SubFactory(QuizFactory)
    questions = [SINGLE, MULTIPLE]
    made_at = factory.LazyFunction(timezone.now)


class AttemptFactory(factory.django.DjangoModelFactory):
    """An open attempt of somebody who is enrolled; ``marked=True`` for one that is over."""

    class Meta:
        model = Attempt

    class Params:
        marked = factory.Trait(
            state="marked",
            handed_in_at=factory.LazyFunction(timezone.now),
            marked_at=factory.LazyFunction(timezone.now),
            percent=100,
            is_passed=True,
        )

    edition = factory.SubFactory(EditionFactory)
    quiz = factory.SelfAttribute("edition.quiz")
    enrolment = factory.SubFactory(
        EnrolmentFactory, course=factory.SelfAttribute("..quiz.unit.course")
    )
    seed = 7
    opened_at = factory.LazyFunction(timezone.now)
