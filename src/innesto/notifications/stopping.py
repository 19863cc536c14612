"""The link in a mail that ends such mails, without signing in.

No room fits: mails write it and a view understands it.
"""

from dataclasses import dataclass

from django.core import signing

SALT = "innesto.notifications.stop"


@dataclass(frozen=True, slots=True)
class Stop:
    """Whose mail ends, and which: of a space, of a kind, of a kind in a space.

    With a ``rhythm`` it is the digests, and so whatever comes in them.
    """

    person: int
    space: str = ""
    kind: str = ""
    rhythm: str = ""

    @property
    def token(self) -> str:
        """The last part of the link."""
        return signing.dumps([self.person, self.space, self.kind, self.rhythm], salt=SALT)


def read_stop(token: str) -> Stop | None:
    """Return what a link ends, unless anything in it was changed."""
    try:
        return Stop(*signing.loads(token, salt=SALT))
    except signing.BadSignature:
        return None
