"""A notice leaves through a real SMTP server, and its answer comes in through a real IMAP one."""

import email
import mailbox
import shutil
import smtplib
from email.policy import default

import pytest

from innesto.config.environment import mailer
from innesto.mailbox.collecting import collect_mail
from innesto.mailbox.models import Incoming
from innesto.notifications.actions import choose_mail, notify
from innesto.talk.actions.reading import follow_thread
from innesto.talk.actions.writing import Said, add_post, open_thread
from tests.communities.factories import CommunityFactory, MemberFactory
from tests.config.installations import until
from tests.mailbox.letters import mail
from tests.mailbox.mail_server import mail_server

PDF = b"%PDF-1.7 delibera"
QUOTED = "Il 22/11/26 10:42, Marta <m@b.it> ha scritto:\n> Chi paga?\n"


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

    yield wait_for
    for letter in server.folder.glob("*/*/*"):
        if letter.parent.name in {"new", "cur"}:
            letter.unlink()
    shutil.rmtree(server.folder / "answers" / ".Innesto", ignore_errors=True)


def test_an_answer_by_mail_lands_in_the_conversation(
    server, delivered, anna, settings, django_capture_on_commit_callbacks
):
    settings.MAILERS = {"default": mailer(f"smtp://127.0.0.1:{server.smtp}")}
    settings.REPLIES_IMAP_URL = server.box("answers")
    community = CommunityFactory()
    marta = MemberFactory(community=community).person
    MemberFactory(community=community, person=anna)
    choose_mail(anna, {"": "now"}, by=anna)
    asked = Said(text="<p>Chi paga il custode?</p>", language="it")
    with django_capture_on_commit_callbacks(execute=True):
        thread = open_thread(community, "La palestra", asked, by=marta)
        follow_thread(thread, "follows", by=anna)
    with django_capture_on_commit_callbacks(execute=True):
        add_post(thread, Said(text="<p>Da noi nessuno lo sa.</p>", language="it"), by=marta)
    letters = delivered("people", 2)
    (notice,) = (one for one in letters if "Da noi nessuno lo sa" in one.get_content())
    answer = mail(anna.email, notice["Reply-To"], f"Il Comune, a ore.\n\n{QUOTED}")
    with smtplib.SMTP("127.0.0.1", server.smtp) as line:
        line.sendmail(anna.email, notice["Reply-To"], answer)
    delivered("answers", 1)

    with django_capture_on_commit_callbacks(execute=True):
        collect_mail.call()

    last = thread.posts.order_by("-number").first()
    assert (last.author, last.text) == (anna, "<p>Il Comune, a ore.</p>")
    assert last.number == 3


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
    text = f"Il Comune, a ore.\n\n{QUOTED}"
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
