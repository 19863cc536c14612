"""Who can be asked to speak, and where they have spoken."""

from collections.abc import Iterable, Sequence

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q, QuerySet

from innesto.accounts.models import User
from innesto.agendas.models import Block, Profile, Speaker
from innesto.exchanges.models import Exchange
from innesto.programmes.models import Programme
from innesto.themes.models import Theme

OFFERED = 8
SCHEME = "data-theme"
"""Thirteen themes that all of Europe shares: few enough to choose from on a phone."""


def who_speaks(programme: Programme) -> Iterable[tuple[int, int]]:
    """Return who speaks at which exchange of a programme, for its rules; who has an account."""
    known = Speaker.objects.filter(block__exchange__programme=programme).exclude(person=None)
    return known.values_list("block__exchange", "person").distinct()


def speaker_list(
    *,
    viewer: User | AnonymousUser,
    words: str = "",
    theme: str = "",
    language: str = "",
    kind: str = "",
    travels: bool = False,
) -> QuerySet[Profile]:
    """Return the profiles that fit, by name, sealed; words are sought in all that they say."""
    found = Profile.objects.visible_to(viewer)
    for word in words.split():
        found = found.filter(
            Q(person__name__icontains=word)
            | Q(headline__icontains=word)
            | Q(about__icontains=word)
            | Q(organisation__name__icontains=word)
            | Q(place__name__icontains=word)
        )
    if theme.isdecimal():
        found = found.filter(themes=int(theme))
    if language:
        found = found.filter(languages__icontains=f'"{language}"')
    if kind:
        found = found.filter(kind=kind)
    if travels:
        found = found.filter(travels=True)
    return (
        found.select_related("person", "organisation", "place")
        .order_by("person__name", "pk")
        .fetch_mode(models.FETCH_RAISE)
    )


def themes_of_speakers() -> list[tuple[str, str]]:
    """Return number and name of the themes about which somebody speaks, to choose from."""
    found = Theme.objects.filter(speakers__isnull=False).distinct()
    return sorted(((str(theme.pk), str(theme)) for theme in found), key=lambda pair: pair[1])


def speakers_named(words: str) -> Sequence[Profile]:
    """Return the few profiles that the words may mean."""
    found = Profile.objects.filter(person__is_active=True, person__name__icontains=words)
    return list(found.select_related("person", "organisation").order_by("person__name")[:OFFERED])


def talks_of(person: User, *, viewer: User | AnonymousUser) -> QuerySet[Block]:
    """Return the sessions in which a person spoke or will, latest first, as the viewer may see."""
    return (
        Block.objects.visible_to(viewer)
        .filter(pk__in=Speaker.objects.filter(person=person).values("block"))
        .exclude(exchange__state=Exchange.State.CANCELLED)
        .select_related("exchange__programme")
        .order_by("-exchange__starts_on", "-day", "-begins", "pk")
        .fetch_mode(models.FETCH_RAISE)
    )


def speaking_at(exchange: Exchange) -> QuerySet[User]:
    """Return the persons with an account who speak at an exchange."""
    return User.objects.filter(
        pk__in=Speaker.objects.filter(block__exchange=exchange).values("person"), is_active=True
    )


def themes_to_choose() -> QuerySet[Theme]:
    """Return the themes that speakers choose from: no programme's own."""
    return Theme.objects.filter(scheme__key=SCHEME).order_by("pk")
