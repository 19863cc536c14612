"""What a mail says, from the bytes that came in, however broken or hostile they are.

No room fits: the task that takes mail in calls it. The parser is that of the standard library;
before it gets to see a message, the message is counted.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email import message_from_bytes
from email.header import decode_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.policy import compat32
from email.utils import getaddresses
from hashlib import sha256
from pathlib import PurePath

from django.core.files.base import ContentFile

from innesto.mailbox.plain import TooDeep, plain_of
from innesto.mailbox.quoting import without_quotes

LARGEST = 25_000_000
"""Bytes of a mail that is read."""
HEADS = 200_000
"""Bytes in which the heads must end."""
MOST_NESTS = 60
"""Parts that may hold other parts."""
MOST_LINES = 400_000
"""A file of the largest mail has 330,000; a million takes the standard library ten seconds."""
MOST_LINES_OF_DASHES = 3000
"""Lines that may be the border of a part."""
MOST_PARTS = 100
LONGEST_TEXT = 60_000
"""Characters of what one person writes in one answer."""
MOST_FILES = 10
LARGEST_FILES = 20_000_000
SMALL_PICTURE = 20_000
"""Bytes: a picture inside the text that is no larger is the logo of a signature."""
RECIPIENTS = ("Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc")


class CannotBeRead(Exception):
    """No mail at all."""


class TooMuch(Exception):
    """Larger than anybody writes, or made to keep a machine busy."""


@dataclass(frozen=True, slots=True)
class Head:
    """What the heads of a mail say, as far as we ask."""

    number: str
    sender: str
    recipients: Sequence[str]
    is_automatic: bool
    is_confirmed_by: dict[str, str]


@dataclass(frozen=True, slots=True)
class Body:
    """What somebody wrote, and the files they added."""

    text: str
    files: Sequence[ContentFile[bytes]]


def number_of(raw: bytes) -> str:
    """Return the number under which a mail is known, or one made of what it says."""
    given = " ".join(str(_heads(raw).get("Message-ID", "")).split())
    return given if 0 < len(given) <= 255 else f"sha256:{sha256(raw).hexdigest()}"


def read_head(raw: bytes) -> Head:
    """Return what the heads say. Raises ``CannotBeRead``."""
    heads = _heads(raw)
    if not heads.keys():
        raise CannotBeRead
    senders = _addresses(heads, ["From"])
    return Head(
        number=number_of(raw),
        sender=senders[0] if len(senders) == 1 else "",
        recipients=_addresses(heads, RECIPIENTS),
        is_automatic=_is_automatic(heads, senders),
        is_confirmed_by=_confirmations(heads),
    )


def read_body(raw: bytes) -> Body:
    """Return text and files. Raises ``TooMuch``, ``CannotBeRead``."""
    _count(raw)
    try:
        message = message_from_bytes(raw, policy=compat32)
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise CannotBeRead from error
    parts = list(_leaves(message))
    if len(parts) > MOST_PARTS:
        raise TooMuch
    try:
        text = without_quotes(_text(message))
    except TooDeep as error:
        raise TooMuch from error
    if len(text) > LONGEST_TEXT:
        raise TooMuch
    return Body(text.replace("\x00", ""), list(_files(parts)))


def _count(raw: bytes) -> None:
    small = raw.lower()
    nests = small.count(b"boundary") + small.count(b"message/")
    dashes = raw.count(b"\n--") > MOST_LINES_OF_DASHES
    if len(raw) > LARGEST or raw.count(b"\n") > MOST_LINES or nests > MOST_NESTS or dashes:
        raise TooMuch


# ── Heads ───────────────────────────────────────────────────────────────────────────────────


def _heads(raw: bytes) -> Message:
    return BytesHeaderParser(policy=compat32).parsebytes(raw[:HEADS])


def _addresses(heads: Message, names: Sequence[str]) -> list[str]:
    values = [str(value)[:10_000] for name in names for value in heads.get_all(name, [])]
    try:
        found = getaddresses(values)
    except (ValueError, IndexError, RecursionError):
        return []
    return [address.strip().lower() for _name, address in found if "@" in address]


def _is_automatic(heads: Message, senders: Sequence[str]) -> bool:
    """Tell whether a machine wrote this, or it went to a list: answering would never end."""

    def said(name: str) -> str:
        return str(heads.get(name, "")).strip().lower()

    locals_ = {sender.partition("@")[0] for sender in senders}
    return (
        said("Auto-Submitted") not in {"", "no"}
        or said("Precedence") in {"bulk", "junk", "list", "auto_reply"}
        or any(name in heads for name in ("X-Loop", "X-Autoreply", "X-Autorespond", "List-Id"))
        or said("Return-Path") == "<>"
        or heads.get_content_type() in {"multipart/report", "message/delivery-status"}
        or bool(locals_ & {"mailer-daemon", "postmaster", "noreply", "no-reply"})
    )


def _confirmations(heads: Message) -> dict[str, str]:
    """Return the first word of each mail server on whether the sender is who it says."""
    found: dict[str, str] = {}
    for value in heads.get_all("Authentication-Results", []):
        server, _semicolon, results = " ".join(str(value).split()).partition(";")
        found.setdefault(server.split(" ")[0].lower(), results.lower())
    return found


def is_confirmed(head: Head, server: str) -> bool:
    """Tell whether this mail server found the sender to be who it says.

    By DMARC, or by SPF or DKIM for the very domain of the sender.
    """
    results = head.is_confirmed_by.get(server.lower(), "")
    host = re.escape(head.sender.rpartition("@")[2])
    mine = (
        r"\bdmarc=pass\b",
        rf"\bspf=pass\b[^;]*\bsmtp\.mailfrom=(?:[^;\s]*@)?{host}(?=[\s;]|$)",
        rf"\bdkim=pass\b[^;]*\bheader\.(?:d=|i=[^;\s]*@){host}(?=[\s;]|$)",
    )
    return any(re.search(pattern, results) for pattern in mine)


# ── Text and files ──────────────────────────────────────────────────────────────────────────


def _leaves(message: Message) -> Iterator[Message]:
    """Yield the parts that hold something; what is inside an attached mail is no part of this."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        inside = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inside, list):
            waiting += [one for one in reversed(inside) if isinstance(one, Message)]
        else:
            yield part


def _text(message: Message) -> str:
    """Return the words: plain ones where they are given, else those of the HTML."""
    plain: list[str] = []
    html: list[str] = []
    for part in _leaves(message):
        if _name(part) or part.get_content_disposition() == "attachment":
            continue
        if part.get_content_type() == "text/plain":
            plain.append(_joined(part, _decoded(part)))
        elif part.get_content_type() == "text/html":
            html.append(_decoded(part))
    words = "\n\n".join(text for text in plain if text.strip())
    return words if words.strip() else "\n\n".join(plain_of(text) for text in html)


def _decoded(part: Message) -> str:
    """Return the text of a part, whatever it says of its letters."""
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    for charset in (part.get_content_charset() or "utf-8", "utf-8"):
        try:
            return content.decode(charset)
        except (LookupError, UnicodeError, ValueError):
            continue
    return content.decode("cp1252", errors="replace")


def _joined(part: Message, text: str) -> str:
    """Join lines that a program broke and marked by a blank at their end (RFC 3676)."""
    if str(part.get_param("format", "")).lower() != "flowed":
        return text
    joined: list[str] = []
    goes_on = False
    for line in text.replace("\r\n", "\n").split("\n"):
        is_plain = not line.startswith(">") and line != "-- "
        if goes_on and is_plain:
            joined[-1] += line
        else:
            joined.append(line)
        goes_on = is_plain and line.endswith(" ")
    return "\n".join(joined)


def _files(parts: Sequence[Message]) -> Iterator[ContentFile[bytes]]:
    """Yield what was attached; not the small pictures of signatures, nor keys and calendars."""
    found = whole = 0
    for part in parts:
        name = _name(part)
        content = part.get_payload(decode=True)
        if not name or not isinstance(content, bytes) or not content:
            continue
        is_inside = "Content-ID" in part and part.get_content_disposition() != "attachment"
        if is_inside and part.get_content_maintype() == "image" and len(content) <= SMALL_PICTURE:
            continue
        found, whole = found + 1, whole + len(content)
        if found > MOST_FILES or whole > LARGEST_FILES:
            raise TooMuch
        yield ContentFile(content, name)


def _name(part: Message) -> str:
    """Return what a file is called, without folders or signs that no name has."""
    try:
        given = part.get_filename("")
        words = [
            piece.decode(charset or "utf-8", "replace") if isinstance(piece, bytes) else piece
            for piece, charset in decode_header(given)
        ]
    except (ValueError, LookupError, TypeError, AttributeError):
        words = ["file"]
    plain = "".join(sign for sign in "".join(words) if sign.isprintable())
    name = PurePath(plain.replace("\\", "/")).name
    return f"{PurePath(name).stem[:80]}{PurePath(name).suffix[:10]}" if name else ""
