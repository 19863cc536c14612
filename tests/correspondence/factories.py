import factory
from django.utils import timezone

from innesto.correspondence.models import Answer, Copy, Message
from tests.accounts.factories import UserFactory
from tests.programmes.factories import ParticipantFactory, ProgrammeFactory


class MessageFactory(factory.django.DjangoModelFactory):
    """A message of the coordination; it goes nowhere until a copy is made."""

    class Meta:
        model = Message

    programme = factory.SubFactory(ProgrammeFactory)
    subject = factory.Sequence(lambda n: f"Message {n}")
    text = "Who lends us a mediator?"
    language = "it"
    sent_at = factory.LazyFunction(timezone.now)
    last_at = factory.SelfAttribute("sent_at")


class CopyFactory(factory.django.DjangoModelFactory):
    """A copy that the coordination got; give ``project=`` or ``partner=`` for another side."""

    class Meta:
        model = Copy

    message = factory.SubFactory(MessageFactory)


class AnswerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Answer

    copy = factory.SubFactory(CopyFactory)
    text = "We do."
    language = "it"
    written_at = factory.LazyFunction(timezone.now)


def project_of(call, name):
    """Return a project of the call and somebody who acts in it."""
    project = ProgrammeFactory(call=call, blueprint="", names={"it": name})
    person = UserFactory(name=f"Of {name}")
    ParticipantFactory(programme=project, user=person, may_contribute=True)
    return project, person
