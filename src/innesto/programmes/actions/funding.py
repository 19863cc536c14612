"""Pass money on to partners, and take it back."""

import datetime
from decimal import Decimal

from django.db import transaction

from innesto.accounts.models import User
from innesto.journal.actions import record
from innesto.programmes.models import Partner, SubGrant


class AlreadyGiven(Exception):
    """This partner has this very amount of this day already."""


@transaction.atomic
def give_grant(
    partner: Partner,
    key: str,
    *,
    amount: Decimal,
    decided_on: datetime.date,
    by: User,
    note: str = "",
) -> SubGrant:
    """Give a partner money under a grant of the blueprint. Raises ``AlreadyGiven``."""
    partner = Partner.objects.select_for_update(of=("self",)).get(pk=partner.pk)
    grant, is_new = SubGrant.objects.get_or_create(
        partner=partner,
        key=key,
        amount=amount,
        decided_on=decided_on,
        defaults={"note": note},
    )
    if not is_new:
        raise AlreadyGiven
    record("grant_given", partner, by=by, within=partner.programme, grant=key, amount=str(amount))
    return grant


@transaction.atomic
def take_back_grant(grant: SubGrant, *, by: User) -> None:
    """Take a grant back; the journal keeps what it was."""
    partner = grant.partner
    record(
        "grant_taken_back",
        partner,
        by=by,
        within=partner.programme,
        grant=grant.key,
        amount=str(grant.amount),
    )
    grant.delete()
