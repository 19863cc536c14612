"""Pages of courses: found by whom they are for, followed on any device, counted without names."""

import json

import pytest
from django.urls import reverse
from django.utils import timezone

from innesto.courses.actions.progress import finish_unit, open_unit
from innesto.courses.models import Course, Enrolment, Progress
from innesto.courses.queries.catalogue import Asked, catalogue_of_courses
from innesto.courses.queries.figures import (
    Tally,
    cohorts_of,
    courses_in,
    tallied_by_size,
)
from innesto.courses.queries.teaching import modules_done
from innesto.toolkit.waiting import waiting_for
from tests.accounts.factories import UserFactory
from tests.courses.factories import (
    AuthorFactory,
    CohortFactory,
    CourseFactory,
    EnrolmentFactory,
    ReviewFactory,
    SectionFactory,
    TextFactory,
    UnitFactory,
)
from tests.curricula.factories import ModuleFactory
from tests.organisations.factories import MembershipFactory, OrganisationFactory
from tests.programmes.factories import ProgrammeFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


@pytest.mark.parametrize("count", [1, 3])
def test_index_costs_the_same_for_one_row_and_for_three(client, django_assert_num_queries, count):
    courses = CourseFactory.create_batch(count)

    with django_assert_num_queries(3):
        page = client.get(reverse("courses:index")).text

    assert [course.titles["it"] in page for course in courses] == [True] * count


@pytest.mark.capability("D-07", "S-01")
@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (Asked(), {"citizens", "cohort", "long"}),
        (Asked(audience="cittadini"), {"citizens", "cohort"}),
        (Asked(audience="amministratori"), {"cohort", "long"}),
        (Asked(language="en"), {"cohort", "long"}),
        (Asked(length="1"), {"citizens", "cohort"}),
        (Asked(open_now=True), {"citizens", "long"}),
        (Asked(text="ORTI"), {"citizens"}),
    ],
)
def test_the_catalogue_narrows_down_to_what_fits(asked, found):
    CourseFactory(
        slug="citizens",
        titles={"it": "Gli orti"},
        for_administrators=False,
        for_officers=False,
    )
    CohortFactory(course__slug="cohort", ends_on="2027-03-02", enrol_until="2020-01-01")
    CourseFactory(slug="long", minutes=400, for_citizens=False)
    CourseFactory(is_draft=True)
    CourseFactory(programme=ProgrammeFactory(state="running"), visibility="programme")

    listed = catalogue_of_courses(asked, viewer=UserFactory(), on=TODAY)

    assert {course.slug for course in listed} == found


def test_a_machine_reads_a_course_in_the_vocabulary_of_schema_org(client):
    course = CourseFactory(abilities={"it": "- Ascoltare\n- Spiegare"}, minutes=40)

    told = json.loads(client.get(reverse("courses:json-ld", args=[course.slug])).text)

    assert (told["@type"], told["teaches"]) == ("Course", ["Ascoltare", "Spiegare"])
    assert told["timeRequired"] == "PT40M"


def test_begin_a_course_and_find_it_again_on_the_desk(client):
    unit = UnitFactory()
    membership = MembershipFactory()
    client.force_login(membership.person)

    client.post(reverse("courses:enrol", args=[unit.course.slug]), {"is_counted": "on"})
    client.post(reverse("courses:opened", args=[unit.pk]))

    mine = Enrolment.objects.get()
    waiting = waiting_for(membership.person, on=TODAY)
    assert (mine.organisation, mine.is_counted) == (membership.organisation, True)
    assert [one.url for one in waiting if one.title == unit.course.title] == [
        unit.get_absolute_url()
    ]
    assert unit.title in client.get(reverse("courses:mine")).text


@pytest.mark.parametrize("wrong", [{}, {"secondo": "-3", "quando": "1"}, {"secondo": "9" * 9}])
def test_position_refuses_what_is_no_second(client, wrong):
    client.force_login(EnrolmentFactory().person)

    assert client.post(reverse("courses:position", args=[1]), wrong).status_code == 422


@pytest.mark.capability("D-11")
def test_position_is_kept_for_all_devices_by_one_statement(client, django_assert_num_queries):
    unit = UnitFactory()
    mine = EnrolmentFactory(course=unit.course)
    open_unit(mine, unit)
    client.force_login(mine.person)
    sent = {"secondo": "95", "quando": str(int(timezone.now().timestamp() * 1000))}

    with django_assert_num_queries(2):  # who it is, and the statement
        client.post(reverse("courses:position", args=[unit.pk]), sent)

    assert Progress.objects.get().position == 95


def test_text_shows_what_a_colleague_wrote_meanwhile_and_keeps_both(client):
    text = TextFactory(revision=2, body="<p>Loro.</p>")
    client.force_login(AuthorFactory(course=text.unit.course).person)
    address = reverse("courses:text", args=[text.unit_id])

    answer = client.post(address, {"body": "Mie parole.", "revision": "1"})

    assert answer.status_code == 409
    assert "Loro." in answer.text
    assert "Mie parole." in answer.text


@pytest.mark.parametrize("count", [1, 3])
def test_write_costs_the_same_for_one_unit_and_for_three(client, django_assert_num_queries, count):
    section = SectionFactory()
    units = UnitFactory.create_batch(count, section=section)
    client.force_login(AuthorFactory(course=section.course).person)

    with django_assert_num_queries(10):
        page = client.get(reverse("courses:write", args=[section.course.slug])).text

    assert [unit.titles["it"] in page for unit in units] == [True] * count


def test_who_keeps_the_page_of_a_body_finds_its_course_on_the_desk_and_lets_it_out(client):
    unit = UnitFactory(section__course=CourseFactory(is_draft=True), shown_at=None)
    TextFactory(unit=unit)
    ReviewFactory(course=unit.course)
    body = unit.course.organisation
    keeper = MembershipFactory(organisation=body, is_referent=True).person
    client.force_login(keeper)
    address = reverse("courses:review", args=[unit.course.slug])

    waiting = [one.url for one in waiting_for(keeper, on=TODAY)]
    client.post(address, {"verdict": "yes"})

    assert waiting == [address]
    assert Course.objects.get().is_out


@pytest.mark.capability("D-17")
def test_a_learner_tells_a_practice_out_of_a_unit(client):
    unit = UnitFactory()
    membership = MembershipFactory()
    EnrolmentFactory(course=unit.course, person=membership.person)
    client.force_login(membership.person)
    way = f"{reverse('practices:new')}?da=courses.unit:{unit.pk}"

    assert way in client.get(unit.get_absolute_url()).text
    assert unit.titles["it"] in client.get(way).text


def test_a_body_counts_only_who_agreed_and_never_so_few_that_one_could_tell():
    body = OrganisationFactory()
    many, few = CourseFactory(), CourseFactory()
    EnrolmentFactory.create_batch(3, course=many, organisation=body, is_counted=True)
    EnrolmentFactory(course=many, organisation=body)
    EnrolmentFactory.create_batch(2, course=few, organisation=body, is_counted=True)

    assert courses_in(body) == [Tally(many.title, 3, 0)]


def test_figures_are_added_up_by_size_of_the_municipality_the_unknown_last():
    rows = [(None, 1, 0), (900_000, 2, 1), (3_000, 1, 1), (4_000, 2, 0)]

    found = tallied_by_size(rows)

    assert [(one.begun, one.finished) for one in found] == [(3, 1), (2, 1), (1, 0)]
    assert found[-1].label == ""


def test_a_module_is_done_when_everything_in_its_section_is():
    section = SectionFactory(module=ModuleFactory())
    first, last = UnitFactory.create_batch(2, section=section)
    mine = EnrolmentFactory(course=section.course)
    done = []
    for unit in (first, last):
        finish_unit(mine, unit, by=mine.person)
        done.append(set(modules_done([section.module_id], mine.person)))

    assert done == [set(), {section.module_id}]


def test_groups_say_how_many_are_in_each():
    cohort = CohortFactory()
    EnrolmentFactory.create_batch(2, course=cohort.course, cohort=cohort)
    EnrolmentFactory(course=cohort.course, cohort=cohort, finished_at=timezone.now())

    assert cohorts_of(cohort.course) == [(cohort, Tally("Primavera", 3, 1))]


def test_what_only_those_inside_may_read_is_not_taken_into_another_course(client):
    author = AuthorFactory()
    section = SectionFactory(course=author.course)
    programme = ProgrammeFactory()
    course = CourseFactory(organisation=None, programme=programme, visibility="programme")
    EnrolmentFactory(person=author.person, course=course)
    inside = UnitFactory(section__course=course)
    address = reverse("courses:copy", args=[author.course.slug, section.pk])
    client.force_login(author.person)

    assert client.post(address, {"unita": inside.pk}).status_code == 404


def test_a_unit_is_taken_out_once_its_author_has_read_what_goes_with_it(client):
    author = AuthorFactory()
    unit = UnitFactory(section__course=author.course)
    finish_unit(EnrolmentFactory(course=author.course), unit, by=None)
    address = reverse("courses:unit-drop", args=[unit.pk])
    client.force_login(author.person)

    asked = client.get(address).text
    client.post(address)

    assert "e non torna" in asked
    assert not author.course.units.exists()
