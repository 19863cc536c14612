"""Open Badges 2.0: assertions that stand at an address of the issuer, or are signed tokens."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from innesto.badges.asking import Asker
from innesto.badges.checks import Failing, Summary, Unknown
from innesto.badges.keys import NoKey, PublicKey, key_of_method
from innesto.badges.shape import evidence_in, moment_of
from innesto.badges.signers import Signer
from innesto.badges.strict_json import id_of, listed, words_in

REQUIRED = ("id", "recipient", "badge", "issuedOn")
MUST_AGREE = ("id", "recipient", "issuedOn", "expires")
HOSTED = {"hosted", "HostedBadge"}
CONTEXT = "openbadges/v2"


def is_two(document: Mapping[str, Any]) -> bool:
    """Tell whether this says that it is an assertion of the second version."""
    contexts = [one for one in listed(document.get("@context")) if isinstance(one, str)]
    return "Assertion" in listed(document.get("type")) or any(CONTEXT in one for one in contexts)


def check_assertion(assertion: Mapping[str, Any]) -> None:
    """See that nothing is missing. Raises ``Failing``."""
    if "Assertion" not in listed(assertion.get("type")):
        raise Failing("no_badge", types=", ".join(map(str, listed(assertion.get("type")))))
    for name in REQUIRED:
        if not assertion.get(name):
            raise Failing("missing", field=name)
    moment_of(assertion.get("issuedOn"))
    moment_of(assertion.get("expires"))


def whole(thing: Any, asker: Asker) -> Mapping[str, Any]:
    """Return a thing that is given whole or by its address. Raises ``Unknown``."""
    if isinstance(thing, dict) and len(thing) > 1:
        return thing
    return asker.document(id_of(thing))


def is_hosted(assertion: Mapping[str, Any]) -> bool:
    """Tell whether its own address is what proves it."""
    kind = _verification(assertion).get("type", "hosted")
    return bool(HOSTED.intersection(listed(kind)))


def _verification(assertion: Mapping[str, Any]) -> Mapping[str, Any]:
    said = assertion.get("verification", assertion.get("verify"))
    return said if isinstance(said, dict) else {}


def hosted_copy(assertion: Mapping[str, Any], asker: Asker) -> Mapping[str, Any]:
    """Return the assertion as its address says it today.

    Raises ``Failing`` where that is another one, ``Unknown`` where nothing answers.
    """
    there = asker.document(id_of(assertion))
    if there.get("revoked") is True:
        raise Failing("revoked", why=words_in(there.get("revocationReason")))
    for name in MUST_AGREE:
        if there.get(name) != assertion.get(name):
            raise Failing("differs_there", field=name)
    if id_of(there.get("badge")) != id_of(assertion.get("badge")):
        raise Failing("differs_there", field="badge")
    return there


def check_place(assertion: Mapping[str, Any], issuer: Mapping[str, Any]) -> None:
    """See that the assertion stands where its issuer says that theirs do. Raises ``Failing``."""
    rule = issuer.get("verification")
    rule = rule if isinstance(rule, dict) else {}
    address = id_of(assertion)
    starts = [one for one in listed(rule.get("startsWith")) if isinstance(one, str)]
    hosts = listed(rule.get("allowedOrigins")) or [urlsplit(id_of(issuer)).netloc]
    fits = any(map(address.startswith, starts)) if starts else urlsplit(address).netloc in hosts
    if not fits:
        raise Failing("other_place", address=address, issuer=id_of(issuer))


def signer_of_assertion(
    assertion: Mapping[str, Any], issuer: Mapping[str, Any], asker: Asker
) -> Signer:
    """Return the key of a signed assertion. Raises ``Failing`` and ``Unknown``."""
    named = _verification(assertion).get("creator") or issuer.get("publicKey")
    if named is None:
        raise Failing("no_key", key="verification.creator")
    at_issuer = listed(issuer.get("publicKey"))
    given = next((it for it in at_issuer if isinstance(it, dict) and id_of(it) == id_of(named)), {})
    document = given or whole(next(iter(listed(named))), asker)
    try:
        key = key_of_method(document)
    except NoKey as error:
        raise Failing("no_key", key=id_of(named)) from error
    return Signer(key, _doubt_of(document, issuer, key, asker))


def _doubt_of(
    document: Mapping[str, Any], issuer: Mapping[str, Any], key: PublicKey, asker: Asker
) -> Unknown | Failing | None:
    """Look whether the issuer's own profile, as its address gives it, names this key."""
    foreign = Failing("other_key", issuer=id_of(issuer), key=id_of(document))
    if document.get("owner", id_of(issuer)) != id_of(issuer):
        return foreign
    try:
        profile = asker.document(id_of(issuer))
    except Unknown as unknown:
        return unknown
    for one in listed(profile.get("publicKey")):
        if isinstance(one, dict) and "publicKeyPem" in one:
            try:
                if key_of_method(one) == key:
                    return None
            except NoKey:
                continue
        elif id_of(one) and id_of(one) == id_of(document):
            return None
    return foreign


def check_list(assertion: Mapping[str, Any], issuer: Mapping[str, Any], asker: Asker) -> bool:
    """Ask the issuer's list; False when there is none. Raises ``Failing`` and ``Unknown``."""
    if not issuer.get("revocationList"):
        return False
    found = asker.document(id_of(issuer["revocationList"]))
    for one in listed(found.get("revokedAssertions")):
        named = {id_of(one), one.get("uid")} if isinstance(one, dict) else {one}
        if named & {assertion.get("id"), assertion.get("uid")} - {None, ""}:
            why = one.get("revocationReason") if isinstance(one, dict) else ""
            raise Failing("revoked", why=words_in(why))
    return True


def summary_of_assertion(
    assertion: Mapping[str, Any], badge: Mapping[str, Any], issuer: Mapping[str, Any]
) -> Summary:
    """Return what an assertion tells a reader, as far as it can be read."""
    recipient = assertion.get("recipient")
    recipient = recipient if isinstance(recipient, dict) else {}
    criteria = badge.get("criteria")
    try:
        since, until = moment_of(assertion.get("issuedOn")), moment_of(assertion.get("expires"))
    except Failing:
        since = until = None
    return Summary(
        title=words_in(badge.get("name")),
        text=words_in(badge.get("description")),
        criteria=words_in(criteria.get("narrative")) if isinstance(criteria, dict) else "",
        issuer=id_of(issuer),
        issuer_name=words_in(issuer.get("name")),
        holder="" if recipient.get("hashed") else words_in(recipient.get("identity")),
        since=since,
        until=until,
        evidence=evidence_in(assertion.get("evidence")),
    )
