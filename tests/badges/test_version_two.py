import json
from functools import cache

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.badges.making import came, world

ISSUER = "https://school.example/issuer"
KEY = "https://school.example/key"
ASSERTION = "https://school.example/assertions/1"
LIST = "https://school.example/revoked"


@cache
def secret():
    return generate_private_key(65537, 2048)


def key_document(**changed):
    pem = secret().public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return {
        "id": KEY,
        "type": "CryptographicKey",
        "owner": ISSUER,
        "publicKeyPem": pem.decode(),
    } | (changed)


def assertion(**changed):
    return {
        "@context": "https://w3id.org/openbadges/v2",
        "id": ASSERTION,
        "type": "Assertion",
        "recipient": {"type": "email", "hashed": False, "identity": "ada@example.org"},
        "badge": "https://school.example/badge",
        "issuedOn": "2026-01-01T00:00:00Z",
        "verification": {"type": "hosted"},
        **changed,
    }


def school(**pages):
    badge = {
        "id": "https://school.example/badge",
        "type": "BadgeClass",
        "name": "School streets",
        "issuer": ISSUER,
    }
    issuer = {
        "id": ISSUER,
        "type": "Issuer",
        "name": "School",
        "publicKey": KEY,
        "revocationList": LIST,
    }
    return world(
        **{
            "https://school.example/badge": badge,
            ISSUER: issuer,
            KEY: key_document(),
            LIST: {"type": "RevocationList", "revokedAssertions": []},
            ASSERTION: assertion(),
            **pages,
        }
    )


def token(**changed):
    signed = assertion(verification={"type": "signed", "creator": KEY}, **changed)
    return jwt.api_jws.encode(json.dumps(signed).encode(), secret(), algorithm="RS256")


def test_a_hosted_assertion_is_what_its_address_says():
    assert came(assertion(), fetch=school()) == (
        "valid",
        {
            "form": "well_formed",
            "proof": "stands_there",
            "issuer": "place_of_issuer",
            "time": "in_time",
            "status": "not_revoked",
        },
    )


@pytest.mark.parametrize(
    ("pages", "subject", "reason"),
    [
        ({ASSERTION: assertion(expires="2030-01-01T00:00:00Z")}, "proof", "differs_there"),
        ({ASSERTION: assertion(badge="https://school.example/other")}, "proof", "differs_there"),
        ({ASSERTION: assertion(revoked=True)}, "status", "not_revoked"),
        ({LIST: {"revokedAssertions": [{"id": ASSERTION}]}}, "status", "revoked"),
        ({ISSUER: {"id": "https://other.example/issuer"}}, "issuer", "other_place"),
        ({ASSERTION: b"gone"}, "proof", "not_there"),
    ],
)
def test_a_hosted_assertion_is_not_valid(pages, subject, reason):
    standing, came_of = came(assertion(), fetch=school(**pages))

    assert (standing, came_of[subject]) == ("invalid", reason)


def test_a_hosted_assertion_cannot_be_proven_without_its_address():
    assert came(assertion())[1]["proof"] == "not_there"


def test_an_assertion_whose_picture_holds_only_its_address_is_read_there():
    picture = f'<svg xmlns:o="http://openbadges.org"><o:assertion verify="{ASSERTION}"/></svg>'

    assert came(picture, fetch=school())[0] == "valid"


def test_a_signed_assertion_is_proven_by_a_key_that_the_issuer_names():
    assert came(token(), fetch=school())[0] == "valid"


@pytest.mark.parametrize(
    ("changed", "pages", "subject", "reason"),
    [
        ({"expires": "2026-02-01T00:00:00Z"}, {}, "time", "expired"),
        ({}, {LIST: {"revokedAssertions": [ASSERTION]}}, "status", "revoked"),
        ({}, {KEY: key_document(owner="https://other.example")}, "issuer", "other_key"),
        (
            {},
            {ISSUER: {"id": ISSUER, "publicKey": "https://school.example/k2"}},
            "issuer",
            "other_key",
        ),
        ({}, {KEY: b"gone"}, "proof", "no_key"),
        ({"issuedOn": "yesterday"}, {}, "form", "no_date"),
        ({"recipient": None}, {}, "form", "missing"),
    ],
)
def test_a_signed_assertion_is_not_valid(changed, pages, subject, reason):
    standing, came_of = came(token(**changed), fetch=school(**pages))

    assert (standing, came_of[subject]) == ("invalid", reason)


def test_a_signed_assertion_that_was_changed_is_found():
    head, _body, signature = token().split(".")
    _head, body, _signature = token(id="https://school.example/assertions/2").split(".")

    assert came(f"{head}.{body}.{signature}", fetch=school())[1]["proof"] == "altered"
