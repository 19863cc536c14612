"""What a credential says, before it is signed: version 3.0 of Open Badges.

No room fits: it reads no tables and decides nothing; the action signs it.
"""

import hashlib
import secrets
from typing import Any

from django.urls import reverse

from innesto.badges.issuing import CONTEXT, moment, status_entry
from innesto.credentials.models import Achievement, Credential, Evidence, said_in, site_address


def worded(credential: Credential, email: str) -> dict[str, Any]:
    """Return the credential in its own language, with its place in the list as JSON."""
    achievement, language = credential.achievement, credential.language
    document: dict[str, Any] = {
        "@context": CONTEXT,
        "id": site_address(credential.get_absolute_url()),
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": said_in(achievement.names, language),
        "issuer": {
            "id": credential.issuer.did,
            "type": ["Profile"],
            "name": credential.issuer.organisation.name,
            "url": site_address(credential.issuer.organisation.get_absolute_url()),
        },
        "validFrom": moment(credential.issued_at),
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": _identifiers(credential.name, email),
            "achievement": _achievement(achievement, language),
        },
        "credentialStatus": status_entry(credential.status_list.address, credential.place),
    }
    if credential.expires_at:
        document["validUntil"] = moment(credential.expires_at)
    if credential.evidence:
        document["evidence"] = [_evidence(one) for one in credential.shown]
    return document


def token_status(credential: Credential) -> dict[str, Any]:
    """Return what the token says instead: its place in the list as token."""
    address = f"{credential.status_list.address}jwt/"
    return {"credentialStatus": status_entry(address, credential.place)}


def _identifiers(name: str, email: str) -> list[dict[str, Any]]:
    """Say who holds it: by name, and by an address that only who knows it can recognise."""
    salt = secrets.token_hex(8)
    digest = hashlib.sha256(f"{email}{salt}".encode()).hexdigest()
    return [
        {
            "type": "IdentityObject",
            "identityType": "name",
            "identityHash": name,
            "hashed": False,
        },
        {
            "type": "IdentityObject",
            "identityType": "emailAddress",
            "identityHash": f"sha256${digest}",
            "hashed": True,
            "salt": salt,
        },
    ]


def _achievement(achievement: Achievement, language: str) -> dict[str, Any]:
    name = said_in(achievement.names, language)
    image = reverse("credentials:image", args=[achievement.pk])
    worded: dict[str, Any] = {
        "id": site_address(achievement.get_absolute_url()),
        "type": ["Achievement"],
        "achievementType": achievement.kind,
        "name": name,
        "description": said_in(achievement.abouts, language),
        "criteria": {
            "id": site_address(achievement.get_absolute_url()),
            "narrative": said_in(achievement.criteria, language),
        },
        "image": {"id": site_address(image), "type": "Image", "caption": name},
        "inLanguage": language,
        "version": str(achievement.version),
    }
    if achievement.alignments:
        worded["alignment"] = [
            {"type": ["Alignment"], "targetName": one["name"], "targetUrl": one["address"]}
            for one in achievement.alignments
        ]
    return worded


def _evidence(one: Evidence) -> dict[str, Any]:
    worded: dict[str, Any] = {"type": ["Evidence"], "name": one.name}
    if one.address:
        worded["id"] = one.address
    if told := " – ".join(filter(None, (one.on.isoformat() if one.on else "", one.text))):
        worded["narrative"] = told
    return worded
