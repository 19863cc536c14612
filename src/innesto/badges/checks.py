"""What was looked at in a credential, and what came of it."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Subject(StrEnum):
    """What is looked at, in this order."""

    FORM = "form"
    PROOF = "proof"
    ISSUER = "issuer"
    TIME = "time"
    STATUS = "status"


class Outcome(StrEnum):
    """What came of it; OPEN: nobody could tell."""

    PASSED = "passed"
    FAILED = "failed"
    OPEN = "open"


class Standing(StrEnum):
    """What all checks come to."""

    VALID = "valid"
    UNCONFIRMED = "unconfirmed"
    """Right as far as one could look, but something could not be looked at."""
    INVALID = "invalid"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at. ``reason`` is a key of ``words``, ``facts`` fill its gaps."""

    subject: Subject
    outcome: Outcome
    reason: str
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something that shows what was done."""

    name: str = ""
    address: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a credential says, of either version, as far as it says it. Nothing here is proven."""

    title: str = ""
    text: str = ""
    criteria: str = ""
    issuer: str = ""
    issuer_name: str = ""
    holder: str = ""
    since: datetime.datetime | None = None
    until: datetime.datetime | None = None
    evidence: Sequence[Evidence] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """All checks of a credential, in the order of ``Subject``."""

    version: str
    """«2.0», «3.0», or nothing when it is no badge."""
    carrier: str
    """How it came: ``json``, ``token``, ``png``, ``svg``."""
    proof: str
    """By what it is proven: ``EdDSA``, ``eddsa-rdfc-2022``, ``hosted`` …"""
    checks: Sequence[Check]
    summary: Summary
    content: Mapping[str, Any]

    @property
    def standing(self) -> Standing:
        """What the checks come to."""
        outcomes = {check.outcome for check in self.checks}
        if Outcome.FAILED in outcomes:
            return Standing.INVALID
        return Standing.UNCONFIRMED if Outcome.OPEN in outcomes else Standing.VALID


class Failing(Exception):
    """Something is wrong with the credential; ``reason`` is a key of ``words``."""

    def __init__(self, reason: str, **facts: object) -> None:
        super().__init__(reason, facts)
        self.reason = reason
        self.facts = {name: str(fact)[:LONGEST_FACT] for name, fact in facts.items()}


class Unknown(Failing):
    """Something could not be looked at."""


LONGEST_FACT = 300
