"""Statements of xAPI: who speaks, what they must hold, and what they come to for cmi5.

Not a room: pure functions that actions and views share.
"""

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.crypto import salted_hmac

from innesto.players.contents import Outcome, Part, seconds_in
from innesto.players.models import Attempt

VERBS = {
    "incomplete": "http://adlnet.gov/expapi/verbs/initialized",
    "completed": "http://adlnet.gov/expapi/verbs/completed",
    "passed": "http://adlnet.gov/expapi/verbs/passed",
    "failed": "http://adlnet.gov/expapi/verbs/failed",
}
WORDS = {verb: word for word, verb in VERBS.items()}
CATEGORY = "https://w3id.org/xapi/cmi5/context/categories/cmi5"
MOVE_ON = "https://w3id.org/xapi/cmi5/context/categories/moveon"


class NotAStatement(Exception):
    """What was sent is no statement; the text says why."""


def actor_of(person: int) -> dict[str, Any]:
    """Return a learner as statements name them: by a number that says nothing of who they are."""
    number = salted_hmac("players.actor", str(person), algorithm="sha256").hexdigest()[:32]
    return {
        "objectType": "Agent",
        "account": {"homePage": settings.SITE_URL, "name": number},
    }


def activity_of(attempt: Attempt) -> str:
    """Return the activity of an attempt: an address of ours, unless the package brings one."""
    if ":" in attempt.part:
        return attempt.part
    unit = attempt.package.unit_id
    return f"{settings.SITE_URL}/corsi/unita/{unit}/pacchetto/#{attempt.part}"


def statement_of(
    given: Mapping[str, Any], attempt: Attempt, now: datetime.datetime
) -> dict[str, Any]:
    """Return a statement as it is stored: the actor and the times are ours to say.

    Raises ``NotAStatement``.
    """
    verb = given.get("verb")
    if not isinstance(verb, Mapping) or not isinstance(verb.get("id"), str):
        raise NotAStatement("a statement needs a verb with an id")
    thing = given.get("object", {"objectType": "Activity", "id": activity_of(attempt)})
    if not isinstance(thing, Mapping):
        raise NotAStatement("the object is no object")
    for name in ("result", "context"):
        if not isinstance(given.get(name, {}), Mapping):
            raise NotAStatement(f"the {name} is no object")
    try:
        number = str(uuid.UUID(str(given["id"]))) if "id" in given else str(uuid.uuid4())
    except ValueError as error:
        raise NotAStatement("the id is no UUID") from error
    context = dict(given.get("context", {}))
    context["registration"] = str(attempt.registration)
    return {
        **given,
        "id": number,
        "actor": actor_of(attempt.enrolment.person_id),
        "verb": dict(verb),
        "object": dict(thing),
        "context": context,
        "timestamp": str(given.get("timestamp") or now.isoformat()),
        "stored": now.isoformat(),
        "authority": {
            "objectType": "Agent",
            "account": {"homePage": settings.SITE_URL, "name": "lrs"},
        },
        "version": "1.0.0",
    }


def outcome_in(part: Part, attempt: Attempt, body: Mapping[str, Any]) -> Outcome:
    """Return what a statement comes to: only those that cmi5 defines count, for their own unit."""
    context = body["context"].get("contextActivities", {})
    categories = context.get("category", []) if isinstance(context, Mapping) else []
    named = {one.get("id") for one in categories if isinstance(one, Mapping)}
    if CATEGORY not in named or body["object"].get("id") != activity_of(attempt):
        return Outcome()
    word = WORDS.get(body["verb"]["id"], "")
    result = body.get("result", {})
    score = (
        result.get("score", {}).get("scaled") if isinstance(result.get("score"), Mapping) else None
    )
    share = float(score) if isinstance(score, int | float) and -1 <= score <= 1 else None
    if word == "passed" and part.mastery is not None and share is not None and share < part.mastery:
        word = "failed"
    completion = word if word in {"completed", "incomplete"} else ""
    success = word if word in {"passed", "failed"} else ""
    completed = "completed" in {completion, attempt.completion}
    passed = "passed" in {success, attempt.success}
    may_move_on = {
        "Passed": passed,
        "Completed": completed,
        "CompletedAndPassed": passed and completed,
        "CompletedOrPassed": passed or completed,
    }.get(part.move_on, True)
    return Outcome(completion, success, share, seconds_in(result.get("duration")), may_move_on)
