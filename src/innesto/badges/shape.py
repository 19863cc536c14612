"""What a credential of version 3.0 must say at least, when it holds, and what it tells a reader."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from innesto.badges.checks import Evidence, Failing, Summary
from innesto.badges.strict_json import id_of, listed, words_in

BADGE = {"OpenBadgeCredential", "AchievementCredential"}
CONTEXTS = ("https://www.w3.org/ns/credentials/v2", "https://www.w3.org/2018/credentials/v1")


def is_three(document: Mapping[str, Any]) -> bool:
    """Tell whether this says that it is a credential of the third version."""
    return "VerifiableCredential" in listed(document.get("type"))


def check_shape(document: Mapping[str, Any]) -> None:
    """See that nothing is missing that the standard asks for. Raises ``Failing``."""
    if not BADGE.intersection(_texts(document.get("type"))):
        raise Failing("no_badge", types=", ".join(_texts(document.get("type"))))
    missing = next(_missing(document), None)
    if missing:
        raise Failing("missing", field=missing)
    since, until = validity_of(document)
    if since and until and until < since:
        raise Failing("ends_before_it_begins")


def _missing(document: Mapping[str, Any]) -> Iterator[str]:
    if not listed(document.get("@context")) or listed(document["@context"])[0] not in CONTEXTS:
        yield "@context"
    if not id_of(document.get("issuer")):
        yield "issuer.id"
    subjects = [one for one in listed(document.get("credentialSubject")) if isinstance(one, dict)]
    if not subjects:
        yield "credentialSubject"
    for subject in subjects:
        achievement = subject.get("achievement")
        if not isinstance(achievement, dict):
            yield "credentialSubject.achievement"
            continue
        for name in ("id", "name", "description"):
            if not words_in(achievement.get(name)):
                yield f"achievement.{name}"
        if not isinstance(achievement.get("criteria"), dict):
            yield "achievement.criteria"
    if validity_of(document)[0] is None:
        yield "validFrom"


def _texts(value: Any) -> list[str]:
    return [one for one in listed(value) if isinstance(one, str)]


def validity_of(document: Mapping[str, Any]) -> tuple[datetime | None, datetime | None]:
    """Return from when and until when it holds. Raises ``Failing`` for what is no date."""
    since = document.get("validFrom", document.get("issuanceDate"))
    until = document.get("validUntil", document.get("expirationDate"))
    return moment_of(since), moment_of(until)


def moment_of(text: Any) -> datetime | None:
    """Return a moment as credentials write it. Raises ``Failing``."""
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except (TypeError, ValueError) as error:
        raise Failing("no_date", text=text) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def check_time(since: datetime | None, until: datetime | None, *, at: datetime) -> None:
    """See that the moment lies within. Raises ``Failing``."""
    if since and at < since:
        raise Failing("not_yet", day=since.isoformat())
    if until and until < at:
        raise Failing("expired", day=until.isoformat())


def summary_of(document: Mapping[str, Any]) -> Summary:
    """Return what a credential tells a reader, as far as it can be read."""
    subject = _first(document.get("credentialSubject"))
    achievement = _first(subject.get("achievement"))
    issuer = document.get("issuer")
    try:
        since, until = validity_of(document)
    except Failing:
        since = until = None
    return Summary(
        title=words_in(achievement.get("name")) or words_in(document.get("name")),
        text=words_in(achievement.get("description")),
        criteria=words_in(_first(achievement.get("criteria")).get("narrative")),
        issuer=id_of(issuer),
        issuer_name=words_in(_first(issuer).get("name")),
        holder=_holder(subject),
        since=since,
        until=until,
        evidence=evidence_in(document.get("evidence")),
    )


def evidence_in(value: Any) -> tuple[Evidence, ...]:
    """Return what is named as evidence."""
    return tuple(
        Evidence(
            words_in(one.get("name")),
            id_of(one),
            words_in(one.get("narrative")) or words_in(one.get("description")),
        )
        for one in listed(value)
        if isinstance(one, dict)
    )


def _first(value: Any) -> Mapping[str, Any]:
    return next((one for one in listed(value) if isinstance(one, dict)), {})


def _holder(subject: Mapping[str, Any]) -> str:
    """Return whom it is for: a name that stands in it, else an identifier that says who."""
    known = {
        str(one.get("identityType")): words_in(one.get("identityHash"))
        for one in listed(subject.get("identifier"))
        if isinstance(one, dict) and not one.get("hashed")
    }
    return known.get("name") or known.get("emailAddress") or id_of(subject)
