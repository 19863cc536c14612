"""The demo as a whole: every programme of the mission is there, and alive."""

import datetime
import json
import shutil

import pytest

from innesto.config.demo.programmes import LEADERS, moved
from tests.config.installations import innesto

FACTS = """
import json
from django.utils import timezone
from innesto.accounts.models import User
from innesto.exchanges.models import Exchange, Plan, Seat
from innesto.practices.models import Practice
from innesto.programmes.models import Programme
sheets = Practice.objects.published()
asked = Seat.objects.filter(answer=Seat.Answer.ASKED, exchange__scope="IT")
late = Practice.objects.filter(next_check_on__lt=timezone.localdate())
print(json.dumps({
    "counted": [m.objects.count() for m in (Programme, Plan, Exchange, Seat, User, Practice)],
    "programmes": [*Programme.objects.top().values_list("slug", flat=True)],
    "plans": {f"{p.programme.slug} {p.scope}": p.state for p in Plan.objects.order_by("pk")},
    "in Poland": [*Exchange.objects.filter(scope="PL").values_list("state", flat=True)],
    "asked in Italy": asked.count(),
    "sheets": sheets.count(),
    "real sheets": sheets.filter(is_example=False).count(),
    "late": late.count(),
}))
"""


def test_moved_keeps_the_length_of_a_programme_and_lets_today_lie_in_its_first_year():
    text = "identity:\n  starts_on: 2020-02-29\n  ends_on: 2022-10-31\n  note: 13/05/2021\n"

    found = moved(text, today=datetime.date(2026, 11, 22))

    assert found == (
        "identity:\n  starts_on: 2026-02-28\n  ends_on: 2028-10-31\n  note: 13/05/2021\n"
    )


def test_moved_leaves_a_text_without_a_beginning_alone():
    assert moved("key: x\n", today=datetime.date(2026, 1, 1)) == "key: x\n"


@pytest.fixture
def built(demo, tmp_path):
    """Return an installation with the demo: a copy of the one for all tests."""
    return {"data": shutil.copytree(demo, tmp_path / "demo")}


def _build(there):
    return innesto("demo", "--no-serve", **there).returncode


def _facts(there):
    line = ("manage", "shell", "--verbosity", "0", "--command", FACTS)
    return json.loads(innesto(*line, **there).stdout)


def test_the_demo_makes_the_five_programmes_live_and_may_be_built_again(built):
    facts = _facts(built)

    again = _build(built)

    assert (again, _facts(built)) == (0, facts)
    assert set(LEADERS) <= set(facts["programmes"])
    assert facts["plans"]["multiply PL"] == "published"
    assert facts["plans"]["multiply AT"] == "ready"
    assert set(facts["in Poland"]) <= {"held", "confirmed"}  # by the season
    assert facts["asked in Italy"] > 0
    assert facts["sheets"] >= 60
    assert facts["real sheets"] >= 12
    assert facts["late"] > 0
