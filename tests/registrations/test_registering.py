import datetime
from collections import Counter
from threading import Barrier, Thread

import icalendar
import pytest
from django.db import connection
from django.utils import timezone

from innesto.exchanges.actions.meetings import call_off_exchange
from innesto.exchanges.rules import takes_part
from innesto.registrations.actions.registering import (
    AlreadyRegistered,
    MayNotCome,
    NotInvited,
    NotLive,
    accept_place,
    answer_follow_up,
    decline_place,
    register_guest,
    register_person,
    withdraw_registration,
)
from innesto.registrations.desk import NotOpen
from innesto.registrations.models import Dispatch, Needs, Registration
from innesto.registrations.queries.line import turn_of
from innesto.registrations.queries.people import attendees_of
from innesto.registrations.receivers import forget_person
from innesto.registrations.tasks import mail_dispatch, tell_of_change
from tests.accounts.factories import UserFactory
from tests.exchanges.factories import ROUND_TABLE, ExchangeFactory
from tests.organisations.factories import MembershipFactory, OrganisationFactory
from tests.programmes.factories import ParticipantFactory, PartnerFactory, ProgrammeFactory
from tests.registrations.factories import (
    FormQuestionFactory,
    OpeningFactory,
    QuotaFactory,
    RegistrationFactory,
)


def comes(opening, **told):
    """Register somebody new, and return where they stand."""
    return register_person(opening.exchange, by=UserFactory(), **told)


def guest(opening, email="uno@example.org", name="Uno", **told):
    return register_guest(opening.exchange, name=name, email=email, language="it", **told)


def colleague_of(opening, organisation):
    person = MembershipFactory(organisation=organisation).person
    return register_person(opening.exchange, by=person)


def test_register_person_gives_a_free_place_at_once(db):
    opening = OpeningFactory(places=1)

    assert comes(opening).state == "confirmed"


def test_register_person_waits_when_all_places_are_taken(db):
    opening = OpeningFactory(places=1)

    assert [comes(opening).state for _number in range(3)] == ["confirmed", "waiting", "waiting"]


def test_register_person_refuses_a_second_time(db):
    opening, person = OpeningFactory(), UserFactory()
    register_person(opening.exchange, by=person)

    with pytest.raises(AlreadyRegistered):
        register_person(opening.exchange, by=person)


def test_register_person_comes_back_at_the_end_of_the_line(db):
    opening, person = OpeningFactory(places=1), UserFactory()
    first = register_person(opening.exchange, by=person)
    second = comes(opening)
    withdraw_registration(first, by=person)

    again = register_person(opening.exchange, by=person)

    second.refresh_from_db()
    assert (again.pk, again.state, second.state) == (first.pk, "waiting", "confirmed")


@pytest.mark.parametrize("days", [{"opens_on": 1}, {"closes_on": -1, "opens_on": -9}])
def test_register_person_refuses_outside_its_days(db, days):
    today = timezone.localdate()
    dates = {name: today + datetime.timedelta(days=day) for name, day in days.items()}
    opening = OpeningFactory(**dates)

    with pytest.raises(NotOpen):
        comes(opening)


@pytest.mark.parametrize("state", ["held", "cancelled"])
def test_register_person_refuses_what_does_not_stand(db, state):
    opening = OpeningFactory(exchange__state=state)

    with pytest.raises(NotOpen):
        comes(opening)


def test_register_person_refuses_strangers_where_it_is_for_the_programme(db):
    opening = OpeningFactory(reach="programme")

    with pytest.raises(MayNotCome, match="programme"):
        comes(opening)


@pytest.mark.capability("T-08")
def test_register_person_lets_come_only_who_has_the_role(db):
    opening = OpeningFactory(reach="programme", person_roles=["coordinator"])
    programme = opening.exchange.programme
    marked, other = UserFactory(), UserFactory()
    ParticipantFactory(programme=programme, user=marked, role="coordinator")
    ParticipantFactory(programme=programme, user=other, role="mentor")

    with pytest.raises(MayNotCome, match="person_role"):
        register_person(opening.exchange, by=other)

    assert register_person(opening.exchange, by=marked).state == "confirmed"


@pytest.mark.capability("M-24")
def test_register_person_of_another_audience_waits_though_places_are_free(db):
    opening = OpeningFactory(places=9, audiences=["policy-makers"])

    states = [comes(opening, audience=said).state for said in ("policy-makers", "other", "")]

    assert states == ["confirmed", "waiting", "confirmed"]


def test_register_person_waits_for_approval_where_organisers_look(db):
    assert comes(OpeningFactory(needs_approval=True)).state == "registered"


def test_register_person_stops_at_the_share_of_an_organisation(db):
    opening, organisation = OpeningFactory(places=9), OrganisationFactory()
    QuotaFactory(opening=opening, by="organisation", seats=2)

    states = [colleague_of(opening, organisation).state for _number in range(3)]

    assert states == ["confirmed", "confirmed", "waiting"]


@pytest.mark.capability("T-09")
def test_register_person_only_warns_beyond_a_soft_share(db):
    opening, organisation = OpeningFactory(places=9), OrganisationFactory()
    QuotaFactory(opening=opening, by="organisation", seats=1, is_hard=False)

    states = [colleague_of(opening, organisation).state for _number in range(2)]

    assert states == ["confirmed", "confirmed"]


def test_register_person_keeps_needs_apart_and_sealed(db):
    opening = OpeningFactory()

    one = comes(opening, needs="Senza glutine", answers={"7": "treno"}, gender="woman")

    assert (one.needs.text, one.answers, one.gender) == ("Senza glutine", {"7": "treno"}, "woman")


@pytest.mark.django_db(transaction=True)
def test_a_rush_takes_no_promised_place_away_and_counts_nobody_twice():
    """All register in the same moment, and some give their place back: on SQLite in turns."""
    opening = OpeningFactory(places=5)
    QuotaFactory(opening=opening, by="country", seats=9)
    crowd = [UserFactory.create_batch(6) for _thread in range(4)]
    promised, given_back = set(), set()

    def rush(people):
        for number, person in enumerate(people):
            registration = register_person(opening.exchange, by=person)
            if registration.is_confirmed:
                promised.add(person.pk)
            if number == 0:
                withdraw_registration(registration, by=person)
                given_back.add(person.pk)

    if connection.vendor == "sqlite":  # a second connection would see another database in memory
        for people in crowd:
            rush(people)
    else:
        at_once(rush, crowd)

    seated = {one.person_id for one in attendees_of(opening.exchange)}
    told = Counter(
        Dispatch.objects.filter(kind="confirmed").values_list("registration__person", flat=True)
    )
    assert (len(seated), Registration.objects.count()) == (5, 24)
    assert promised - given_back <= seated
    assert seated <= set(told)
    assert set(told.values()) == {1}


def at_once(act, several):
    """Do this with each of several things, all in the same moment."""
    together = Barrier(len(several))

    def run(thing):
        together.wait()
        try:
            act(thing)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[thing]) for thing in several]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_register_person_asks_the_same_however_many_came(db, django_assert_max_num_queries):
    opening = OpeningFactory(places=2000)
    QuotaFactory(opening=opening, by="country", seats=1500)
    RegistrationFactory.create_batch(30, exchange=opening.exchange, marks="|country:IT|")
    person = UserFactory()

    with django_assert_max_num_queries(40):
        assert register_person(opening.exchange, by=person).state == "confirmed"


def test_register_guest_holds_no_turn_until_the_link_is_opened(db):
    opening = OpeningFactory(places=1)

    one = guest(opening)
    other = comes(opening)
    one = accept_place(one, by=None)

    assert (one.state, other.state) == ("waiting", "confirmed")


@pytest.mark.capability("S-23")
def test_register_guest_needs_no_more_than_a_word_and_an_address(db):
    one = guest(OpeningFactory(), name="Madonna")

    assert (str(one), one.email, one.body, one.answers, one.gender) == (
        "Madonna", "uno@example.org", "", {}, "",
    )  # fmt: skip


def test_register_guest_is_refused_where_one_needs_an_account(db):
    with pytest.raises(NotOpen):
        guest(OpeningFactory(reach="programme"))


def test_register_guest_again_mails_the_link_again_and_changes_nothing(db):
    opening = OpeningFactory()

    first, second = guest(opening), guest(opening, name="Altra")

    assert (second.pk, second.name) == (first.pk, "Uno")
    assert Dispatch.objects.filter(registration=first).count() == 2


def test_accept_place_refuses_a_second_answer(db):
    one = guest(OpeningFactory())
    accept_place(one, by=None)

    with pytest.raises(NotInvited):
        accept_place(one, by=None)


def test_decline_place_forgets_what_was_needed(db):
    one = guest(OpeningFactory(), needs="Rampa")

    one = decline_place(one, by=None, reason="Ferie")

    assert (one.state, one.reason, Needs.objects.exists()) == ("declined", "Ferie", False)


def test_decline_place_refuses_who_was_not_asked(db):
    with pytest.raises(NotInvited):
        decline_place(comes(OpeningFactory()), by=None)


def test_withdraw_registration_gives_the_place_to_who_waits(db):
    opening = OpeningFactory(places=1)
    seated, waiting = comes(opening), comes(opening)

    withdraw_registration(seated, by=seated.person)

    assert [one.pk for one in attendees_of(opening.exchange)] == [waiting.pk]


def test_withdraw_registration_refuses_a_second_time(db):
    one = comes(OpeningFactory())
    withdraw_registration(one, by=None)

    with pytest.raises(NotLive):
        withdraw_registration(one, by=None)


def test_answer_follow_up_owes_nothing_any_more(db):
    opening = OpeningFactory()
    question = FormQuestionFactory(opening=opening, step=2)
    one = comes(opening)
    owed = one.owes_answers

    one = answer_follow_up(one, by=one.person, answers={question.key: "Treno"})

    assert (owed, one.owes_answers, one.answers) == (True, False, {question.key: "Treno"})


def test_answer_follow_up_refuses_who_left(db):
    one = withdraw_registration(comes(OpeningFactory()), by=None)

    with pytest.raises(NotLive):
        answer_follow_up(one, by=None, answers={})


def test_turn_of_says_why_one_waits(db):
    opening = OpeningFactory(places=1)
    comes(opening)
    comes(opening)

    turn = turn_of(comes(opening))

    assert (turn.position, turn.of) == (2, 2)
    assert list(turn.why) == [
        "L’unico posto è preso.",
        "Prima di te c’è una persona: ha chiesto prima, o è pensato anzitutto per lei.",
    ]


# ── Letters ─────────────────────────────────────────────────────────────────────────────────


def entry_in(mail):
    """Return method, state and number of the calendar entry of a mail."""
    [part] = [one for one in mail.message().walk() if one.get_content_type() == "text/calendar"]
    calendar = icalendar.Calendar.from_ical(part.get_payload(decode=True))
    [event] = calendar.walk("VEVENT")
    return str(calendar["method"]), str(event["status"]), int(event["sequence"]), str(event["uid"])


def test_letters_put_the_exchange_into_the_calendar_and_take_it_out(
    db, mailoutbox, django_capture_on_commit_callbacks
):
    opening = OpeningFactory(places=1)

    with django_capture_on_commit_callbacks(execute=True):
        one = comes(opening)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_registration(one, by=one.person)

    first, second = (entry_in(mail) for mail in mailoutbox)
    assert [mail.to for mail in mailoutbox] == [[one.person.email]] * 2
    assert (first[0], second[0], second[1]) == ("REQUEST", "CANCEL", "CANCELLED")
    assert (first[3], first[2] < second[2]) == (second[3], True)


def test_letters_of_the_waiting_list_have_no_entry_and_say_why(
    db, mailoutbox, django_capture_on_commit_callbacks
):
    opening = OpeningFactory(places=1)
    comes(opening)

    with django_capture_on_commit_callbacks(execute=True):
        comes(opening)

    [mail] = mailoutbox
    assert "text/calendar" not in str(mail.message())
    assert "Posizione in lista: 1 su 1." in mail.body


def test_mail_dispatch_mails_once_however_often_it_runs(db, mailoutbox):
    comes(OpeningFactory())
    dispatch = Dispatch.objects.get()

    mail_dispatch.call(dispatch.pk)
    mail_dispatch.call(dispatch.pk)

    assert len(mailoutbox) == 1


def test_mail_dispatch_is_tried_again_when_the_server_is_away(db, mailoutbox, without_mail_server):
    comes(OpeningFactory())
    dispatch = Dispatch.objects.get()

    with without_mail_server(), pytest.raises(OSError):  # noqa: PT011
        mail_dispatch.call(dispatch.pk)
    mail_dispatch.call(dispatch.pk)

    assert len(mailoutbox) == 1


def test_call_off_exchange_tells_everyone_on_the_list_once(
    db, mailoutbox, django_capture_on_commit_callbacks
):
    opening = OpeningFactory(places=1, exchange__programme__blueprint=ROUND_TABLE)
    seated, waiting = comes(opening), comes(opening)
    withdraw_registration(comes(opening), by=None)

    with django_capture_on_commit_callbacks(execute=True):
        exchange = call_off_exchange(opening.exchange, reason="Neve", by=UserFactory())
    tell_of_change.call(exchange.pk, "called_off", exchange.revision)

    called_off = Dispatch.objects.filter(kind="called_off", mailed_at__isnull=False)
    assert {one.registration_id for one in called_off} == {seated.pk, waiting.pk}
    assert len([mail for mail in mailoutbox if "Annullato" in mail.subject]) == 2


# ── Bodies and series ───────────────────────────────────────────────────────────────────────


def test_register_person_counts_country_and_project_of_the_partner(db):
    call = ProgrammeFactory(blueprint=ROUND_TABLE, state="running")
    project = ProgrammeFactory(call=call, blueprint="", state="running")
    partner = PartnerFactory(programme=project, organisation__country_id=None)
    person = MembershipFactory(organisation=partner.organisation).person
    opening = OpeningFactory(exchange=ExchangeFactory(programme=call), reach="programme")

    one = register_person(opening.exchange, by=person)

    assert one.partner == partner
    assert {f"project:{project.pk}", f"organisation:{partner.organisation_id}"} <= one.marked


def test_forget_person_leaves_a_place_without_a_name(db):
    one = comes(OpeningFactory(), needs="Rampa", answers={"1": "x"}, gender="man")

    forget_person(person=one.person)

    one = Registration.objects.get()
    assert (str(one), one.state, one.answers, one.gender) == (
        "Persona cancellata", "confirmed", {}, "",
    )  # fmt: skip
    assert not Needs.objects.exists()


def test_who_has_a_place_takes_part_in_the_exchange(db):
    opening = OpeningFactory(places=1)
    seated, waiting = comes(opening), comes(opening)

    assert takes_part(seated.person, opening.exchange)
    assert not takes_part(waiting.person, opening.exchange)
