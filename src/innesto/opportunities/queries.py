"""Opportunities in lists, and whom one reaches."""

import datetime

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q, QuerySet

from innesto.accounts.models import User
from innesto.communities.models import Community, Member
from innesto.opportunities.models import Opportunity
from innesto.organisations.models import Membership, Organisation
from innesto.places.models import Area, Place
from innesto.programmes.models import Partner, Programme


def opportunity_list(
    *,
    viewer: User | AnonymousUser,
    on: datetime.date,
    kind: str = "",
    reach: str = "",
    region: str = "",
    community: Community | None = None,
    near: User | None = None,
) -> QuerySet[Opportunity]:
    """Opportunities the viewer may read that stand on this day, the first to close first, sealed.

    ``region`` is the number of an area; ``near`` keeps those that reach where the person's
    organisations are.
    """
    found = Opportunity.objects.visible_to(viewer).standing(on)
    if community:
        found = found.filter(community=community)
    if kind:
        found = found.filter(kind=kind)
    if reach:
        found = found.filter(reach=reach)
    if region.isdecimal():
        found = found.near(Place.objects.filter(region=int(region)))
    if near:
        found = found.near(Place.objects.filter(organisations__in=Organisation.objects.of(near)))
    return (
        found.select_related("place__province", "place__region", "organisation", "community")
        .order_by(F("closes_on").asc(nulls_last=True), "-posted_at", "-pk")
        .fetch_mode(models.FETCH_RAISE)
    )


def regions_with_opportunities() -> list[tuple[str, str]]:
    """Return number and name of the regions that opportunities are from, to choose from."""
    areas = Area.objects.filter(pk__in=Opportunity.objects.values("place__region"))
    return [(str(area.pk), area.name) for area in areas.order_by("name", "pk")]


def active_where(opportunity: Opportunity) -> QuerySet[User]:
    """Return who is told: colleagues of bodies that are active where it reaches, and may read it.

    Active is a partner of a running programme or of a project; of a community's own opportunity
    its members are told too.
    """
    present = Partner.objects.present().filter(programme__state=Programme.State.RUNNING)
    bodies = Organisation.objects.standing().filter(pk__in=present.values("organisation"))
    if opportunity.reach != Opportunity.Reach.INTERREGIONAL and opportunity.place:
        bodies = bodies.filter(_within(opportunity))
    colleagues = Membership.objects.current().filter(organisation__in=bodies.values("pk"))
    members = Member.objects.current().filter(community=opportunity.community_id)
    reached = Q(pk__in=members.values("person"))
    if opportunity.visibility == Opportunity.Visibility.PUBLIC:
        reached |= Q(pk__in=colleagues.values("person"))
    return User.objects.filter(reached, is_active=True)


def _within(opportunity: Opportunity) -> Q:
    place = opportunity.place
    assert place
    if opportunity.reach == Opportunity.Reach.LOCAL and place.province_id:
        return Q(place__province=place.province_id)
    if place.region_id:
        return Q(place__region=place.region_id)
    return Q(place=place.pk)
