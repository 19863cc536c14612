"""What can be done with opportunities: post, change, withdraw."""

from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.journal.actions import record
from innesto.opportunities.models import Opportunity
from innesto.opportunities.tasks import tell_whom_it_reaches
from innesto.search.actions import hand_in


@transaction.atomic
def post_opportunity(*, by: User | None, **fields: Any) -> Opportunity:
    """Post an opportunity; whom it reaches is told after the commit."""
    opportunity = Opportunity.objects.create(author=by, posted_at=timezone.now(), **fields)
    record("opportunity_posted", opportunity, by=by, within=opportunity.community)
    hand_in("opportunity", opportunity.pk)
    transaction.on_commit(partial(tell_whom_it_reaches.enqueue, opportunity.pk))
    return opportunity


@transaction.atomic
def change_opportunity(opportunity: Opportunity, *, by: User, **changes: Any) -> Opportunity:
    """Change the fields given; nobody is told again."""
    opportunity = Opportunity.objects.select_for_update().get(pk=opportunity.pk)
    changed = [name for name, value in changes.items() if getattr(opportunity, name) != value]
    for name in changed:
        setattr(opportunity, name, changes[name])
    opportunity.save(update_fields=changed)
    record("opportunity_changed", opportunity, by=by, within=opportunity.community, fields=changed)
    hand_in("opportunity", opportunity.pk)
    return opportunity


@transaction.atomic
def withdraw_opportunity(opportunity: Opportunity, *, by: User) -> Opportunity:
    """Take an opportunity back, for instance because it is gone."""
    opportunity = Opportunity.objects.select_for_update().get(pk=opportunity.pk)
    opportunity.withdrawn_at = opportunity.withdrawn_at or timezone.now()
    opportunity.save(update_fields=["withdrawn_at"])
    record("opportunity_withdrawn", opportunity, by=by, within=opportunity.community)
    hand_in("opportunity", opportunity.pk)
    return opportunity
