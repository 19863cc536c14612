import datetime

import pytest
from django.utils import timezone

from innesto.journal.models import Entry
from innesto.registrations.actions.openings import (
    TooFewPlaces,
    add_question,
    arrange_registration,
    close_waiting_list,
    drop_question,
    drop_quota,
    forget_answers_to,
    open_registration,
    set_quota,
)
from innesto.registrations.closing import give_what_is_left
from innesto.registrations.models import FormQuestion, Needs, Opening, Registration
from innesto.registrations.queries.people import counts_of
from innesto.registrations.retention import RETENTION
from tests.accounts.factories import UserFactory
from tests.exchanges.factories import ExchangeFactory
from tests.registrations.factories import (
    FormQuestionFactory,
    OpeningFactory,
    QuotaFactory,
    RegistrationFactory,
)

TODAY = datetime.date(2027, 1, 11)


def waiting_in(opening, **fields):
    return RegistrationFactory(exchange=opening.exchange, state="waiting", **fields)


def confirmed_in(opening):
    seated = opening.exchange.registrations.confirmed()
    return set(seated.values_list("pk", flat=True))


def test_open_registration_twice_changes_the_first(db):
    exchange, by = ExchangeFactory(), UserFactory()
    days = {"opens_on": TODAY, "closes_on": TODAY}

    first = open_registration(exchange, by=by, places=3, **days)
    second = open_registration(exchange, by=by, places=5, **days)

    assert (second.pk, Opening.objects.get().places) == (first.pk, 5)


def test_arrange_registration_moves_up_who_waits_when_places_grow(db):
    opening = OpeningFactory(places=1)
    RegistrationFactory(exchange=opening.exchange)
    waiting = [waiting_in(opening).pk for _number in range(3)]

    arrange_registration(opening, by=UserFactory(), places=3)

    assert confirmed_in(opening) & {*waiting} == {*waiting[:2]}


def test_arrange_registration_takes_no_place_away(db):
    opening = OpeningFactory(places=3)
    RegistrationFactory.create_batch(2, exchange=opening.exchange)

    with pytest.raises(TooFewPlaces):
        arrange_registration(opening, by=UserFactory(), places=1)


def test_set_quota_leaves_who_has_a_place(db):
    opening = OpeningFactory(places=9)
    people = RegistrationFactory.create_batch(
        2, exchange=opening.exchange, marks="|organisation:1|"
    )

    set_quota(opening, by=None, counted_by="organisation", seats=1)

    assert confirmed_in(opening) == {one.pk for one in people}


def test_drop_quota_moves_up_who_waited_because_of_it(db):
    quota = QuotaFactory(seats=1, opening__places=9)
    RegistrationFactory(exchange=quota.opening.exchange, marks="|organisation:1|")
    held_up = waiting_in(quota.opening, marks="|organisation:1|")

    drop_quota(quota, by=UserFactory())

    assert held_up.pk in confirmed_in(quota.opening)


def test_add_question_keeps_purpose_and_days(db):
    opening = OpeningFactory()

    add_question(opening, by=None, label="Come arrivi?", purpose="per il treno", days_kept=5)

    assert FormQuestion.objects.values_list("label", "purpose", "days_kept").get() == (
        "Come arrivi?", "per il treno", 5,
    )  # fmt: skip


def test_drop_question_forgets_what_was_answered(db):
    question = FormQuestionFactory()
    one = RegistrationFactory(
        exchange=question.opening.exchange, answers={question.key: "Treno", "0": "resta"}
    )

    drop_question(question, by=UserFactory())

    one.refresh_from_db()
    assert one.answers == {"0": "resta"}


@pytest.mark.capability("M-24")
def test_close_waiting_list_gives_other_audiences_what_is_left(db):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    opening = OpeningFactory(places=1, opens_on=yesterday, closes_on=yesterday)
    other = waiting_in(opening, is_other_audience=True)

    close_waiting_list(opening)

    assert confirmed_in(opening) == {other.pk}


def test_give_what_is_left_closes_what_is_over_once(db):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    opening = OpeningFactory(
        places=1,
        opens_on=yesterday,
        closes_on=yesterday,
        exchange__starts_on=yesterday + datetime.timedelta(days=9),
    )
    QuotaFactory(opening=opening, by="size", key="small", is_reserved=True)
    first, second = (waiting_in(opening, marks="|size:large|") for _number in range(2))

    give_what_is_left.call()
    give_what_is_left.call()

    assert confirmed_in(opening) == {first.pk}
    assert Entry.objects.filter(verb="waiting_list_closed").count() == 1
    assert Registration.objects.waiting().get() == second


def test_forget_answers_to_keeps_the_others(db):
    one = RegistrationFactory(answers={"1": "Treno", "2": "resta"})

    assert forget_answers_to(one.exchange, ["1"]) == 1

    one.refresh_from_db()
    assert one.answers == {"2": "resta"}


def test_retention_forgets_needs_the_day_after_and_answers_when_they_say(db):
    ended = timezone.localdate() - datetime.timedelta(days=10)
    opening = OpeningFactory(exchange__starts_on=ended)
    short = FormQuestionFactory(opening=opening, days_kept=5)
    long = FormQuestionFactory(opening=opening, days_kept=50)
    one = RegistrationFactory(
        exchange=opening.exchange, answers={short.key: "Treno", long.key: "resta"}
    )
    Needs.objects.create(registration=one, text="Rampa")

    for keeping in RETENTION:
        keeping.carry_out(timezone.now())

    one.refresh_from_db()
    assert (one.answers, Needs.objects.exists()) == ({long.key: "resta"}, False)


def test_retention_forgets_guests_who_never_confirmed(db):
    old = timezone.now() - datetime.timedelta(days=31)
    RegistrationFactory(person=None, name="Uno", state="invited", queued_at=None, changed_at=old)
    invited = RegistrationFactory(
        state="invited", named_by=UserFactory(), queued_at=None, changed_at=old
    )

    for keeping in RETENTION:
        keeping.carry_out(timezone.now())

    assert [one.pk for one in Registration.objects.all()] == [invited.pk]


def test_counts_of_leaves_speakers_and_staff_off_the_places(db):
    exchange = OpeningFactory().exchange
    for part in ("participant", "speaker", "staff"):
        RegistrationFactory(exchange=exchange, part=part)

    counts = counts_of(exchange)

    assert (counts.confirmed, counts.speakers, counts.staff) == (1, 1, 1)
