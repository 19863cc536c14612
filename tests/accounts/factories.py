import factory

from innesto.accounts.models import User


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User

    name = factory.Sequence(lambda n: f"Person {n}")
    email = factory.LazyAttribute(lambda o: o.name.lower().replace(" ", ".") + "@example.org")

    @classmethod
    def _create(cls, model, *args, **kwargs):
        return model.objects.create_user(*args, **kwargs)
