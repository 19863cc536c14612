from smtplib import SMTPRecipientsRefused

import pytest
import time_machine
from django.core.mail.backends.locmem import EmailBackend
from django.urls import reverse

from innesto.accounts.models import User
from innesto.mailbox.queries import reply_address
from innesto.notifications.actions import choose_mail, notify
from innesto.notifications.models import Notification
from innesto.notifications.stopping import Stop
from innesto.notifications.tasks import mail_notices
from tests.accounts.factories import UserFactory
from tests.notifications.factories import NotificationFactory


@time_machine.travel("2026-03-02T09:00:00Z", tick=False)
def test_mail_reads_well_in_the_language_of_the_person(db, mailoutbox, settings):
    settings.SITE_URL = "https://innesto.example.org"
    notice = NotificationFactory(
        title="Torino accetta la visita", body="Il 12 marzo, ore 9.", url="/scambi/7/"
    )

    mail_notices.call([notice.pk])

    mail = mailoutbox[0]
    stop = "https://innesto.example.org" + reverse(
        "notifications:stop", args=[Stop(notice.to.pk, kind="invitation_accepted").token]
    )
    assert (mail.subject, mail.to) == ("Torino accetta la visita", [notice.to.email])
    assert mail.body == (
        "Torino accetta la visita\n"
        "\n"
        "Il 12 marzo, ore 9.\n"
        "\n"
        "https://innesto.example.org/scambi/7/\n"
        "\n"
        "-- \n"
        "Innesto\n"
        "Ricevi questa e-mail per: Una persona che hai invitato accetta.\n"
        f"Per non ricevere più questi avvisi: {stop}\n"
        "Scegli che cosa ricevere via e-mail: https://innesto.example.org/avvisi/scelte/\n"
    )
    assert mail.extra_headers["List-Id"] == "<invitation-accepted.innesto.example.org>"
    assert mail.extra_headers["Auto-Submitted"] == "auto-generated"


def test_mail_leaves_once_however_often_the_task_runs(db, mailoutbox):
    notice = NotificationFactory()

    mail_notices.call([notice.pk])
    mail_notices.call([notice.pk])

    assert len(mailoutbox) == 1
    assert Notification.objects.get().mailed_at


def test_mail_that_the_server_refuses_can_be_tried_again(db, mailoutbox, without_mail_server):
    notice = NotificationFactory()

    with without_mail_server(), pytest.raises(ConnectionRefusedError):
        mail_notices.call([notice.pk])
    mail_notices.call([notice.pk])

    assert len(mailoutbox) == 1


@pytest.mark.parametrize("fields", [{"is_active": False}, {"is_example": True}])
def test_no_mail_for_who_left_nor_for_invented_persons(db, mailoutbox, fields):
    mail_notices.call([NotificationFactory(to=UserFactory(**fields)).pk])

    assert mailoutbox == []


def test_no_mail_for_who_does_not_want_this_kind(
    stranger, mailoutbox, django_capture_on_commit_callbacks
):
    choose_mail(stranger, {"invitation_accepted": "never"}, by=stranger)

    with django_capture_on_commit_callbacks(execute=True):
        for kind in ("invitation_accepted", "invitation_wanted_again"):
            notify([stranger], kind=kind, key=kind, title=kind)

    assert [mail.subject for mail in mailoutbox] == ["invitation_wanted_again"]


def test_mails_of_a_thread_stay_together_and_can_be_answered(
    stranger, mailoutbox, settings, django_capture_on_commit_callbacks
):
    settings.SITE_URL, settings.REPLY_ADDRESS = "https://innesto.example", "re@innesto.example"
    about = {"about": stranger, "reply": "thread", "kind": "invitation_accepted"}
    with django_capture_on_commit_callbacks(execute=True):
        for n in range(2):
            notify([stranger], key=f"post-{n}", title=f"Marta ha risposto ({n})", **about)

    heads = [mail.message() for mail in mailoutbox]
    assert {mail.subject for mail in mailoutbox} == {str(stranger)}
    assert {head["References"] for head in heads} == {
        f"<accounts.user-{stranger.pk}@innesto.example>"
    }
    assert len({head["Message-ID"] for head in heads}) == 2
    assert {head["Reply-To"] for head in heads} == {reply_address("thread", stranger.pk, stranger)}
    assert {head["Precedence"] for head in heads} == {"bulk"}


def test_refusal_of_one_address_stops_no_other(
    db, mailoutbox, monkeypatch, django_capture_on_commit_callbacks
):
    people = [UserFactory(email=f"{name}@example.org") for name in ("gone", "full", "well")]
    codes = {"gone@example.org": 550, "full@example.org": 452}
    send = EmailBackend.send_messages

    def answer(backend, messages):
        address = messages[0].to[0]
        if code := codes.get(address):
            raise SMTPRecipientsRefused({address: (code, b"no")})
        return send(backend, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", answer)
    ids = [NotificationFactory(to=person).pk for person in people]

    with pytest.raises(SMTPRecipientsRefused):
        mail_notices.call(ids)
    codes.pop("full@example.org")
    mail_notices.call(ids)

    assert [mail.to[0] for mail in mailoutbox] == ["well@example.org", "full@example.org"]
    assert Notification.objects.get(pk=ids[0]).mail == "never"


def test_fan_out_takes_few_questions_and_no_task_a_person(db, django_assert_max_num_queries):
    User.objects.bulk_create(
        User(email=f"p{n}@example.org", language=("it", "en")[n % 2]) for n in range(1100)
    )
    with django_assert_max_num_queries(24):
        notify(User.objects.all(), kind="invitation_accepted", key="k", title="A")

    assert Notification.objects.count() == 1100
