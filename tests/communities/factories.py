import factory
from django.utils import timezone

from innesto.communities.models import Community, Member
from tests.accounts.factories import UserFactory


class CommunityFactory(factory.django.DjangoModelFactory):
    """A community for its members; give a programme and its visibility for another one."""

    class Meta:
        model = Community

    slug = factory.Sequence(lambda n: f"community-{n}")
    names = factory.Sequence(lambda n: {"it": f"Comunità {n}"})
    questions = {"it": "Come si fa?"}
    visibility = Community.Visibility.COMMUNITY


class MemberFactory(factory.django.DjangoModelFactory):
    """An active member; ``is_facilitator=True`` for one who leads."""

    class Meta:
        model = Member

    community = factory.SubFactory(CommunityFactory)
    person = factory.SubFactory(UserFactory)
    since = factory.LazyFunction(timezone.localdate)
