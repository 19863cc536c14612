"""Packages as people meet them on the platform: imported, played in a frame, taken home."""

import tempfile
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.csp import build_policy
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from innesto.accounts.http import SignedIn
from innesto.courses.http import (
    author_page,
    authored_course,
    authored_unit,
    unit_or_404,
    unit_page,
)
from innesto.courseware.package import Problem, Severity, Unreadable
from innesto.courseware.words import LOST, catalogue, describe, place_of
from innesto.courseware.writing import Version
from innesto.players.actions.importing import NotPlayed, Refused, import_package
from innesto.players.actions.playing import sit_down
from innesto.players.export import as_cartridge
from innesto.players.forms import PackageForm
from innesto.players.models import Package
from innesto.players.origin import player_origin, site_origin
from innesto.players.queries import attempts_in, package_of, steps_of
from innesto.players.tokens import Sitting, sign_sitting
from innesto.toolkit.addresses import address_of
from innesto.toolkit.http import posted, require


@require_GET
def play(request: SignedIn, pk: int) -> HttpResponse:
    """Play a part of a package in a frame of another origin, with the other parts beside it."""
    unit, enrolment = unit_or_404(request, pk)
    package = package_of(unit)
    if package is None:
        raise Http404
    steps = steps_of(package, enrolment)
    asked = request.GET.get("parte", "0")
    number = int(asked) if asked.isdecimal() and len(asked) < 6 else 0
    if number >= len(steps):
        raise Http404
    step = steps[number]
    require(step.is_open)
    attempt = sit_down(package, step.part, enrolment) if enrolment else None
    word = sign_sitting(
        Sitting(
            attempt.pk if attempt else 0,
            attempt.sitting if attempt else 0,
            package.pk,
            number,
            get_language() or "",
            site_origin(request),
        )
    )
    origin = player_origin(request)
    context = {
        "package": package,
        "steps": steps,
        "playing": step,
        "frame_address": f"{origin}/gioca/{word}/" if settings.PLAYER_HOST else "",
    }
    answer = unit_page(request, "players/play.html", unit, enrolment, context)
    policy: dict[str, Any] = {**settings.SECURE_CSP, "frame-src": [origin]}
    answer.headers["Content-Security-Policy"] = build_policy(policy)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_http_methods(["GET", "POST"])
def edit(request: SignedIn, pk: int) -> HttpResponse:
    """Import a package into a unit, or a new version of it; say what is in it and what is wrong."""
    unit = authored_unit(request, pk)
    form = PackageForm(posted(request), request.FILES or None)
    told: list[Problem] = []
    if form.is_valid():
        with tempfile.TemporaryDirectory() as folder:
            try:
                package = import_package(
                    unit,
                    form.kept(folder),
                    file_name=form.cleaned_data["file"].name,
                    by=request.user,
                )
            except Unreadable as given_up:
                told = [given_up.problem]
            except Refused as refused:
                told = refused.problems
            except NotPlayed:
                form.add_error(
                    "file",
                    ValidationError(
                        _("This package is not played. Make a course of it from the command line.")
                    ),
                )
            else:
                messages.success(request, _("Imported: %(name)s.") % {"name": package.name})
                return redirect("players:edit", unit.pk)
        for problem in told:
            form.add_error("file", ValidationError(_sentence(problem)))
    package_now = package_of(unit)
    context = {
        "form": form,
        "title": unit.title,
        "package": package_now,
        "steps": steps_of(package_now, None) if package_now else [],
        "problems": _problems(package_now) if package_now else [],
        "lost": _lost(package_now) if package_now else [],
        "attempts": attempts_in(package_now)[:50] if package_now else [],
        "back": address_of("courses:write", unit.course.slug),
    }
    return author_page(request, "players/edit.html", unit, context)


@require_GET
def export(request: SignedIn, slug: str) -> HttpResponse:
    """Take a course away as a Common Cartridge: 1.1, which Moodle takes in, or 1.3."""
    course = authored_course(request, slug)
    version = Version.NEWEST if request.GET.get("versione") == "1.3" else Version.FOR_MOODLE
    name = content_disposition_header(as_attachment=True, filename=f"{course.slug}.imscc")
    headers = {"Content-Disposition": name or ""}
    return HttpResponse(as_cartridge(course, version), "application/zip", headers=headers)


def _sentence(problem: Problem) -> str:
    language = get_language() or "en"
    place = place_of(problem, language)
    words = describe(problem, language)
    return f"{place}: {words}" if place else words


def _problems(package: Package) -> list[tuple[str, bool]]:
    """Return what is wrong with a package in words, and whether it is more than a note."""
    return [
        (
            _sentence(
                Problem(
                    one["code"],
                    one["file"],
                    one["line"],
                    Severity(one["severity"]),
                    one["values"],
                )
            ),
            one["severity"] >= Severity.ERROR,
        )
        for one in package.problems
    ]


def _lost(package: Package) -> list[tuple[str, int]]:
    gettext = catalogue(get_language() or "en").gettext
    return [(gettext(LOST[what]), count) for what, count in package.lost.items() if what in LOST]
