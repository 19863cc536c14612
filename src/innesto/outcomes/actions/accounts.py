"""Say what a side learned and gave, and how well it knows a theme now."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange
from innesto.journal.actions import record
from innesto.outcomes.models import Account, Capacity
from innesto.programmes.models import Partner
from innesto.themes.models import Theme


class SaysNothing(Exception):
    """Neither what was learned nor what was given."""


@transaction.atomic
def tell_outcome(
    exchange: Exchange,
    partner: Partner,
    *,
    by: User | None,
    person: User | None = None,
    **told: Any,
) -> Account:
    """Keep what a side, or one of its people, learned and gave; told again, it replaces the first.

    Only the fields that are given change. Raises ``SaysNothing``.
    """
    Exchange.objects.select_for_update().get(pk=exchange.pk)
    account = Account.objects.filter(exchange=exchange, partner=partner, person=person).first()
    if account is None:
        account = Account(exchange=exchange, partner=partner, person=person)
    for name, value in told.items():
        setattr(account, name, value)
    if not account.learned and not account.gave:
        raise SaysNothing
    account.by, account.at = by, timezone.now()
    account.save()
    record("outcome_told", account, by=by, within=exchange.programme)
    return account


@transaction.atomic
def retract_account(account: Account, *, by: User) -> None:
    """Take an account back."""
    record("outcome_retracted", account, by=by, within=account.exchange.programme)
    account.delete()


@transaction.atomic
def record_capacity(
    exchange: Exchange,
    partner: Partner,
    levels: Mapping[Theme, Mapping[str, int | None]],
    *,
    by: User | None,
) -> list[Capacity]:
    """Keep how well a partner knew themes before an exchange, and knows them after it.

    ``levels`` gives for each theme «before», «after» or both; what it leaves out stays.
    """
    Exchange.objects.select_for_update().get(pk=exchange.pk)
    kept = [
        Capacity.objects.update_or_create(
            exchange=exchange,
            partner=partner,
            theme=theme,
            defaults={**known, "by": by, "at": timezone.now()},
        )[0]
        for theme, known in levels.items()
    ]
    told = {str(theme.pk): dict(known) for theme, known in levels.items()}
    record(
        "capacity_recorded", exchange, by=by, within=exchange.programme,
        partner=partner.pk, levels=told,
    )  # fmt: skip
    return kept
