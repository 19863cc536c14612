"""Credentials for tests: signed by issuers of a small world that answers without a network."""

import json
from datetime import UTC, datetime

from innesto.badges.asking import NotAnswered
from innesto.badges.issuing import (
    CONTEXT,
    Signing,
    did_at,
    did_document,
    public_of,
    secret_of,
    sign,
    status_entry,
    status_list,
)
from innesto.badges.verifying import verify

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
SITE = "https://innesto.example/issuers/anci"
DID = did_at(SITE)
OLD, NEW = bytes(range(32)), bytes(range(1, 33))
LIST = f"{SITE}/status/1"


def signing(secret=NEW, name="key-2", did=DID):
    return Signing(secret_of(secret), f"{did}#{name}")


def credential(**changed):
    return {
        "@context": CONTEXT,
        "id": "https://innesto.example/credentials/AB",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": DID, "type": ["Profile"], "name": "ANCI"},
        "validFrom": "2026-11-01T00:00:00Z",
        "name": "Digital City Expert",
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": [
                {
                    "type": "IdentityObject",
                    "identityType": "name",
                    "identityHash": "Ada Prova",
                    "hashed": False,
                }
            ],
            "achievement": {
                "id": "https://innesto.example/achievements/1",
                "type": ["Achievement"],
                "name": "Digital City Expert",
                "description": "Leads digital change at home.",
                "criteria": {"narrative": "Passed all units and held a session at home."},
            },
        },
        "credentialStatus": status_entry(LIST, 7),
        **changed,
    }


def signed(document=None, key=None, at=NOW):
    in_token = {"credentialStatus": status_entry(f"{LIST}/jwt", 7)} if document is None else {}
    return sign(document or credential(), key or signing(), at=at, in_token=in_token)


def world(*, revoked=(), did=None, **pages):
    """Return a way to ask: the issuer's document and its list, and what else is given."""
    bits = status_list(address=LIST, issuer=DID, revoked=revoked, since=NOW)
    keys = {"key-2": public_of(NEW), "key-1": public_of(OLD)}
    answers = {
        f"{SITE}/did.json": did or did_document(DID, keys),
        LIST: sign(bits, signing(), at=NOW).document,
        f"{LIST}/jwt": sign(bits, signing(), at=NOW).token.encode(),
        **pages,
    }

    def fetch(address):
        try:
            answer = answers[address]
        except KeyError as error:
            raise NotAnswered from error
        return answer if isinstance(answer, bytes) else json.dumps(answer).encode()

    return fetch


def came(content, *, fetch=None, at=NOW):
    """Verify and return standing, and subject → reason."""
    if isinstance(content, dict):
        content = json.dumps(content)
    if isinstance(content, str):
        content = content.encode()
    verdict = verify(content, fetch=fetch, at=at)
    return verdict.standing, {check.subject: check.reason for check in verdict.checks}
