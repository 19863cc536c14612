"""Digests and weekly letters: what they carry, to whom, when, and only once."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from innesto.notifications.actions import choose_mail
from innesto.notifications.models import Letter
from innesto.notifications.tasks import gather_letters, mail_letters, mail_notices
from innesto.toolkit.weekly_letters import (
    Chapter,
    Told,
    Week,
    WeeklyLetter,
    weekly_letters,
)
from tests.accounts.factories import UserFactory
from tests.notifications.factories import NotificationFactory

MONDAY = datetime(2026, 3, 2, 6, 7, tzinfo=UTC)  # 7:07 in Rome
SUNDAY = MONDAY - timedelta(days=1)


def daily(person, **fields):
    return NotificationFactory(to=person, mail="daily", created_at=SUNDAY, **fields)


@pytest.fixture
def anna(db, settings):
    settings.SITE_URL = "https://innesto.example.org"
    return UserFactory(name="Anna Rossi")


@pytest.fixture
def at_seven():
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def gather(django_capture_on_commit_callbacks):
    def run():
        with django_capture_on_commit_callbacks(execute=True):
            gather_letters.call()

    return run


def test_digest_reads_well_by_space_and_thread(anna, at_seven, gather, mailoutbox):
    space = {"space": "nowhere.community:3", "space_title": "Welfare di prossimità"}
    thread = {**space, "about": anna, "about_title": "Come si paga il custode sociale"}
    daily(anna, title="Torino accetta la visita", body="Il 12 marzo.", url="/scambi/7/")
    daily(anna, title="Marta Bruni ha risposto", body="A ore.", url="/d/12/#1", **thread)
    daily(anna, title="Luca Neri ha risposto", body="Da noi a corpo.", url="/d/12/#2", **thread)
    daily(anna, title="Nuovo incontro il 3 aprile", **space)

    gather()

    mail = mailoutbox[0]
    assert mail.subject == "Innesto, lunedì 2 marzo 2026: 4 novità"
    assert mail.body.split("\n-- \n")[0] == (
        "Buongiorno Anna,\n"
        "\n"
        "dall’ultima e-mail: 4 novità.\n"
        "\n\n"
        "Welfare di prossimità\n"
        "\n"
        "“Come si paga il custode sociale”\n"
        "\n"
        "Marta Bruni ha risposto\n"
        "A ore.\n"
        "https://innesto.example.org/d/12/#1\n"
        "\n"
        "Luca Neri ha risposto\n"
        "Da noi a corpo.\n"
        "https://innesto.example.org/d/12/#2\n"
        "\n"
        "Nuovo incontro il 3 aprile\n"
        "\n\n"
        "Tutto il resto\n"
        "\n"
        "Torino accetta la visita\n"
        "Il 12 marzo.\n"
        "https://innesto.example.org/scambi/7/\n"
        "\n\n"
        "Tutti i tuoi avvisi: https://innesto.example.org/avvisi/\n"
    )
    assert mail.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_digest_leaves_once_and_marks_what_it_carried(anna, at_seven, gather, mailoutbox):
    notice = daily(anna)
    UserFactory(name="Nobody Told")

    gather()
    gather()
    at_seven.shift(timedelta(days=1))
    gather()

    notice.refresh_from_db()
    assert [mail.to for mail in mailoutbox] == [[anna.email]]
    assert notice.mailed_at == MONDAY
    assert notice.letter == Letter.objects.get()


def test_digest_comes_at_the_hour_of_the_person(anna, gather, mailoutbox):
    choose_mail(anna, {}, hour=9, time_zone="Europe/Athens", by=anna)
    NotificationFactory(to=anna, mail="daily", created_at=MONDAY.replace(hour=1))

    counts = []
    for hour in (5, 6, 7, 8):  # in Athens it is nine at seven UTC
        with time_machine.travel(MONDAY.replace(hour=hour), tick=False):
            gather()
        counts.append(len(mailoutbox))

    assert counts == [0, 0, 1, 1]


def test_digest_waits_for_the_next_morning(anna, at_seven, gather, mailoutbox):
    NotificationFactory(to=anna, mail="daily", created_at=MONDAY)

    gather()
    before = len(mailoutbox)
    at_seven.shift(timedelta(days=1))
    gather()

    assert (before, len(mailoutbox)) == (0, 1)


def test_weekly_digest_comes_on_monday(anna, gather, mailoutbox):
    NotificationFactory(to=anna, mail="weekly", created_at=MONDAY - timedelta(days=4))

    for days in (-3, -2, -1, 0, 1):
        with time_machine.travel(MONDAY + timedelta(days=days), tick=False):
            gather()

    assert [mail.subject for mail in mailoutbox] == ["La tua settimana su Innesto: 1 novità"]


def test_what_was_read_or_belongs_to_who_left_is_not_mailed(at_seven, gather, mailoutbox, anna):
    daily(anna, read_at=SUNDAY)
    daily(UserFactory(is_active=False))
    daily(UserFactory(is_example=True))

    gather()

    assert mailoutbox == []


def test_what_was_on_the_wire_when_a_worker_died_comes_with_the_digest(
    anna, at_seven, gather, mailoutbox
):
    lost = daily(anna, title="On the wire", sending_at=SUNDAY)

    mail_notices.call([lost.pk])
    gather()

    assert ["On the wire" in mail.body for mail in mailoutbox] == [True]


def test_digest_that_the_server_refuses_can_be_tried_again(
    anna, at_seven, mailoutbox, without_mail_server
):
    daily(anna)
    letter = Letter.objects.create(person=anna, rhythm="daily", on=MONDAY.date(), until=MONDAY)

    with without_mail_server(), pytest.raises(ConnectionRefusedError):
        mail_letters.call([letter.pk])
    mail_letters.call([letter.pk])
    mail_letters.call([letter.pk])

    assert len(mailoutbox) == 1


def test_space_that_closed_is_left_out(anna, at_seven, gather, mailoutbox):
    daily(anna, title="Secret", space="practices.practice:999", space_title="Closed")
    daily(anna, title="Open")

    gather()

    assert [("Secret" in mail.body, "Open" in mail.body) for mail in mailoutbox] == [(False, True)]


@pytest.fixture
def weekly(anna):
    """A space whose weekly letter goes to Anna."""

    def tell(key, since, until):
        told = [Told(f"{(until - since).days} giorni", "/c/3/")]
        return Week("Welfare", "/c/3/", [Chapter("Discussioni", told)])

    letter = WeeklyLetter(lambda since, until: ["3"], lambda key: [anna.pk], tell)
    weekly_letters()["communities.none"] = letter
    yield letter
    del weekly_letters()["communities.none"]


def test_weekly_letter_tells_the_week_once(anna, weekly, at_seven, gather, mailoutbox):
    gather()
    gather()

    assert [mail.subject for mail in mailoutbox] == ["La settimana di Welfare"]
    assert "Discussioni\n\n7 giorni\nhttps://innesto.example.org/c/3/" in mailoutbox[0].body


def test_weekly_letter_is_not_for_who_wants_none(anna, weekly, at_seven, gather, mailoutbox):
    choose_mail(anna, {"weekly_letter": "never"}, by=anna)

    gather()

    assert mailoutbox == []
