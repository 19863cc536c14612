"""Who can be asked to train."""

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q, QuerySet

from innesto.accounts.models import User
from innesto.cascade.models import Trainer
from innesto.places.queries import named_countries
from innesto.themes.models import Theme

SCHEME = "data-theme"
"""Thirteen themes that all of Europe shares: few enough to choose from on a phone."""


def trainer_list(
    *,
    viewer: User | AnonymousUser,
    words: str = "",
    theme: str = "",
    language: str = "",
    country: str = "",
    travels: bool = False,
    online: bool = False,
) -> QuerySet[Trainer]:
    """Return the trainers that fit, by name, sealed; words are sought in all that they say."""
    found = Trainer.objects.visible_to(viewer)
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
    if country:
        found = found.filter(place__country=country)
    if travels:
        found = found.filter(travels=True)
    if online:
        found = found.filter(trains_online=True)
    return (
        found.select_related("person", "organisation", "place")
        .order_by("person__name", "pk")
        .fetch_mode(models.FETCH_RAISE)
    )


def themes_of_trainers() -> list[tuple[str, str]]:
    """Return number and name of the themes in which somebody trains, to choose from."""
    found = Theme.objects.filter(trainers__isnull=False).distinct()
    return sorted(((str(theme.pk), str(theme)) for theme in found), key=lambda pair: pair[1])


def countries_of_trainers() -> list[tuple[str, str]]:
    """Return code and name of the countries that trainers start from, to choose from."""
    codes = Trainer.objects.exclude(place=None).values_list("place__country", flat=True)
    return named_countries({str(code) for code in codes.distinct().order_by("place__country")})


def themes_to_teach() -> QuerySet[Theme]:
    """Return the themes that trainers choose from: no programme's own."""
    return Theme.objects.filter(scheme__key=SCHEME).order_by("pk")
