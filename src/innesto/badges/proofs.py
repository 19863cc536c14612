"""Data Integrity: proofs that stand inside a JSON credential, checked and made."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from innesto.badges.canonical import canonical_json, canonical_statements
from innesto.badges.checks import Failing
from innesto.badges.keys import NoKey, PublicKey, from_base58, to_base58

SUITE = "eddsa-rdfc-2022"
"""The one we sign with: most verifiers and wallets know it."""


@dataclass(frozen=True, slots=True)
class Suite:
    """How the bytes are made and which keys sign them."""

    order: Callable[[Any], bytes]
    elliptic: bool = False


SUITES = {
    "eddsa-rdfc-2022": Suite(canonical_statements),
    "eddsa-2022": Suite(canonical_statements),  # its name before it was a standard
    "eddsa-jcs-2022": Suite(canonical_json),
    "ecdsa-rdfc-2019": Suite(canonical_statements, elliptic=True),
    "ecdsa-jcs-2019": Suite(canonical_json, elliptic=True),
    "Ed25519Signature2020": Suite(canonical_statements),
}


def suite_of(proof: Mapping[str, Any]) -> str:
    """Return the name of a proof's kind, known or not."""
    kind = proof.get("type")
    return str(proof.get("cryptosuite", "")) if kind == "DataIntegrityProof" else str(kind or "")


def check_proof(document: Mapping[str, Any], proof: Mapping[str, Any], key: PublicKey) -> None:
    """See that the key signed the document as it is. Raises ``Failing``."""
    suite = SUITES.get(suite_of(proof))
    if suite is None:
        raise Failing("unknown_proof", proof=suite_of(proof))
    try:
        signature = from_base58(proof.get("proofValue"))
    except NoKey as error:
        raise Failing("malformed", detail="proofValue") from error
    config = {name: value for name, value in proof.items() if name != "proofValue"}
    if "@context" in document:
        config.setdefault("@context", document["@context"])
    bare = {name: value for name, value in document.items() if name != "proof"}
    try:
        if suite.elliptic:
            _check_elliptic(key, signature, suite, config, bare)
        elif isinstance(key, Ed25519PublicKey):
            key.verify(signature, _hashes(suite, config, bare, "sha256"))
        else:
            raise Failing("wrong_kind_of_key")
    except InvalidSignature as error:
        raise Failing("altered") from error


def _hashes(suite: Suite, config: Any, document: Any, algorithm: str) -> bytes:
    return b"".join(hashlib.new(algorithm, suite.order(it)).digest() for it in (config, document))


def _check_elliptic(
    key: PublicKey, signature: bytes, suite: Suite, config: Any, document: Any
) -> None:
    if not isinstance(key, ec.EllipticCurvePublicKey):
        raise Failing("wrong_kind_of_key")
    is_small = key.key_size == 256
    half = len(signature) // 2
    numbers = (int.from_bytes(signature[:half]), int.from_bytes(signature[half:]))
    algorithm: hashes.HashAlgorithm = hashes.SHA256() if is_small else hashes.SHA384()
    data = _hashes(suite, config, document, "sha256" if is_small else "sha384")
    key.verify(encode_dss_signature(*numbers), data, ec.ECDSA(algorithm))


def with_proof(
    document: Mapping[str, Any], secret: Ed25519PrivateKey, *, method: str, at: datetime
) -> dict[str, Any]:
    """Return the document signed; ``method`` is where the key is published."""
    proof = {
        "type": "DataIntegrityProof",
        "cryptosuite": SUITE,
        "created": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "verificationMethod": method,
        "proofPurpose": "assertionMethod",
    }
    config = {"@context": document["@context"], **proof}
    signature = secret.sign(_hashes(SUITES[SUITE], config, document, "sha256"))
    return {**document, "proof": {**proof, "proofValue": f"z{to_base58(signature)}"}}
