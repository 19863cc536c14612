import datetime

import pytest
import time_machine
from django.utils import timezone

from innesto.lineage.models import Link
from innesto.minutes.actions import (
    AlreadyApproved,
    AlreadyDone,
    NotApproved,
    NotSent,
    approve_minutes,
    circulate_minutes,
    drop_decision,
    drop_task,
    finish_task,
    give_task,
    move_task,
    note_decision,
    publish_minutes,
    remark_on_minutes,
    write_minutes,
)
from innesto.minutes.models import Minutes
from innesto.minutes.queries.tasks import carried_over, tasks_of, waiting_for
from innesto.minutes.tasks import remind_of_tasks
from innesto.notifications.models import Notification
from tests.accounts.factories import UserFactory
from tests.exchanges.factories import ExchangeFactory, SeatFactory
from tests.minutes.factories import (
    DecisionFactory,
    MinutesFactory,
    PresentFactory,
    RemarkFactory,
    TaskFactory,
)
from tests.organisations.factories import MembershipFactory
from tests.programmes.factories import ParticipantFactory

pytestmark = pytest.mark.django_db

UNTIL = datetime.date(2027, 4, 1)


def test_write_minutes_makes_a_work_that_came_of_the_exchange():
    exchange, writer = ExchangeFactory(), UserFactory()
    there = UserFactory(name="Ada")
    said = {"by": writer, "language": "it"}

    write_minutes(exchange, text="<p>First</p>", present=[there, there], **said)
    minutes = write_minutes(exchange, text="<p>Second</p>", present=[there], others=["Zoe"], **said)

    link = Link.objects.get()
    assert Minutes.objects.get() == minutes
    assert [one.name for one in minutes.present.all()] == ["Ada", "Zoe"]
    assert (link.later_kind, link.relation, link.earlier_key) == (
        "minutes.minutes",
        "derived_from",
        str(exchange.pk),
    )


@pytest.mark.capability("D-20")
def test_a_meeting_yields_minutes_decisions_and_tasks_on_the_desks_of_their_owners(
    django_capture_on_commit_callbacks,
):
    writer, owner = UserFactory(), UserFactory()
    exchange = ExchangeFactory()
    keeper = MembershipFactory(is_referent=True)
    seat = SeatFactory(exchange=exchange, partner__organisation=keeper.organisation)

    minutes = write_minutes(exchange, by=writer, text="<p>Said</p>", language="it", present=[owner])
    first = note_decision(minutes, by=writer, text="We go on.")
    second = note_decision(minutes, by=writer, text="We meet in May.")
    own = give_task(minutes, by=writer, text="Call", due_on=UNTIL, owner=owner)
    theirs = give_task(minutes, by=writer, text="Write", due_on=UNTIL, partner=seat.partner)
    before = [waiting_for(one, UNTIL) for one in (owner, keeper.person)]
    with django_capture_on_commit_callbacks(execute=True):
        version = circulate_minutes(minutes, by=writer, remarks_until=UNTIL)

    assert [first.number, second.number] == [1, 2]
    assert before == [[], []]
    assert own.text in {one.title for one in waiting_for(owner, UNTIL)}
    assert [one.title for one in waiting_for(keeper.person, UNTIL)] == [theirs.text]
    assert version.decisions == [[1, "We go on."], [2, "We meet in May."]]
    told = Notification.objects.order_by("pk").values_list("to", "kind")
    assert sorted(told) == sorted(
        [
            (owner.pk, "minutes_sent"),
            (keeper.person.pk, "minutes_sent"),
            (owner.pk, "task_given"),
            (keeper.person.pk, "task_given"),
        ]
    )


def test_each_round_is_a_version_that_stays():
    minutes = MinutesFactory()
    circulate_minutes(minutes, by=minutes.writer, remarks_until=UNTIL)
    write_minutes(minutes.exchange, by=minutes.writer, text="<p>Other</p>", language="en")
    circulate_minutes(minutes, by=minutes.writer, remarks_until=UNTIL)
    remark = remark_on_minutes(minutes, by=UserFactory(), text="Fine")

    assert [one.text for one in minutes.versions.all()] == [minutes.text, "<p>Other</p>"]
    assert remark.version == 2


def test_who_writes_is_told_of_remarks_and_not_of_agreement(django_capture_on_commit_callbacks):
    minutes = MinutesFactory()
    circulate_minutes(minutes, by=minutes.writer, remarks_until=UNTIL)

    with django_capture_on_commit_callbacks(execute=True):
        remark_on_minutes(minutes, by=UserFactory())
        remark_on_minutes(minutes, by=UserFactory(), text="One figure is wrong.")

    assert [one.to for one in Notification.objects.all()] == [minutes.writer]


def test_approved_minutes_are_changed_no_more_and_may_be_published(
    django_capture_on_commit_callbacks,
):
    minutes, by = MinutesFactory(sent=True), UserFactory()
    there = PresentFactory(minutes=minutes).person
    decision, task = DecisionFactory(minutes=minutes), TaskFactory(minutes=minutes)

    with pytest.raises(NotApproved):
        publish_minutes(minutes, by=by)
    with django_capture_on_commit_callbacks(execute=True):
        approve_minutes(minutes, by=by)
    with pytest.raises(NotSent):
        approve_minutes(minutes, by=by)
    with pytest.raises(NotSent):
        remark_on_minutes(minutes, by=by)
    for change in (
        lambda: write_minutes(minutes.exchange, by=by, text="", language="en"),
        lambda: note_decision(minutes, by=by, text="No"),
        lambda: drop_decision(decision, by=by),
        lambda: give_task(minutes, by=by, text="No", due_on=UNTIL, owner=by),
        lambda: drop_task(task, by=by),
        lambda: circulate_minutes(minutes, by=by, remarks_until=UNTIL),
    ):
        with pytest.raises(AlreadyApproved):
            change()

    assert publish_minutes(minutes, by=by).is_public
    assert not publish_minutes(minutes, by=by, is_public=False).is_public
    assert [one.to for one in Notification.objects.all()] == [there]


def test_what_is_dropped_from_a_draft_is_gone():
    minutes = MinutesFactory()
    drop_decision(DecisionFactory(minutes=minutes), by=minutes.writer)
    drop_task(TaskFactory(minutes=minutes), by=minutes.writer)

    assert [minutes.decisions.count(), minutes.tasks.count()] == [0, 0]


def test_a_task_is_moved_with_a_reason_and_done_once():
    task = TaskFactory()

    move_task(task, by=task.owner, due_on=datetime.date(2027, 6, 1), reason="Elections")
    done = finish_task(task, by=task.owner, note="Sent to all.")

    move = task.moves.get()
    assert (move.was_on, move.is_on) == (datetime.date(2027, 5, 1), done.due_on)
    assert (done.done_note, done.is_late(datetime.date(2028, 1, 1))) == ("Sent to all.", False)
    with pytest.raises(AlreadyDone):
        finish_task(task, by=task.owner)


def test_owners_are_reminded_before_and_when_late_each_once_and_anew_after_a_move():
    task = TaskFactory()
    TaskFactory(due_on=datetime.date(2027, 9, 1))
    TaskFactory(minutes=MinutesFactory())
    TaskFactory(done_at=timezone.now())

    for moment in ("2027-04-28", "2027-04-29", "2027-05-02", "2027-05-03"):
        with time_machine.travel(f"{moment}T06:33Z", tick=False):
            remind_of_tasks.call()
    with time_machine.travel("2027-05-04T06:33Z", tick=False):
        move_task(task, by=task.owner, due_on=datetime.date(2027, 5, 6), reason="Ill")
        remind_of_tasks.call()

    titles = [one.title for one in Notification.objects.order_by("pk")]
    assert [one.partition(":")[2].strip() for one in titles] == [task.text] * 3
    assert len(set(titles)) == 2


def test_late_tasks_wait_on_the_desks_of_who_runs_and_who_coordinates():
    host = MembershipFactory(is_referent=True)
    exchange = ExchangeFactory()
    SeatFactory(exchange=exchange, part="host", partner__organisation=host.organisation)
    leader = ParticipantFactory(
        programme=exchange.programme, may_coordinate=True, user=UserFactory()
    ).user
    TaskFactory(minutes=MinutesFactory(exchange=exchange, sent=True))
    on = datetime.date(2027, 5, 2)

    waits = [waiting_for(one, on) for one in (host.person, leader, UserFactory())]

    assert [len(one) for one in waits] == [1, 1, 0]
    assert waits[0][0].url.endswith("/compiti/?solo=late")


def test_minutes_wait_for_who_was_there_until_they_say_something():
    there, said = PresentFactory(minutes__sent=True), PresentFactory(minutes__sent=True)
    RemarkFactory(minutes=said.minutes, author=said.person)

    waits = [waiting_for(one.person, UNTIL) for one in (there, said)]
    after = waiting_for(there.person, UNTIL + datetime.timedelta(days=1))

    assert [len(waits[0]), len(waits[1]), len(after)] == [1, 0, 0]


def test_what_is_open_is_carried_over_to_the_next_meeting_of_the_same_kind():
    boss = UserFactory(is_staff=True)
    first = ExchangeFactory()
    open_one = TaskFactory(minutes=MinutesFactory(exchange=first, sent=True))
    TaskFactory(minutes=open_one.minutes, done_at=timezone.now())
    later = first.starts_on + datetime.timedelta(days=60)
    same = ExchangeFactory(programme=first.programme, starts_on=later)
    other = ExchangeFactory(programme=first.programme, starts_on=later, format="course")

    found = [list(carried_over(one, viewer=boss)) for one in (same, other, first)]

    assert found == [[open_one], [], []]


def test_a_list_of_tasks_holds_what_is_asked_for():
    minutes = MinutesFactory(sent=True)
    late, soon = (
        TaskFactory(minutes=minutes, due_on=datetime.date(2027, month, 1)) for month in (1, 9)
    )
    done = TaskFactory(minutes=minutes, done_at=timezone.now())
    mine = TaskFactory(minutes=minutes, due_on=datetime.date(2027, 10, 1))
    boss = UserFactory(is_staff=True)

    def found(only, viewer=boss):
        programme = minutes.exchange.programme
        return list(tasks_of(programme, viewer=viewer, on=UNTIL, only=only))

    assert found("") == [late, soon, mine]
    assert found("late") == [late]
    assert found("done") == [done]
    assert found("mine", mine.owner) == [mine]
