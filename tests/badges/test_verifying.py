import base64
import json
from datetime import timedelta
from pathlib import Path

import jwt
import pytest

from innesto.badges.issuing import did_document, public_of, secret_of, sign
from innesto.badges.keys import jwk_of, to_base64url
from innesto.badges.reading import Unreadable
from innesto.badges.verifying import verify
from innesto.badges.words import REASONS, told
from tests.badges.making import (
    DID,
    LIST,
    NEW,
    NOW,
    OLD,
    SITE,
    came,
    credential,
    signed,
    signing,
    world,
)

SAMPLES = Path("../shared/data/standards/openbadges3")
WELL = {
    "form": "well_formed",
    "proof": "signed",
    "issuer": "key_of_issuer",
    "time": "in_time",
    "status": "not_revoked",
}


@pytest.mark.capability("D-09")
@pytest.mark.parametrize("form", ["document", "token"])
def test_verify_finds_both_of_our_forms_valid(form):
    assert came(getattr(signed(), form), fetch=world()) == ("valid", WELL)


@pytest.mark.parametrize("form", ["document", "token"])
def test_verify_takes_a_key_that_was_replaced_since(form):
    old = signed(key=signing(OLD, "key-1"))

    assert came(getattr(old, form), fetch=world())[0] == "valid"


@pytest.mark.parametrize("form", ["document", "token"])
def test_verify_without_network_says_that_no_key_can_be_had(form):
    standing, came_of = came(getattr(signed(), form))

    assert (standing, came_of["proof"], came_of["status"]) == ("invalid", "no_key", "offline")


def test_verify_finds_what_was_changed_after_signing():
    forged = signed().document
    forged["credentialSubject"]["identifier"][0]["identityHash"] = "Mallory"

    assert came(forged, fetch=world()) == ("invalid", {**_without_issuer(), "proof": "altered"})


def test_verify_finds_a_token_that_was_changed_after_signing():
    head, body, signature = signed().token.split(".")
    payload = json.loads(base64.urlsafe_b64decode(body + "=="))
    payload["name"] = "Mayor"
    forged = f"{head}.{to_base64url(json.dumps(payload).encode())}.{signature}"

    assert came(forged, fetch=world())[1]["proof"] == "altered"


def test_verify_finds_words_that_no_signature_covers():
    forged = {**signed().document, "promotedToMayor": True}

    assert came(forged, fetch=world())[1]["proof"] == "unsigned_words"


END = "https://www.w3.org/2018/credentials#validUntil"


@pytest.mark.parametrize(
    ("hide", "reason"),
    [
        (lambda it: it | {END: it.pop("validUntil")}, "odd_spelling"),
        (lambda it: it | {"@context": [*it["@context"], {"x": END}]}, "odd_spelling"),
        (lambda it: it | {"@included": [{"id": it["id"], "name": "Mayor"}]}, "odd_spelling"),
        (lambda it: it | {"evidence": [{"id": "here", "name": "Nothing"}]}, "altered"),
        (lambda it: it | {"evidence": [{"id": "a: b", "name": "Nothing"}]}, "unsigned_words"),
    ],
)
def test_verify_finds_what_is_hidden_from_who_reads_json(hide, reason):
    document = hide(signed(credential(validUntil="2026-11-19T00:00:00Z")).document)

    assert came(document, fetch=world())[1]["proof"] == reason


def test_verify_finds_the_key_of_another_issuer():
    mallory = signing(OLD, "key-1", did="did:web:mallory.example")
    keys = did_document("did:web:mallory.example", {"key-1": public_of(OLD)})
    fetch = world(**{"https://mallory.example/.well-known/did.json": keys})

    for form in ("document", "token"):
        standing, came_of = came(getattr(signed(key=mallory), form), fetch=fetch)
        assert (standing, came_of["issuer"]) == ("invalid", "other_key")


def test_verify_finds_a_key_that_may_not_sign_any_more():
    keys = did_document(DID, {"key-1": public_of(OLD), "key-2": public_of(NEW)})
    keys["assertionMethod"] = keys["assertionMethod"][:2]  # those of the old one

    assert came(signed().document, fetch=world(did=keys))[1]["proof"] == "no_key"


@pytest.mark.parametrize(
    ("changed", "subject", "reason"),
    [
        ({"validUntil": "2026-11-19T00:00:00Z"}, "time", "expired"),
        ({"validFrom": "2026-11-21T00:00:00Z"}, "time", "not_yet"),
        ({"validUntil": "2026-10-01T00:00:00Z"}, "form", "ends_before_it_begins"),
        (
            {"credentialStatus": {"id": f"{LIST}#1", "type": "Astrology"}},
            "status",
            "unknown_status",
        ),
    ],
)
def test_verify_says_what_is_wrong_with_what_the_issuer_signed(changed, subject, reason):
    document = credential(**changed)

    for form in ("document", "token"):
        assert came(getattr(signed(document), form), fetch=world())[1][subject] == reason


def test_verify_asks_the_list_of_the_issuer():
    for proven in (signed().token, signed().document):
        assert came(proven, fetch=world(revoked=[6, 8]))[0] == "valid"
        assert came(proven, fetch=world(revoked=[7])) == ("invalid", {**WELL, "status": "revoked"})


def test_verify_does_not_trust_a_list_that_was_forged():
    forged = json.loads(world(revoked=[7])(LIST))
    forged["credentialSubject"]["encodedList"] = json.loads(world()(LIST))["credentialSubject"][
        "encodedList"
    ]

    assert came(signed().document, fetch=world(**{LIST: forged})) == (
        "unconfirmed",
        {**WELL, "status": "bad_list"},
    )


def test_verify_reads_the_lists_of_numbers_of_1edtech():
    document = credential(credentialStatus={"id": LIST, "type": "1EdTechRevocationList"})
    taken = {"id": document["id"], "revoked": True, "revocationReason": "A mistake."}
    answer = {"id": LIST, "issuer": DID, "revokedCredential": [taken]}
    verdict = verify(
        json.dumps(signed(document).document).encode(), fetch=world(**{LIST: answer}), at=NOW
    )

    assert told(verdict.checks[-1], "en") == "The issuer took it back. A mistake."


def test_verify_knows_a_did_that_is_its_own_key():
    key = public_of(NEW)
    did = f"did:key:{key}"
    document = credential(issuer={"id": did, "type": ["Profile"]})
    del document["credentialStatus"]
    proven = sign(document, signing(name=key, did=did), at=NOW).document

    assert came(proven) == ("valid", {**WELL, "status": "no_list"})


def test_verify_leaves_open_whose_key_a_token_brings_along():
    secret = secret_of(NEW)
    document = credential()
    del document["credentialStatus"]
    payload = json.dumps({**document, "iss": DID, "nbf": 1}).encode()
    header = {"jwk": jwk_of(secret.public_key())}
    token = jwt.api_jws.encode(payload, secret, algorithm="EdDSA", headers=header)

    assert came(token)[1]["issuer"] == "offline"
    assert came(token, fetch=world())[0] == "valid"
    assert (
        came(token, fetch=world(did=did_document(DID, {"key-1": public_of(OLD)})))[1]["issuer"]
        == "other_key"
    )


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_verify_refuses_tokens_that_anybody_could_sign(algorithm):
    head = to_base64url(json.dumps({"alg": algorithm, "kid": f"{DID}#key-2-jwk"}).encode())
    _head, body, signature = signed().token.split(".")

    assert came(f"{head}.{body}.{signature}", fetch=world())[1]["proof"] == "unknown_proof"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"\x00\x01", "not_a_badge_file"),
        (b"hello", "not_a_badge_file"),
        (b'{"a": 1, "a": 2}', "not_a_badge_file"),
        (b'{"a": NaN}', "not_a_badge_file"),
        (b"[" * 100_000, "not_a_badge_file"),
        (b'{"a": "' + b"x" * 1_000_001 + b'"}', "too_large"),
        (b" " * 10_000_001, "too_large"),
    ],
)
def test_verify_refuses_what_is_no_credential(content, reason):
    with pytest.raises(Unreadable) as refused:
        verify(content, at=NOW)

    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ({}, "no_badge"),
        ({"type": "VerifiableCredential"}, "no_badge"),
        ({"type": ["VerifiableCredential", "OpenBadgeCredential"]}, "missing"),
        ("a.b.c", "malformed"),
    ],
)
def test_verify_says_what_is_malformed(content, reason):
    standing, came_of = came(content)

    assert (standing, came_of["form"]) == ("invalid", reason)


def test_verify_is_not_kept_busy_by_what_looks_alike():
    alike = [{"type": ["Evidence"]} for _number in range(12)]

    assert (
        came({**signed().document, "evidence": alike}, fetch=world())[1]["proof"] == "too_tangled"
    )


def test_verify_refuses_vocabularies_that_are_not_shipped():
    context = [*credential()["@context"], "https://mallory.example/context"]

    assert came({**signed().document, "@context": context}, fetch=world())[1]["proof"] == (
        "unknown_context"
    )


def test_verify_asks_a_bounded_number_of_addresses():
    entries = [
        {"id": f"https://a.example/{number}", "type": "1EdTechRevocationList"}
        for number in range(30)
    ]
    asked = []
    here = world()

    def fetch(address):
        asked.append(address)
        return b"{}" if "a.example" in address else here(address)

    came(signed(credential(credentialStatus=entries)).document, fetch=fetch)

    assert len(asked) == 12


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("simple", {**WELL, "issuer": "offline", "status": "no_list"}),
        ("complete", {**WELL, "issuer": "offline", "status": "offline"}),
        ("simple-noproof", {"form": "missing", "proof": "no_proof"}),
    ],
)
def test_verify_judges_the_samples_of_the_standard(name, expected):
    sample = SAMPLES / f"{name}.json"
    if not sample.exists():
        pytest.skip("the samples are not here")
    came_of = came(sample.read_bytes(), at=NOW + timedelta(days=1))[1]

    assert {subject: came_of[subject] for subject in expected} == expected


def test_every_reason_can_be_said():
    assert all(told_reason.format_map(_Anything()) for told_reason in REASONS.values())


class _Anything(dict):
    def __missing__(self, name):
        return name


def _without_issuer():
    return {subject: reason for subject, reason in WELL.items() if subject != "issuer"}


def test_the_document_of_an_issuer_stands_where_its_name_says():
    assert (DID, f"{SITE}/did.json") == (
        "did:web:innesto.example:issuers:anci",
        "https://innesto.example/issuers/anci/did.json",
    )
