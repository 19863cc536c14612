import factory
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from innesto.communities.models import Bridge, Community, Member, Promise
from tests.accounts.factories import InvitationFactory, UserFactory
from tests.practices.factories import PracticeFactory


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


class PromiseFactory(factory.django.DjangoModelFactory):
    """A place for whoever accepts an invitation."""

    class Meta:
        model = Promise

    community = factory.SubFactory(CommunityFactory)
    invitation = factory.SubFactory(InvitationFactory)


class BridgeFactory(factory.django.DjangoModelFactory):
    """A practice that one community offers to another; ``state="accepted"`` shows it there."""

    class Meta:
        model = Bridge
        exclude = ["work"]

    origin = factory.SubFactory(CommunityFactory)
    to = factory.SubFactory(CommunityFactory)
    work = factory.SubFactory(PracticeFactory)
    work_type = factory.LazyAttribute(lambda it: ContentType.objects.get_for_model(it.work))
    work_id = factory.SelfAttribute("work.pk")
    title = factory.LazyAttribute(lambda it: str(it.work))
    reason = "Anche da voi si cerca una porta sola."
    offered_by = factory.SubFactory(UserFactory)
    offered_at = factory.LazyFunction(timezone.now)
