"""What happens after the commit and by schedule: the people of a placement are told and asked."""

from django.tasks import task
from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from innesto.notifications.actions import notify
from innesto.placements.models import Placement
from innesto.placements.queries.later import (
    MOST_REMINDERS,
    REMINDED_EVERY,
    asked_later,
    due_since,
)
from innesto.placements.queries.people import people_of, people_of_side, speakers_of
from innesto.toolkit.annotations import StrPromise

TITLES: dict[str, StrPromise] = {
    "accepted": _("{title}: the other side agrees, your yes is awaited"),
    "agreed": _("{title}: the agreement stands"),
    "changed": _("{title}: the agreement changed, your yes is asked again"),
}


@task
def tell_of_agreement(placement_id: int, what: str, revision: int, by: int) -> None:
    """Tell the people of a placement how its agreement stands; who must act, or everybody."""
    placement = Placement.objects.select_related("opening").filter(pk=placement_id).first()
    if placement is None or placement.revision != revision:
        return
    waiting = placement.sides.exclude(accepted_revision=revision)
    people = people_of(placement) if what == "agreed" else speakers_of(waiting)
    notify(
        people.exclude(pk=by),
        kind="placement_agreement",
        key=f"placement-{placement.pk}-{what}-{revision}",
        title=format_lazy(TITLES[what], title=placement),
        url=reverse("placements:agreement", args=[placement.opening_id]),
        about=placement,
    )


@task
def ask_what_became() -> None:
    """Ask each side once, six months after the last leg, what became of it; remind twice."""
    today = timezone.localdate()
    for placement in asked_later(today).select_related("opening"):
        number = min((today - due_since(placement)) // REMINDED_EVERY, MOST_REMINDERS)
        for side in placement.sides.filter(follow_up=None).select_related("organisation"):
            notify(
                people_of_side(side),
                kind="placement_later",
                key=f"placement-later-{side.pk}-{number}",
                title=format_lazy(_("{title}: what became of it?"), title=placement),
                body=_("Is it used, where, and what proves it? A few lines are enough."),
                url=reverse("placements:later", args=[placement.opening_id, side.pk]),
                about=placement,
            )
