"""What becomes of a mail, from the bytes to the domain that takes the answer."""

import pytest
import time_machine
from allauth.account.models import EmailAddress

from innesto.accounts.actions import erase_person
from innesto.mailbox.actions import receive_mail
from innesto.mailbox.models import Incoming
from innesto.mailbox.reading import LARGEST, LONGEST_TEXT, MOST_FILES
from innesto.toolkit.taking_replies import ReplyRefused, TakeReply, reply_takers
from tests.accounts.factories import UserFactory
from tests.mailbox.letters import mail

PDF = b"%PDF-1.7 delibera"


@pytest.fixture
def receive(django_capture_on_commit_callbacks):
    """Take a mail in as the worker does, and return what became of it."""

    def take(raw):
        with django_capture_on_commit_callbacks(execute=True):
            incoming = receive_mail(raw)
        incoming.refresh_from_db()
        return incoming

    return take


def test_answer_is_taken_without_what_it_quotes(anna, address, taken, receive, mailoutbox):
    text = "Noi paghiamo a ore.\n\nIl 22/11/26 10:42, Marta <m@b.it> ha scritto:\n> Chi paga?\n"

    incoming = receive(mail("Anna <ANNA@comune.example>", address, text, files=[("a.pdf", PDF)]))

    reply = taken[0]
    assert (reply.person, reply.thing, reply.text) == (anna, "12", "Noi paghiamo a ore.")
    assert [(file.name, file.read()) for file in reply.files] == [("a.pdf", PDF)]
    assert (incoming.outcome, incoming.person, bytes(incoming.raw)) == ("taken", anna, b"")
    assert (incoming.kind, incoming.thing, incoming.sender_host) == ("echo", "12", "comune.example")
    assert mailoutbox == []


def test_answer_lands_once_however_often_it_comes(anna, address, taken, receive):
    raw = mail(anna.email, address)

    receive(raw)
    receive(raw)

    assert len(taken) == Incoming.objects.count() == 1


def test_another_address_that_the_person_proved_will_do(anna, address, taken, receive):
    EmailAddress.objects.create(user=anna, email="anna@casa.example", verified=True)

    receive(mail("anna@casa.example", address))

    assert len(taken) == 1


def test_stranger_is_refused_and_the_person_told_once(anna, address, taken, receive, mailoutbox):
    EmailAddress.objects.create(user=anna, email="eva@altrove.example", verified=False)

    first = receive(mail("Anna Rossi <eva@altrove.example>", address))
    receive(mail("eva@altrove.example", address))

    assert (first.outcome, first.reason, taken) == ("refused", "stranger", [])
    assert [sent.to for sent in mailoutbox] == [[anna.email]]
    assert "da un indirizzo e-mail che non è tuo" in mailoutbox[0].body
    assert first.sender_host == "altrove.example"


def test_other_person_is_refused_and_told(anna, address, taken, receive, mailoutbox):
    bruno = UserFactory(name="Bruno Verdi")

    incoming = receive(mail(bruno.email, address))

    assert (incoming.reason, taken) == ("other", [])
    assert [sent.to for sent in mailoutbox] == [[bruno.email]]
    assert mailoutbox[0].extra_headers["Auto-Submitted"] == "auto-replied"


@pytest.mark.parametrize(
    ("results", "reason"),
    [
        ("mx.innesto.example; spf=fail smtp.mailfrom=evil.example", "forged"),
        ("mx.innesto.example; spf=pass smtp.mailfrom=x@evil.example; dkim=none", "forged"),
        ("mx.evil.example; dmarc=pass", "forged"),
        ("mx.innesto.example; dkim=pass header.d=comune.example.evil.example", "forged"),
        ("mx.innesto.example; dkim=pass header.d=comune.example", ""),
        ("mx.innesto.example; spf=pass smtp.mailfrom=anna@comune.example", ""),
        ("mx.innesto.example; dmarc=pass header.from=comune.example", ""),
    ],
)
def test_forged_sender_is_refused_where_a_mail_server_looks(
    anna, address, taken, receive, settings, results, reason
):
    settings.REPLIES_CHECKED_BY = "mx.innesto.example"

    incoming = receive(mail(anna.email, address, Authentication_Results=results))

    assert (incoming.reason, len(taken)) == (reason, not reason)


@pytest.mark.parametrize(
    ("heads", "reason"),
    [
        ({"Auto-Submitted": "auto-replied"}, "automatic"),
        ({"Precedence": "bulk"}, "automatic"),
        ({"X-Loop": "innesto"}, "automatic"),
        ({"List-Id": "<communities-12.innesto.example>"}, "automatic"),
        ({"Return-Path": "<>"}, "automatic"),
        ({"Message-ID": "<notice-12@innesto.example>"}, "ours"),
        ({"Message-ID": "<answer-12@innesto.example>"}, "ours"),
    ],
)
def test_loops_are_left_aside_and_nobody_is_told(
    anna, address, taken, receive, mailoutbox, heads, reason
):
    raw = mail(anna.email, address).decode()
    head = "".join(f"{name}: {value}\n" for name, value in heads.items())
    if "Message-ID" in heads:
        raw = raw.replace("Message-ID:", "X-Other-ID:")

    incoming = receive((head + raw).encode())

    assert (incoming.outcome, incoming.reason) == ("ignored", reason)
    assert taken == mailoutbox == []


def test_too_many_in_an_hour_are_refused_and_told_once(
    anna, address, taken, receive, mailoutbox, monkeypatch
):
    monkeypatch.setattr("innesto.mailbox.judging.MOST_AN_HOUR", 2)

    for _n in range(4):
        receive(mail(anna.email, address))
    with time_machine.travel("2050-01-01"):
        receive(mail(anna.email, address))

    assert len(taken) == 3
    assert len(mailoutbox) == 1


def test_who_left_is_left_aside(anna, address, taken, receive, mailoutbox):
    erase_person(anna, by=anna)

    incoming = receive(mail("anna@comune.example", address))

    assert (incoming.outcome, incoming.reason) == ("ignored", "gone")
    assert taken == mailoutbox == []


def test_refusal_of_the_domain_is_mailed_in_its_words(anna, address, taken, receive, mailoutbox):
    def refuse(reply):
        raise ReplyRefused("La discussione è chiusa.")

    reply_takers()["echo"] = TakeReply(refuse)

    incoming = receive(mail(anna.email, address))

    assert (incoming.outcome, incoming.reason, incoming.words) == ("refused", "domain", "")
    assert "La discussione è chiusa." in mailoutbox[0].body
    assert mailoutbox[0].extra_headers["In-Reply-To"] == incoming.message_id


def test_failure_of_the_domain_keeps_the_mail_for_another_try(anna, address, taken, receive):
    def fail(reply):
        raise RuntimeError("no disk")

    reply_takers()["echo"] = TakeReply(fail)

    incoming = receive(mail(anna.email, address))

    assert (incoming.outcome, len(incoming.raw) > 0) == ("waiting", True)


def test_file_that_cannot_be_kept_is_left_out_and_told(anna, address, taken, receive, mailoutbox):
    files = [("virus.exe", b"MZ"), ("a.pdf", b"no pdf"), ("b.pdf", PDF)]

    incoming = receive(mail(anna.email, address, files=files))

    assert [file.name for file in taken[0].files] == ["b.pdf"]
    assert (incoming.outcome, incoming.reason) == ("taken", "files")
    assert [name in mailoutbox[0].body for name, _content in files] == [True, True, False]


def test_nothing_but_a_quotation_is_refused(anna, address, taken, receive, mailoutbox):
    incoming = receive(mail(anna.email, address, "> Chi paga?\n\n-- \nAnna"))

    assert (incoming.reason, taken, len(mailoutbox)) == ("empty", [], 1)


def _nested(depth):
    inner = "Content-Type: text/plain\n\nfondo\n"
    for n in range(depth):
        inner = f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n{inner}\n--b{n}--\n'
    return inner


BOMBS = {
    "10 MB of text": "Content-Type: text/plain\n\n" + "testo lungo\n" * 850_000,
    "more text than anybody writes": "Content-Type: text/plain\n\n" + "x" * (LONGEST_TEXT + 1),
    "parts in parts in parts": _nested(500),
    "a hundred thousand parts": 'Content-Type: multipart/mixed; boundary="b"\n\n'
    + "--b\n\n" * 100_000,
    "mails in mails": "Content-Type: message/rfc822\n\n" * 500,
    "HTML that is nested": "Content-Type: text/html\n\n" + "<div>" * 50_000,
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS.keys())
def test_bombs_are_refused_and_their_sender_told(anna, address, taken, receive, mailoutbox, bomb):
    head = f"From: {anna.email}\nTo: {address}\nMIME-Version: 1.0\n"

    incoming = receive((head + bomb).encode())

    assert (incoming.outcome, incoming.reason, taken) == ("refused", "large", [])
    assert len(mailoutbox) == 1


def test_mail_larger_than_any_is_known_by_its_heads(anna, address, taken, receive, mailoutbox):
    raw = mail(anna.email, address).ljust(LARGEST + 1, b"x")

    incoming = receive(raw)

    assert (incoming.reason, bytes(incoming.raw), len(mailoutbox)) == ("large", b"", 1)


def test_too_many_files_are_refused(anna, address, taken, receive):
    files = [(f"{n}.pdf", PDF) for n in range(MOST_FILES + 1)]

    assert receive(mail(anna.email, address, files=files)).reason == "large"


MALFORMED = {
    "nothing": b"",
    "no head": b"\n\nciao",
    "zeros": b"\x00" * 500,
    "every byte": bytes(range(256)) * 4,
    "no sender": b"To: {to}\n\nciao",
    "two senders": b"From: anna@comune.example, eva@evil.example\nTo: {to}\n\nciao",
    "two From": b"From: anna@comune.example\nFrom: eva@evil.example\nTo: {to}\n\nciao",
    "broken sender": b"From: <<<>>@@, (((\nTo: {to}\n\nciao",
    "only a part": b'From: {me}\nTo: {to}\nContent-Type: multipart/mixed; boundary="b"\n\n--b\n',
    "no boundary": b"From: {me}\nTo: {to}\nContent-Type: multipart/mixed\n\nciao",
    "unknown charset": b"From: {me}\nTo: {to}\nContent-Type: text/plain; charset=klingon\n\nciao",
    "charset of nonsense": b'From: {me}\nTo: {to}\nContent-Type: text/plain; charset="\xff;;="\n\nciao',
    "wrong charset": b"From: {me}\nTo: {to}\nContent-Type: text/plain; charset=ascii\n\nciao \xe8",
    "broken base64": b"From: {me}\nTo: {to}\nContent-Transfer-Encoding: base64\n\nY2lhbw=",
    "unknown encoding": b"From: {me}\nTo: {to}\nContent-Transfer-Encoding: rot13\n\nciao",
    "broken quoted-printable": b"From: {me}\nTo: {to}\nContent-Transfer-Encoding: quoted-printable\n\nciao =ZZ=",
    "uuencoded": b"From: {me}\nTo: {to}\nContent-Transfer-Encoding: uuencode\n\nbegin 644 a\n#",
    "words broken in heads": b"From: =?utf-8?q?=FF?= <{me}>\nTo: {to}\nSubject: =?x?y?z?=\n\nciao",
    "endless name": b"From: {me}\nTo: {to}\nContent-Disposition: attachment; filename*0="
    + b"a" * 9000
    + b"\n\nciao",
    "name in nonsense": b"From: {me}\nTo: {to}\nContent-Disposition: attachment; filename*=klingon''%ff\n\nciao",
    "folded to death": b"From: {me}\nTo: {to}\nX-A: a\n" + b" b\n" * 20_000 + b"\nciao",
    "zero in the text": b"From: {me}\nTo: {to}\n\nci\x00ao",
    "lines of Macs": b"From: {me}\rTo: {to}\r\rciao",
}


@pytest.mark.parametrize("raw", MALFORMED.values(), ids=MALFORMED.keys())
def test_malformed_mail_is_settled_one_way_or_the_other(anna, address, taken, receive, raw):
    written = raw.replace(b"{to}", address.encode()).replace(b"{me}", anna.email.encode())

    incoming = receive(written)

    assert incoming.outcome != "waiting"
    assert [reply.text[:2] for reply in taken if reply.text] in ([], ["ci"])


def test_nobody_else_is_let_in_by_two_senders(anna, address, taken, receive):
    for name in ("two senders", "two From"):
        receive(MALFORMED[name].replace(b"{to}", address.encode()))

    assert taken == []


def test_emoji_in_every_field_come_through(anna, address, taken, receive):
    raw = mail(
        f"🦊 <{anna.email}>", f"🐻 <{address}>", "Sì 🎉", files=[("🦉.pdf", PDF)], X_Fox="🦊"
    )

    receive(raw)

    assert (taken[0].text, taken[0].files[0].name) == ("Sì 🎉", "🦉.pdf")


def test_html_mail_without_words_of_its_own_is_turned_to_text(anna, address, taken, receive):
    html = (
        "<style>@import url(https://evil.example)</style><p>Noi <b>sì</b>.</p>"
        "<img src='https://tracker.example/1.gif'><script>alert(1)</script>"
    )
    raw = mail(anna.email, address, " ", html=html)

    receive(raw)

    assert taken[0].text == "Noi sì."


def test_text_that_a_program_broke_is_joined(anna, address, taken, receive):
    head = f"From: {anna.email}\nTo: {address}\nContent-Type: text/plain; format=flowed\n\n"

    receive((head + "Noi paghiamo \na ore.\n-- \nAnna\n").encode())

    assert taken[0].text == "Noi paghiamo a ore."
