from decimal import Decimal

import pytest

from innesto.programmes.actions.logic import record_actual


@pytest.mark.capability("T-07")
def test_record_actual_stands_beside_what_was_planned(lively, coordinator):
    days = lively.logic_nodes.get(key="days")
    assert (days.planned, days.actual, days.parent.key) == (Decimal(2), None, "communities")

    record_actual(
        days,
        actual=Decimal("1.5"),
        outcome="Una giornata è diventata mezza.",
        source="Verbali",
        by=coordinator,
    )

    days.refresh_from_db()
    assert (days.planned, days.actual, days.source) == (Decimal(2), Decimal("1.5"), "Verbali")
    assert days.recorded_by == coordinator


def test_record_actual_can_be_blank_again(lively, coordinator):
    days = lively.logic_nodes.get(key="days")
    record_actual(days, actual=Decimal(0), outcome="", by=coordinator)

    assert record_actual(days, actual=None, outcome="", by=coordinator).actual is None
