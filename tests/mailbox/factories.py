import factory
from django.utils import timezone

from innesto.mailbox.models import Incoming


class IncomingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Incoming

    message_id = factory.Sequence(lambda n: f"<{n}@example.org>")
    came_at = factory.LazyFunction(timezone.now)
    size = 1000
    outcome = "taken"
