"""Practices, adoptions and challenges as works: what threads are made of."""

from collections.abc import Collection, Mapping

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.practices.models import Adoption, Challenge, Practice
from innesto.toolkit.kinds_of_work import Reader, Work, WorkKind


def _practices(keys: Collection[str], viewer: Reader) -> Mapping[str, Work]:
    assert isinstance(viewer, User | AnonymousUser)
    found = Practice.objects.visible_to(viewer).filter(pk__in=keys).select_related("organisation")
    return {
        str(one.pk): Work(
            title=one.title,
            url=one.get_absolute_url(),
            detail=one.organisation.name if one.organisation else one.place_name,
            on=one.starts_on or (one.published_at.date() if one.published_at else None),
        )
        for one in found.only(
            *("title", "slug", "organisation__name", "place_name", "starts_on", "published_at")
        )
    }


def _challenges(keys: Collection[str], viewer: Reader) -> Mapping[str, Work]:
    assert isinstance(viewer, User | AnonymousUser)
    found = Challenge.objects.visible_to(viewer).filter(pk__in=keys)
    return {str(one.pk): Work(one.title, one.get_absolute_url()) for one in found}


def _adoptions(keys: Collection[str], viewer: Reader) -> Mapping[str, Work]:
    assert isinstance(viewer, User | AnonymousUser)
    found = Adoption.objects.visible_to(viewer).filter(pk__in=keys)
    return {
        str(one.pk): Work(
            title=one.practice.title,
            url=one.get_absolute_url(),
            detail=one.organisation.name,
            on=one.asked_at.date(),
        )
        for one in found.select_related("organisation", "practice")
    }


WORKS = {
    "adoption": WorkKind(_("adoption"), _adoptions),
    "practice": WorkKind(_("good practice"), _practices),
    "challenge": WorkKind(_("shared challenge"), _challenges),
}
