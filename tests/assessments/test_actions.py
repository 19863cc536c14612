import datetime

import pytest
from django.utils import timezone

from innesto.accounts.actions import erase_person
from innesto.accounts.queries import personal_data
from innesto.assessments.actions import (
    FinishedAlready,
    NotWhole,
    RoundIsOver,
    answer_assessment,
    begin_assessment,
    close_assessment_round,
    discard_assessment,
    finish_assessment,
    join_assessment_round,
    open_assessment_round,
)
from innesto.assessments.models import Assessment, Capacity, Inquiry
from innesto.assessments.queries.questions import questions_of
from innesto.assessments.queries.rounds import unanswered_by, waiting_for
from innesto.assessments.queries.sheets import earlier_ones
from innesto.assessments.retention import forget_assessments
from innesto.curricula.actions import publish_curriculum, set_competences
from innesto.journal.models import Entry
from tests.accounts.factories import UserFactory
from tests.assessments.factories import AssessmentFactory, InquiryFactory
from tests.curricula.factories import CompetenceFactory, ModuleFactory
from tests.organisations.factories import MembershipFactory, OrganisationFactory
from tests.programmes.factories import ParticipantFactory, PartnerFactory, ProgrammeFactory
from tests.themes.factories import ThemeFactory

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 23)


@pytest.fixture
def competence():
    return CompetenceFactory(kind="operational")


@pytest.fixture
def inquiry(competence):
    return InquiryFactory(framework=competence.framework)


def answered(inquiry, person, level):
    key = questions_of(inquiry)[0].key
    assessment = join_assessment_round(inquiry, by=person)
    answer_assessment(assessment, {key: level}, notes={}, by=person)
    return finish_assessment(assessment, by=person)


def asked_in(inquiry):
    return ParticipantFactory(programme=inquiry.programme, user=UserFactory()).user


def test_an_assessment_is_kept_step_by_step_and_finished_once(competence):
    person = UserFactory()
    assessment = begin_assessment(competence.framework, by=person)
    assert begin_assessment(competence.framework, by=person) == assessment
    with pytest.raises(NotWhole):
        finish_assessment(assessment, by=person)

    answer_assessment(assessment, {f"c{competence.pk}": 4}, notes={}, by=person)
    finish_assessment(assessment, by=person)

    with pytest.raises(FinishedAlready):
        answer_assessment(assessment, {f"c{competence.pk}": 8}, notes={}, by=person)
    assessment.refresh_from_db()
    assert assessment.levels == {f"c{competence.pk}": 4}
    assert not Entry.objects.exists()


@pytest.mark.capability("D-02")
def test_questions_of_a_curriculum_are_what_it_teaches_with_the_level_it_leads_to(competence):
    module = ModuleFactory()
    set_competences(module, {competence: 6, CompetenceFactory(kind="decision"): 2}, by=None)
    publish_curriculum(module.curriculum, by=None)
    module.curriculum.refresh_from_db()

    assessment = begin_assessment(module.curriculum, by=UserFactory(), kind="operational")

    assert [(one.key, one.target) for one in questions_of(assessment)] == [(f"c{competence.pk}", 6)]


def test_earlier_ones_are_of_the_same_person_and_thing(competence):
    person = UserFactory()
    for_all = {"framework": competence.framework, "finished_at": timezone.now()}
    first = AssessmentFactory(person=person, **for_all)
    AssessmentFactory(**for_all)
    AssessmentFactory(person=person, finished_at=timezone.now())
    last = AssessmentFactory(person=person, **for_all)

    assert earlier_ones(last) == [first]


@pytest.mark.capability("D-04")
def test_a_closed_round_keeps_sums_and_no_name(
    inquiry, competence, django_capture_on_commit_callbacks
):
    people = [asked_in(inquiry) for _each in range(5)]
    for person, level in zip(people, (2, 2, 4, 6, 8), strict=True):
        answered(inquiry, person, level)

    closed = close_assessment_round(inquiry, by=None)
    with django_capture_on_commit_callbacks(execute=True):
        erase_person(people[0], by=people[0])

    closed.refresh_from_db()
    assert closed.results["questions"] == {f"c{competence.pk}": {"2": 2, "4": 1, "6": 1, "8": 1}}
    assert Assessment.objects.filter(round=inquiry).count() == 4
    with pytest.raises(RoundIsOver):
        close_assessment_round(inquiry, by=None)
    with pytest.raises(RoundIsOver):
        join_assessment_round(inquiry, by=asked_in(inquiry))


@pytest.mark.capability("D-04")
def test_four_answers_leave_no_sum(inquiry):
    for level in (2, 4, 6, 8):
        answered(inquiry, asked_in(inquiry), level)

    assert close_assessment_round(inquiry, by=None).results == {"answered": 4}


@pytest.mark.capability("S-01")
def test_a_round_can_ask_elected_administrators_only():
    organisation = OrganisationFactory()
    elected = MembershipFactory(organisation=organisation, is_elected=True).person
    officer = MembershipFactory(organisation=organisation).person
    inquiry = InquiryFactory(programme=None, organisation=organisation, asked="elected")

    assert [list(unanswered_by(one, TODAY)) for one in (elected, officer)] == [[inquiry], []]
    Inquiry.objects.update(asked="staff")
    assert [list(unanswered_by(one, TODAY)) for one in (elected, officer)] == [[], [inquiry]]


def test_a_round_waits_until_it_is_answered(inquiry):
    person = asked_in(inquiry)
    before = [one.title for one in waiting_for(person, timezone.localdate())]
    answered(inquiry, person, 4)

    after = list(waiting_for(person, timezone.localdate()))

    assert (len(before), after) == (1, [])
    assert list(waiting_for(UserFactory(), timezone.localdate())) == []


@pytest.mark.capability("T-17", "M-05")
def test_partners_are_asked_and_answered_for_by_who_speaks_for_them():
    programme = ProgrammeFactory(state="running")
    partner = PartnerFactory(programme=programme)
    referent = MembershipFactory(organisation=partner.organisation, is_referent=True).person
    colleague = MembershipFactory(organisation=partner.organisation).person
    inquiry = open_assessment_round(
        by=None,
        closes_on=timezone.localdate(),
        title="Where do we stand?",
        of="bodies",
        programme=programme,
        theme=ThemeFactory(),
    )

    assessment = join_assessment_round(inquiry, by=referent, organisation=partner.organisation)
    levels = {one.value: 3 for one in Capacity}
    answer_assessment(assessment, levels, notes={"aim": "Act 12/2026", "people": ""}, by=referent)
    finish_assessment(assessment, by=referent)
    closed = close_assessment_round(inquiry, by=None)

    assert list(unanswered_by(colleague, TODAY)) == []
    assert closed.results["questions"]["aim"] == {"3": 1}
    assessment.refresh_from_db()
    assert assessment.notes == {"aim": "Act 12/2026"}
    assert list(Assessment.objects.visible_to(colleague)) == [assessment]
    assert list(Assessment.objects.visible_to(UserFactory())) == []


def test_nobody_else_reads_what_a_person_said_of_themselves():
    assessment = AssessmentFactory(finished_at=timezone.now())
    operator = UserFactory(is_staff=True)

    assert list(Assessment.objects.visible_to(operator)) == []
    assert list(Assessment.objects.visible_to(assessment.person)) == [assessment]
    assert personal_data(assessment.person)["self_assessments"][0]["answers"] == {}


def test_discard_assessment_and_time_delete_it():
    assessment = AssessmentFactory()
    discard_assessment(assessment, by=assessment.person)
    old = AssessmentFactory(started_at=timezone.now() - datetime.timedelta(1100))
    new = AssessmentFactory()

    forget_assessments(timezone.now() - datetime.timedelta(1095))

    assert list(Assessment.objects.all()) == [new]
    assert old.pk != new.pk
