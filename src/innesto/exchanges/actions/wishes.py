"""Fix or forbid something for the next plan, or leave it to the planner again."""

from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange, PlanWish
from innesto.journal.actions import record
from innesto.programmes.models import Programme


class NothingToMove(Exception):
    """Nothing is announced there, or all of it is online already."""


AGAINST = {
    "pin_host": "forbid_host",
    "pin_date": "forbid_date",
    "pin_guest": "forbid_guest",
    "pin_pair": "forbid_pair",
}
AGAINST |= {forbidding: pinning for pinning, forbidding in AGAINST.items()}
"""Wishes that say the contrary of each other."""


@transaction.atomic
def make_wish(
    programme: Programme,
    *,
    by: User,
    kind: str,
    value: str,
    exchange_key: str = "",
    pair_with: str = "",
    reason: str = "",
) -> PlanWish:
    """Fix or forbid something for the next plan; wishing it twice changes the reason.

    The last word counts: what was wished to the contrary is forgotten.
    """
    programme.wishes.filter(
        kind=AGAINST.get(kind, ""), exchange_key=exchange_key, value=value, pair_with=pair_with
    ).delete()
    wish, _created = PlanWish.objects.update_or_create(
        programme=programme,
        kind=kind,
        exchange_key=exchange_key,
        value=value,
        pair_with=pair_with,
        defaults={"reason": reason, "by": by, "at": timezone.now()},
    )
    record("wish_made", wish, by=by, within=programme, reason=reason)
    return wish


@transaction.atomic
def drop_wish(wish: PlanWish, *, by: User) -> None:
    """Leave it to the planner again."""
    record("wish_dropped", wish, by=by, within=wish.programme, reason=wish.reason)
    wish.delete()


@transaction.atomic
def move_online(programme: Programme, *, scope: str, reason: str, by: User) -> list[PlanWish]:
    """Wish that what is still to come in a country or strand is held online.

    Raises ``NothingToMove`` when nothing of it is announced.
    """
    exchanges = programme.exchanges.standing().exclude(state=Exchange.State.HELD)
    wishes = [
        PlanWish.objects.update_or_create(
            programme=programme,
            kind="hold_online",
            exchange_key=exchange.key,
            value="",
            pair_with="",
            defaults={"reason": reason, "by": by, "at": timezone.now()},
        )[0]
        for exchange in exchanges.filter(scope=scope).exclude(mode=Exchange.Mode.ONLINE)
    ]
    if not wishes:
        raise NothingToMove
    record("moved_online", programme, by=by, within=programme, scope=scope, reason=reason)
    return wishes
