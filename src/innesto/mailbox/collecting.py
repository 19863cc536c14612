"""Fetch mail from a box, minute by minute.

No room fits: like a view it is a way in, but a schedule knocks. What is in the box is to be done;
what was kept here is moved to the folder «Innesto», after the commit and not before. A message
that could not be moved is fetched again, and recognised by its number.
"""

import imaplib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.tasks import task

from innesto.mailbox.actions import receive_mail
from innesto.mailbox.reading import HEADS, LARGEST

AT_ONCE = 200
"""Messages that are fetched in one go."""
DONE = "Innesto"
PATIENCE = 30  # seconds that the server may take


@task
def collect_mail() -> None:
    """Fetch what waits in the box; it is judged by tasks of its own."""
    if not settings.REPLIES_IMAP_URL:
        return
    with _box(settings.REPLIES_IMAP_URL) as box:
        for uid in _waiting(box):
            receive_mail(_fetched(box, uid))
            _move(box, uid)


@contextmanager
def _box(url: str) -> Iterator[imaplib.IMAP4]:
    """Open the box of an address, ``imaps://user:password@host:993/INBOX``."""
    parts = urlsplit(url)
    host = parts.hostname or "localhost"
    if parts.scheme == "imaps":
        box: imaplib.IMAP4 = imaplib.IMAP4_SSL(host, parts.port or 993, timeout=PATIENCE)
    else:
        box = imaplib.IMAP4(host, parts.port or 143, timeout=PATIENCE)
    try:
        box.login(unquote(parts.username or ""), unquote(parts.password or ""))
        _expect(box.select(unquote(parts.path.strip("/")) or "INBOX"))
        yield box
    finally:
        try:
            box.logout()
        except OSError:
            box.shutdown()


def _waiting(box: imaplib.IMAP4) -> list[str]:
    data = _expect(box.uid("SEARCH", "UNDELETED"))
    return [uid.decode("ascii") for uid in bytes(data[0] or b"").split()][:AT_ONCE]


def _fetched(box: imaplib.IMAP4, uid: str) -> bytes:
    """Return a message; of one that is too large, the beginning and as many zeros."""
    said = b" ".join(one for one in _expect(box.uid("FETCH", uid, "(RFC822.SIZE)")) if one)
    size = re.search(rb"RFC822\.SIZE (\d+)", said)
    is_large = size is not None and int(size[1]) > LARGEST
    wanted = f"BODY.PEEK[]<0.{HEADS}>" if is_large else "BODY.PEEK[]"
    data = _expect(box.uid("FETCH", uid, f"({wanted})"))
    raw = next((one[1] for one in data if isinstance(one, tuple)), b"")
    return raw.ljust(LARGEST + 1, b"\x00") if is_large else raw


def _move(box: imaplib.IMAP4, uid: str) -> None:
    if "MOVE" in box.capabilities:
        status, _data = box.uid("MOVE", uid, DONE)
        if status != "OK":
            box.create(DONE)
            _expect(box.uid("MOVE", uid, DONE))
        return
    status, _data = box.uid("COPY", uid, DONE)
    if status != "OK":
        box.create(DONE)
        _expect(box.uid("COPY", uid, DONE))
    _expect(box.uid("STORE", uid, "+FLAGS.SILENT", r"(\Deleted)"))
    box.expunge()


def _expect(answer: tuple[str, list[Any]]) -> list[Any]:
    """Return what the server answered. Raises ``imaplib.IMAP4.error`` when it refused."""
    status, data = answer
    if status != "OK":
        raise imaplib.IMAP4.error(str(data))
    return data
