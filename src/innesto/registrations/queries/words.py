"""What openings, shares of places and refusals are in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from innesto.exchanges.models import Exchange
from innesto.organisations.models import Organisation
from innesto.places.models import SizeClass
from innesto.places.queries import country_names
from innesto.programmes.models import Programme
from innesto.programmes.queries.labels import Labels
from innesto.registrations.models import Opening, Quota
from innesto.registrations.queries.suggesting import labels_at
from innesto.registrations.seating import Room
from innesto.toolkit.annotations import StrOrPromise

BARS: Mapping[str, StrOrPromise] = {
    "named": gettext_lazy("Only who is named or invited can come."),
    "programme": gettext_lazy("It is for who takes part in the programme."),
    "person_role": gettext_lazy("It is for people in a role that you do not have."),
    "partner_role": gettext_lazy("It is for organisations in another role than yours."),
    "country": gettext_lazy("It is for organisations from other countries."),
}
"""Why somebody may not come, by the word of ``Applicant.bar``."""


@dataclass(frozen=True, slots=True)
class ShareLine:
    """A share of places in a list: whose, and how it holds."""

    quota: Quota
    words: str


def shares_in_words(opening: Opening, labels: Labels) -> list[ShareLine]:
    """Say each share of places of an opening."""
    lines = []
    for quota in opening.quotas.all():
        whose = _whose(quota.by, quota.key, labels)
        if quota.is_reserved:
            words = ngettext(
                "%(count)d place is kept: %(whose)s", "%(count)d places are kept: %(whose)s",
                quota.seats,
            )  # fmt: skip
        elif quota.is_hard:
            words = ngettext(
                "at most %(count)d place: %(whose)s", "at most %(count)d places: %(whose)s",
                quota.seats,
            )  # fmt: skip
        else:
            words = ngettext(
                "possibly no more than %(count)d place: %(whose)s",
                "possibly no more than %(count)d places: %(whose)s",
                quota.seats,
            )
        lines.append(ShareLine(quota, words % {"count": quota.seats, "whose": whose}))
    return lines


def _whose(by: str, key: str, labels: Labels) -> str:
    if not key:
        return {
            Quota.By.ORGANISATION: _("each organisation"),
            Quota.By.COUNTRY: _("each country"),
            Quota.By.PROJECT: _("each project"),
        }.get(Quota.By(by), "")
    return _named(by, key, labels, {})


def _named(by: str, key: str, labels: Labels, names: Mapping[str, str]) -> str:
    match by:
        case Quota.By.COUNTRY:
            return country_names().get(key, key)
        case Quota.By.PARTNER_ROLE:
            return labels.roles.get(key, key)
        case Quota.By.PERSON_ROLE:
            return labels.person_roles.get(key, key)
        case Quota.By.SIZE:
            return str(SizeClass(key).label)
    return names.get(f"{by}:{key}", key)


def warnings_of(exchange: Exchange, room: Room) -> Sequence[str]:
    """Say which shares are exceeded: soft ones warn, hard ones were made after people came."""
    broken = room.broken()
    if not broken:
        return []
    labels, names = labels_at(exchange), _names([mark for _share, mark, _count in broken])
    said = []
    for share, mark, count in broken:
        by, _colon, key = mark.partition(":")
        whose = _named(by, key, labels, names)
        words = ngettext(
            "%(whose)s: %(count)d comes, %(seats)d is foreseen.",
            "%(whose)s: %(count)d come, %(seats)d is foreseen.",
            count,
        )
        said.append(words % {"whose": whose, "count": count, "seats": share.seats})
    return said


def _names(marks: Sequence[str]) -> Mapping[str, str]:
    """Return what organisations and projects among the marks are called."""
    numbers = {
        kind: [int(mark.partition(":")[2]) for mark in marks if mark.startswith(f"{kind}:")]
        for kind in ("organisation", "project")
    }
    bodies = Organisation.objects.filter(pk__in=numbers["organisation"]).order_by("pk")
    projects = Programme.objects.filter(pk__in=numbers["project"]).order_by("pk")
    return {f"organisation:{one.pk}": one.name for one in bodies} | {
        f"project:{one.pk}": one.name for one in projects
    }
