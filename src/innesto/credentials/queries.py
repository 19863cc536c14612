"""What is awarded, who holds it, and what a person holds."""

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Count, Q, QuerySet

from innesto.accounts.models import User
from innesto.credentials.models import Achievement, Credential, Issuer
from innesto.organisations.models import Organisation


def achievements_of(
    organisation: Organisation, *, viewer: User | AnonymousUser
) -> QuerySet[Achievement]:
    """What an organisation awards, with how many hold it, sealed."""
    valid = Q(credentials__revoked_at=None)
    return (
        Achievement.objects.visible_to(viewer)
        .filter(issuer__organisation=organisation)
        .annotate(held=Count("credentials", filter=valid))
        .order_by("state", "pk")
        .fetch_mode(models.FETCH_RAISE)
    )


def credentials_of(person: User) -> QuerySet[Credential]:
    """What a person was awarded, the newest first, sealed."""
    return (
        Credential.objects.filter(holder=person)
        .select_related("issuer__organisation")
        .defer("document", "token", "evidence")
        .order_by("-issued_at", "-pk")
        .fetch_mode(models.FETCH_RAISE)
    )


def holders_of(achievement: Achievement) -> QuerySet[Credential]:
    """Who was awarded it, valid or not, the newest first, sealed."""
    return (
        Credential.objects.filter(achievement=achievement)
        .exclude(name="")
        .defer("document", "token", "evidence")
        .order_by("-issued_at", "-pk")
        .fetch_mode(models.FETCH_RAISE)
    )


def public_keys(issuer: Issuer) -> dict[str, str]:
    """Return every public key of an issuer by its name, the newest first."""
    return dict(issuer.keys.order_by("-pk").values_list("name", "public"))
