"""Write a course: nothing is lost between two authors, copies go their own way, one looks first."""

import pytest

from innesto.courses.actions.enrolling import (
    NoSeatLeft,
    NotTakingIn,
    enrol_learner,
    leave_course,
)
from innesto.courses.actions.progress import finish_unit
from innesto.courses.actions.publishing import (
    NothingNew,
    SomethingIsMissing,
    ask_review,
    decide_review,
)
from innesto.courses.actions.writing import (
    StillInUse,
    WrittenMeanwhile,
    add_part,
    add_unit,
    begin_course,
    copy_unit,
    drop_part,
    drop_unit,
    edit_unit,
    move_part,
    move_unit,
    write_text,
)
from innesto.courses.models import Course, Enrolment, Text, Unit
from innesto.courses.queries.page import outline_of
from innesto.courses.rules import can_begin, can_decide
from innesto.notifications.models import Notification
from tests.accounts.factories import UserFactory
from tests.communities.factories import CommunityFactory
from tests.courses.factories import (
    AuthorFactory,
    CohortFactory,
    CourseFactory,
    EnrolmentFactory,
    ReviewFactory,
    SectionFactory,
    TextFactory,
    TrackFactory,
    UnitFactory,
)
from tests.organisations.factories import MembershipFactory
from tests.programmes.factories import ParticipantFactory, ProgrammeFactory

pytestmark = pytest.mark.django_db


def titles_in(course):
    return [[step.unit.titles["it"] for step in part.steps] for part in outline_of(course)]


def test_begin_course_makes_a_draft_that_its_author_alone_reads():
    author = MembershipFactory()

    course = begin_course(
        by=author.person,
        titles={"it": "Nuovo"},
        language="it",
        organisation=author.organisation,
    )

    assert (course.slug, course.state) == ("nuovo-2", "draft")
    assert list(Course.objects.visible_to(author.person)) == [course]
    assert list(Course.objects.visible_to(UserFactory())) == []


def test_write_text_does_not_cover_what_a_colleague_wrote():
    text = TextFactory()
    author = UserFactory()
    write_text(text.unit, language="it", body="Mia", by=author, revision=1)

    with pytest.raises(WrittenMeanwhile) as met:
        write_text(text.unit, language="it", body="Tua", by=author, revision=1)

    assert met.value.theirs.body == "<p>Mia</p>"
    assert [one.body for one in Text.objects.get().history.all()] == [
        "<p>Mia</p>",
        "<p>Uno sportello che ascolta.</p>",
    ]


def test_move_unit_goes_over_into_the_next_section_and_back():
    course = CourseFactory()
    one, two = SectionFactory(course=course), SectionFactory(course=course)
    a, b = (UnitFactory(section=one, titles={"it": name}) for name in "ab")
    UnitFactory(section=two, titles={"it": "c"})
    author = UserFactory()

    move_unit(b, up=False, by=author)
    down = titles_in(course)
    move_unit(Unit.objects.get(pk=b.pk), up=True, by=author)
    back = titles_in(course)
    move_unit(Unit.objects.get(pk=a.pk), up=True, by=author)
    move_part(two, up=True, by=author)

    assert down == [["a"], ["b", "c"]]
    assert back == [["a", "b"], ["c"]]
    assert titles_in(course) == [["c"], ["a", "b"]]


def test_copy_unit_takes_texts_and_film_along_and_goes_its_own_way():
    track = TrackFactory()
    film = track.recording.unit
    TextFactory(unit=film)
    section = SectionFactory()

    copy = copy_unit(film, section, by=UserFactory())
    film.texts.update(body="<p>Other</p>")

    assert (copy.copied_from, copy.is_shown) == (film, False)
    assert copy.texts.get().body == "<p>Uno sportello che ascolta.</p>"
    assert copy.recording.tracks.get().transcript == "Buongiorno."
    assert copy.recording.file.name != track.recording.file.name


def test_drop_unit_and_edit_unit_count_learners_anew():
    section = SectionFactory()
    first, last = UnitFactory.create_batch(2, section=section)
    mine = EnrolmentFactory(course=section.course)
    for unit in (first, last):
        finish_unit(mine, unit, by=mine.person)

    edit_unit(first, by=UserFactory(), minutes=30)
    mine.refresh_from_db()
    minutes = mine.done_minutes
    drop_unit(last, by=UserFactory())
    mine.refresh_from_db()
    section.course.refresh_from_db()

    assert minutes == 40
    assert (mine.done_count, section.course.units_count, section.course.minutes) == (1, 1, 30)


def test_drop_part_wants_it_empty():
    unit = UnitFactory()

    with pytest.raises(StillInUse):
        drop_part(unit.section, by=UserFactory())


def test_nothing_comes_out_before_somebody_else_said_yes(django_capture_on_commit_callbacks):
    author, other = AuthorFactory(course=CourseFactory(is_draft=True)), UserFactory()
    course = author.course
    AuthorFactory(course=course, person=other)
    with pytest.raises(NothingNew):
        ask_review(course, by=author.person)
    section = add_part(course, titles={"it": "Prima"}, by=author.person)
    unit = add_unit(section, kind="text", titles={"it": "Uno"}, by=author.person)
    with pytest.raises(SomethingIsMissing) as lacking:
        ask_review(course, by=author.person)
    write_text(unit, language="it", body="Leggi.", by=author.person)

    with django_capture_on_commit_callbacks(execute=True):
        review = ask_review(course, by=author.person)
    may = [can_decide(person, review) for person in (author.person, other, UserFactory())]
    with django_capture_on_commit_callbacks(execute=True):
        decide_review(review, by=other, verdict="yes")

    course.refresh_from_db()
    assert [str(words) for words in lacking.value.words[unit.pk]] == ["Scrivi il testo."]
    assert may == [False, True, False]
    assert (course.state, course.units_count, course.minutes) == ("published", 1, 10)
    assert Unit.objects.get().is_shown
    assert [(one.to, one.kind) for one in Notification.objects.order_by("pk")] == [
        (other, "course_review_asked"),
        (author.person, "course_reviewed"),
    ]


def test_who_asks_for_changes_holds_new_units_back():
    unit = UnitFactory(shown_at=None)
    review = ReviewFactory(course=unit.course)

    decide_review(review, by=UserFactory(), verdict="changes", reason="Too long.")

    unit.refresh_from_db()
    assert not unit.is_shown


@pytest.mark.capability("D-13", "T-47")
def test_a_film_comes_out_only_with_captions_or_what_is_said():
    film = UnitFactory(kind="video", shown_at=None)

    with pytest.raises(SomethingIsMissing) as lacking:
        ask_review(film.course, by=UserFactory())

    assert [str(words) for words in lacking.value.words[film.pk]] == [
        "Manda la registrazione.",
        "Aggiungi i sottotitoli, o quello che si dice.",
    ]


@pytest.mark.capability("D-06")
def test_a_discussion_opens_its_conversation_when_it_comes_out():
    course = CourseFactory(community=CommunityFactory())
    unit = UnitFactory(section__course=course, kind="discussion", shown_at=None)
    TextFactory(unit=unit, body="<p>Come va da te?</p>")
    author = UserFactory()

    decide_review(ReviewFactory(course=course), by=author, verdict="yes")

    thread = unit.discussion.thread
    assert (thread.community, thread.posts.get().text) == (
        course.community,
        "<p>Come va da te?</p>",
    )


def test_the_yes_to_a_course_of_a_body_is_given_by_who_keeps_its_page():
    course = CourseFactory(is_draft=True)
    review = ReviewFactory(course=course)
    keeper = MembershipFactory(organisation=course.organisation, is_referent=True).person
    colleague = MembershipFactory(organisation=course.organisation).person

    assert [can_decide(person, review) for person in (keeper, colleague)] == [True, False]


def test_can_begin_in_a_programme_is_for_those_who_coordinate_or_contribute():
    programme = ProgrammeFactory()
    people = [
        ParticipantFactory(programme=programme, user=UserFactory(), **powers).user
        for powers in ({"may_coordinate": True}, {"may_contribute": True}, {})
    ]

    assert [can_begin(person, programme=programme) for person in people] == [True, True, False]


@pytest.mark.capability("D-12")
def test_an_open_course_has_no_limit_of_seats_and_one_begins_it_once():
    course = CourseFactory()
    people = UserFactory.create_batch(3)

    for person in [*people, people[0]]:
        enrol_learner(course, by=person)

    assert Enrolment.objects.count() == 3


def test_who_leaves_frees_the_seat_and_finds_what_they_did():
    course = CourseFactory(seats=1)
    unit = UnitFactory(section__course=course)
    first, second = UserFactory.create_batch(2)
    mine = enrol_learner(course, by=first)
    finish_unit(mine, unit, by=first)
    with pytest.raises(NoSeatLeft):
        enrol_learner(course, by=second)

    leave_course(mine, by=first)
    theirs = enrol_learner(course, by=second)
    leave_course(theirs, by=second)

    assert enrol_learner(course, by=first).done_count == 1


@pytest.mark.parametrize(("until", "outcome"), [("2020-01-01", NotTakingIn), ("2999-01-01", None)])
def test_a_cohort_takes_people_in_until_its_day(until, outcome):
    cohort = CohortFactory(enrol_until=until, ends_on="2999-01-01")
    person = UserFactory()

    if outcome:
        with pytest.raises(outcome):
            enrol_learner(cohort.course, by=person, cohort=cohort)
    else:
        assert enrol_learner(cohort.course, by=person, cohort=cohort).cohort == cohort
    with pytest.raises(NotTakingIn):
        enrol_learner(cohort.course, by=UserFactory())
