from datetime import timedelta

import factory
from django.utils import timezone

from innesto.questions.models import Answer, Article, Expert, Question
from tests.accounts.factories import UserFactory
from tests.communities.factories import CommunityFactory, MemberFactory


class QuestionFactory(factory.django.DjangoModelFactory):
    """A question that waits, asked now by a member under their name."""

    class Meta:
        model = Question

    community = factory.SubFactory(CommunityFactory)
    title = factory.Sequence(lambda n: f"Possiamo condividere la scheda {n}?")
    body = "<p>Abbiamo già l’informativa dello sportello.</p>"
    language = "it"
    asker = factory.LazyAttribute(lambda o: MemberFactory(community=o.community).person)
    asked_at = factory.LazyFunction(timezone.now)
    promised_days = 5
    due_at = factory.LazyAttribute(lambda o: o.asked_at + timedelta(days=o.promised_days))
    escalates_at = factory.LazyAttribute(lambda o: o.asked_at + timedelta(days=5))


class ExpertFactory(factory.django.DjangoModelFactory):
    """A willing expert of a community, and a member of it."""

    class Meta:
        model = Expert

    community = factory.SubFactory(CommunityFactory)
    person = factory.SubFactory(UserFactory)
    spoken = ",it,"

    @classmethod
    def _create(cls, model, *args, community, person, **kwargs):
        MemberFactory(community=community, person=person)
        return super()._create(model, *args, community=community, person=person, **kwargs)


class AnswerFactory(factory.django.DjangoModelFactory):
    """An answer of a member; the question is told of it by ``give_answer`` only."""

    class Meta:
        model = Answer

    question = factory.SubFactory(QuestionFactory)
    author = factory.LazyAttribute(lambda o: MemberFactory(community=o.question.community).person)
    body = "<p>Sì, se l’informativa lo dice.</p>"
    language = "it"
    by_expert = False
    at = factory.LazyFunction(timezone.now)


class ArticleFactory(factory.django.DjangoModelFactory):
    """A draft."""

    class Meta:
        model = Article

    community = factory.SubFactory(CommunityFactory)
    title = "Condividere la scheda"
    body = "<p>Si può.</p>"
    language = "it"
    made_at = factory.LazyFunction(timezone.now)
    changed_at = factory.LazyFunction(timezone.now)
