"""A unit of cmi5 speaks xAPI with our store: its key once, then its own attempt alone."""

import uuid

import pytest

from innesto.courses.models import Progress
from innesto.players.models import Attempt, Statement
from innesto.players.tokens import Sitting, sign_sitting
from tests.players.factories import PART, AttemptFactory, PackageFactory

pytestmark = pytest.mark.django_db

PLAYER = {"HTTP_HOST": "player.localhost"}
AU = "https://example.org/au/1"
VERB = "http://adlnet.gov/expapi/verbs/"


class Unit:
    """An assignable unit, as it asks."""

    def __init__(self, client, attempt):
        word = sign_sitting(
            Sitting(attempt.pk, attempt.sitting, attempt.package_id, 0, "it", "http://testserver")
        )
        self.client, self.base = client, f"/xapi/{word}/"
        self.key = client.post(f"{self.base}avvio/", **PLAYER).json().get("auth-token", "")

    def ask(self, method, resource, body=None, query=None, **headers):
        given = {"Authorization": f"Basic {self.key}", **headers}
        address = f"{self.base}{resource}"
        return self.client.generic(
            method, address, body or b"", "application/json", query_params=query,
            headers=given, **PLAYER,
        )  # fmt: skip

    def say(self, word, **more):
        category = [{"id": "https://w3id.org/xapi/cmi5/context/categories/cmi5"}]
        body = {
            "id": str(uuid.uuid4()),
            "verb": {"id": f"{VERB}{word}"},
            "object": {"id": AU},
            "context": {"contextActivities": {"category": category}},
            **more,
        }
        return self.client.post(
            f"{self.base}statements", body, content_type="application/json",
            headers={"Authorization": f"Basic {self.key}"}, **PLAYER,
        )  # fmt: skip


@pytest.fixture
def attempt():
    part = PART | {"key": AU, "move_on": "CompletedAndPassed", "mastery": 0.5}
    return AttemptFactory(package=PackageFactory(standard="cmi5", parts=[part]), part=AU)


@pytest.fixture
def unit(client, attempt):
    return Unit(client, attempt)


def test_the_key_is_fetched_once(client, attempt, unit):
    assert unit.key
    assert Unit(client, attempt).key == ""


def test_without_its_key_nothing_is_told(client, unit):
    for key in ("", "Basic forged", f"Bearer {unit.key}x"):
        answer = client.get(f"{unit.base}statements", headers={"Authorization": key}, **PLAYER)
        assert answer.status_code == 403


def test_a_unit_is_done_when_it_may_be_moved_on_from(unit, attempt):
    unit.say("initialized")
    unit.say("completed")
    before = Progress.objects.filter(finished_at__isnull=False).exists()
    unit.say("passed", result={"score": {"scaled": 0.8}, "duration": "PT5M"})

    found = Attempt.objects.get()
    assert (before, found.success, found.percent, found.minutes) == (False, "passed", 80, 5)
    assert Progress.objects.get(finished_at__isnull=False).unit == attempt.package.unit


def test_a_pass_below_the_mastery_is_none(unit):
    unit.say("completed")
    unit.say("passed", result={"score": {"scaled": 0.2}})

    found = Attempt.objects.get()
    assert (found.success, found.finished_at) == ("failed", None)


def test_a_statement_sent_twice_is_kept_once_and_another_with_its_number_refused(unit):
    number = str(uuid.uuid4())

    answers = [
        unit.say(word, id=number).status_code for word in ("completed", "completed", "failed")
    ]

    assert answers == [200, 200, 409]
    assert Statement.objects.count() == 1


def test_who_speaks_is_ours_to_say(unit):
    unit.say("initialized", actor={"mbox": "mailto:somebody@example.org"})

    (found,) = unit.ask("GET", "statements").json()["statements"]
    assert "mbox" not in found["actor"]
    assert unit.ask("GET", "statements", query={"statementId": found["id"]}).json() == found


@pytest.mark.parametrize(
    "body", [b"no", b"[]", b"{}", b'{"verb": {}}', b'{"verb": {"id": "x"}, "id": "y"}']
)
def test_what_is_no_statement_is_refused(unit, body):
    assert unit.ask("POST", "statements", body).status_code == 400


def test_a_state_is_kept_merged_and_forgotten(unit):
    query = {"stateId": "bookmark", "activityId": AU}

    statuses = [
        unit.ask("GET", "activities/state", query=query).status_code,
        unit.ask("PUT", "activities/state", b'{"page": 3}', query=query).status_code,
        unit.ask("POST", "activities/state", b'{"seen": 2}', query=query).status_code,
    ]
    kept = unit.ask("GET", "activities/state", query=query)
    late = unit.ask(
        "PUT", "activities/state", b"{}", query=query, **{"If-Match": '"other"'}
    ).status_code
    gone = unit.ask("DELETE", "activities/state", query=query).status_code

    assert statuses == [404, 204, 204]
    assert kept.json() == {"page": 3, "seen": 2}
    assert (late, gone) == (412, 204)
    assert unit.ask("GET", "activities/state", query=query).status_code == 404


def test_a_unit_is_told_how_it_was_launched(unit):
    query = {"stateId": "LMS.LaunchData", "activityId": AU}

    told = unit.ask("GET", "activities/state", query=query).json()
    likes = unit.ask("GET", "agents/profile", query={"profileId": "cmi5LearnerPreferences"}).json()

    assert (told["moveOn"], told["masteryScore"], told["launchMode"]) == (
        "CompletedAndPassed",
        0.5,
        "Normal",
    )
    assert likes["audioPreference"] == "on"
