"""What a file holds: a credential as JSON or as a signed token, bare or inside a picture."""

import re
from dataclasses import dataclass
from typing import Any

from innesto.badges.pictures import LARGEST_TEXT, PNG, Broken, from_png, from_svg
from innesto.badges.strict_json import NotJson, read_json

LARGEST_FILE = 10_000_000  # bytes
TOKEN = re.compile(r"[\w-]+\.[\w-]*\.[\w-]+")
ENVELOPE = re.compile(r"data:application/(?:vc(?:\+ld(?:\+json)?)?\+jwt|jwt),(.+)", re.DOTALL)
ADDRESS = re.compile(r"https?://\S+")


class Unreadable(Exception):
    """No credential can be read from the file; ``reason`` is a key of ``words``.

    Reasons: ``empty``, ``too_large``, ``broken_picture``, ``no_badge_inside``,
    ``not_a_badge_file``.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Held:
    """A credential as it stands in a file: a JSON object, a signed token, or only its address."""

    carrier: str
    text: str
    document: dict[str, Any] | None = None

    @property
    def is_address(self) -> bool:
        """Older badges carry only the address at which they stand."""
        return self.document is None and ADDRESS.fullmatch(self.text) is not None


def read_file(content: bytes) -> Held:
    """Return the credential in a file. Raises ``Unreadable``."""
    if len(content) > LARGEST_FILE:
        raise Unreadable("too_large")
    if not content.strip():
        raise Unreadable("empty")
    try:
        if content.startswith(PNG):
            return _held(from_png(content), "png")
        if _is_svg(content):
            return _held(from_svg(content), "svg")
    except Broken as error:
        raise Unreadable("broken_picture") from error
    if len(content) > LARGEST_TEXT:
        raise Unreadable("too_large")
    try:
        return _held(content.decode("utf-8-sig"), "json")
    except UnicodeDecodeError as error:
        raise Unreadable("not_a_badge_file") from error


def _is_svg(content: bytes) -> bool:
    return content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def _held(text: str | None, carrier: str) -> Held:
    if text is None:
        raise Unreadable("no_badge_inside")
    text = text.strip()
    if TOKEN.fullmatch(text):
        return Held("token" if carrier == "json" else carrier, text)
    if ADDRESS.fullmatch(text) and carrier != "json":
        return Held(carrier, text)
    try:
        document = read_json(text)
    except NotJson as error:
        raise Unreadable("not_a_badge_file") from error
    if isinstance(document, str) and TOKEN.fullmatch(document):
        return Held("token", document)
    if not isinstance(document, dict):
        raise Unreadable("not_a_badge_file")
    envelope = ENVELOPE.fullmatch(str(document.get("id", "")))
    if envelope:
        return _held(envelope[1], carrier)
    return Held(carrier, text, document)
