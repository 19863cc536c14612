import factory
from django.utils import timezone

from innesto.notifications.models import Notification
from tests.accounts.factories import UserFactory


class NotificationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Notification

    to = factory.SubFactory(UserFactory)
    kind = "invitation_accepted"
    key = factory.Sequence(lambda n: f"occasion-{n}")
    title = factory.Sequence(lambda n: f"Notice {n}")
    created_at = factory.LazyFunction(timezone.now)
