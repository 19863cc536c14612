import datetime

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from innesto.assignments.actions import (
    AssessedAlready,
    HandInFirst,
    NothingToAssess,
    OwesOne,
    PassedAlready,
    TooEarly,
    TooLate,
    WaitsAlready,
    assess_work,
    decide_work,
    hand_in_work,
    set_assignment,
    set_deadline,
    take_work_to_assess,
)
from innesto.assignments.assessing import rubric_from
from innesto.assignments.models import LEASE, Assessment, Work
from innesto.assignments.queries import assessments_waiting_for, part_of, works_waiting_for
from innesto.assignments.retention import forget_works
from innesto.assignments.tasks import tell_result
from innesto.assignments.unit_kind import copy, missing
from innesto.courses.models import Progress
from innesto.notifications.models import Notification
from tests.assignments.factories import RUBRIC, AssessmentFactory, AssignmentFactory, WorkFactory
from tests.courses.factories import AuthorFactory, CohortFactory, EnrolmentFactory, UnitFactory

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)


def done(work):
    return Progress.objects.filter(
        enrolment=work.enrolment, unit=work.assignment.unit, finished_at__isnull=False
    ).exists()


def assesses(work, peer, points):
    assessment = AssessmentFactory(work=work, enrolment=peer.enrolment)
    return assess_work(assessment, points=points, words="Bene.", by=peer.enrolment.person)


def test_set_assignment_says_what_is_missing_until_it_is_set(db, stranger):
    unit = UnitFactory(kind="assignment")
    before = missing([unit])

    set_assignment(unit, by=stranger, rubric=rubric_from(RUBRIC), task={"it": "Scrivi."}, peers=1)

    assert (len(before[unit.pk]), missing([unit])[unit.pk]) == (1, [])
    assert (unit.assignment.peers, unit.assignment.rubric) == (1, RUBRIC)


def test_copy_takes_what_is_asked_and_no_works(db):
    work, to = WorkFactory(), UnitFactory(kind="assignment")

    copy(work.assignment.unit, to)

    assert (to.assignment.task, to.assignment.works.count()) == (work.assignment.task, 0)


def test_hand_in_work_keeps_text_and_file(db):
    assignment = AssignmentFactory()
    enrolment = EnrolmentFactory(course=assignment.unit.course)
    file = ContentFile(b"%PDF-1.7", "piano.pdf")

    work = hand_in_work(assignment, enrolment, text="Ecco.", file=file, by=enrolment.person)

    assert (work.text, work.file_name, work.number) == ("Ecco.", "piano.pdf", 1)


def test_hand_in_work_twice_or_after_passing_is_refused(db):
    work = WorkFactory()

    with pytest.raises(WaitsAlready):
        hand_in_work(work.assignment, work.enrolment, text="x", by=work.enrolment.person)
    decide_work(work, percent=80, reason="Sì.", by=None)
    with pytest.raises(PassedAlready):
        hand_in_work(work.assignment, work.enrolment, text="x", by=work.enrolment.person)


def test_hand_in_work_again_after_failing(db):
    work = decide_work(WorkFactory(), percent=10, reason="Manca il resto.", by=None)

    again = hand_in_work(work.assignment, work.enrolment, text="x", by=work.enrolment.person)

    assert (again.number, done(work)) == (2, False)


def test_a_cohort_hands_in_first_and_assesses_then(db):
    assignment = AssignmentFactory()
    cohort = CohortFactory(course=assignment.unit.course)
    mine, theirs, late = (
        EnrolmentFactory(course=assignment.unit.course, cohort=cohort) for _number in range(3)
    )

    def until(hand_in, assess):
        set_deadline(assignment, cohort, hand_in_on=hand_in, assess_on=assess, by=None)

    until(TODAY, TODAY + DAY)
    for one in (mine, theirs):
        hand_in_work(assignment, one, text="x", by=one.person)
    with pytest.raises(TooEarly):
        take_work_to_assess(assignment, mine, by=mine.person)
    until(TODAY - DAY, TODAY)
    with pytest.raises(TooLate):
        hand_in_work(assignment, late, text="x", by=late.person)
    taken = take_work_to_assess(assignment, mine, by=mine.person)
    until(TODAY - 2 * DAY, TODAY - DAY)
    with pytest.raises(TooLate):
        take_work_to_assess(assignment, theirs, by=theirs.person)

    assert taken.work.enrolment == theirs


def test_take_work_to_assess_gives_the_oldest_of_others(db):
    assignment = AssignmentFactory()
    mine = WorkFactory(assignment=assignment, handed_in_at=timezone.now() - 3 * DAY)
    oldest = WorkFactory(assignment=assignment, handed_in_at=timezone.now() - 2 * DAY)
    WorkFactory(assignment=assignment)
    person = mine.enrolment.person

    taken = take_work_to_assess(assignment, mine.enrolment, by=person)
    with pytest.raises(OwesOne) as owes:
        take_work_to_assess(assignment, mine.enrolment, by=person)

    assert (taken.work, owes.value.assessment) == (oldest, taken)
    assert len([*assessments_waiting_for(person, TODAY)]) == 1


def test_take_work_to_assess_gives_what_somebody_let_lie_to_others(db):
    forgotten = AssessmentFactory(given_at=timezone.now() - LEASE - DAY)
    assignment = forgotten.work.assignment
    fresh = WorkFactory(assignment=assignment)
    AssessmentFactory(work=fresh)

    taken = take_work_to_assess(assignment, fresh.enrolment, by=fresh.enrolment.person)

    assert taken.work == forgotten.work


def test_take_work_to_assess_asks_to_hand_in_first_and_says_when_none_waits(db):
    work = WorkFactory()
    new = EnrolmentFactory(course=work.assignment.unit.course)

    with pytest.raises(HandInFirst):
        take_work_to_assess(work.assignment, new, by=new.person)
    with pytest.raises(NothingToAssess):
        take_work_to_assess(work.assignment, work.enrolment, by=work.enrolment.person)


@pytest.mark.capability("D-13")
def test_assess_work_gives_the_result_once_both_sides_have_done_their_part(db):
    assignment = AssignmentFactory()
    mine, second, third = (WorkFactory(assignment=assignment) for _number in range(3))

    for peer in (second, third):
        assesses(mine, peer, {"a": 2, "b": 1})
    waiting = Work.objects.get(pk=mine.pk)
    for work in (second, third):
        assesses(work, mine, {"a": 0, "b": 0})
    decided = Work.objects.get(pk=mine.pk)

    assert (waiting.percent, decided.percent, decided.is_passed) == (None, 75, True)
    assert (done(decided), Work.objects.get(pk=second.pk).percent) == (True, None)
    assert part_of(assignment, second.enrolment).left == 1


def test_assess_work_once(db):
    assessment = AssessmentFactory()
    by = assessment.enrolment.person
    assess_work(assessment, points={"a": 2, "b": 1}, words="Bene.", by=by)

    with pytest.raises(AssessedAlready):
        assess_work(assessment, points={"a": 0, "b": 0}, words="No.", by=by)

    assert Assessment.objects.get().points == {"a": 2, "b": 1}


def test_decide_work_overrules_peers_with_a_reason_and_tells(db):
    work = WorkFactory()
    author = AuthorFactory(course=work.assignment.unit.course).person

    decided = decide_work(work, percent=90, reason="Risponde a tutto.", by=author)
    tell_result.func(work.pk)

    assert (decided.percent, decided.reason, done(decided)) == (90, "Risponde a tutto.", True)
    assert Notification.objects.get().to == work.enrolment.person


def test_works_that_wait_too_long_stand_on_the_desk_of_the_author(db):
    old = WorkFactory(handed_in_at=timezone.now() - 15 * DAY)
    author = AuthorFactory(course=old.assignment.unit.course).person
    WorkFactory(assignment__unit__section__course=old.assignment.unit.course)

    assert len([*works_waiting_for(author, TODAY)]) == 1


def test_forget_works_keeps_results(db):
    work = decide_work(WorkFactory(), percent=90, reason="Sì.", by=None)

    assert forget_works(timezone.now()) == 1

    kept = Work.objects.get(pk=work.pk)
    assert (kept.text, kept.percent) == ("", 90)


def test_visible_to_hides_works_from_all_who_have_no_part(db, stranger):
    assessment = AssessmentFactory()
    work = assessment.work
    author = AuthorFactory(course=work.assignment.unit.course).person
    people = [work.enrolment.person, assessment.enrolment.person, author, stranger]

    assert [work in Work.objects.visible_to(person) for person in people] == [
        True, True, True, False,
    ]  # fmt: skip
