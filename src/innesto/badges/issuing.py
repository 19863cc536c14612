"""Make credentials of version 3.0 that validators and wallets of others accept.

Each is signed twice: with a proof inside the JSON (Data Integrity, eddsa-rdfc-2022) and as a token
(VC-JWT, EdDSA); decision 0040 says why. The issuer is a did:web, whose document lists every key
that it ever signed with: a new key breaks nothing.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from innesto.badges.keys import jwk_of, key_of_multibase, multibase_of
from innesto.badges.proofs import with_proof
from innesto.badges.revocation import packed_bits
from innesto.badges.strict_json import id_of
from innesto.badges.tokens import as_token

CONTEXT = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
]
SCHEMA = (
    "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"
)


@dataclass(frozen=True, slots=True)
class Signing:
    """A secret key with the name under which its public one is listed: «did:web:…#key-1»."""

    secret: Ed25519PrivateKey
    method: str


@dataclass(frozen=True, slots=True)
class Signed:
    """A credential in both its forms."""

    document: dict[str, Any]
    token: str


def new_secret() -> bytes:
    """Return a new secret key, raw."""
    return Ed25519PrivateKey.generate().private_bytes_raw()


def secret_of(raw: bytes) -> Ed25519PrivateKey:
    """Return a secret key that was kept raw."""
    return Ed25519PrivateKey.from_private_bytes(raw)


def public_of(raw: bytes) -> str:
    """Return the public key of a raw secret one, as «z6Mk…»."""
    return multibase_of(secret_of(raw).public_key())


def did_at(address: str) -> str:
    """Return the did:web whose document stands at ``address`` + ``/did.json``."""
    parts = urlsplit(address)
    host = quote(parts.netloc, safe=".-_")
    return ":".join(["did:web", host, *filter(None, parts.path.split("/"))])


def did_document(did: str, keys: Mapping[str, str]) -> dict[str, Any]:
    """Return the document of an issuer; ``keys`` are all its public keys by name, newest first.

    Each key stands twice: as proofs inside JSON want it, and as tokens do. Some verifiers take the
    first one for a status list.
    """
    methods: list[dict[str, Any]] = []
    for name, key in keys.items():
        public = key_of_multibase(key)
        assert isinstance(public, Ed25519PublicKey)
        method = f"{did}#{name}"
        methods += [
            {"id": method, "type": "Multikey", "controller": did, "publicKeyMultibase": key},
            {
                "id": f"{method}-jwk",
                "type": "JsonWebKey",
                "controller": did,
                "publicKeyJwk": {**jwk_of(public), "kid": f"{name}-jwk"},
            },
        ]
    return {
        "@context": [
            "https://www.w3.org/ns/did/v1",
            "https://w3id.org/security/multikey/v1",
            "https://w3id.org/security/jwk/v1",
        ],
        "id": did,
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }


def sign(
    document: Mapping[str, Any],
    signing: Signing,
    *,
    at: datetime,
    in_token: Mapping[str, Any] | None = None,
) -> Signed:
    """Sign a credential in both forms; ``in_token`` is what the token says instead.

    Who verifies tokens wants the status list as a token too, so it names another address.
    """
    payload: dict[str, Any] = {
        **document,
        **(in_token or {}),
        "iss": id_of(document["issuer"]),
        "jti": document["id"],
        "nbf": _seconds(document["validFrom"]),
    }
    if id_of(document["credentialSubject"]):
        payload["sub"] = id_of(document["credentialSubject"])
    if "validUntil" in document:
        payload["exp"] = _seconds(document["validUntil"])
    body = json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode()
    return Signed(
        with_proof(document, signing.secret, method=signing.method, at=at),
        as_token(body, signing.secret, method=f"{signing.method}-jwk"),
    )


def _seconds(moment: str) -> int:
    return int(datetime.fromisoformat(moment).timestamp())


def status_list(
    *, address: str, issuer: str, revoked: Sequence[int], since: datetime
) -> dict[str, Any]:
    """Return a status list, not signed yet."""
    return {
        "@context": CONTEXT[:1],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer,
        "validFrom": moment(since),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": packed_bits(list(revoked)),
        },
    }


def status_entry(address: str, index: int) -> dict[str, Any]:
    """Return what a credential says of its place in a status list."""
    return {
        "id": f"{address}#{index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(index),
        "statusListCredential": address,
    }


def moment(at: datetime) -> str:
    """Write a moment as credentials do: in seconds of UTC."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
