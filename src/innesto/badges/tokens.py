"""Signed tokens (JWS, compact): their parts, their signature, and ours."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from innesto.badges.checks import Failing
from innesto.badges.keys import PublicKey, from_base64url
from innesto.badges.strict_json import NotJson, read_json

ALGORITHMS = (
    *("EdDSA", "ES256", "ES384", "ES512"),
    *("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"),
)
"""Only those with two keys: whoever can verify must not be able to sign."""
OURS = "EdDSA"


@dataclass(frozen=True, slots=True)
class Token:
    """A token before anybody looked at its signature."""

    text: str
    header: Mapping[str, Any]
    payload: dict[str, Any]

    @property
    def algorithm(self) -> str:
        """How it says that it was signed."""
        return str(self.header.get("alg", ""))


def read_token(text: str) -> Token:
    """Take a token apart. Raises ``Failing``."""
    head, body, _signature = text.split(".")
    try:
        header, payload = read_json(from_base64url(head)), read_json(from_base64url(body))
    except (NotJson, ValueError) as error:
        raise Failing("malformed", detail="JWT") from error
    if not isinstance(header, dict) or not isinstance(payload, dict):
        raise Failing("malformed", detail="JWT")
    return Token(text, header, payload)


def check_token(token: Token, key: PublicKey) -> None:
    """See that the key signed the token as it is. Raises ``Failing``."""
    if token.algorithm not in ALGORITHMS or "crit" in token.header:
        raise Failing("unknown_proof", proof=token.algorithm)
    try:
        jwt.api_jws.decode(token.text, key=key, algorithms=[token.algorithm])
    except jwt.InvalidSignatureError as error:
        raise Failing("altered") from error
    except (jwt.PyJWTError, ValueError, TypeError) as error:
        raise Failing("wrong_kind_of_key") from error


def as_token(payload: bytes, secret: Ed25519PrivateKey, *, method: str) -> str:
    """Sign a payload; ``method`` is where the key is published."""
    return jwt.api_jws.encode(payload, secret, algorithm=OURS, headers={"kid": method})
