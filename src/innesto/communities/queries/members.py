"""Who belongs to a community, who leads it, who waits at its door."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Case, Count, Q, QuerySet, When
from django.utils.translation import gettext as _
from django.utils.translation import override

from innesto.accounts.models import User
from innesto.communities.models import Community, Member, Promise
from innesto.organisations.models import Organisation
from innesto.programmes.models import Participant
from innesto.toolkit.prepared import Prepared

BY_CLOSENESS = Case(
    *(When(level=level, then=place) for place, level in enumerate(Member.Level)),
    output_field=models.PositiveSmallIntegerField(),
)


def member_list(
    community: Community, *, viewer: User | AnonymousUser, level: str = "", organisation: str = ""
) -> QuerySet[Member]:
    """Members whom the viewer may see, who leads first, then the closest, by name; sealed."""
    found = Member.objects.visible_to(viewer).current().filter(community=community)
    if level:
        found = found.filter(level=level)
    if organisation:
        found = found.filter(organisation__slug=organisation)
    return (
        found.select_related("person", "organisation")
        .order_by("-is_steward", "-is_facilitator", BY_CLOSENESS, "person__name", "pk")
        .fetch_mode(models.FETCH_RAISE)
    )


def asking(community: Community) -> QuerySet[Member]:
    """Those who wait at the door, who asked first comes first."""
    found = community.members.asked().select_related("person", "organisation")
    return found.order_by("pk").fetch_mode(models.FETCH_RAISE)


def invited(community: Community) -> QuerySet[Promise]:
    """Invitations that nobody has accepted or taken back."""
    open_ones = community.promises.filter(
        invitation__accepted_at=None, invitation__revoked_at=None
    ).select_related("invitation", "organisation")
    return open_ones.order_by("pk").fetch_mode(models.FETCH_RAISE)


def organisations_of_members(community: Community) -> QuerySet[Organisation]:
    """Organisations for which members act, by name: to narrow the list."""
    acting = Member.objects.current().filter(community=community).values("organisation")
    return Organisation.objects.filter(pk__in=acting).order_by("sought", "pk")


@dataclass(frozen=True, slots=True)
class Counted:
    """How many belong to a community, and how closely."""

    people: int
    core: int
    active: int
    peripheral: int
    guests: int


@Prepared
def _counts(community: int) -> QuerySet[Member, tuple[str, int]]:
    here = Member.objects.current().filter(community=community).order_by()
    return here.values("level").annotate(n=Count("pk")).values_list("level", "n")


def counted(community: Community) -> Counted:
    """Count the members by level."""
    by_level = dict(_counts(community.pk))
    core, active, far, guests = (by_level.get(level, 0) for level in Member.Level.values)
    return Counted(core + active + far + guests, core, active, far, guests)


@Prepared
def leading_members(community: int) -> QuerySet[Member]:
    """Members who facilitate or keep the community, facilitators first."""
    leading = Member.objects.current().leading().filter(community=community)
    return leading.select_related("person", "organisation").order_by("-is_facilitator", "pk")


def leaders_of(community: Community) -> Sequence[User]:
    """Return who leads: its own people, else the coordination, else the operators."""
    leading = community.members.current().leading().filter(person__is_active=True)
    found = list(User.objects.filter(pk__in=leading.values("person")).order_by("pk"))
    if found or community.is_private:
        return found
    active = User.objects.filter(is_active=True).order_by("pk")
    programme = community.programme
    if programme is None:
        return list(active.filter(is_staff=True))
    of = Q(programme=programme) | Q(programme__projects=programme)
    coordinating = Participant.objects.current().filter(of, may_coordinate=True)
    return list(active.filter(pk__in=coordinating.exclude(user=None).values("user")))


def purpose_of(community: Community, *, language: str) -> str:
    """Complete «invites you to …» in the language of the mail."""
    with override(language):
        return (_("come into the community “%(name)s”") % {"name": community.name})[:300]
