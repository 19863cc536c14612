"""How far learners come: what is done counts once, what comes late moves nothing back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from innesto.courses.actions.progress import finish_unit, keep_position, open_unit
from innesto.courses.models import Enrolment, Progress
from innesto.courses.signals import course_finished, unit_finished
from tests.courses.factories import EnrolmentFactory, SectionFactory, UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard():
    """Return what the signals told, in order."""
    told = []

    def note_unit(sender, progress, **kwargs):
        told.append(progress.unit)

    def note_course(sender, enrolment, **kwargs):
        told.append(enrolment)

    unit_finished.connect(note_unit)
    course_finished.connect(note_course)
    yield told
    unit_finished.disconnect(note_unit)
    course_finished.disconnect(note_course)


def test_finish_unit_counts_once_and_the_last_one_finishes_the_course(heard):
    section = SectionFactory()
    first, last = UnitFactory.create_batch(2, section=section)
    UnitFactory(section=section, is_optional=True)
    mine = EnrolmentFactory(course=section.course)

    new = [finish_unit(mine, unit, by=mine.person) for unit in (first, first, last, last)]

    mine.refresh_from_db()
    assert new == [True, False, True, False]
    assert (mine.done_count, mine.done_minutes, mine.last_unit) == (2, 20, last)
    assert mine.is_finished
    assert heard == [first, last, mine]


def test_finish_unit_of_what_is_optional_is_kept_and_not_counted():
    section = SectionFactory()
    UnitFactory(section=section)
    more = UnitFactory(section=section, is_optional=True)
    mine = EnrolmentFactory(course=section.course)

    finish_unit(mine, more, by=mine.person)

    mine.refresh_from_db()
    assert (mine.done_count, mine.is_finished) == (0, False)
    assert Progress.objects.get(unit=more).finished_at


def test_open_unit_says_where_one_is():
    unit = UnitFactory()
    mine = EnrolmentFactory(course=unit.course)

    open_unit(mine, unit)
    open_unit(mine, unit)

    assert Enrolment.objects.get().last_unit == unit
    assert Progress.objects.get().finished_at is None


@pytest.mark.capability("D-11")
def test_keep_position_moves_on_and_back_but_never_for_what_comes_late():
    unit = UnitFactory()
    mine = EnrolmentFactory(course=unit.course)
    open_unit(mine, unit)
    now = timezone.now() - timedelta(minutes=5)

    def at(minutes):
        return now + timedelta(minutes=minutes)

    kept = [
        keep_position(unit.pk, second, by=mine.person, at=moment)
        for second, moment in [(60, at(0)), (200, at(2)), (90, at(1)), (30, at(3))]
    ]

    progress = Progress.objects.get()
    assert kept == [True, True, False, True]
    assert (progress.position, progress.furthest) == (30, 200)


def test_keep_position_of_a_clock_that_is_ahead_does_not_shut_out_what_follows():
    unit = UnitFactory()
    mine = EnrolmentFactory(course=unit.course)
    open_unit(mine, unit)
    later = timezone.now() + timedelta(days=400)

    keep_position(unit.pk, 10, by=mine.person, at=later)
    keep_position(unit.pk, 20, by=mine.person, at=later)

    assert Progress.objects.get().position == 20


def test_keep_position_is_for_those_who_are_enrolled():
    unit = UnitFactory()
    mine = EnrolmentFactory(course=unit.course, left_at=timezone.now())
    open_unit(mine, unit)

    assert not keep_position(unit.pk, 10, by=mine.person, at=timezone.now())
