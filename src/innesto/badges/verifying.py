"""Verify a credential: everything is looked at, and each thing says what came of it."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from innesto.badges.asking import Asker, Fetch
from innesto.badges.checks import Check, Failing, Outcome, Subject, Summary, Unknown, Verdict
from innesto.badges.proofs import SUITES, check_proof, suite_of
from innesto.badges.reading import TOKEN, Held, read_file
from innesto.badges.revocation import check_status
from innesto.badges.shape import (
    check_shape,
    check_time,
    is_three,
    moment_of,
    summary_of,
    validity_of,
)
from innesto.badges.signers import Signer, signer_in_header, signer_of
from innesto.badges.strict_json import NotJson, id_of, listed, read_json
from innesto.badges.tokens import Token, check_token, read_token
from innesto.badges.version_two import (
    check_assertion,
    check_list,
    check_place,
    hosted_copy,
    is_hosted,
    is_two,
    signer_of_assertion,
    summary_of_assertion,
    whole,
)


def verify(content: bytes, *, fetch: Fetch | None = None, at: datetime) -> Verdict:
    """Look at a credential in a file: JSON, signed token, PNG or SVG, of version 2.0 or 3.0.

    ``fetch`` asks an address and raises ``NotAnswered``; without it nothing is asked, and what
    only the issuer can tell stays open. Raises ``Unreadable`` where no credential is found.
    """
    held = read_file(content)
    looking = _Looking()
    asker = Asker(fetch)
    token = None
    if held.document is None and not held.is_address:
        token = looking.at(Subject.FORM, "", lambda: read_token(held.text))
        if token is None:
            return looking.verdict(held, "", "", Summary(), {})
    document = held.document or (_claimed(token) if token else {})
    if held.is_address or is_two(document):
        return _version_two(held, document, token, asker, looking, at)
    if not is_three(document):
        looking.fails(Subject.FORM, Failing("no_badge", types=_kinds(document)))
        return looking.verdict(held, "", "", Summary(), document)
    return _version_three(held, document, token, asker, looking, at)


class _Looking:
    """Gathers what came of each look."""

    def __init__(self) -> None:
        self.checks: list[Check] = []

    def at[T](self, subject: Subject, well: str, look: Callable[[], T], **facts: str) -> T | None:
        """Look at something; ``well`` is the reason to note when it passes, if it is noted."""
        try:
            found = look()
        except Failing as failing:
            self.fails(subject, failing)
            return None
        if well:
            self.checks.append(Check(subject, Outcome.PASSED, well, facts))
        return found

    def fails(self, subject: Subject, failing: Failing) -> None:
        """Note what is wrong, or that nobody could tell."""
        outcome = Outcome.OPEN if isinstance(failing, Unknown) else Outcome.FAILED
        self.checks.append(Check(subject, outcome, failing.reason, failing.facts))

    def verdict(
        self, held: Held, version: str, proof: str, summary: Summary, content: Mapping[str, Any]
    ) -> Verdict:
        """Return everything that was looked at."""
        return Verdict(version, held.carrier, proof, tuple(self.checks), summary, content)


def _kinds(document: Mapping[str, Any]) -> str:
    return ", ".join(map(str, listed(document.get("type")))) or "–"


def _claimed(token: Token) -> dict[str, Any]:
    """Return the credential that a token signs: the payload itself, or its claim ``vc``.

    What the claims say besides must agree, and counts where the credential is silent.
    """
    inner = token.payload.get("vc")
    if not isinstance(inner, dict):
        return token.payload
    issuer = {"issuer": token.payload["iss"]} if "iss" in token.payload else {}
    return {"id": token.payload.get("jti"), **issuer, **inner}


# ── Version 3.0 ─────────────────────────────────────────────────────────────────────────────


def _version_three(
    held: Held,
    document: dict[str, Any],
    token: Token | None,
    asker: Asker,
    looking: _Looking,
    at: datetime,
) -> Verdict:
    looking.at(Subject.FORM, "well_formed", lambda: check_shape(document))
    name = token.algorithm if token else ", ".join(map(suite_of, _proofs(document))) or ""
    signer = looking.at(
        Subject.PROOF, "signed", lambda: _checked_signer(document, token, asker, at), proof=name
    )
    if signer:
        looking.at(Subject.ISSUER, "key_of_issuer", lambda: _sure(signer), issuer=_who(document))
    looking.at(Subject.TIME, "in_time", lambda: _in_time(document, token, at))

    def trusted(address: str) -> dict[str, Any]:
        return _signed_list(address, id_of(document.get("issuer")), asker, at)

    has_list = looking.at(
        Subject.STATUS, "", lambda: check_status(document, asker, trusted=trusted)
    )
    if has_list is not None:
        reason = "not_revoked" if has_list else "no_list"
        looking.checks.append(Check(Subject.STATUS, Outcome.PASSED, reason))
    return looking.verdict(held, "3.0", name, summary_of(document), document)


def _who(document: Mapping[str, Any]) -> str:
    return id_of(document.get("issuer"))


def _proofs(document: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [one for one in listed(document.get("proof")) if isinstance(one, dict)]


def _sure(signer: Signer) -> None:
    if signer.doubt:
        raise signer.doubt


def _checked_signer(
    document: dict[str, Any], token: Token | None, asker: Asker, at: datetime
) -> Signer:
    """Return who signed it. A signature whose key nobody could have proves nothing."""
    try:
        return _signer(document, token, asker, at)
    except Unknown as unknown:
        raise Failing("no_key", key=unknown.facts.get("address", "")) from unknown


def _signer(document: dict[str, Any], token: Token | None, asker: Asker, at: datetime) -> Signer:
    """Return who signed it, once the signature fits. Raises ``Failing``."""
    issuer = _who(document)
    if token:
        signer = signer_in_header(token.header, issuer, asker)
        check_token(token, signer.key)
        for claim, said in (("iss", issuer), ("jti", document.get("id"))):
            if claim in token.payload and said and token.payload[claim] != said:
                raise Failing("claims_differ", claim=claim)
        return signer
    proofs = _proofs(document)
    if not proofs:
        raise Failing("no_proof")
    known = [proof for proof in proofs if suite_of(proof) in SUITES]
    if not known:
        raise Failing("unknown_proof", proof=", ".join(map(suite_of, proofs)))
    signers = [_prover(document, proof, issuer, asker, at) for proof in known]
    return next((one for one in signers if not one.doubt), signers[0])


def _prover(
    document: dict[str, Any], proof: Mapping[str, Any], issuer: str, asker: Asker, at: datetime
) -> Signer:
    if proof.get("proofPurpose") != "assertionMethod":
        raise Failing("wrong_purpose", purpose=proof.get("proofPurpose", "–"))
    check_time(None, moment_of(proof.get("expires")), at=at)
    method = id_of(proof.get("verificationMethod"))
    signer = signer_of(method, issuer, asker)
    check_proof(document, proof, signer.key)
    return signer


def _in_time(document: Mapping[str, Any], token: Token | None, at: datetime) -> None:
    since, until = validity_of(document)
    check_time(since, until, at=at)
    if token:
        check_time(_numbered(token, "nbf"), _numbered(token, "exp"), at=at)


def _numbered(token: Token, claim: str) -> datetime | None:
    seconds = token.payload.get(claim)
    if seconds is None:
        return None
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (TypeError, ValueError, OverflowError, OSError) as error:
        raise Failing("no_date", text=seconds) from error


def _signed_list(address: str, issuer: str, asker: Asker, at: datetime) -> dict[str, Any]:
    """Return a status list that its issuer signed and that holds now. Raises ``Unknown``."""
    text = asker.text(address)
    try:
        token = read_token(text) if TOKEN.fullmatch(text) else None
        document = _claimed(token) if token else read_json(text)
        _of_issuer(document, issuer)
        _sure(_signer(document, token, asker, at))
        _in_time(document, token, at)
    except (Failing, NotJson) as error:
        raise Unknown("bad_list", address=address) from error
    return document


def _of_issuer(document: Any, issuer: str) -> None:
    if not isinstance(document, dict) or _who(document) != issuer:
        raise Failing("other_key", issuer=issuer, key="")


# ── Version 2.0 ─────────────────────────────────────────────────────────────────────────────


def _version_two(
    held: Held,
    assertion: Mapping[str, Any],
    token: Token | None,
    asker: Asker,
    looking: _Looking,
    at: datetime,
) -> Verdict:
    badge: Mapping[str, Any] = {}
    issuer: Mapping[str, Any] = {}
    if held.is_address:
        assertion = looking.at(Subject.FORM, "", lambda: asker.document(held.text)) or {}
        if not assertion:
            return looking.verdict(held, "2.0", "hosted", Summary(), {})
    looking.at(Subject.FORM, "well_formed", lambda: check_assertion(assertion))
    hosted = token is None and is_hosted(assertion)
    try:
        badge = whole(assertion.get("badge"), asker)
        issuer = whole(badge.get("issuer"), asker)
    except Unknown as unknown:
        looking.fails(Subject.ISSUER, unknown)
    if token is None and not hosted:
        looking.fails(Subject.PROOF, Failing("no_proof"))
    elif token is None:
        _look_at_place(assertion, issuer, asker, looking)
    elif issuer:
        _look_at_token(assertion, issuer, token, asker, looking)
    else:
        looking.fails(Subject.PROOF, Failing("no_key", key=id_of(badge.get("issuer"))))
    looking.at(
        Subject.TIME,
        "in_time",
        lambda: check_time(
            moment_of(assertion.get("issuedOn")), moment_of(assertion.get("expires")), at=at
        ),
    )
    has_list = looking.at(Subject.STATUS, "", lambda: check_list(assertion, issuer, asker))
    if has_list is not None:
        reason = "not_revoked" if has_list or hosted else "no_list"
        looking.checks.append(Check(Subject.STATUS, Outcome.PASSED, reason))
    summary = summary_of_assertion(assertion, badge, issuer)
    proof = token.algorithm if token else "hosted" if hosted else ""
    return looking.verdict(held, "2.0", proof, summary, assertion)


def _look_at_place(
    assertion: Mapping[str, Any], issuer: Mapping[str, Any], asker: Asker, looking: _Looking
) -> None:
    try:
        hosted_copy(assertion, asker)
    except Unknown as unknown:  # nothing else proves it
        looking.fails(Subject.PROOF, Failing("not_there", **unknown.facts))
        return
    except Failing as failing:
        subject = Subject.STATUS if failing.reason == "revoked" else Subject.PROOF
        looking.fails(subject, failing)
        return
    looking.checks.append(
        Check(Subject.PROOF, Outcome.PASSED, "stands_there", {"address": id_of(assertion)})
    )
    if issuer:
        looking.at(
            Subject.ISSUER,
            "place_of_issuer",
            lambda: check_place(assertion, issuer),
            issuer=id_of(issuer),
        )


def _look_at_token(
    assertion: Mapping[str, Any],
    issuer: Mapping[str, Any],
    token: Token,
    asker: Asker,
    looking: _Looking,
) -> None:
    def signer() -> Signer:
        try:
            found = signer_of_assertion(assertion, issuer, asker)
        except Unknown as unknown:
            raise Failing("no_key", key=unknown.facts.get("address", "")) from unknown
        check_token(token, found.key)
        return found

    found = looking.at(Subject.PROOF, "signed", signer, proof=token.algorithm)
    if found:
        looking.at(Subject.ISSUER, "key_of_issuer", lambda: _sure(found), issuer=id_of(issuer))
