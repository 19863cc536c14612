"""The kind of unit that holds a package: what learners get, what it lacks, how it is copied.

Not a room: ``apps.ready`` adds it.
"""

from collections.abc import Mapping, Sequence

from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from innesto.courses.http import Reader, UnitKind, add_kind, add_panel
from innesto.courses.models import Course, Enrolment, Unit
from innesto.players.models import Package
from innesto.players.queries import package_of, steps_of
from innesto.toolkit.annotations import StrOrPromise
from innesto.toolkit.panels import Panel


def draw_package(_request: HttpRequest, unit: Unit, enrolment: Enrolment | None) -> Panel:
    """Draw the parts of the package, how far one is in each, and the way in."""
    package = package_of(unit)
    steps = steps_of(package, enrolment) if package else []
    things = {"package": package, "steps": steps, "unit": unit, "enrolment": enrolment}
    return Panel(unit.title, template="players/_parts/unit.html", things=things)


def missing_packages(units: Sequence[Unit]) -> Mapping[int, Sequence[StrOrPromise]]:
    """Want a package."""
    filled = set(Package.objects.filter(unit__in=units).values_list("unit", flat=True))
    return {unit.pk: [_("Import the package.")] for unit in units if unit.pk not in filled}


def copy_package(unit: Unit, copy: Unit) -> None:
    """Let the copy play the same files."""
    package = package_of(unit)
    if package:
        package.pk, package.unit = None, copy
        package.save(force_insert=True)


def draw_export(course: Course, reader: Reader) -> Panel | None:
    """Offer the course to its authors, as a file that other platforms take in."""
    if not reader.writes:
        return None
    things = {"course": course}
    return Panel(gettext("Take it with you"), template="players/_parts/export.html", things=things)


def add_package_kind() -> None:
    """Let courses have packages, and be taken away as one."""
    add_panel(draw_export, column="side", position=90)
    add_kind(
        UnitKind(
            "package",
            _("Package"),
            icon="play",
            position=90,
            edit="players:edit",
            draw=draw_package,
            missing=missing_packages,
            copy=copy_package,
            about=_("A course made elsewhere: SCORM 1.2, SCORM 2004 or cmi5."),
        )
    )
