import pytest
import time_machine
from django.urls import reverse

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
