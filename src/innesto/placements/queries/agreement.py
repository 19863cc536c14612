"""The text of an agreement as a version keeps it: terms, sides, offices, people."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from innesto.placements.models import Placement, Side

PARTS = {
    "language": _("working language"),
    "purposes": _("purpose of each leg"),
    "costs": _("who pays for what"),
    "confidentiality": _("what stays confidential"),
    "accessibility": _("what people need to take part"),
    "sides": _("offices and people"),
}
"""What can change from one version to the next."""


def sides_of(placement: Placement) -> QuerySet[Side]:
    """Return the sides with all that an agreement says of them."""
    return (
        placement.sides.select_related(
            "partner__organisation__place__country",
            "organisation__place__country",
            "accepted_by",
        )
        .prefetch_related("offices", "delegates__user", "delegates__office")
        .order_by("pk")
    )


def text_of(placement: Placement) -> dict[str, Any]:
    """Return the agreement as it stands, to be kept and to be shown."""
    return {**placement.terms, "sides": [_side(side) for side in sides_of(placement)]}


def changed_parts(before: dict[str, Any], now: dict[str, Any]) -> Sequence[str]:
    """Return the keys of what is not as it was."""
    return [part for part in PARTS if before.get(part) != now.get(part)]


def _side(side: Side) -> dict[str, Any]:
    return {
        "name": side.organisation.name,
        "under": side.partner.organisation.name if side.is_under_another else "",
        "offices": [office.name for office in side.offices.all()],
        "people": [
            {
                "part": one.part,
                "name": one.name,
                "office": one.office.name if one.office else "",
            }
            for one in side.delegates.all()
        ],
    }
