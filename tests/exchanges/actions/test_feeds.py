import pytest

from innesto.exchanges.actions.feeds import renew_feed
from innesto.exchanges.models import CalendarFeed

pytestmark = pytest.mark.django_db


def test_renew_feed_makes_the_old_address_lead_nowhere(coordinator):
    first = renew_feed(coordinator, by=coordinator).token
    second = renew_feed(coordinator, by=coordinator).token

    assert first != second
    assert CalendarFeed.objects.get().token == second
