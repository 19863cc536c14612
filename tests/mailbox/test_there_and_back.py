"""A notice leaves through a real SMTP server, and its answer comes in through a real IMAP one."""

import email
import mailbox
import smtplib
from email.policy import default

import pytest

from innesto.config.environment import mailer
from innesto.mailbox.collecting import collect_mail
from innesto.mailbox.models import Incoming
from innesto.notifications.actions import notify
from tests.config.installations import until
from tests.mailbox.letters import mail
from tests.mailbox.mail_server import mail_server

PDF = b"%PDF-1.7 delibera"


@pytest.fixture(scope="module")
def server():
    with mail_server() as running:
        yield running


@pytest.fixture
def delivered(server):
    """Return the messages in a box, when there are so many."""

    def wait_for(name, count):
        box = server.folder / name
        assert until(lambda: len(list(box.glob("new/*"))) >= count)
        return [
            email.message_from_bytes(file.read_bytes(), policy=default)
            for file in sorted(box.glob("new/*"))
        ]

    return wait_for


def test_an_answer_by_mail_lands_where_it_belongs_once(
    server, delivered, anna, taken, settings, django_capture_on_commit_callbacks
):
    settings.MAILERS = {"default": mailer(f"smtp://127.0.0.1:{server.smtp}")}
    settings.REPLIES_IMAP_URL = server.box("answers")
    with django_capture_on_commit_callbacks(execute=True):
        notify(
            [anna],
            kind="invitation_accepted",
            key="post-1",
            title="Marta ha risposto",
            body="Chi paga il custode?",
            about=anna,
            reply="echo",
        )
    notice = delivered("people", 1)[0]
    text = "Il Comune, a ore.\n\nIl 22/11/26 10:42, Marta <m@b.it> ha scritto:\n> Chi paga?\n"
    answer = mail(anna.email, notice["Reply-To"], text, files=[("delibera.pdf", PDF)])
    with smtplib.SMTP("127.0.0.1", server.smtp) as line:
        line.sendmail(anna.email, notice["Reply-To"], answer)
        line.sendmail(anna.email, notice["Reply-To"], answer)
        line.sendmail(
            "eva@evil.example", notice["Reply-To"], mail("eva@evil.example", notice["Reply-To"])
        )
    delivered("answers", 3)

    for _time in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            collect_mail.call()

    reply = taken[0]
    told = delivered("people", 2)
    assert len(taken) == 1
    assert (reply.person, reply.thing, reply.text) == (anna, str(anna.pk), "Il Comune, a ore.")
    assert [(file.name, file.read()) for file in reply.files] == [("delibera.pdf", PDF)]
    became = Incoming.objects.values_list("outcome", "reason")
    assert sorted(became) == [("refused", "stranger"), ("taken", "")]
    assert {letter["To"] for letter in told} == {anna.email}
    assert len(mailbox.Maildir(server.folder / "answers")) == 0
    assert len(mailbox.Maildir(server.folder / "answers" / ".Innesto")) == 3
