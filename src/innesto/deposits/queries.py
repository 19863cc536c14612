"""Deposits in lists, and all that their page shows."""

from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery

from innesto.accounts.models import User
from innesto.communities.models import Community
from innesto.deposits.models import Deposit, Guideline, Section, Version


def deposits_in(
    community: Community, *, viewer: User | AnonymousUser, line: str = "", kind: str = ""
) -> QuerySet[Deposit]:
    """Return the deposits of a community that the viewer may read, last changed first, sealed."""
    found = Deposit.objects.visible_to(viewer).standing().filter(community=community)
    if line:
        found = found.filter(line=line)
    if kind:
        found = found.filter(kind=kind)
    return _listed(found)


def tools(*, viewer: User | AnonymousUser) -> QuerySet[Deposit]:
    """Return the tools of all communities that the viewer may take home, sealed."""
    found = Deposit.objects.visible_to(viewer).standing().filter(kind=Deposit.Kind.TOOL)
    return _listed(found.select_related("community__programme"))


def _listed(found: QuerySet[Deposit]) -> QuerySet[Deposit]:
    last = Version.objects.filter(deposit=OuterRef("pk")).order_by("-number")
    return (
        found.select_related("author", "organisation")
        .annotate(
            last_number=Subquery(last.values("number")[:1]),
            last_file=Subquery(last.values("file_name")[:1]),
            reused=Count("reuses"),
        )
        .order_by("-changed_at", "-pk")
        .fetch_mode(models.FETCH_RAISE)
    )


def deposit_at(pk: int, *, viewer: User | AnonymousUser) -> QuerySet[Deposit]:
    """Return the deposit with its versions and re-uses, if the viewer may read it."""
    versions = Version.objects.select_related("by").order_by("-number")
    found = Deposit.objects.visible_to(viewer).filter(pk=pk)
    return found.select_related(
        "community__programme__call", "community__part_of", "author", "organisation"
    ).prefetch_related(Prefetch("versions", versions), "reuses__organisation", "themes__scheme")


def communities_without_tool(communities: Iterable[Community]) -> list[Community]:
    """Return the communities that have left no tool yet: each owes one (C-20)."""
    every = list(communities)
    having = set(
        Deposit.objects.standing()
        .filter(kind=Deposit.Kind.TOOL, community__in=[one.pk for one in every])
        .values_list("community", flat=True)
    )
    return [one for one in every if one.pk not in having]


def guidelines_in(community: Community, *, viewer: User | AnonymousUser) -> QuerySet[Guideline]:
    """Return the guidelines of a community that the viewer may read, last changed first, sealed."""
    found = Guideline.objects.visible_to(viewer).filter(community=community)
    return found.order_by("-changed_at", "-pk").fetch_mode(models.FETCH_RAISE)


def public_guidelines() -> QuerySet[Guideline]:
    """Return the guidelines that are out, newest first, sealed."""
    found = Guideline.objects.filter(published_at__isnull=False).select_related("community")
    return found.order_by("-published_at", "-pk").fetch_mode(models.FETCH_RAISE)


def guideline_at(pk: int, *, viewer: User | AnonymousUser) -> QuerySet[Guideline]:
    """Return the guideline with its sections, if the viewer may read it."""
    found = Guideline.objects.visible_to(viewer).filter(pk=pk)
    return found.select_related(
        "community__programme__call", "community__part_of"
    ).prefetch_related("sections")


def writers_of(guideline: Guideline) -> QuerySet[User]:
    """Return who wrote any of its sections, by name."""
    written = Section.history.filter(guideline=guideline)
    return User.objects.filter(pk__in=written.values("by")).order_by("name", "pk")
