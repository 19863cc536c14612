"""Asking, answering once, reminding once, closing, sharing."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from innesto.feedback.actions import (
    AlreadyAnswered,
    AlreadyAsked,
    NobodyCame,
    NotLookedAt,
    RoundIsClosed,
    StillOpen,
    TooFew,
    ask_for_feedback,
    close_feedback,
    give_feedback,
    look_at_passage,
    remind_of_feedback,
    share_feedback,
)
from innesto.feedback.course import look_at_feedback
from innesto.feedback.models import Answer, Passage, Round, Ticket
from innesto.feedback.queries.results import results_of
from innesto.feedback.queries.rounds import people_to_ask, ticket_by, waiting_for
from innesto.feedback.questions import plain_questions, questions_for, surveys_of
from innesto.feedback.retention import forget_tickets
from innesto.journal.models import Entry
from innesto.notifications.models import Notification
from tests.accounts.factories import UserFactory
from tests.exchanges.factories import ROUND_TABLE, ExchangeFactory
from tests.feedback.factories import AnswerFactory, RoundFactory, TicketFactory
from tests.presence.factories import AttendanceFactory
from tests.programmes.factories import ParticipantFactory, ProgrammeFactory
from tests.registrations.factories import RegistrationFactory

pytestmark = pytest.mark.django_db

SURVEY = """\
templates:
  - key: short-one
    label: {it: Breve, en: Short}
    kind: survey
    fields:
      - {key: level, label: {it: Livello, en: Level}, type: number}
      - {key: papers, label: {it: Carte, en: Papers}, type: file}
      - key: state
        label: {it: Stato, en: State}
        type: choice
        choices: [{it: viva, en: alive}, {it: finita, en: ended}]
"""


def asked(exchange, *, by=None, **fields):
    closes_on = timezone.localdate() + datetime.timedelta(days=21)
    given = {"moment": "end", "questions": plain_questions()["end"], "closes_on": closes_on}
    return ask_for_feedback(exchange, by=by, **given | fields)


def test_everyone_with_a_place_is_asked_once_and_reminded_once(
    django_capture_on_commit_callbacks, mailoutbox
):
    exchange = ExchangeFactory(state="held")
    people = RegistrationFactory.create_batch(4, exchange=exchange)
    RegistrationFactory(exchange=exchange, state="waiting")
    RegistrationFactory(
        exchange=exchange, person=None, name="Zoe", email="zoe@example.org", language="en"
    )

    with django_capture_on_commit_callbacks(execute=True):
        round_ = asked(exchange, by=UserFactory())
    give_feedback(Ticket.objects.get(person=people[0].person), {"useful": 5})
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            remind_of_feedback(round_, by=None)

    told = Notification.objects.filter(kind="feedback_asked").values_list("to", flat=True)
    expected = [people[0].person_id, *[one.person_id for one in people[1:]] * 2]
    assert sorted(told) == sorted(expected)
    to_zoe = [mail for mail in mailoutbox if mail.to == ["zoe@example.org"]]
    assert len(to_zoe) == 2
    assert "without your name" in to_zoe[0].body
    assert "one reminder" in to_zoe[1].body
    with pytest.raises(AlreadyAsked):
        asked(exchange)


def test_few_are_asked_with_names_or_not_at_all():
    exchange = ExchangeFactory(state="held")

    with pytest.raises(NobodyCame):
        asked(exchange)
    RegistrationFactory.create_batch(4, exchange=exchange)
    with pytest.raises(TooFew):
        asked(exchange)

    assert not asked(exchange, is_anonymous=False).is_anonymous


def test_nothing_joins_an_answer_to_a_person():
    round_ = RoundFactory()
    tickets = TicketFactory.create_batch(12, round=round_)
    entries = Entry.objects.count()

    for number, ticket in enumerate(tickets):
        give_feedback(ticket, {"useful": 1 + number % 5, "missing": f"text {number:02}"})
    answers = list(Answer.objects.filter(round=round_).order_by())
    texts = [answer.values["missing"] for answer in answers]
    columns = {field.name for field in Answer._meta.get_fields()}

    assert columns == {"handle", "round", "values", "gender", "ticket"}
    assert [answer.ticket_id for answer in answers] == [None] * 12
    assert {field.name for field in Ticket._meta.get_fields()} == {
        *("id", "round", "person", "name", "email", "language", "nonce", "is_spent", "letters"),
    }
    assert sorted(texts) == [f"text {number:02}" for number in range(12)]
    assert texts != sorted(texts)  # one in 479 million
    assert Entry.objects.count() == entries


def test_with_each_answer_all_rows_of_the_round_are_written_anew():
    round_ = RoundFactory()
    first, second = TicketFactory.create_batch(2, round=round_)
    give_feedback(first, {"useful": 1})
    before = {answer.handle for answer in Answer.objects.all()}

    give_feedback(second, {"useful": 2})

    assert before & {answer.handle for answer in Answer.objects.all()} == set()
    assert Ticket.objects.filter(is_spent=True).count() == 2


def test_each_answers_once_and_only_while_it_is_open():
    ticket = TicketFactory()
    over = TicketFactory(round__closes_on=datetime.date(2001, 1, 1))
    give_feedback(ticket, {"useful": 3}, gender="woman")

    with pytest.raises(AlreadyAnswered):
        give_feedback(ticket, {"useful": 5})
    with pytest.raises(RoundIsClosed):
        give_feedback(over, {"useful": 5})
    close_feedback(ticket.round, by=None)
    with pytest.raises(RoundIsClosed):
        close_feedback(ticket.round, by=None)

    assert Answer.objects.get().values == {"useful": 3}


def test_where_names_were_announced_they_stand_beside_the_answers():
    ticket = TicketFactory(round__is_anonymous=False)
    give_feedback(ticket, {"missing": "Time"})
    close_feedback(ticket.round, by=None)

    assert Passage.objects.get().signed == ticket.name
    assert results_of(Round.objects.get()).is_enough


def test_texts_are_torn_apart_and_looked_at_before_they_are_shared(
    django_capture_on_commit_callbacks,
):
    round_, by = RoundFactory(), UserFactory()
    tickets = TicketFactory.create_batch(5, round=round_)
    for ticket in tickets:
        give_feedback(ticket, {"useful": 4, "missing": f"Ask {ticket.name}", "helped": "All"})

    with pytest.raises(StillOpen):
        share_feedback(round_, by=by)
    close_feedback(round_, by=by)
    with pytest.raises(NotLookedAt):
        share_feedback(round_, by=by)
    for passage in Passage.objects.all():
        shown = passage.question == "missing"
        look_at_passage(passage, by=by, state="shown" if shown else "hidden", text="Ask …")
    with django_capture_on_commit_callbacks(execute=True):
        share_feedback(round_, by=by)

    found = results_of(Round.objects.get())
    by_label = {result.label: result for result in found.results}
    assert [answer.values for answer in Answer.objects.all()] == [{"useful": 4}] * 5
    assert {len(result.texts) for result in by_label.values()} == {0, 5}
    assert (found.answered, found.asked) == (5, 5)
    told = Notification.objects.filter(kind="feedback_shared").values_list("to", flat=True)
    assert sorted(told) == sorted(ticket.person_id for ticket in tickets)


def test_fewer_than_five_answers_are_neither_shown_nor_are_their_texts_kept():
    round_ = RoundFactory()
    for ticket in TicketFactory.create_batch(4, round=round_):
        give_feedback(ticket, {"useful": 4, "missing": "A name"})
    is_open = results_of(round_)
    close_feedback(round_, by=None)

    found = results_of(Round.objects.get())
    assert (is_open.is_enough, found.is_enough, found.results) == (False, False, [])
    assert not Passage.objects.exists()
    assert [answer.values for answer in Answer.objects.all()] == [{"useful": 4}] * 4


@pytest.mark.capability("C-35")
@pytest.mark.parametrize(
    ("sizes", "groups"),
    [
        ({"woman": 5, "man": 6}, [("man", 6, 2.0), ("woman", 5, 4.0)]),
        ({"woman": 5, "man": 4}, []),
        ({"woman": 5, "man": 5, "": 1}, []),
        ({"woman": 6}, []),
    ],
)
def test_what_it_brought_is_split_by_gender_only_where_every_group_is_large(sizes, groups):
    round_ = RoundFactory(closed=True)
    for gender, size in sizes.items():
        mark = 4 if gender == "woman" else 2
        AnswerFactory.create_batch(size, round=round_, gender=gender, values={"useful": mark})

    found = results_of(round_).results[0]
    names = {"uomo": "man", "donna": "woman"}
    assert [(names.get(name, name), *rest) for name, *rest in found.groups] == groups


def test_after_six_months_those_who_were_asked_are_asked_again_what_they_used():
    today = timezone.localdate()
    long_ago = today - datetime.timedelta(days=190)
    exchange = ExchangeFactory(state="held", starts_on=long_ago)
    RoundFactory(exchange=exchange, closed=True)
    RegistrationFactory.create_batch(5, exchange=exchange)
    few = ExchangeFactory(state="held", starts_on=long_ago)
    RoundFactory(exchange=few, closed=True)
    never = ExchangeFactory(state="held", starts_on=long_ago)
    RegistrationFactory.create_batch(5, exchange=never)

    look_at_feedback.call()
    look_at_feedback.call()

    later = Round.objects.get(moment="later")
    assert later.exchange == exchange
    assert later.asked[0]["key"] == "used"
    assert later.tickets.count() == 5


def test_a_round_reminds_and_closes_by_itself():
    round_ = RoundFactory()
    moments = [round_.closes_on + datetime.timedelta(days=days) for days in (-6, -5, -4, 1)]
    states = []

    for on in moments:
        with time_machine.travel(datetime.datetime.combine(on, datetime.time(7), datetime.UTC)):
            look_at_feedback.call()
        round_.refresh_from_db()
        states.append((round_.reminded_at is not None, round_.is_open))

    assert states == [(False, True), (True, True), (True, True), (True, False)]


def test_it_waits_on_the_desk_until_it_is_answered():
    ticket = TicketFactory()
    today = timezone.localdate()
    before = list(waiting_for(ticket.person, today))
    give_feedback(ticket, {})

    assert [len(before), len(list(waiting_for(ticket.person, today)))] == [1, 0]


def test_surveys_of_the_blueprint_can_be_asked():
    programme = ProgrammeFactory(blueprint=ROUND_TABLE + SURVEY)

    found = questions_for(programme, "end", "short-one")
    plain = questions_for(programme, "later")

    assert [*surveys_of(programme)] == ["short-one"]
    assert [(one["key"], one["type"]) for one in found] == [
        ("level", "number"),
        ("state", "choice"),
    ]
    assert plain[0]["key"] == "used"
    assert questions_for(programme, "end", "nothing")[0]["key"] == "useful"


def test_numbers_and_choices_are_counted():
    programme = ProgrammeFactory(blueprint=ROUND_TABLE + SURVEY)
    questions = questions_for(programme, "end", "short-one")
    round_ = RoundFactory(closed=True, questions=questions)
    AnswerFactory.create_batch(3, round=round_, values={"level": 2, "state": 0})
    AnswerFactory.create_batch(2, round=round_, values={"level": 1, "state": 1})

    level, state = results_of(round_).results

    assert ([(bar.label, bar.value) for bar in level.bars], level.mean) == (
        [("1", 2), ("2", 3)],
        1.6,
    )
    assert [(bar.label, bar.value) for bar in state.bars] == [("viva", 3), ("finita", 2)]


def test_who_was_asked_is_forgotten_and_what_was_answered_stays():
    ticket = TicketFactory(round__closed=True)
    TicketFactory()
    AnswerFactory(round=ticket.round)

    assert forget_tickets(timezone.now() + datetime.timedelta(days=1)) == 1
    ticket.refresh_from_db()
    assert (ticket.person, str(ticket)) == (None, "")
    assert Answer.objects.exists()


def test_a_link_that_was_changed_opens_nothing():
    ticket = TicketFactory()

    assert ticket_by(ticket.token) == ticket
    assert ticket_by(ticket.token[:-2]) is None


def test_a_guest_answers_without_an_account_and_reads_the_results_there(client):
    round_ = RoundFactory()
    guest = TicketFactory(round=round_, person=None, name="Zoe", email="zoe@example.org")
    others = TicketFactory.create_batch(4, round=round_)
    address = reverse("feedback:guest", args=[guest.token])
    client.cookies["django_language"] = "en"
    sent = {"q_useful": "5", "q_helped": "The walk", "q_missing": " ", "gender": "woman"}

    page = client.get(address).text
    wrong = client.post(address, {"q_useful": "9"})
    thanks = client.post(address, sent, follow=True).text
    again = client.post(address, sent, follow=True).text
    for ticket in others:
        give_feedback(ticket, {"useful": 3})
    close_feedback(round_, by=None)
    for passage in Passage.objects.all():
        look_at_passage(passage, by=UserFactory(), state="shown", text=passage.text)
    before = client.get(address).text
    share_feedback(round_, by=UserFactory())
    after = client.get(address).text

    assert "nobody can find out" in page
    assert wrong.status_code == 422
    assert "Your answer has arrived" in thanks
    assert "You have answered already" in again
    assert [Answer.objects.filter(gender="woman").count(), Answer.objects.count()] == [1, 5]
    assert ("The walk" in before, "The walk" in after) == (False, True)


def test_the_way_from_asking_to_sharing(client):
    programme = ProgrammeFactory(blueprint=ROUND_TABLE, state="running")
    leader = ParticipantFactory(programme=programme, may_coordinate=True, user=UserFactory()).user
    exchange = ExchangeFactory(programme=programme, state="held")
    client.force_login(leader)
    client.cookies["django_language"] = "en"
    address = reverse("feedback:ask", args=[exchange.pk])
    sent = {"moment": "end", "survey": "", "without_names": "yes", "closes_on": "2099-01-01"}

    nobody = client.post(address, sent, follow=True).text
    people = RegistrationFactory.create_batch(4, exchange=exchange)
    few = client.post(address, sent, follow=True).text
    people += RegistrationFactory.create_batch(1, exchange=exchange)
    past = client.post(address, sent | {"closes_on": "2001-01-01"})
    client.post(address, sent)
    twice = client.post(address, sent, follow=True).text
    round_ = Round.objects.get()
    for one in people:
        ticket = Ticket.objects.get(person=one.person)
        give_feedback(ticket, {"useful": 4, "missing": "Time"})

    def post(name, **fields):
        return client.post(reverse(f"feedback:{name}", args=[round_.pk]), fields, follow=True).text

    early = post("share")
    post("close")
    closed = post("close")
    unseen = post("share")
    empty = post("texts", handle=Passage.objects.first().handle, text="", state="shown")
    for passage in Passage.objects.all():
        post("texts", handle=passage.handle, text="More time", state="shown")
    post("share")
    client.force_login(people[0].person)
    read = client.get(reverse("feedback:results", args=[round_.pk])).text

    assert "Nobody has a place" in nobody
    assert "Fewer than 5 people were there" in few
    assert past.status_code == 422
    assert "asked already" in twice
    assert "Close it first" in early
    assert "no answer is taken" in closed
    assert "Look at all texts first" in unseen
    assert "cannot be empty" in empty
    assert "More time" in read


def test_an_answer_is_taken_from_who_was_asked_alone(client):
    ticket = TicketFactory(round__moment="later")
    client.force_login(ticket.person)
    address = reverse("feedback:answer", args=[ticket.round.pk])

    client.post(address, {"q_used": "1", "q_what": "Their form"})
    client.force_login(UserFactory())

    assert client.get(address).status_code == 404
    assert Answer.objects.get().values == {"used": 1, "what": "Their form"}


@pytest.mark.parametrize("count", [1, 2])
def test_index_costs_the_same_for_one_round_and_for_two(client, django_assert_num_queries, count):
    ticket = TicketFactory()
    if count == 2:
        later = RoundFactory(exchange=ticket.round.exchange, moment="later")
        TicketFactory(round=later, person=ticket.person)
    client.force_login(ticket.person)
    address = ticket.round.get_absolute_url()
    client.get(address)

    with django_assert_num_queries(9):
        client.get(address)


def test_where_presence_was_noted_who_was_there_is_asked():
    exchange = ExchangeFactory(state="held")
    came, _absent = RegistrationFactory.create_batch(2, exchange=exchange)
    guest = RegistrationFactory(exchange=exchange, person=None, name="Zoe", email="zoe@example.org")
    walked_in = UserFactory()
    for registration in (came, guest):
        AttendanceFactory(
            attendee__registration=registration,
            attendee__exchange=exchange,
            attendee__person=registration.person,
        )
    for person in (walked_in, None):
        AttendanceFactory(
            attendee__registration=None,
            attendee__exchange=exchange,
            attendee__person=person,
            attendee__name="Somebody",
        )

    asked = {(one.person, one.email) for one in people_to_ask(exchange)}

    assert asked == {(came.person, ""), (None, "zoe@example.org"), (walked_in, "")}
