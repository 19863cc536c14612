"""Bring a package into a unit, or make a whole course of one."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.courses.actions.writing import add_part, add_unit, begin_course
from innesto.courses.models import Course, Unit
from innesto.courseware.archive import Archive
from innesto.courseware.package import Package as Read
from innesto.courseware.package import Problem, Severity, said
from innesto.courseware.reading import opened
from innesto.courseware.words import name_of
from innesto.journal.actions import record
from innesto.organisations.models import Organisation
from innesto.players.actions.taking import Taking
from innesto.players.contents import parts_of
from innesto.players.models import Package
from innesto.players.queries import folders_in_use
from innesto.players.tasks import drop_folder
from innesto.programmes.models import Programme

MOST_PROBLEMS = 200


class Refused(Exception):
    """The package is not brought in; ``problems`` say why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = problems


class NotPlayed(Exception):
    """The package holds units of a course and is not played; a course is made of it."""


def import_package(unit: Unit, path: Path, *, file_name: str, by: User | None) -> Package:
    """Unpack a package into a unit, over the one that is there; what learners did stays.

    Raises ``Unreadable``, ``Refused`` and ``NotPlayed``.
    """
    with opened(path) as (archive, found):
        _insist(found)
        if not found.kind.is_played or not found.launchable:
            raise NotPlayed
        with _unpacked(archive) as folder:
            return _store_package(unit, found, folder, file_name=file_name, by=by)


@transaction.atomic
def _store_package(
    unit: Unit, found: Read, folder: str, *, file_name: str, by: User | None
) -> Package:
    Unit.objects.select_for_update().get(pk=unit.pk)
    package = Package.objects.filter(unit=unit).first()
    before = package.folder if package else ""
    package = package or Package(unit=unit, version=0)
    package.standard, package.name = found.kind.value, name_of(found)
    package.title = (said(found.title, unit.course.language) or unit.title)[:300]
    package.file_name, package.folder = file_name[:200], folder
    package.parts, package.lost, package.size = parts_of(found), dict(found.lost), found.size
    package.problems = [_as_data(problem) for problem in found.problems[:MOST_PROBLEMS]]
    package.version += 1
    package.imported_at, package.imported_by = timezone.now(), by
    package.save()
    record("package_imported", unit.course, by=by, within=unit.course.programme, unit=unit.pk)
    if before and not folders_in_use([before]):
        transaction.on_commit(partial(drop_folder.enqueue, before))
    return package


@transaction.atomic
def make_package_course(
    path: Path,
    *,
    file_name: str,
    by: User,
    language: str,
    programme: Programme | None = None,
    organisation: Organisation | None = None,
) -> Course:
    """Make a course in draft of a package; what it holds is played, or becomes units.

    Raises ``Unreadable`` and ``Refused``.
    """
    with opened(path) as (archive, found):
        _insist(found)
        language = found.languages[0].partition("-")[0][:3] if found.languages else language
        titles = {language: said(found.title, language) or Path(file_name).stem}
        course = begin_course(
            by=by,
            titles=titles,
            language=language,
            programme=programme,
            organisation=organisation,
        )
        if not found.kind.is_played:
            Taking(course, archive, language, by).everything(found)
    if found.kind.is_played:
        section = add_part(course, titles=titles, by=by)
        unit = add_unit(section, kind="package", titles=titles, by=by)
        if found.launchable:
            import_package(unit, path, file_name=file_name, by=by)
    record("package_course_made", course, by=by, within=programme, file=file_name)
    return course


def _insist(found: Read) -> None:
    blocking = [one for one in found.problems if one.severity is Severity.BLOCKING]
    if blocking:
        raise Refused(blocking)


@contextmanager
def _unpacked(archive: Archive) -> Iterator[str]:
    """Put the files into a new folder of the storage; take them away again if something fails."""
    folder = f"packages/{uuid.uuid4().hex}"
    try:
        for name in archive.names():
            with archive.opened(name) as file:
                default_storage.save(f"{folder}/{name}", File(file, name=name))
        yield folder
    except BaseException:
        drop_folder.call(folder)
        raise


def _as_data(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "file": problem.file,
        "line": problem.line,
        "severity": int(problem.severity),
        "values": dict(problem.values),
    }
