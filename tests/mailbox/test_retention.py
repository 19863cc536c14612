import datetime

import pytest
from django.utils import timezone

from innesto.mailbox.models import Incoming
from innesto.mailbox.retention import RETENTION
from tests.mailbox.factories import IncomingFactory

pytestmark = pytest.mark.django_db


def test_texts_that_nobody_could_take_go_after_a_week_and_the_rest_after_three_months():
    now = timezone.now()
    ages = {"new": 3, "a week": 8, "a season": 91}
    for name, days in ages.items():
        IncomingFactory(
            message_id=name,
            raw=b"Private",
            outcome="waiting",
            came_at=now - datetime.timedelta(days=days),
        )

    for keeping in RETENTION:
        keeping.carry_out(now)

    kept = {mail.message_id: bytes(mail.raw) for mail in Incoming.objects.all()}
    assert kept == {"new": b"Private", "a week": b""}
