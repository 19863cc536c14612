"""``innesto credentials verify``: is an Open Badge what it says, and if not, why?"""

import argparse
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from innesto.badges.asking import NotAnswered
from innesto.badges.checks import Outcome, Standing, Verdict
from innesto.badges.pictures import LARGEST_TEXT
from innesto.badges.reading import LARGEST_FILE, Unreadable
from innesto.badges.verifying import verify
from innesto.badges.words import SPOKEN, told, told_standing, told_subject, told_unreadable
from innesto.config.terminal import Ending, say, spoken_language, warn
from innesto.toolkit.outside import NoSuchName, NotAsked, fetched

AGENT = "Innesto (verifies credentials)"
ACCEPT = "application/json, application/ld+json, application/did+json, application/jwt, */*;q=0.5"
SIGNS = {Outcome.PASSED: "✔", Outcome.FAILED: "✘", Outcome.OPEN: "?"}


def run(line: Sequence[str]) -> int:
    """Look at a credential and say what came of each look."""
    parser = argparse.ArgumentParser("innesto credentials", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="verify")
    looking = commands.add_parser("verify", help="verify an Open Badge of version 2.0 or 3.0")
    looking.add_argument("file", type=Path, help="JSON, JWT, PNG or SVG")
    looking.add_argument("--json", action="store_true", help="print for programs")
    looking.add_argument("--offline", action="store_true", help="ask no issuer")
    looking.add_argument(
        "--strict", action="store_true", help="what nobody could look at counts as wrong"
    )
    looking.add_argument("--private", action="store_true", help="also ask the own network")
    looking.add_argument("--language", choices=SPOKEN, default=spoken_language())
    options = parser.parse_args(line)

    def fetch(address: str) -> bytes:
        try:
            return fetched(
                address,
                largest=LARGEST_TEXT,
                agent=AGENT,
                accept=ACCEPT,
                anywhere=options.private,
            )
        except (NotAsked, NoSuchName) as error:
            raise NotAnswered from error

    try:
        with options.file.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
        verdict = verify(content, fetch=None if options.offline else fetch, at=datetime.now(UTC))
    except OSError as error:
        warn(f"innesto credentials: {error}")
        return Ending.WRONG_INPUT
    except Unreadable as error:
        words = told_unreadable(error.reason, options.language)
        if options.json:
            say(_as_json({"standing": "unreadable", "reason": error.reason, "words": words}))
        else:
            warn(words)
        return Ending.WRONG_INPUT
    say(
        _as_json(_told(verdict, options.language))
        if options.json
        else _text(verdict, options.language)
    )
    right = {Standing.VALID} if options.strict else {Standing.VALID, Standing.UNCONFIRMED}
    return Ending.DONE if verdict.standing in right else Ending.BROKEN_RULES


def _text(verdict: Verdict, language: str) -> str:
    summary = verdict.summary
    about = (summary.title, summary.issuer_name or summary.issuer, summary.holder)
    lines = [told_standing(verdict.standing, language), " · ".join(filter(None, about))]
    lines += [
        f"{SIGNS[check.outcome]} {told_subject(check.subject, language)}: {told(check, language)}"
        for check in verdict.checks
    ]
    return "\n".join(filter(None, lines))


def _told(verdict: Verdict, language: str) -> dict[str, object]:
    summary = verdict.summary
    return {
        "standing": verdict.standing,
        "version": verdict.version,
        "carrier": verdict.carrier,
        "proof": verdict.proof,
        "title": summary.title,
        "issuer": summary.issuer,
        "issuer_name": summary.issuer_name,
        "holder": summary.holder,
        "valid_from": summary.since.isoformat() if summary.since else None,
        "valid_until": summary.until.isoformat() if summary.until else None,
        "checks": [
            {
                "subject": check.subject,
                "outcome": check.outcome,
                "reason": check.reason,
                "facts": dict(check.facts),
                "words": told(check, language),
            }
            for check in verdict.checks
        ],
    }


def _as_json(told_things: object) -> str:
    return json.dumps(told_things, ensure_ascii=False, indent=1)
