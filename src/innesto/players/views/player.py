"""What is asked of the player's origin: the frame, the files of a package, what it reports.

Nobody is signed in here. A signed word in the address says what may be read or written.
"""

import json
import mimetypes
from contextlib import suppress
from typing import Any
from urllib.parse import quote, urlencode

from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.core.signing import BadSignature
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import translation
from django.utils.csp import CSP, build_policy
from django.views.decorators.http import require_GET, require_POST

from innesto.courseware.archive import unsafe
from innesto.players.actions.playing import Stale, take_report
from innesto.players.contents import LARGEST_REPORT, Part, clock, kept_data, stored_parts
from innesto.players.models import Attempt, Package
from innesto.players.origin import site_origin
from innesto.players.statements import activity_of, actor_of
from innesto.players.tokens import Files, Sitting, read_files, read_sitting, sign_files
from innesto.toolkit.serving import SHOWN, serve

type Data = dict[str, Any]


@require_GET
def frame(request: HttpRequest, word: str) -> HttpResponse:
    """The page around a package: it hands it the programming interface, and sends what it says."""
    sitting = sitting_in(word)
    package = Package.objects.select_related("unit").filter(pk=sitting.package).first()
    parts = stored_parts(package.parts) if package else []
    if package is None or sitting.part >= len(parts):
        raise Http404
    part = parts[sitting.part]
    attempt = attempt_of(sitting)
    given: Data = {
        "standard": package.standard,
        "launch": _launch(package, part, attempt, sitting, f"{site_origin(request)}/xapi/{word}"),
        "data": start_data(package, part, attempt) if package.standard != "cmi5" else {},
        "report": f"/stato/{word}/" if attempt and part.reports else "",
    }
    with translation.override(sitting.language):
        answer = render(request, "players/frame.html", {"given": given, "part": part})
    answer.headers["Content-Security-Policy"] = _policy(sitting.site, scripts=[CSP.SELF])
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_POST
def report(request: HttpRequest, word: str) -> HttpResponse:
    """Take the data model of a sitting; sent twice, or late, it does no harm."""
    sitting = sitting_in(word)
    attempt = attempt_of(sitting)
    if attempt is None:
        raise Http404
    if len(request.body) > LARGEST_REPORT:
        return HttpResponse(status=413)
    try:
        sent = json.loads(request.body)
        number, data = int(sent["number"]), dict(sent["data"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return HttpResponse(status=422)
    plain = {str(k): v for k, v in data.items() if isinstance(v, str | int | float)}
    if not 0 < number < 2_000_000_000:
        return HttpResponse(status=422)
    with suppress(Stale):
        take_report(attempt, sitting=sitting.sitting, number=number, data=plain)
    return JsonResponse({"kept": number})


@require_GET
def file(request: HttpRequest, word: str, name: str) -> HttpResponseBase:
    """Hand out a file of a package."""
    try:
        files = read_files(word)
    except BadSignature as error:
        raise PermissionDenied from error
    if unsafe(name) or "Service-Worker" in request.headers:
        raise Http404
    path = f"{files.folder}/{name}"
    if not default_storage.exists(path):
        raise Http404
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    opened = default_storage.open(path)
    answer: HttpResponseBase
    if kind.startswith(SHOWN):
        answer = serve(request, opened, name.rpartition("/")[2], inline=True)
    else:
        answer = FileResponse(opened, content_type=kind)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, max-age=3600"
    answer.headers["Content-Security-Policy"] = _policy(
        files.site, scripts=[CSP.SELF, CSP.UNSAFE_INLINE, CSP.UNSAFE_EVAL, "blob:"]
    )
    return answer


def sitting_in(word: str) -> Sitting:
    """Return what a signed word stands for; 403 when it is forged or too old."""
    try:
        return read_sitting(word)
    except BadSignature as error:
        raise PermissionDenied from error


def attempt_of(sitting: Sitting) -> Attempt | None:
    """Return the attempt of a sitting; None where an author only looks."""
    found = Attempt.objects.select_related("package", "enrolment__person")
    return found.filter(pk=sitting.attempt, package=sitting.package).first()


def start_data(package: Package, part: Part, attempt: Attempt | None) -> Data:
    """Return the data model with which a sitting of SCORM begins."""
    kept = kept_data(package.standard, attempt.data) if attempt else {}
    person = attempt.enrolment.person if attempt else None
    number = actor_of(person.pk)["account"]["name"] if person else "0"
    seconds = attempt.seconds if attempt else 0
    entry = "resume" if kept else "ab-initio"
    if package.standard == "scorm12":
        facts = {
            "cmi.core.student_id": number,
            "cmi.core.student_name": str(person or ""),
            "cmi.core.credit": "credit" if attempt else "no-credit",
            "cmi.core.lesson_mode": "normal" if attempt else "browse",
            "cmi.core.entry": entry,
            "cmi.core.total_time": clock(seconds),
            "cmi.launch_data": part.data,
            "cmi.student_data.mastery_score": _of_hundred(part.mastery),
            "cmi.student_data.max_time_allowed": part.time_limit,
        }
    else:
        facts = {
            "cmi.learner_id": number,
            "cmi.learner_name": str(person or ""),
            "cmi.credit": "credit" if attempt else "no-credit",
            "cmi.mode": "normal" if attempt else "browse",
            "cmi.entry": entry,
            "cmi.total_time": f"PT{seconds}S",
            "cmi.launch_data": part.data,
            "cmi.scaled_passing_score": "" if part.mastery is None else f"{part.mastery:g}",
            "cmi.completion_threshold": (
                "" if part.completion_from is None else f"{part.completion_from:g}"
            ),
        }
    return {**{name: value for name, value in facts.items() if value}, **kept}


def _of_hundred(mastery: float | None) -> str:
    return "" if mastery is None else f"{100 * mastery:g}"


def _launch(
    package: Package, part: Part, attempt: Attempt | None, sitting: Sitting, records: str
) -> str:
    """Return the address at which a part opens."""
    if part.launch.startswith(("https://", "http://")):
        address = part.launch
    else:
        files = sign_files(Files(package.folder, sitting.site))
        address = f"/file/{files}/{quote(part.launch)}"
    if package.standard != "cmi5" or attempt is None:
        return f"{address}{part.parameters}"
    query, hash_, fragment = f"{address}{part.parameters}".partition("#")
    launch = urlencode(
        {
            "endpoint": f"{records}/",
            "fetch": f"{records}/avvio/",
            "actor": json.dumps(actor_of(attempt.enrolment.person_id)),
            "registration": str(attempt.registration),
            "activityId": activity_of(attempt),
        }
    )
    return f"{query}{'&' if '?' in query else '?'}{launch}{hash_}{fragment}"


def _policy(site: str, *, scripts: list[str]) -> str:
    """Return the policy of a page that only the platform may show, and that loads only our own."""
    return build_policy(
        {
            "default-src": [CSP.SELF, "data:", "blob:"],
            "script-src": scripts,
            "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
            "frame-src": [CSP.SELF, "https:", "data:", "blob:"],
            "object-src": [CSP.NONE],
            "base-uri": [CSP.SELF],
            "form-action": [CSP.SELF],
            "frame-ancestors": [CSP.SELF, site],
        }
    )
