"""Fix or forbid something for the next plan, or leave it to the planner again."""

from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.exchanges.models import PlanWish
from innesto.journal.actions import record
from innesto.programmes.models import Programme


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
    """Fix or forbid something for the next plan; wishing it twice changes the reason."""
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
