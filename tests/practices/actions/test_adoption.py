import datetime

import pytest
import time_machine

from innesto.lineage.queries.thread import thread_of
from innesto.notifications.models import Notification
from innesto.organisations.actions import merge_organisations
from innesto.practices.actions.adoption import (
    AlreadyAdopting,
    NotAtThisStep,
    OwnPractice,
    ResultNeeded,
    agree_as_adviser,
    agree_as_owner,
    answer_follow_up,
    ask_to_adopt,
    decline_adoption,
    finish_adoption,
    hand_over_adoption,
    log_adaptation,
    move_adoption,
    pause_adoption,
    resume_adoption,
    withdraw_adoption,
)
from innesto.practices.models import Adoption, Practice
from innesto.practices.queries.adoptions import waiting_for
from innesto.practices.tasks import remind
from tests.accounts.factories import UserFactory
from tests.organisations.factories import MembershipFactory, OfficeFactory, OrganisationFactory
from tests.practices.factories import AdoptionFactory, PracticeFactory, colleague_of

pytestmark = pytest.mark.django_db
State = Adoption.State
FIGURE = {"claim": "Giorni d’attesa", "before": 31, "figure": 24, "unit": "giorni", "source": "R"}


def kinds(person):
    return [notice.kind for notice in Notification.objects.filter(to=person).order_by("pk")]


@pytest.mark.capability("S-04")
def test_a_practice_is_brought_home_and_a_year_later_asked_for(django_capture_on_commit_callbacks):
    asti = MembershipFactory(organisation__name="Asti")
    office = OfficeFactory(organisation=asti.organisation)
    practice = PracticeFactory(validated=True, title="Un solo ingresso")
    owner, adviser = colleague_of(practice, is_referent=True), UserFactory(name="Lea")

    with (
        time_machine.travel("2026-04-01 10:00", tick=False),
        django_capture_on_commit_callbacks(execute=True),
    ):
        adoption = ask_to_adopt(
            practice,
            asti.organisation,
            by=asti.person,
            office=office,
            motive="Anche da noi",
            adviser=adviser,
        )
        assert [w.url for w in waiting_for(adviser)] == [adoption.get_absolute_url()]
        agree_as_owner(adoption, by=owner)
        agree_as_adviser(adoption, by=adviser)
        log_adaptation(adoption, kind="kept", what="Una persona sola", why="È il cuore", by=adviser)
        move_adoption(adoption, by=asti.person)
        log_adaptation(adoption, kind="changed", what="Gli orari", why="Chi lavora", by=asti.person)
        move_adoption(adoption, by=asti.person)
        adoption = finish_adoption(
            adoption, by=asti.person, result="Funziona", outcomes=[FIGURE], resources="40 giornate"
        )

    assert (kinds(owner)[0], kinds(adviser)[0]) == ("adoption_asked", "adoption_asked")
    assert (adoption.state, adoption.done_on) == (State.DONE, datetime.date(2026, 4, 1))
    sheet = adoption.sheet
    assert (sheet.organisation, sheet.state, sheet.how) == (
        asti.organisation,
        Practice.State.DRAFT,
        practice.how,
    )
    assert [n.work.title for n in thread_of(sheet, viewer=asti.person).came_from] == [
        "Un solo ingresso"
    ]

    with time_machine.travel("2026-09-30"):
        assert waiting_for(asti.person) == []
    with time_machine.travel("2026-10-01 09:00"):
        remind.call()
        remind.call()
        assert kinds(asti.person).count("follow_up_due") == 1
        half = waiting_for(asti.person)[0]
        assert half.due == datetime.date(2026, 10, 1)
        six, twelve = adoption.follow_ups.order_by("months")
        answer_follow_up(six, by=asti.person, verdict="alive", figures="24 giorni")
        assert waiting_for(asti.person) == []
    with time_machine.travel("2027-04-01 09:00"):
        assert [w.due for w in waiting_for(asti.person)] == [twelve.due_on]
        answer_follow_up(twelve, by=asti.person, verdict="changed", note="Anche di sera")
        with pytest.raises(NotAtThisStep):
            answer_follow_up(twelve, by=asti.person, verdict="ended")


def test_ask_to_adopt_refuses_a_second_time_and_what_is_at_home(stranger):
    running = AdoptionFactory()

    with pytest.raises(AlreadyAdopting) as already:
        ask_to_adopt(running.practice, running.organisation, by=stranger, motive="a")
    with pytest.raises(OwnPractice):
        ask_to_adopt(running.practice, running.practice.organisation, by=stranger, motive="a")

    assert already.value.adoption == running


def test_both_sides_must_agree_and_each_once(stranger):
    adoption = AdoptionFactory()

    assert agree_as_adviser(adoption, by=stranger).state == State.ASKED
    with pytest.raises(NotAtThisStep):
        agree_as_adviser(adoption, by=stranger)
    with pytest.raises(NotAtThisStep):
        move_adoption(adoption, by=stranger)
    assert agree_as_owner(adoption, by=stranger).state == State.UNDERSTAND
    with pytest.raises(NotAtThisStep):
        agree_as_owner(adoption, by=stranger)


def test_agree_as_owner_refuses_a_double_click(stranger):
    adoption = AdoptionFactory()
    agree_as_owner(adoption, by=stranger)

    with pytest.raises(NotAtThisStep):
        agree_as_owner(adoption, by=stranger)


def test_decline_adoption_says_why(stranger):
    adoption = decline_adoption(AdoptionFactory(), reason="Siamo in due", by=stranger)

    assert (adoption.state, adoption.reason) == (State.DECLINED, "Siamo in due")


def test_finish_adoption_needs_a_result_with_a_figure(stranger):
    adoption = AdoptionFactory(state=State.REUSE)

    with pytest.raises(ResultNeeded):
        finish_adoption(adoption, by=stranger, result=" ", outcomes=[FIGURE])
    with pytest.raises(ResultNeeded):
        finish_adoption(adoption, by=stranger, result="Bene", outcomes=[])
    with pytest.raises(NotAtThisStep):
        finish_adoption(
            AdoptionFactory(state=State.ADAPT), by=stranger, result="Bene", outcomes=[FIGURE]
        )


def test_pause_resume_hand_over_and_withdraw(stranger):
    adoption = AdoptionFactory(state=State.ADAPT)

    assert pause_adoption(adoption, reason="Elezioni", by=stranger).step == 2
    with pytest.raises(NotAtThisStep):
        pause_adoption(adoption, reason="Elezioni", by=stranger)
    assert resume_adoption(adoption, by=stranger).state == State.ADAPT
    assert hand_over_adoption(adoption, to=stranger, by=stranger).lead == stranger
    assert withdraw_adoption(adoption, reason="Niente fondi", by=stranger).state == State.WITHDRAWN
    with pytest.raises(NotAtThisStep):
        withdraw_adoption(adoption, reason="Niente fondi", by=stranger)


def test_who_gave_up_may_begin_again(stranger):
    gone = AdoptionFactory(state=State.WITHDRAWN)

    again = ask_to_adopt(gone.practice, gone.organisation, by=stranger, motive="Ora sì")

    assert again.state == State.ASKED


def test_remind_asks_owners_of_practices_whose_check_is_due():
    practice = PracticeFactory(published=True, next_check_on=datetime.date(2026, 1, 1))
    PracticeFactory(published=True, next_check_on=datetime.date(2990, 1, 1))
    owner = colleague_of(practice, is_referent=True)

    remind.call()
    remind.call()

    assert kinds(owner) == ["practice_check_due"]
    assert [w.due for w in waiting_for(owner)] == [datetime.date(2026, 1, 1)]


def test_whoever_left_the_owner_is_neither_asked_nor_told():
    practice = PracticeFactory(published=True, next_check_on=datetime.date(2026, 1, 1))
    author = colleague_of(practice)
    Practice.objects.filter(pk=practice.pk).update(author=author)
    AdoptionFactory(practice=practice)
    assert len(waiting_for(author)) == 2

    author.memberships.update(status="ended")
    remind.call()

    assert waiting_for(author) == []
    assert kinds(author) == []


def test_a_merge_takes_practices_and_adoptions_along(admin):
    from_here = PracticeFactory(published=True)
    adoption = AdoptionFactory(organisation=from_here.organisation)
    kept = OrganisationFactory()

    merge_organisations(kept, from_here.organisation, by=admin)

    from_here.refresh_from_db()
    adoption.refresh_from_db()
    assert (from_here.organisation, adoption.organisation) == (kept, kept)
