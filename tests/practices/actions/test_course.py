import datetime
from threading import Barrier, Thread

import pytest
import time_machine
from django.db import connection

from innesto.journal.models import Entry
from innesto.notifications.models import Notification
from innesto.practices.actions.course import (
    Incomplete,
    NotInThisState,
    ReasonNeeded,
    archive_practice,
    ask_for_changes,
    call_for_check,
    give_opinion,
    publish_practice,
    record_check,
    refuse_practice,
    revive_practice,
    schedule_check,
    set_review,
    submit_practice,
)
from innesto.practices.actions.sheet import draft_practice
from innesto.practices.models import Practice, ReviewSetting
from tests.accounts.factories import UserFactory
from tests.practices.factories import (
    EvidenceFactory,
    PracticeFactory,
    colleague_of,
    coordinator_of,
)
from tests.programmes.factories import ProgrammeFactory

pytestmark = pytest.mark.django_db
State = Practice.State


def kinds(person):
    return list(
        Notification.objects.filter(to=person).order_by("pk").values_list("kind", flat=True)
    )


def states(practice):
    practice.refresh_from_db()
    return practice.state


def test_submit_practice_names_what_is_missing(stranger):
    practice = draft_practice(by=stranger, title="Orti")

    with pytest.raises(Incomplete) as incomplete:
        submit_practice(practice, by=stranger)

    assert [one.key for one in incomplete.value.missing] == [
        "strapline",
        "organisation",
        "themes",
        "place",
        "problem",
        "how",
    ]


def test_a_sheet_goes_its_way_and_people_are_told(django_capture_on_commit_callbacks):
    programme = ProgrammeFactory()
    coordinator = coordinator_of(programme)
    practice = PracticeFactory(complete=True, programme=programme)
    author = colleague_of(practice)
    Practice.objects.update(author=author)
    versions = practice.history.count()

    with django_capture_on_commit_callbacks(execute=True):
        submit_practice(practice, by=author)
    with django_capture_on_commit_callbacks(execute=True):
        ask_for_changes(practice, by=coordinator, reason="Mancano i costi")
    with django_capture_on_commit_callbacks(execute=True):
        submit_practice(practice, by=author)
    with django_capture_on_commit_callbacks(execute=True):
        publish_practice(practice, by=coordinator)

    assert kinds(coordinator) == ["practice_submitted", "practice_submitted"]
    assert kinds(author) == ["practice_changes", "practice_published"]
    assert [
        (e.verb, e.facts.get("reason")) for e in Entry.objects.about(practice).order_by("pk")
    ] == [
        ("practice_submitted", None),
        ("changes_asked", "Mancano i costi"),
        ("practice_submitted", None),
        ("practice_published", None),
    ]
    assert Notification.objects.filter(to=author).first().body == "Mancano i costi"
    assert practice.history.count() == versions


def test_refuse_practice_needs_a_reason_and_lets_one_try_again(stranger):
    practice = PracticeFactory(complete=True, state=State.SUBMITTED)

    with pytest.raises(ReasonNeeded):
        refuse_practice(practice, by=stranger, reason="  ")
    with pytest.raises(ReasonNeeded):
        ask_for_changes(practice, by=stranger, reason="")
    refuse_practice(practice, by=stranger, reason="È di un’impresa privata")

    assert states(practice) == State.REFUSED
    submit_practice(practice, by=stranger)
    assert states(practice) == State.SUBMITTED


def test_publish_practice_refuses_a_second_time(stranger):
    practice = PracticeFactory(complete=True, state=State.SUBMITTED)
    publish_practice(practice, by=stranger)

    with pytest.raises(NotInThisState):
        publish_practice(practice, by=stranger)

    assert Entry.objects.about(practice).count() == 1


@time_machine.travel("2026-03-02")
def test_publish_practice_sets_the_first_check_unless_it_is_only_planned(stranger):
    done = PracticeFactory(complete=True, state=State.SUBMITTED)
    planned = PracticeFactory(complete=True, state=State.SUBMITTED, progress="planned")

    assert publish_practice(done, by=stranger).next_check_on == datetime.date(2027, 3, 2)
    assert publish_practice(planned, by=stranger).next_check_on is None


def test_give_opinion_validates_only_with_evidence_and_lessons(stranger):
    bare = PracticeFactory(published=True)
    full = PracticeFactory(validated=True, state=State.PUBLISHED)
    EvidenceFactory(practice=full)

    with pytest.raises(Incomplete) as incomplete:
        give_opinion(bare, by=stranger, role="Esperta", text="Bene", score=4)
    opinion = give_opinion(full, by=stranger, role="Esperta", text="Bene", score=4)
    give_opinion(bare, by=stranger, role="Esperta", text="Quasi", score=2, validates=False)

    assert [one.key for one in incomplete.value.missing] == [
        "difficulties",
        "essential",
        "adaptable",
        "context_needed",
        "evidence",
    ]
    assert (states(full), states(bare)) == (State.VALIDATED, State.PUBLISHED)
    assert (opinion.by, opinion.role, opinion.score) == (stranger, "Esperta", 4)


@pytest.mark.capability("S-03")
def test_record_check_keeps_state_figures_and_the_next_date(stranger):
    practice = PracticeFactory(validated=True)

    check = record_check(
        practice,
        by=stranger,
        verdict="changed",
        figures="1.840 persone",
        note="Aperto anche di sera",
        next_on=datetime.date(2027, 9, 1),
        on=datetime.date(2026, 9, 1),
    )

    practice.refresh_from_db()
    assert (practice.state, practice.checked_on, practice.next_check_on) == (
        State.MONITORED,
        datetime.date(2026, 9, 1),
        datetime.date(2027, 9, 1),
    )
    assert (check.figures, check.by) == ("1.840 persone", stranger)


def test_record_check_marks_an_ended_practice_and_keeps_it(stranger):
    practice = PracticeFactory(published=True)

    record_check(practice, by=stranger, verdict="ended", note="Fondi finiti")

    practice.refresh_from_db()
    assert (practice.state, practice.reason, practice.next_check_on) == (
        State.ENDED,
        "Fondi finiti",
        None,
    )
    assert practice in Practice.objects.published()
    with pytest.raises(NotInThisState):
        record_check(practice, by=stranger, verdict="alive")


def test_overdue_checks_are_listed_until_somebody_checks(stranger):
    late = PracticeFactory(published=True, next_check_on=datetime.date(2026, 1, 10))
    later = PracticeFactory(published=True, next_check_on=datetime.date(2026, 1, 5))
    PracticeFactory(published=True, next_check_on=datetime.date(2026, 3, 1))
    PracticeFactory(published=True, state=State.ARCHIVED, next_check_on=datetime.date(2026, 1, 1))

    assert list(Practice.objects.overdue(datetime.date(2026, 2, 1))) == [later, late]


def test_call_for_check_and_schedule_check(stranger):
    practice = PracticeFactory(published=True)

    call_for_check(practice, by=stranger, reason="Il sito non risponde")
    assert states(practice) == State.RECHECK
    schedule_check(practice, by=stranger, next_on=datetime.date(2030, 1, 1))

    practice.refresh_from_db()
    assert practice.next_check_on == datetime.date(2030, 1, 1)


def test_archive_practice_and_revive_practice(stranger):
    practice = PracticeFactory(published=True)

    with pytest.raises(ReasonNeeded):
        archive_practice(practice, by=stranger, reason="")
    archive_practice(practice, by=stranger, reason="Superata dalla legge")
    assert (states(practice), practice.reason) == (State.ARCHIVED, "Superata dalla legge")
    revive_practice(practice, by=stranger)

    assert states(practice) == State.RECHECK


def test_set_review_is_a_setting_of_the_programme(stranger):
    programme = ProgrammeFactory()

    set_review(programme, is_blind=True, by=stranger)
    set_review(programme, is_blind=False, by=stranger)

    assert ReviewSetting.objects.get().is_blind is False


@pytest.mark.django_db(transaction=True)
def test_publish_practice_by_two_people_at_once_publishes_once():
    if connection.vendor == "sqlite":
        pytest.skip("a second connection would see another database in memory")
    practice = PracticeFactory(complete=True, state="submitted")
    people = [UserFactory(), UserFactory()]
    together, outcomes = Barrier(2), []

    def publish(person):
        together.wait()
        try:
            outcomes.append(publish_practice(practice, by=person).state)
        except NotInThisState:
            outcomes.append("too late")
        finally:
            connection.close()

    threads = [Thread(target=publish, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["published", "too late"]
    assert Entry.objects.filter(verb="practice_published").count() == 1
