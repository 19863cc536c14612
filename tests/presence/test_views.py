import datetime
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from innesto.presence.actions import issue_certificates, mark_present, require_share
from innesto.presence.codes import own_token, printed_code, shown_code
from innesto.presence.models import Attendance, Attendee
from innesto.presence.receivers import forget_person, hand_out
from innesto.toolkit.paper.ask import glance_at
from tests.presence.factories import CertificateFactory
from tests.registrations.factories import RegistrationFactory


def address(name, visit, *more):
    return reverse(f"presence:{name}", args=[visit.exchange.pk, *more])


def names():
    return sorted(Attendance.objects.values_list("attendee__name", flat=True))


def test_sheet_lists_who_is_expected_in_the_session_of_now(client, visit):
    client.force_login(visit.runner)

    page = client.get(address("sheet", visit)).text

    assert ("Luca Verdi" in page, "Marta Rossi" in page) == (True, True)
    assert f'name="session" value="{visit.morning.key}"' in page


@pytest.mark.parametrize("count", [1, 3])
def test_sheet_costs_the_same_for_one_and_for_three(
    client, visit, count, django_assert_num_queries
):
    RegistrationFactory.create_batch(count, exchange=visit.exchange)
    client.force_login(visit.runner)
    client.get(address("sheet", visit))

    with django_assert_num_queries(7):
        client.get(address("sheet", visit))


def test_mark_notes_the_ticked_names(client, visit):
    client.force_login(visit.runner)
    sent = {"session": visit.morning.key, "came": [visit.marta.pk, visit.luca.pk]}

    answer = client.post(address("mark", visit), sent)

    assert answer["Location"] == f"{address('sheet', visit)}?turno={visit.morning.key}"
    assert names() == ["Luca Verdi", "Marta Rossi"]


def test_mark_without_a_name_says_so(client, visit):
    client.force_login(visit.runner)

    answer = client.post(address("mark", visit), {"session": visit.morning.key})

    assert answer.status_code == 422
    assert names() == []


def test_mark_takes_nobody_of_another_exchange(client, visit):
    client.force_login(visit.runner)
    sent = {"session": visit.morning.key, "came": [RegistrationFactory().pk]}

    answer = client.post(address("mark", visit), sent)

    assert (answer.status_code, names()) == (422, [])


def test_a_queue_of_three_days_sent_twice_counts_nobody_twice(client, visit, clock):
    client.force_login(visit.runner)
    queue = [
        {
            "session": session.key,
            "came": [visit.marta.pk],
            "outbox_key": str(uuid4()),
            "outbox_written": session.starts_at.isoformat(),
        }
        for session in (visit.morning, visit.afternoon)
    ]
    clock.shift(datetime.timedelta(days=3))

    answers = [
        client.post(address("mark", visit), note, headers={"Outbox": "later"}) for note in queue * 2
    ]

    assert [one.status_code for one in answers] == [201] * 4
    assert list(Attendance.objects.values_list("half", "minutes").order_by("starts_at")) == [
        ("morning", 240),
        ("afternoon", 240),
    ]


@pytest.mark.parametrize("name", ["mark", "walk-in"])
def test_what_cannot_be_noted_is_refused_and_not_taken(client, visit, clock, name):
    client.force_login(visit.runner)
    clock.shift(datetime.timedelta(days=-3))
    note = {
        "session": visit.morning.key,
        "came": [visit.marta.pk],
        "name": "Ugo Passante",
        "outbox_key": str(uuid4()),
    }

    answer = client.post(address(name, visit), note, headers={"Outbox": "later"})

    assert (answer.status_code, names()) == (422, [])
    assert "Questo turno deve ancora venire" in answer.text


def test_two_organisers_offline_tick_the_same_person(client, visit):
    client.force_login(visit.runner)
    for _phone in range(2):
        note = {
            "session": visit.morning.key,
            "came": [visit.marta.pk],
            "outbox_key": str(uuid4()),
        }
        assert (
            client.post(address("mark", visit), note, headers={"Outbox": "now"}).status_code == 201
        )

    assert names() == ["Marta Rossi"]


def test_here_notes_a_person_by_the_code_on_the_sign(client, visit):
    client.force_login(visit.marta.person)
    code = shown_code(visit.exchange, visit.morning, timezone.now())
    opened = client.get(address("here", visit), {"codice": code})

    answer = client.post(address("here", visit), {"code": code})

    assert f'value="{code}"' in opened.text
    assert answer["Location"] == address("sheet", visit)
    assert [(one.how, one.by) for one in Attendance.objects.all()] == [("code", visit.marta.person)]


def test_here_refuses_a_code_that_is_over(client, visit, clock):
    client.force_login(visit.marta.person)
    code = shown_code(visit.exchange, visit.morning, timezone.now())
    clock.shift(datetime.timedelta(hours=1))

    answer = client.post(address("here", visit), {"code": code})

    assert (answer.status_code, names()) == (422, [])


def test_here_takes_a_code_written_without_network_some_days_later(client, visit, clock):
    client.force_login(visit.marta.person)
    note = {
        "code": shown_code(visit.exchange, visit.morning, timezone.now()),
        "outbox_key": str(uuid4()),
        "outbox_written": timezone.now().isoformat(),
    }
    clock.shift(datetime.timedelta(days=3))

    answer = client.post(address("here", visit), note, headers={"Outbox": "later"})

    assert answer.status_code == 201
    attendance = Attendance.objects.get()
    assert (attendance.minutes, attendance.is_late_note) == (240, True)


def test_here_sends_who_has_no_place_to_the_organisers(client, visit, stranger):
    client.force_login(stranger)
    code = printed_code(visit.exchange, visit.morning)

    answer = client.post(address("here", visit), {"code": code}, headers={"Accept-Language": "en"})

    assert "You are not on the list" in answer.text
    assert names() == []


def test_scan_notes_who_shows_their_own_code(client, visit):
    client.force_login(visit.runner)
    place = address("scan", visit, own_token(visit.luca))

    assert "Luca Verdi" in client.get(place).text
    client.post(place)
    client.post(place)

    assert names() == ["Luca Verdi"]


def test_scan_of_a_forged_code_finds_nobody(client, visit):
    client.force_login(visit.runner)

    assert client.get(address("scan", visit, f"{visit.luca.pk}:forged")).status_code == 404


def test_sign_changes_its_code_and_on_paper_keeps_it(client, visit, clock):
    client.force_login(visit.runner)

    def seen(**query):
        page = client.get(address("sign", visit), query, headers={"HX-Target": "section#sign"})
        return page.text

    shown, printed = seen(), seen(carta=1)
    clock.shift(datetime.timedelta(minutes=6))

    assert (seen() == shown, seen(carta=1) == printed) == (False, True)


def test_sign_fragment_is_a_piece_of_the_full_page(client, visit):
    client.force_login(visit.runner)

    page = client.get(address("sign", visit)).text
    fragment = client.get(address("sign", visit), headers={"HX-Target": "section#sign"}).text

    assert fragment.strip() in page


def test_walk_in_is_noted_by_name(client, visit):
    client.force_login(visit.runner)

    client.post(address("walk-in", visit), {"session": visit.morning.key, "name": "Ugo Passante"})

    assert names() == ["Ugo Passante"]


def test_leave_counts_until_the_person_left(client, visit, clock):
    client.force_login(visit.marta.person)
    mark_present(visit.exchange, visit.morning, [visit.marta], how="code", by=visit.marta.person)
    clock.shift(datetime.timedelta(minutes=45))

    client.post(address("leave", visit))

    assert Attendance.objects.get().minutes == 60


def test_correct_refuses_more_than_the_session(client, visit):
    client.force_login(visit.runner)
    [noted] = mark_present(
        visit.exchange, visit.morning, [visit.marta], how="list", by=visit.runner
    )
    place = address("correct", visit, noted.pk)

    assert client.post(place, {"hours": "5", "reason": "?"}).status_code == 422
    client.post(place, {"hours": "1.5", "reason": "Uscita prima"})

    assert Attendance.objects.get().minutes == 90


def test_certificates_are_issued_for_all_at_once(client, visit, clock):
    mark_present(
        visit.exchange, visit.morning, [visit.marta, visit.luca], how="list", by=visit.runner
    )
    clock.shift(datetime.timedelta(days=1))
    client.force_login(visit.runner)

    client.post(address("certificates", visit), {"share": "40"})
    client.post(address("issue", visit))

    assert sorted(visit.exchange.certificates.values_list("name", flat=True)) == [
        "Luca Verdi",
        "Marta Rossi",
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_certificates_cost_the_same_for_one_and_for_three(
    client, visit, count, django_assert_num_queries
):
    people = RegistrationFactory.create_batch(count, exchange=visit.exchange)
    mark_present(visit.exchange, visit.morning, people, how="list", by=visit.runner)
    client.force_login(visit.runner)
    client.get(address("certificates", visit))

    with django_assert_num_queries(10):
        client.get(address("certificates", visit))


def test_certificate_says_to_everyone_what_the_paper_says(client, db):
    certificate = CertificateFactory()

    page = client.get(certificate.get_absolute_url())

    said = ["Marta Rossi", "Visita", "Tavola rotonda", "10 marzo 2026", "Cofinanziato"]
    assert [words in page.text for words in said] == [True] * len(said)


def test_certificate_says_that_it_was_revoked(client, visit, clock):
    certificate = CertificateFactory(revoked_at=timezone.now(), reason="Nome sbagliato")

    page = client.get(certificate.get_absolute_url())

    assert (page.status_code, "Nome sbagliato" in page.text) == (200, True)


@pytest.mark.parametrize("code", ["AAAAAAAAAAAA", "-", "K7QM-2XPD"])
def test_a_guessed_code_is_unknown_and_tells_nothing(client, db, code):
    CertificateFactory()

    page = client.get(reverse("presence:certificate", args=[code]))

    assert page.status_code == 404
    assert "Marta Rossi" not in page.text


def test_index_leads_to_a_typed_code_and_to_ones_own(client, visit):
    certificate = CertificateFactory(
        code="K7QM2XPD9RTA", attendee__registration=visit.marta, attendee__exchange=visit.exchange
    )
    client.force_login(visit.marta.person)
    place = reverse("presence:index")

    typed = client.get(place, {"code": "k7qm-2xpd-9rta"})

    assert typed["Location"] == certificate.get_absolute_url()
    assert certificate.get_absolute_url() in client.get(place).text


def test_paper_is_a_pdf_in_the_language_of_the_person(client, visit):
    certificate = CertificateFactory(
        attendee__registration=visit.marta, attendee__exchange=visit.exchange
    )
    client.force_login(visit.marta.person)

    answer = client.get(reverse("presence:paper", args=[certificate.code]))

    words = glance_at(answer.content).words
    said = ["Attestato di partecipazione", "Marta Rossi", "8 h su 8 h", certificate.shown_code]
    assert [one in words for one in said] == [True] * len(said)


def test_revoke_says_why(client, visit):
    certificate = CertificateFactory(
        attendee__registration=visit.marta, attendee__exchange=visit.exchange
    )
    client.force_login(visit.runner)

    client.post(reverse("presence:revoke", args=[certificate.code]), {"reason": "Nome sbagliato"})

    certificate.refresh_from_db()
    assert (certificate.is_revoked, certificate.reason) == (True, "Nome sbagliato")


def test_own_page_says_the_hours_and_shows_the_own_code(client, visit):
    mark_present(visit.exchange, visit.morning, [visit.marta], how="list", by=visit.runner)
    client.force_login(visit.marta.person)

    page = client.get(address("sheet", visit)).text

    assert ("<svg" in page, "4 h" in page, "Luca Verdi" in page) == (True, True, False)


def test_detail_of_the_exchange_says_how_many_came(client, visit):
    mark_present(visit.exchange, visit.morning, [visit.marta], how="list", by=visit.runner)

    page = client.get(visit.exchange.get_absolute_url(), headers={"Accept-Language": "en"}).text

    assert "1 person was there." in page


def test_who_is_erased_leaves_no_name_and_no_certificate(visit, clock):
    mark_present(visit.exchange, visit.morning, [visit.marta], how="list", by=visit.runner)
    require_share(visit.exchange, share=40, by=visit.runner)
    clock.shift(datetime.timedelta(days=1))
    issue_certificates(visit.exchange, by=visit.runner)

    assert [one["minutes"] for one in hand_out(person=visit.marta.person)["presence"]] == [240]
    forget_person(person=visit.marta.person)

    assert (Attendee.objects.get().name, visit.exchange.certificates.count()) == ("", 0)
