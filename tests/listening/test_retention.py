from datetime import timedelta

import pytest
from django.utils import timezone

from innesto.listening.models import Plea, Reply, Seal
from innesto.listening.retention import RETENTION, TWO_YEARS
from innesto.listening.sealing import mark_of
from tests.listening.factories import make_elected, make_plea

pytestmark = pytest.mark.django_db


def test_pleas_of_two_years_ago_go_with_their_replies_and_seals():
    asker, now = make_elected(), timezone.now()
    recent = make_plea(asker, days=TWO_YEARS - 1)
    spoken_of = make_plea(asker, days=TWO_YEARS + 9)
    Reply.objects.create(plea=spoken_of, text="Come va?", shown_on=now.date() - timedelta(days=9))
    gone = make_plea(asker, days=TWO_YEARS + 9)
    Reply.objects.create(plea=gone, text="Coraggio.", shown_on=gone.shown_on)

    for keeping in RETENTION:
        keeping.carry_out(now)

    assert set(Plea.objects.all()) == {recent, spoken_of}
    assert Reply.objects.count() == 1
    assert set(Seal.objects.values_list("pk", flat=True)) == {
        mark_of(asker.pk, plea.pk) for plea in (recent, spoken_of)
    }
