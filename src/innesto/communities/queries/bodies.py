"""The organisations of a community: cities, other bodies, and for whom these stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from innesto.communities.models import Community, Member
from innesto.organisations.models import Organisation
from innesto.programmes.models import Partner, PartnerRole, Programme
from innesto.programmes.queries.facts import blueprint_of
from innesto.programmes.queries.labels import labels_of


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation, or a project, in a community: its part, and whom it stands for."""

    name: str
    url: str
    is_city: bool
    role: str = ""
    stands_for: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Bodies:
    """All of them, and how many there are of each sort."""

    all: Sequence[Body] = ()
    cities: int = 0
    standing_for: int = 0
    others: int = 0
    projects: int = 0


def bodies_of(community: Community) -> Bodies:
    """Return who is in it: partners of its strand or programme, or those its members act for.

    A community of a whole call consists of its projects. A municipality that an intermediary
    brings in is named beside it, not counted as a partner.
    """
    programme = community.programme
    if programme is None:
        return _counted(_of_members(community))
    if community.strand:
        found = _partners(_of_strand(programme, community.strand))
        if found:
            return _counted(_as_bodies(found, programme))
    projects = programme.projects.order_by("territory", "pk").defer("blueprint")
    named = [
        Body(project.name, project.get_absolute_url(), is_city=False, role=project.territory)
        for project in projects
    ]
    if named:
        return Bodies(all=named, projects=len(named))
    return _counted(_as_bodies(_partners(programme.partners.all()), programme))


def _of_strand(programme: Programme, strand: str) -> QuerySet[Partner]:
    """Return the partners of a strand, which may be a country."""
    strands = blueprint_of(programme).strands
    if strands and strands.kind == "country":
        return programme.partners.from_country(strand)
    return programme.partners.in_strand(strand)


def _partners(partners: QuerySet[Partner]) -> Sequence[Partner]:
    brought = Partner.objects.filter(left_on=None).select_related("organisation")
    roles = PartnerRole.objects.current()
    return list(
        partners.filter(left_on=None, brought_by=None)
        .select_related("organisation")
        .prefetch_related(
            Prefetch("roles", queryset=roles),
            Prefetch("brings", queryset=brought.order_by("organisation__sought")),
        )
        .order_by("pk")
    )


def _as_bodies(partners: Sequence[Partner], programme: Programme) -> list[Body]:
    words = labels_of(blueprint_of(programme)).roles
    return [
        Body(
            name=partner.organisation.name,
            url=partner.organisation.get_absolute_url(),
            is_city=partner.organisation.kind == Organisation.Kind.MUNICIPALITY,
            role=next((words.get(held.role, held.role) for held in partner.roles.all()), ""),
            stands_for=[one.organisation.name for one in partner.brings.all()],
        )
        for partner in partners
    ]


def _of_members(community: Community) -> list[Body]:
    acting = Member.objects.current().filter(community=community).values("organisation")
    return [
        Body(one.name, one.get_absolute_url(), one.kind == Organisation.Kind.MUNICIPALITY)
        for one in Organisation.objects.filter(pk__in=acting).order_by("sought", "pk")
    ]


def _counted(bodies: Sequence[Body]) -> Bodies:
    cities = sum(body.is_city for body in bodies)
    standing = sum(bool(body.stands_for) and not body.is_city for body in bodies)
    return Bodies(bodies, cities, standing, len(bodies) - cities - standing)
