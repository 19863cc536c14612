import pytest

from innesto.exchanges.actions.wishes import drop_wish, make_wish
from innesto.exchanges.models import PlanWish
from tests.exchanges.conftest import verbs

pytestmark = pytest.mark.django_db


def test_make_wish_again_changes_the_reason(programme, coordinator):
    wanted = {"kind": "pin_date", "exchange_key": "visit..1", "value": "2027-03-03"}
    make_wish(programme, by=coordinator, **wanted)
    wish = make_wish(programme, by=coordinator, reason="la fiera", **wanted)

    assert PlanWish.objects.get() == wish
    assert PlanWish.objects.get().reason == "la fiera"
    drop_wish(wish, by=coordinator)
    assert PlanWish.objects.count() == 0
    assert verbs(programme) == ["wish_made", "wish_made", "wish_dropped"]
