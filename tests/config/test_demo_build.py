"""The demo as a whole: every programme of the mission is there, and alive."""

import datetime

import pytest
from django.utils import timezone

from innesto.accounts.models import User
from innesto.config.demo.build import build
from innesto.config.demo.programmes import LEADERS, moved
from innesto.exchanges.models import Exchange, Plan, Seat
from innesto.practices.models import Practice
from innesto.programmes.models import Programme


def test_moved_keeps_the_length_of_a_programme_and_lets_today_lie_in_its_first_year():
    text = "identity:\n  starts_on: 2020-02-29\n  ends_on: 2022-10-31\n  note: 13/05/2021\n"

    found = moved(text, today=datetime.date(2026, 11, 22))

    assert found == (
        "identity:\n  starts_on: 2026-02-28\n  ends_on: 2028-10-31\n  note: 13/05/2021\n"
    )


def test_moved_leaves_a_text_without_a_beginning_alone():
    assert moved("key: x\n", today=datetime.date(2026, 1, 1)) == "key: x\n"


@pytest.mark.django_db
def test_build_makes_the_five_programmes_live_and_may_be_run_again():
    build(lambda _title: None)
    counted = [m.objects.count() for m in (Programme, Plan, Exchange, Seat, User, Practice)]

    build(lambda _title: None)

    assert set(LEADERS) <= set(Programme.objects.top().values_list("slug", flat=True))
    states = {(p.programme.slug, p.scope): p.state for p in Plan.objects.all()}
    assert states["multiply", "PL"] == Plan.State.PUBLISHED
    assert states["multiply", "AT"] == Plan.State.READY
    assert Exchange.objects.filter(scope="PL").exclude(state="confirmed").count() == 0
    assert Seat.objects.filter(answer=Seat.Answer.ASKED, exchange__scope="IT").exists()
    assert Practice.objects.published().count() >= 60
    assert Practice.objects.published().filter(is_example=False).count() >= 12
    assert Practice.objects.filter(next_check_on__lt=timezone.localdate()).exists()
    assert [m.objects.count() for m in (Programme, Plan, Exchange, Seat, User, Practice)] == counted
