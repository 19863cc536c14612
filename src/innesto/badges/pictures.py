"""Credentials inside pictures: put in («baked») and taken out, for PNG and SVG."""

import struct
import zlib
from collections.abc import Iterator
from html import escape
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

PNG = b"\x89PNG\r\n\x1a\n"
KEYWORDS = (b"openbadgecredential", b"openbadges")
"""Of versions 3.0 and 2.0."""
NAMESPACES = (
    "https://purl.imsglobal.org/ob/v3p0",
    "http://openbadges.org",
    "https://openbadges.org",
)
ELEMENTS = ("credential", "assertion")
LARGEST_TEXT = 1_000_000  # bytes of a credential
MOST_CHUNKS = 50_000


class Broken(Exception):
    """The picture is damaged, or made to do harm."""


def from_png(content: bytes) -> str | None:
    """Return the credential in a PNG, or None. Pixels are not looked at. Raises ``Broken``."""
    for kind, data in _chunks(content):
        keyword, _zero, rest = data.partition(b"\x00")
        if keyword in KEYWORDS and kind == b"iTXt":
            return _international(rest)
        if keyword in KEYWORDS and kind == b"tEXt":
            return _decoded(rest)
    return None


def into_png(content: bytes, credential: str) -> bytes:
    """Return the PNG with the credential in it. Raises ``Broken``."""
    data = KEYWORDS[0] + bytes(5) + credential.encode()
    parts = [PNG]
    for kind, kept in _chunks(content):
        if kind == b"IEND":
            parts.append(_chunk(b"iTXt", data))
        parts.append(_chunk(kind, kept))
    return b"".join(parts)


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(PNG)
    for _number in range(MOST_CHUNKS):
        try:
            length, kind = struct.unpack("!I4s", content[at : at + 8])
        except struct.error as error:
            raise Broken from error
        data = content[at + 8 : at + 8 + length]
        if len(data) != length:
            raise Broken
        yield kind, data
        if kind == b"IEND":
            return
        at += length + 12
    raise Broken


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack("!I", len(data)) + kind + data + struct.pack("!I", zlib.crc32(kind + data))


def _international(rest: bytes) -> str:
    """Read what follows the keyword: compressed or not, language, translation, text."""
    parts = rest[2:].split(b"\x00", 2)
    if len(parts) < 3:
        raise Broken
    text = parts[2]
    if rest[:1] == b"\x01":
        unpacking = zlib.decompressobj()
        try:
            text = unpacking.decompress(text, LARGEST_TEXT)
        except zlib.error as error:
            raise Broken from error
        if unpacking.unconsumed_tail:
            raise Broken
    return _decoded(text)


def _decoded(text: bytes) -> str:
    if len(text) > LARGEST_TEXT:
        raise Broken
    try:
        return text.decode()
    except UnicodeDecodeError as error:
        raise Broken from error


def from_svg(content: bytes) -> str | None:
    """Return the credential in an SVG, or None. Raises ``Broken``, also for any DTD."""
    try:
        root: Element = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, RecursionError) as error:
        raise Broken from error
    for namespace in NAMESPACES:
        for name in ELEMENTS:
            found = root.find(f".//{{{namespace}}}{name}")
            if found is not None:
                return (found.get("verify") or found.text or "").strip() or None
    return None


def into_svg(content: bytes, credential: str) -> bytes:
    """Return the SVG, one of ours, with the credential in it."""
    before, end, after = content.decode().rpartition("</svg>")
    namespace = f'xmlns:openbadges="{NAMESPACES[0]}"'
    if credential.startswith("{"):
        inside = escape(credential, quote=False)
        element = f"<openbadges:credential {namespace}>{inside}</openbadges:credential>"
    else:
        element = f'<openbadges:credential {namespace} verify="{credential}"/>'
    return f"{before}{element}{end}{after}".encode()
