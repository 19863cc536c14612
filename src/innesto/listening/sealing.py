"""How a plea is tied to whoever asked it, so that only that person finds it again.

No room fits: queries look for marks and actions leave them.

A mark is a keyed digest (HMAC, SHA-256) of the person's number and the plea's handle; the key
comes from the secret key of the installation. The tables alone do not tell who asked. Whoever
holds the database *and* the secret key can try every person, and finds out.
"""

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.utils.crypto import salted_hmac

SALT = "innesto.listening.seal"


def mark_of(person: int, plea: str, *, secret: str | bytes | None = None) -> str:
    """Return the mark that this person asked this plea."""
    words = f"{person}:{plea}"
    return salted_hmac(SALT, words, secret=secret, algorithm="sha256").hexdigest()


def marks_of(person: int, pleas: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each mark the person may have left on these pleas, with the plea; old keys too."""
    for plea in pleas:
        for secret in (None, *settings.SECRET_KEY_FALLBACKS):
            yield mark_of(person, plea, secret=secret), plea
