import datetime

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from innesto.exchanges.models import Exchange
from innesto.journal.models import Entry
from innesto.notifications.models import Notification
from innesto.presence.actions import (
    AlreadyRevoked,
    CalledOff,
    NobodyNew,
    NotYet,
    add_walk_in,
    correct_presence,
    issue_certificates,
    mark_present,
    note_leaving,
    require_share,
    revoke_certificate,
)
from innesto.presence.models import Attendance, Attendee, Certificate
from innesto.presence.queries import certificates_waiting_for, minutes_of, roll_of, standings_of
from innesto.presence.sessions import session_at
from innesto.registrations.models import Registration
from tests.accounts.factories import UserFactory
from tests.presence.factories import AttendeeFactory, CertificateFactory
from tests.registrations.factories import RegistrationFactory


def tick(visit, *people, session=None, at=None, by=None):
    return mark_present(
        visit.exchange,
        session or visit.morning,
        people,
        how="list",
        by=by or visit.runner,
        at=at,
    )


def test_mark_present_counts_the_session(visit):
    tick(visit, visit.marta, visit.luca)

    there = Attendance.objects.order_by("pk").values_list("attendee__name", "half", "minutes")
    assert list(there) == [("Marta Rossi", "morning", 240), ("Luca Verdi", "morning", 240)]


def test_mark_present_counts_from_the_arrival_of_who_comes_late(visit):
    late = visit.morning.starts_at + datetime.timedelta(hours=1)

    [marta] = tick(visit, visit.marta, at=late)

    assert marta.minutes == 180


def test_mark_present_by_two_organisers_counts_nobody_twice(visit):
    second = UserFactory()
    tick(visit, visit.marta)
    tick(visit, visit.marta, visit.luca, by=second)

    with pytest.raises(NobodyNew):
        tick(visit, visit.marta, by=second)

    by = Attendance.objects.order_by("pk").values_list("attendee__name", "by")
    assert list(by) == [("Marta Rossi", visit.runner.pk), ("Luca Verdi", second.pk)]


def test_mark_present_of_tomorrow_is_refused(visit, clock):
    clock.shift(datetime.timedelta(days=-1))

    with pytest.raises(NotYet):
        tick(visit, visit.marta)


def test_mark_present_at_what_was_called_off_is_refused(visit):
    Exchange.objects.update(state="cancelled")

    with pytest.raises(CalledOff):
        tick(visit, visit.marta)


def test_mark_present_stays_when_the_exchange_moves_afterwards(visit, clock):
    tick(visit, visit.marta)
    week = datetime.timedelta(days=7)
    Exchange.objects.update(
        starts_on=visit.exchange.starts_on + week, ends_on=visit.exchange.ends_on + week
    )
    visit.exchange.refresh_from_db()
    clock.shift(week)
    people = [visit.marta]
    session = session_at(visit.exchange, timezone.now())

    mark_present(visit.exchange, session, people, how="list", by=visit.runner)

    days = Attendance.objects.order_by("on").values_list("on", flat=True)
    assert list(days) == [datetime.date(2027, 3, 10), datetime.date(2027, 3, 17)]
    assert list(minutes_of(visit.exchange).values()) == [480]
    assert Attendee.objects.count() == 1


def test_minutes_are_never_more_than_the_exchange_has(visit, clock):
    tick(visit, visit.marta)
    Exchange.objects.update(half="afternoon", half_days=1)
    visit.exchange.refresh_from_db()
    clock.shift(datetime.timedelta(hours=6))

    mark_present(visit.exchange, visit.afternoon, [visit.marta], how="list", by=visit.runner)

    assert list(minutes_of(visit.exchange).values()) == [240]


def test_add_walk_in_notes_a_name_once(visit):
    walk_in = {"name": "Ugo Passante", "body": "Comune di Bra", "by": visit.runner}
    add_walk_in(visit.exchange, visit.morning, **walk_in)

    with pytest.raises(NobodyNew):
        add_walk_in(visit.exchange, visit.morning, **walk_in)

    names = [
        (one.name, one.attendance is not None) for one in roll_of(visit.exchange, visit.morning)
    ]
    assert names == [("Luca Verdi", False), ("Marta Rossi", False), ("Ugo Passante", True)]


def test_note_leaving_counts_until_then_and_the_first_word_holds(visit):
    [marta] = tick(visit, visit.marta)
    at = visit.morning.starts_at + datetime.timedelta(hours=2)

    left = note_leaving(marta, at=at, by=visit.marta.person)

    assert left.minutes == 120
    with pytest.raises(NobodyNew):
        note_leaving(marta, at=at, by=visit.marta.person)


def test_correct_presence_keeps_in_the_journal_what_stood_there(visit):
    [marta] = tick(visit, visit.marta)

    correct_presence(marta, minutes=90, reason="È arrivata dopo", by=visit.runner)

    entry = Entry.objects.get(verb="presence_corrected")
    assert (entry.facts["before"], entry.facts["after"]) == (240, 90)
    assert Attendance.objects.get().minutes == 90


def test_issue_certificates_for_who_was_there_long_enough(
    visit, clock, django_capture_on_commit_callbacks
):
    tick(visit, visit.marta, visit.luca)
    clock.shift(datetime.timedelta(hours=6))
    tick(visit, visit.marta, session=visit.afternoon)
    clock.shift(datetime.timedelta(hours=6))

    with django_capture_on_commit_callbacks(execute=True):
        [certificate] = issue_certificates(visit.exchange, by=visit.runner)

    assert (certificate.name, certificate.minutes, certificate.whole) == ("Marta Rossi", 480, 480)
    assert certificate.days == ["2027-03-10"]
    assert list(Notification.objects.values_list("to", flat=True)) == [visit.marta.person_id]
    with pytest.raises(NobodyNew):
        issue_certificates(visit.exchange, by=visit.runner)


def test_issue_certificates_asks_what_the_organisers_ask(visit, clock):
    tick(visit, visit.luca)
    require_share(visit.exchange, share=50, by=visit.runner)
    clock.shift(datetime.timedelta(hours=12))

    assert [one.name for one in issue_certificates(visit.exchange, by=visit.runner)] == [
        "Luca Verdi"
    ]


def test_issue_certificates_before_the_end_is_refused(visit):
    tick(visit, visit.marta)

    with pytest.raises(NotYet):
        issue_certificates(visit.exchange, by=visit.runner)


def test_issue_certificates_speaks_the_language_of_the_person(visit, clock):
    visit.marta.language = "en"
    visit.marta.save()
    tick(visit, visit.marta)
    require_share(visit.exchange, share=50, by=visit.runner)
    clock.shift(datetime.timedelta(hours=12))

    [certificate] = issue_certificates(visit.exchange, by=visit.runner)

    assert (certificate.language, certificate.title) == ("en", "Visit")


def test_a_correction_is_shown_beside_the_certificate_and_does_not_change_it(visit, clock):
    [marta] = tick(visit, visit.marta)
    require_share(visit.exchange, share=50, by=visit.runner)
    clock.shift(datetime.timedelta(hours=12))
    issue_certificates(visit.exchange, by=visit.runner)

    correct_presence(marta, minutes=0, reason="Era un’altra", by=visit.runner)

    [standing] = standings_of(visit.exchange)
    assert (standing.differs, standing.is_enough, standing.certificate.minutes) == (
        True,
        False,
        240,
    )


def test_revoke_certificate_once_and_another_may_follow(visit, clock):
    tick(visit, visit.marta)
    require_share(visit.exchange, share=50, by=visit.runner)
    clock.shift(datetime.timedelta(hours=12))
    [first] = issue_certificates(visit.exchange, by=visit.runner)

    revoke_certificate(first, reason="Nome sbagliato", by=visit.runner)
    with pytest.raises(AlreadyRevoked):
        revoke_certificate(first, reason="Nome sbagliato", by=visit.runner)
    [second] = issue_certificates(visit.exchange, by=visit.runner)

    assert first.code != second.code
    assert list(Certificate.objects.valid()) == [second]


def test_codes_are_read_however_they_are_typed(db):
    certificate = CertificateFactory(code="K7QM2XPD9RTA")

    assert certificate.shown_code == "K7QM-2XPD-9RTA"
    assert Certificate.objects.by_code(" k7qm 2xpd-9rta ") == certificate
    assert Certificate.objects.by_code("K7QM-2XPD-9RTB") is None


def test_certificates_wait_on_the_desk_of_who_runs_it_until_they_are_issued(visit, clock):
    tick(visit, visit.marta, visit.luca)
    clock.move_to(visit.afternoon.ends_at)
    tick(visit, visit.marta, session=visit.afternoon)
    day = visit.exchange.ends_on

    early = list(certificates_waiting_for(visit.runner, day))
    [row] = certificates_waiting_for(visit.runner, day + datetime.timedelta(days=1))
    nobody = list(certificates_waiting_for(visit.marta.person, day + datetime.timedelta(days=1)))
    CertificateFactory(attendee=Attendee.objects.get(registration=visit.marta))

    assert (early, nobody) == ([], [])
    assert row.detail == "1 persona è stata presente abbastanza."
    assert not [*certificates_waiting_for(visit.runner, day + datetime.timedelta(days=1))]


def test_what_a_guest_attended_is_theirs_once_they_have_an_account(db, client):
    guest = RegistrationFactory(person=None, name="Zoe", email="zoe@example.org")
    attendee = AttendeeFactory(registration=guest, exchange=guest.exchange, person=None)
    certificate = CertificateFactory(attendee=attendee)
    zoe = UserFactory(email="zoe@example.org")
    client.force_login(zoe)
    unproven = Registration.objects.filter(person=zoe).exists()

    EmailAddress.objects.create(user=zoe, email=zoe.email, verified=True)
    client.force_login(zoe)

    certificate.refresh_from_db()
    guest.refresh_from_db()
    assert (unproven, guest.person, guest.email) == (False, zoe, "")
    assert certificate.person == zoe
