"""Which schemes there are, and what their themes correspond to."""

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Count, Prefetch, QuerySet

from innesto.accounts.models import User
from innesto.themes.models import Mapping, Scheme, Theme


def schemes(*, viewer: User | AnonymousUser) -> QuerySet[Scheme]:
    """Return the schemes the viewer may read, each with its ``size``, by key."""
    found = Scheme.objects.visible_to(viewer).annotate(size=Count("themes"))
    return found.order_by("key").fetch_mode(models.FETCH_RAISE)


def themes_of(scheme: Scheme) -> QuerySet[Theme]:
    """Return the themes of a scheme in their order, each with its parent."""
    found = scheme.themes.select_related("scheme", "parent")
    return found.order_by("position", "key").fetch_mode(models.FETCH_RAISE)


def with_kin(themes: QuerySet[Theme], *, viewer: User | AnonymousUser) -> QuerySet[Theme]:
    """Add what each theme corresponds to: ``kin`` and ``kin_of``, as far as the viewer may read."""
    readable = Scheme.objects.visible_to(viewer)
    outward = Mapping.objects.filter(target__scheme__in=readable).select_related("target__scheme")
    inward = Mapping.objects.filter(theme__scheme__in=readable).select_related("theme__scheme")
    return themes.prefetch_related(
        Prefetch("mappings", outward.order_by("pk"), to_attr="kin"),
        Prefetch("mapped_by", inward.order_by("pk"), to_attr="kin_of"),
    )
