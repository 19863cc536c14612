from datetime import timedelta

import factory
from django.utils import timezone

from innesto.accounts.models import Invitation, User


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User

    name = factory.Sequence(lambda n: f"Person {n}")
    email = factory.LazyAttribute(lambda o: o.name.lower().replace(" ", ".") + "@example.org")

    @classmethod
    def _create(cls, model, *args, **kwargs):
        return model.objects.create_user(*args, **kwargs)


class InvitationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Invitation

    email = factory.Sequence(lambda n: f"invited.{n}@example.org")
    name = "Ines Invitata"
    language = "it"
    purpose = "lavorare insieme in CONNECTION"
    invited_by = factory.SubFactory(UserFactory)
    nonce = factory.Sequence(lambda n: f"nonce-{n}")
    created_at = factory.LazyFunction(timezone.now)
    expires_at = factory.LazyAttribute(lambda o: o.created_at + timedelta(days=14))
