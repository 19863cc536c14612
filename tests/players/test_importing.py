import pytest
from django.core.files.storage import default_storage

from innesto.courses.actions.writing import copy_unit
from innesto.courses.models import Text, Unit
from innesto.courseware.package import Unreadable
from innesto.players.actions.importing import (
    NotPlayed,
    Refused,
    import_package,
    make_package_course,
)
from innesto.players.models import Package
from tests.accounts.factories import UserFactory
from tests.courses.factories import UnitFactory
from tests.courseware.packages import scorm, zipped
from tests.courseware.test_olx import FILES as OLX
from tests.organisations.factories import OrganisationFactory
from tests.players.factories import AttemptFactory

pytestmark = pytest.mark.django_db

GOOD = {"imsmanifest.xml": scorm(), "a.html": "<p>Uno</p>", "img/b c.png": "x"}


def test_import_package_keeps_files_and_parts(tmp_path):
    unit = UnitFactory(kind="package")

    package = import_package(unit, zipped(tmp_path, GOOD), file_name="corso.zip", by=None)

    assert (package.name, package.title, package.version) == ("SCORM 1.2", "Corso", 1)
    assert [part["launch"] for part in package.parts] == ["a.html"]
    assert default_storage.open(f"{package.folder}/img/b c.png").read() == b"x"


def test_a_new_version_takes_the_place_and_keeps_what_learners_did(
    tmp_path, django_capture_on_commit_callbacks
):
    unit = UnitFactory(kind="package")
    path = zipped(tmp_path, GOOD)
    before = import_package(unit, path, file_name="uno.zip", by=None)
    AttemptFactory(package=before)

    with django_capture_on_commit_callbacks(execute=True):
        after = import_package(unit, path, file_name="due.zip", by=None)

    assert (after.pk, after.version, after.attempts.count()) == (before.pk, 2, 1)
    assert default_storage.exists(f"{after.folder}/a.html")
    assert not default_storage.exists(f"{before.folder}/a.html")


@pytest.mark.parametrize(
    ("files", "error"),
    [
        (GOOD | {"../evil.html": "x"}, Refused),
        ({"a.crs": "", "a.au": ""}, Unreadable),
        (OLX, NotPlayed),
        ({"imsmanifest.xml": scorm()}, NotPlayed),
    ],
)
def test_import_package_refuses(tmp_path, files, error):
    unit = UnitFactory(kind="package")

    with pytest.raises(error):
        import_package(unit, zipped(tmp_path, files), file_name="x.zip", by=None)

    assert Package.objects.count() == 0


def test_a_copy_of_a_unit_plays_the_same_files(tmp_path):
    unit = UnitFactory(kind="package")
    package = import_package(unit, zipped(tmp_path, GOOD), file_name="x.zip", by=None)

    copy = copy_unit(unit, unit.section, by=UserFactory())

    assert copy.package.folder == package.folder
    assert unit.package.pk != copy.package.pk


def test_make_package_course_of_scorm_plays_it(tmp_path):
    course = make_package_course(
        zipped(tmp_path, GOOD),
        file_name="x.zip",
        by=UserFactory(),
        language="it",
        organisation=OrganisationFactory(),
    )

    assert (course.title, course.is_out) == ("Corso", False)
    assert [unit.kind for unit in course.units.all()] == ["package"]


def test_make_package_course_of_open_edx_writes_units(tmp_path):
    course = make_package_course(
        zipped(tmp_path, OLX),
        file_name="x.zip",
        by=UserFactory(),
        language="en",
        organisation=OrganisationFactory(),
    )

    assert (course.language, course.title) == ("it", "Esperti di città digitali")
    assert [section.title for section in course.sections.all()] == ["Uno"]
    assert [unit.title for unit in Unit.objects.filter(course=course)] == ["Leggi", "Guarda"]
    assert Text.objects.order_by("pk").first().body == "<p>Città</p>"
