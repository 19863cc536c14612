"""What came of each look, in plain words of the reader's language."""

import gettext as library
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from innesto.badges.checks import Check, Outcome, Standing, Subject

CATALOGUES = Path(__file__).parent / "locale"
SPOKEN = ("it", "en", "de", "sv", "fi")


def gettext_noop(message: str) -> str:
    """Mark a message for translation where it is written and not yet spoken."""
    return message


SUBJECTS = {
    Subject.FORM: gettext_noop("Form"),
    Subject.PROOF: gettext_noop("Signature"),
    Subject.ISSUER: gettext_noop("Issuer"),
    Subject.TIME: gettext_noop("Validity"),
    Subject.STATUS: gettext_noop("Revocation"),
}

STANDINGS = {
    Standing.VALID: gettext_noop("This credential is valid"),
    Standing.UNCONFIRMED: gettext_noop(
        "This credential is right in itself, but not all is confirmed"
    ),
    Standing.INVALID: gettext_noop("This credential is not valid"),
}

OUTCOMES = {
    Outcome.PASSED: gettext_noop("in order"),
    Outcome.FAILED: gettext_noop("not in order"),
    Outcome.OPEN: gettext_noop("could not be looked at"),
}

UNREADABLE = {
    "empty": gettext_noop("The file is empty."),
    "too_large": gettext_noop("The file is too large for a credential."),
    "broken_picture": gettext_noop("The picture is damaged, or made to do harm."),
    "no_badge_inside": gettext_noop("There is no credential in this picture."),
    "not_a_badge_file": gettext_noop(
        "This is no credential: we read JSON, signed tokens (JWT), and PNG or SVG pictures."
    ),
}

REASONS = {
    # Form
    "well_formed": gettext_noop("It says everything that a badge must say."),
    "malformed": gettext_noop("It is damaged, or was written wrongly ({detail})."),
    "missing": gettext_noop("Something that a badge must say is missing: {field}."),
    "no_badge": gettext_noop("It is no Open Badge of version 2.0 or 3.0 (it says: {types})."),
    "no_date": gettext_noop("A date cannot be read: {text}"),
    "ends_before_it_begins": gettext_noop("It ends before it begins."),
    # Signature
    "signed": gettext_noop("It is as it was signed ({proof})."),
    "stands_there": gettext_noop("The issuer's address says the same: {address}"),
    "no_proof": gettext_noop("Nobody signed it: anybody could have written it."),
    "unknown_proof": gettext_noop("We do not know this kind of proof: {proof}."),
    "altered": gettext_noop(
        "The signature does not fit: it was changed after signing, or another key signed it."
    ),
    "unsigned_words": gettext_noop(
        "It says things that its vocabulary does not know, and no signature covers them: {words}."
    ),
    "odd_spelling": gettext_noop(
        "It is spelled so that others may read it differently from what was signed: {words}"
    ),
    "unknown_context": gettext_noop("It uses a vocabulary that we do not know: {address}"),
    "too_tangled": gettext_noop("It is so tangled that nobody could check it in reasonable time."),
    "wrong_kind_of_key": gettext_noop("The key is not of the kind that this proof needs."),
    "wrong_purpose": gettext_noop("The proof was not made for credentials, but for: {purpose}."),
    "claims_differ": gettext_noop("The token contradicts the credential in it ({claim})."),
    "no_key": gettext_noop("The key that signed it cannot be had: {key}"),
    "unknown_key_place": gettext_noop("We cannot look for a key at this kind of place: {key}"),
    "differs_there": gettext_noop("The issuer's address says something else ({field})."),
    "not_there": gettext_noop(
        "Only its own address could prove it, and that does not answer: {address}"
    ),
    # Issuer
    "key_of_issuer": gettext_noop("The key is that of the issuer: {issuer}"),
    "place_of_issuer": gettext_noop("It stands at an address of the issuer: {issuer}"),
    "other_key": gettext_noop("The key is not one of the issuer that it names: {issuer}"),
    "other_place": gettext_noop(
        "It stands at {address}, which is not an address of the issuer: {issuer}"
    ),
    "no_keys_there": gettext_noop(
        "The issuer's address does not say which keys are its own: {address}"
    ),
    "silent": gettext_noop("This address does not answer as it should: {address}"),
    "offline": gettext_noop("It was not asked, because nothing was to be asked: {address}"),
    "asked_enough": gettext_noop("It names too many addresses; this one was not asked: {address}"),
    # Validity
    "in_time": gettext_noop("It holds today."),
    "expired": gettext_noop("It expired: {day}"),
    "not_yet": gettext_noop("It does not hold yet, but from: {day}"),
    # Revocation
    "not_revoked": gettext_noop("The issuer did not take it back."),
    "no_list": gettext_noop("The issuer keeps no list of credentials that were taken back."),
    "revoked": gettext_noop("The issuer took it back. {why}"),
    "suspended": gettext_noop("The issuer suspended it. {why}"),
    "unknown_status": gettext_noop(
        "We do not know this kind of list of what was taken back: {kind}"
    ),
    "bad_list": gettext_noop("The list of what was taken back cannot be trusted: {address}"),
}


@cache
def catalogue(language: str) -> library.NullTranslations:
    """Return the translations into a language; what it lacks is said in English."""
    return library.translation("django", CATALOGUES, [language], fallback=True)


def told(check: Check, language: str) -> str:
    """Say what came of a look."""
    words = catalogue(language).gettext(REASONS[check.reason])
    return words.format_map(_Gaps(check.facts)).strip()


def told_subject(subject: Subject, language: str) -> str:
    """Name what was looked at."""
    return catalogue(language).gettext(SUBJECTS[subject])


def told_standing(standing: Standing, language: str) -> str:
    """Say what all looks come to."""
    return catalogue(language).gettext(STANDINGS[standing])


def told_outcome(outcome: Outcome, language: str) -> str:
    """Say in a word what came of a look."""
    return catalogue(language).gettext(OUTCOMES[outcome])


def told_unreadable(reason: str, language: str) -> str:
    """Say why no credential was found in a file."""
    return catalogue(language).gettext(UNREADABLE[reason])


class _Gaps(dict[str, str]):
    def __init__(self, facts: Mapping[str, str]) -> None:
        super().__init__(facts)

    def __missing__(self, name: str) -> str:
        return "–"
