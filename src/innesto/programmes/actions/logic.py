"""Write down what came of the branches of the logic tree."""

from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.journal.actions import record
from innesto.programmes.models import LogicNode


@transaction.atomic
def record_actual(
    node: LogicNode, *, actual: Decimal | None, outcome: str, by: User, source: str = ""
) -> LogicNode:
    """Write what came of a branch, beside what was planned; blank means not known, not zero."""
    node = LogicNode.objects.select_for_update().get(pk=node.pk)
    before = node.actual
    node.actual = actual
    node.outcome = outcome
    node.source = source
    node.recorded_at = timezone.now()
    node.recorded_by = by
    node.save(update_fields=["actual", "outcome", "source", "recorded_at", "recorded_by"])
    record(
        "actual_recorded",
        node,
        by=by,
        within=node.programme,
        before=None if before is None else str(before),
        after=None if actual is None else str(actual),
    )
    return node
