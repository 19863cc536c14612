import pytest

from innesto.courses.models import Progress
from innesto.players.actions.playing import Stale, sit_down, take_report
from innesto.players.contents import stored_parts
from innesto.players.models import Attempt, Statement
from tests.courses.factories import EnrolmentFactory
from tests.players.factories import PART, AttemptFactory, PackageFactory

pytestmark = pytest.mark.django_db

PASSED = {
    "cmi.core.lesson_status": "passed",
    "cmi.core.score.raw": "90",
    "cmi.core.session_time": "0000:10:00",
}


def finished(attempt):
    """Say whether the unit of an attempt is done."""
    progress = Progress.objects.filter(enrolment=attempt.enrolment, unit=attempt.package.unit)
    return progress.filter(finished_at__isnull=False).exists()


def test_sit_down_goes_on_where_one_was():
    package = PackageFactory()
    enrolment = EnrolmentFactory(course=package.unit.course)
    (part,) = stored_parts(package.parts)

    one = sit_down(package, part, enrolment)
    take_report(one, sitting=1, number=1, data=PASSED)
    two = sit_down(package, part, enrolment)

    assert (one.pk, two.sitting, two.seconds, two.data) == (two.pk, 2, 600, PASSED)


def test_take_report_finishes_the_unit_and_leaves_statements():
    attempt = AttemptFactory()

    take_report(attempt, sitting=1, number=1, data={"cmi.core.lesson_status": "incomplete"})
    before = finished(attempt)
    take_report(attempt, sitting=1, number=2, data=PASSED)

    attempt.refresh_from_db()
    assert (before, finished(attempt)) == (False, True)
    assert (attempt.success, attempt.percent, attempt.minutes) == ("passed", 90, 10)
    assert [one.verb.rpartition("/")[2] for one in Statement.objects.all()] == [
        "initialized",
        "completed",
        "passed",
    ]


@pytest.mark.parametrize(("sitting", "number"), [(2, 5), (2, 4), (1, 9)])
def test_take_report_lets_the_last_state_win(sitting, number):
    attempt = AttemptFactory(sitting=2)
    take_report(attempt, sitting=2, number=5, data=PASSED)

    with pytest.raises(Stale):
        take_report(attempt, sitting=sitting, number=number, data={})

    assert Attempt.objects.get().data == PASSED


def test_what_was_passed_once_is_not_lost_again():
    attempt = AttemptFactory()
    take_report(attempt, sitting=1, number=1, data=PASSED)

    take_report(
        attempt,
        sitting=1,
        number=2,
        data={"cmi.core.lesson_status": "failed", "cmi.core.score.raw": "10"},
    )

    attempt.refresh_from_db()
    assert (attempt.success, attempt.score) == ("passed", 0.9)


def test_a_package_of_several_parts_is_done_when_all_are():
    page = PART | {"key": "i2", "reports": False}
    package = PackageFactory(parts=[PART, page])
    attempt = AttemptFactory(package=package)
    take_report(attempt, sitting=1, number=1, data=PASSED)
    before = finished(attempt)

    sit_down(package, stored_parts(package.parts)[1], attempt.enrolment)

    assert (before, finished(attempt)) == (False, True)
