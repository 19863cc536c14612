"""Whether the issuer took a credential back: lists of bits and lists of numbers."""

import zlib
from collections.abc import Callable, Mapping
from typing import Any

from innesto.badges.asking import Asker
from innesto.badges.checks import Failing, Unknown
from innesto.badges.keys import from_base64url, to_base64url
from innesto.badges.strict_json import id_of, listed, words_in

BIT_LISTS = {"BitstringStatusListEntry", "StatusList2021Entry"}
NUMBER_LISTS = {"1EdTechRevocationList"}
LARGEST_LIST = 16_000_000  # bytes unpacked: a hundred million credentials
LEAST_BITS = 131_072
"""So long is each list, so that nobody learns from it which credential somebody looked at."""

type Trust = Callable[[str], dict[str, Any]]
"""Returns the list at an address, once its own signature was looked at."""


def check_status(document: Mapping[str, Any], asker: Asker, *, trusted: Trust) -> bool:
    """Ask whether a credential was taken back; False when its issuer keeps no list.

    Raises ``Failing`` if it was, ``Unknown`` where there is no answer.
    """
    entries = listed(document.get("credentialStatus"))
    for entry in entries:
        if not isinstance(entry, dict):
            raise Failing("malformed", detail="credentialStatus")
        kind = _kind(entry)
        if kind in BIT_LISTS:
            _check_bit(entry, trusted)
        elif kind in NUMBER_LISTS:
            _check_number(document, asker.document(id_of(entry)))
        else:
            raise Unknown("unknown_status", kind=kind)
    return bool(entries)


def _kind(entry: Mapping[str, Any]) -> str:
    """Return the kind of list; a whole address means the word at its end."""
    words = [str(one).rpartition("#")[2] for one in listed(entry.get("type"))]
    return next((one for one in words if one in BIT_LISTS | NUMBER_LISTS), ", ".join(words))


def _check_bit(entry: Mapping[str, Any], trusted: Trust) -> None:
    purpose = str(entry.get("statusPurpose", "revocation"))
    address = id_of(entry.get("statusListCredential"))
    subject = listed(trusted(address).get("credentialSubject"))[:1]
    if not subject or purpose not in listed(subject[0].get("statusPurpose")):
        raise Unknown("bad_list", address=address)
    try:
        index = int(entry.get("statusListIndex", ""))
        bits = unpacked_bits(str(subject[0].get("encodedList", "")))
        is_set = bool(bits[index // 8] & 0x80 >> index % 8) if index >= 0 else None
    except (ValueError, IndexError, zlib.error) as error:
        raise Unknown("bad_list", address=address) from error
    if is_set is None or str(entry.get("statusSize", "1")) != "1":
        raise Unknown("bad_list", address=address)
    if is_set and purpose in {"revocation", "suspension"}:
        raise Failing("revoked" if purpose == "revocation" else "suspended", why="")


def _check_number(document: Mapping[str, Any], found: Mapping[str, Any]) -> None:
    if id_of(found.get("issuer")) not in {"", id_of(document.get("issuer"))}:
        raise Unknown("bad_list", address=id_of(found))
    for one in listed(found.get("revokedCredential")):
        if id_of(one) == document.get("id") and one.get("revoked", True):
            raise Failing("revoked", why=words_in(one.get("revocationReason")))


def unpacked_bits(encoded: str) -> bytes:
    """Return the bits of a list. Raises ``ValueError`` and ``zlib.error``."""
    packed = from_base64url(encoded.removeprefix("u").rstrip("="))
    unpacking = zlib.decompressobj(wbits=31)  # gzip
    bits = unpacking.decompress(packed, LARGEST_LIST)
    if unpacking.unconsumed_tail or not unpacking.eof:
        raise ValueError("the list is too long, or cut off")
    return bits


def packed_bits(indices: list[int], *, size: int = LEAST_BITS) -> str:
    """Return a list in which these bits are set, as a status list carries it."""
    bits = bytearray(size // 8)
    for index in indices:
        bits[index // 8] |= 0x80 >> index % 8
    packing = zlib.compressobj(9, wbits=31)
    return f"u{to_base64url(packing.compress(bytes(bits)) + packing.flush())}"
