"""Whose key it is: from what a proof names to a public key, and to the issuer who owns it.

A signature only says that somebody had a key. That the key is the issuer's must come from the
issuer: from its identifier itself (did:key, did:jwk), from the document of its site (did:web), or
from its profile. Many badges, and the samples of the standard, carry the key in the address of
the key: the signature can be looked at without the issuer, but who signed stays open.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from innesto.badges.asking import Asker
from innesto.badges.checks import Failing, Unknown
from innesto.badges.keys import (
    NoKey,
    PublicKey,
    from_base64url,
    key_of_jwk,
    key_of_method,
    key_of_multibase,
)
from innesto.badges.strict_json import NotJson, id_of, listed, read_json


@dataclass(frozen=True, slots=True)
class Signer:
    """A key, and whether it is the issuer's: ``doubt`` says what is missing to be sure."""

    key: PublicKey
    doubt: Unknown | Failing | None = None


def signer_of(method: str, issuer: str, asker: Asker) -> Signer:
    """Return the key that a proof names. Raises ``Failing`` or ``Unknown`` if there is none."""
    owner, _hash, name = method.partition("#")
    try:
        if owner.startswith("did:key:"):
            return _own(key_of_multibase(owner.removeprefix("did:key:")), owner, issuer)
        if owner.startswith("did:jwk:"):
            return _own(_jwk_in(owner), owner, issuer)
        if owner.startswith("did:web:"):
            return _of_site(owner, method, issuer, asker)
        if urlsplit(owner).scheme in {"http", "https"}:
            return _of_address(owner, name, method, issuer, asker)
    except (NoKey, ValueError) as error:
        raise Failing("no_key", key=method) from error
    raise Failing("unknown_key_place", key=method)


def signer_in_header(header: Mapping[str, Any], issuer: str, asker: Asker) -> Signer:
    """Return the key that a token names: by ``kid``, by the key itself, or by its issuer."""
    method, jwk = header.get("kid"), header.get("jwk")
    if isinstance(method, str) and method.startswith("#"):
        method = f"{issuer}{method}"
    if isinstance(method, str) and ":" in method:
        return signer_of(method, issuer, asker)
    if jwk is not None:
        try:
            return Signer(key_of_jwk(jwk), _doubt_of(key_of_jwk(jwk), issuer, asker))
        except NoKey as error:
            raise Failing("no_key", key="jwk") from error
    if issuer.startswith("did:"):
        return signer_of(issuer, issuer, asker)
    raise Failing("no_key", key=method or "–")


def _own(key: PublicKey, owner: str, issuer: str) -> Signer:
    return Signer(key, None if owner == issuer else Failing("other_key", issuer=issuer, key=owner))


def _jwk_in(did: str) -> PublicKey:
    try:
        return key_of_jwk(read_json(from_base64url(did.removeprefix("did:jwk:"))))
    except NotJson as error:
        raise NoKey from error


def site_of(did: str) -> str:
    """Return the address at which the document of a did:web stands."""
    host, *path = did.removeprefix("did:web:").split(":")
    place = "/".join(path) or ".well-known"
    return f"https://{unquote(host)}/{place}/did.json"


def _of_site(did: str, method: str, issuer: str, asker: Asker) -> Signer:
    document = asker.document(site_of(did))
    if document.get("id") != did:
        raise Failing("other_key", issuer=issuer, key=method)
    key = _listed_key(document, method)
    if key is None:
        raise Failing("no_key", key=method)
    return _own(key, did, issuer)


def _listed_key(document: Mapping[str, Any], method: str) -> PublicKey | None:
    """Return the key with this name, if the document lets it sign credentials."""
    whole = str(document.get("id", ""))
    may_sign = listed(document.get("assertionMethod"))
    listed_keys = [it for it in listed(document.get("verificationMethod")) if isinstance(it, dict)]
    given_there = [it for it in may_sign if isinstance(it, dict)]
    names = {_whole_name(id_of(it), whole) for it in may_sign}
    for it in (*given_there, *listed_keys):
        name = _whole_name(id_of(it), whole)
        if name in names and method in {name, whole}:
            return key_of_method(it)
    return None


def _whole_name(name: str, owner: str) -> str:
    return f"{owner}{name}" if name.startswith("#") else name


def _of_address(owner: str, name: str, method: str, issuer: str, asker: Asker) -> Signer:
    if name.startswith("z6Mk"):  # the key stands in its own address
        key = key_of_multibase(name)
        if owner != issuer:
            return Signer(key, Failing("other_key", issuer=issuer, key=method))
        return Signer(key, _doubt_of(key, issuer, asker))
    document = asker.document(owner)
    key_there = _listed_key(document, method)
    key = key_there or key_of_method(_named(document, method))
    if owner == issuer or _origin(owner) == _origin(issuer):
        claimed = id_of(document.get("controller")) or issuer
        is_theirs = key_there is not None or claimed == issuer
        return Signer(key, None if is_theirs else Failing("other_key", issuer=issuer, key=method))
    return Signer(key, _doubt_of(key, issuer, asker))


def _named(document: Mapping[str, Any], method: str) -> Mapping[str, Any]:
    """Return the key that a document is, or that it lists by this name."""
    keys = [
        it
        for names in ("publicKey", "verificationMethod", "keys")
        for it in listed(document.get(names))
        if isinstance(it, dict)
    ]
    fitting = [it for it in keys if method in {id_of(it), it.get("kid")}]
    return next(iter(fitting), document)


def _origin(address: str) -> tuple[str, str]:
    parts = urlsplit(address)
    return parts.scheme, parts.netloc


def _doubt_of(key: PublicKey, issuer: str, asker: Asker) -> Unknown | Failing | None:
    """Look whether the issuer itself publishes this key."""
    foreign = Failing("other_key", issuer=issuer, key="")
    if issuer.startswith(("did:key:", "did:jwk:")):
        return None if signer_of(issuer, issuer, asker).key == key else foreign
    try:
        document = asker.document(site_of(issuer) if issuer.startswith("did:web:") else issuer)
    except Unknown as unknown:
        return unknown
    published = _keys_in(document)
    if key in published:
        return None
    return foreign if published else Unknown("no_keys_there", address=issuer)


def _keys_in(document: Mapping[str, Any]) -> list[PublicKey]:
    found = []
    for names in ("verificationMethod", "assertionMethod", "publicKey", "keys"):
        for it in listed(document.get(names)):
            if isinstance(it, dict):
                try:
                    found.append(key_of_method(it))
                except NoKey:
                    continue
    return found
