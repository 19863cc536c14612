"""The learning record store for units of cmi5: the part of xAPI 1.0.3 that they use.

A unit fetches its key once, and brings it with every request. It sees what belongs to its own
attempt, and nothing else.
"""

import hashlib
import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.core import signing
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.http import http_date
from django.views.decorators.http import require_POST

from innesto.players.actions.playing import (
    OtherStatement,
    drop_leaf,
    keep_leaf,
    store_statements,
)
from innesto.players.contents import LARGEST_REPORT, Part, stored_parts
from innesto.players.models import Attempt, Leaf, Statement
from innesto.players.statements import CATEGORY, NotAStatement, activity_of
from innesto.players.tokens import LASTS, Sitting
from innesto.players.views.player import attempt_of, sitting_in

KEY = "players.key"
VERSION = "1.0.3"
MOST = 100  # statements in one answer or request
LAUNCH_DATA = "LMS.LaunchData"

type Handler = Callable[[HttpRequest, Attempt, Part], HttpResponse]


@require_POST
def fetch(_request: HttpRequest, word: str) -> HttpResponse:
    """Hand out the key of a sitting, once."""
    sitting = sitting_in(word)
    attempt = attempt_of(sitting)
    if attempt is None:
        raise Http404
    if not cache.add(f"players-fetched-{sitting.attempt}-{sitting.sitting}", 1, LASTS):
        return JsonResponse(
            {"error-code": "1", "error-text": "The key was fetched already."}, status=400
        )
    key = signing.dumps([sitting.attempt, sitting.sitting], salt=KEY)
    return JsonResponse({"auth-token": key})


def resource(request: HttpRequest, word: str, resource: str) -> HttpResponse:
    """Answer as a learning record store does."""
    sitting = sitting_in(word)
    attempt = attempt_of(sitting)
    handler = RESOURCES.get(resource.strip("/"))
    if attempt is None or handler is None:
        raise Http404
    if resource.strip("/") != "about":
        _insist_on_key(request, sitting)
    if len(request.body) > LARGEST_REPORT:
        return HttpResponse(status=413)
    parts = stored_parts(attempt.package.parts)
    answer = handler(request, attempt, parts[min(sitting.part, len(parts) - 1)])
    answer.headers["X-Experience-API-Version"] = VERSION
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _insist_on_key(request: HttpRequest, sitting: Sitting) -> None:
    kind, _, key = request.headers.get("Authorization", "").partition(" ")
    try:
        brought = signing.loads(key.strip(), salt=KEY, max_age=LASTS)
    except signing.BadSignature as error:
        raise PermissionDenied from error
    if kind.lower() not in {"basic", "bearer"} or brought != [sitting.attempt, sitting.sitting]:
        raise PermissionDenied


def _statements(request: HttpRequest, attempt: Attempt, _part: Part) -> HttpResponse:
    if request.method in {"GET", "HEAD"}:
        return _found(request, attempt)
    try:
        sent = json.loads(request.body)
    except (ValueError, RecursionError):
        return HttpResponse("no JSON", status=400)
    bodies = sent if isinstance(sent, list) else [sent]
    if request.method == "PUT":
        bodies = [{**sent, "id": request.GET.get("statementId", "")}] if len(bodies) == 1 else []
    if not bodies or len(bodies) > MOST or not all(isinstance(b, dict) for b in bodies):
        return HttpResponse("no statements", status=400)
    try:
        numbers = store_statements(attempt, bodies)
    except NotAStatement as wrong:
        return HttpResponse(str(wrong), status=400)
    except OtherStatement:
        return HttpResponse("another statement has this id", status=409)
    if request.method == "PUT":
        return HttpResponse(status=204)
    return JsonResponse([str(number) for number in numbers], safe=False)


def _found(request: HttpRequest, attempt: Attempt) -> HttpResponse:
    mine = Statement.objects.filter(attempt=attempt)
    if number := request.GET.get("statementId"):
        try:
            one = mine.filter(key=UUID(number)).first()
        except ValueError:
            return HttpResponse("no UUID", status=400)
        return JsonResponse(one.body) if one else HttpResponse(status=404)
    if verb := request.GET.get("verb"):
        mine = mine.filter(verb=verb)
    if activity := request.GET.get("activity"):
        mine = mine.filter(activity=activity)
    order = "" if request.GET.get("ascending") == "true" else "-"
    found = mine.order_by(f"{order}stored_at", f"{order}pk")[:MOST]
    answer = JsonResponse({"statements": [one.body for one in found], "more": ""})
    answer.headers["X-Experience-API-Consistent-Through"] = timezone.now().isoformat()
    return answer


def _state(request: HttpRequest, attempt: Attempt, part: Part) -> HttpResponse:
    name = request.GET.get("stateId", "")
    if name == LAUNCH_DATA and request.method == "GET":
        return JsonResponse(_launch_data(attempt, part))
    return _document(request, attempt, "state", name)


def _agent_profile(request: HttpRequest, attempt: Attempt, _part: Part) -> HttpResponse:
    name = request.GET.get("profileId", "")
    answer = _document(request, attempt, "agent", name)
    if request.method == "GET" and answer.status_code == 404 and name == "cmi5LearnerPreferences":
        language = attempt.enrolment.person.language or "en"
        return JsonResponse({"languagePreference": language, "audioPreference": "on"})
    return answer


def _activity_profile(request: HttpRequest, attempt: Attempt, _part: Part) -> HttpResponse:
    return _document(request, attempt, "activity", request.GET.get("profileId", ""))


def _document(request: HttpRequest, attempt: Attempt, kind: str, name: str) -> HttpResponse:
    """Keep, change, hand out or forget a document."""
    activity = request.GET.get("activityId", "")
    key = hashlib.sha256(f"{kind}\n{activity}\n{name}".encode()).hexdigest()
    kept = Leaf.objects.filter(attempt=attempt, key=key).first()
    match request.method:
        case "GET" | "HEAD" if not name:
            names = Leaf.objects.filter(attempt=attempt).order_by("name")
            return JsonResponse(list(names.values_list("name", flat=True)), safe=False)
        case "GET" | "HEAD":
            return _handed(kept)
        case "PUT" | "POST" if name:
            refused = _other_version(request, kept)
            if refused:
                return refused
            content = request.body
            if request.method == "POST" and kept is not None:
                content = _merged(bytes(kept.content), content)
            keep_leaf(attempt, key=key, name=name, kind=request.content_type or "", content=content)
            return HttpResponse(status=204)
        case "DELETE" if name:
            drop_leaf(attempt, key)
            return HttpResponse(status=204)
    return HttpResponse(status=400)


def _handed(kept: Leaf | None) -> HttpResponse:
    if kept is None:
        return HttpResponse(status=404)
    content = bytes(kept.content)
    answer = HttpResponse(content, content_type=kept.kind or "application/octet-stream")
    answer.headers["ETag"] = _mark(content)
    answer.headers["Last-Modified"] = http_date(kept.changed_at.timestamp())
    # Nobody's page: a document is handed to scripts, and never shown.
    answer.headers["Content-Disposition"] = "attachment"
    return answer


def _other_version(request: HttpRequest, kept: Leaf | None) -> HttpResponse | None:
    wanted = request.headers.get("If-Match", "")
    if wanted and (kept is None or wanted not in {"*", _mark(bytes(kept.content))}):
        return HttpResponse(status=412)
    if request.headers.get("If-None-Match") == "*" and kept is not None:
        return HttpResponse(status=412)
    return None


def _mark(content: bytes) -> str:
    return f'"{hashlib.sha1(content, usedforsecurity=False).hexdigest()}"'


def _merged(before: bytes, sent: bytes) -> bytes:
    """Return two JSON objects as one, the sent one on top, as POST asks for."""
    try:
        one, two = json.loads(before), json.loads(sent)
    except (ValueError, RecursionError):
        return sent
    both = isinstance(one, dict) and isinstance(two, dict)
    return json.dumps({**one, **two}).encode() if both else sent


def _about(_request: HttpRequest, _attempt: Attempt, _part: Part) -> HttpResponse:
    return JsonResponse({"version": [VERSION, "1.0.0"]})


def _launch_data(attempt: Attempt, part: Part) -> dict[str, Any]:
    """Return what a unit of cmi5 asks for first."""
    facts: dict[str, Any] = {
        "contextTemplate": {
            "contextActivities": {
                "grouping": [{"objectType": "Activity", "id": activity_of(attempt)}],
                "category": [{"objectType": "Activity", "id": CATEGORY}],
            },
            "extensions": {
                "https://w3id.org/xapi/cmi5/context/extensions/sessionid": str(attempt.sitting)
            },
        },
        "launchMode": "Normal",
        "launchParameters": part.data,
        "moveOn": part.move_on or "NotApplicable",
    }
    if part.mastery is not None:
        facts["masteryScore"] = part.mastery
    return facts


RESOURCES: dict[str, Handler] = {
    "about": _about,
    "statements": _statements,
    "activities/state": _state,
    "activities/profile": _activity_profile,
    "agents/profile": _agent_profile,
}
