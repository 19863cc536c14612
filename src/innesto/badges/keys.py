"""Public keys in the spellings in which issuers publish them."""

import base64
import binascii
from collections.abc import Mapping
from typing import Any

import jwt
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    SECP384R1,
    EllipticCurvePublicKey,
)
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

type PublicKey = Ed25519PublicKey | EllipticCurvePublicKey | RSAPublicKey

ED25519 = b"\xed\x01"
LEAST_RSA = 2048  # bits
LONGEST = 2000  # letters of a key: of base58 each costs more than the one before
_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


class NoKey(Exception):
    """This is no public key of a kind that we know."""


def key_of_method(method: Mapping[str, Any]) -> PublicKey:
    """Return the key of a verification method, or of a key of Open Badges 2.0.

    Raises ``NoKey``.
    """
    for name, read in READERS.items():
        if name in method:
            return read(method[name])
    if "kty" in method:
        return key_of_jwk(method)
    raise NoKey


def key_of_multibase(text: Any) -> PublicKey:
    """Return a key that names its kind itself, as «z6Mk…». Raises ``NoKey``."""
    raw = from_base58(text)
    kind, rest = raw[:2], raw[2:]
    try:
        match kind:
            case b"\xed\x01":
                return Ed25519PublicKey.from_public_bytes(rest)
            case b"\x80\x24":
                return EllipticCurvePublicKey.from_encoded_point(SECP256R1(), rest)
            case b"\x81\x24":
                return EllipticCurvePublicKey.from_encoded_point(SECP384R1(), rest)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise NoKey from error
    raise NoKey


def key_of_jwk(jwk: Any) -> PublicKey:
    """Return the key in a JSON Web Key. Raises ``NoKey``, also for one that is secret."""
    if not isinstance(jwk, dict) or "d" in jwk or jwk.get("kty") not in {"OKP", "EC", "RSA"}:
        raise NoKey
    try:
        return _fit(jwt.PyJWK.from_dict(jwk).key)
    except (jwt.PyJWTError, ValueError, TypeError, KeyError, UnsupportedAlgorithm) as error:
        raise NoKey from error


def _key_of_pem(text: Any) -> PublicKey:
    try:
        return _fit(load_pem_public_key(str(text).encode()))
    except (ValueError, UnsupportedAlgorithm) as error:
        raise NoKey from error


def _key_of_base58(text: Any) -> PublicKey:
    """Return a bare key of 2018, which is always of Ed25519."""
    try:
        return Ed25519PublicKey.from_public_bytes(from_base58(f"z{text}"))
    except ValueError as error:
        raise NoKey from error


READERS = {
    "publicKeyMultibase": key_of_multibase,
    "publicKeyJwk": key_of_jwk,
    "publicKeyBase58": _key_of_base58,
    "publicKeyPem": _key_of_pem,
}


def _fit(key: object) -> PublicKey:
    if isinstance(key, RSAPublicKey) and key.key_size < LEAST_RSA:
        raise NoKey
    if not isinstance(key, Ed25519PublicKey | EllipticCurvePublicKey | RSAPublicKey):
        raise NoKey
    return key


def multibase_of(key: Ed25519PublicKey) -> str:
    """Write a key so that it names its kind: «z6Mk…»."""
    return f"z{to_base58(ED25519 + key.public_bytes_raw())}"


def jwk_of(key: Ed25519PublicKey) -> dict[str, str]:
    """Write a key as JSON Web Key."""
    return {"kty": "OKP", "crv": "Ed25519", "x": to_base64url(key.public_bytes_raw())}


def to_base58(raw: bytes) -> str:
    """Write bytes as Bitcoin does."""
    number = int.from_bytes(raw)
    letters = ""
    while number:
        number, rest = divmod(number, 58)
        letters = _BASE58[rest] + letters
    return "1" * (len(raw) - len(raw.lstrip(b"\0"))) + letters


def from_base58(text: Any) -> bytes:
    """Read «z…», bytes as Bitcoin writes them. Raises ``NoKey``."""
    if not isinstance(text, str) or not text.startswith("z") or len(text) > LONGEST:
        raise NoKey
    letters, number = text[1:], 0
    for letter in letters:
        place = _BASE58.find(letter)
        if place < 0:
            raise NoKey
        number = number * 58 + place
    zeros = len(letters) - len(letters.lstrip("1"))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8)


def to_base64url(raw: bytes) -> str:
    """Write bytes as JSON Web Keys and tokens do."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def from_base64url(text: str) -> bytes:
    """Read what ``to_base64url`` writes. Raises ``ValueError``."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise ValueError("not base64url") from error
