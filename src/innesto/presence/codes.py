"""Codes that prove that somebody is on the spot, and the picture of an address.

Not a room: views show them, forms read them. Decision 0036. The code on the screen changes every
five minutes, so that one sent home is soon worth nothing; the one on a printed sheet holds for its
session. Codes are computed from the key of the installation, and kept nowhere.
"""

from base64 import b32encode
from collections.abc import Iterator
from datetime import datetime, timedelta

import segno
from django.core import signing
from django.utils.crypto import salted_hmac
from django.utils.safestring import SafeString

from innesto.exchanges.models import Exchange
from innesto.presence.models import plain_code
from innesto.presence.sessions import BEFORE, Session, sessions_of
from innesto.registrations.models import Registration

WINDOW = 300  # seconds for which a code is shown
LATE = 2
"""So many windows later a code is still taken: one walks to the door and types it."""
OFFLINE = timedelta(days=14)
"""So long after it was written a note without network is taken."""
PRINTED = -1
LENGTH = 8
_OWN = signing.Signer(salt="innesto.presence.own")


def shown_code(exchange: Exchange, session: Session, at: datetime) -> str:
    """Return the code for a screen at this moment."""
    return _code(exchange, session, int(at.timestamp()) // WINDOW)


def printed_code(exchange: Exchange, session: Session) -> str:
    """Return the code for a sheet that hangs during a whole session."""
    return _code(exchange, session, PRINTED)


def _code(exchange: Exchange, session: Session, window: int) -> str:
    words = f"{exchange.pk}:{session.key}:{window}"
    digest = salted_hmac("innesto.presence.code", words, algorithm="sha256").digest()
    # Without letters that look like figures: I and O are read as 8 and 9.
    return b32encode(digest).decode()[:LENGTH].replace("I", "8").replace("O", "9")


def session_of_code(
    exchange: Exchange, typed: str, *, at: datetime, said: datetime | None = None
) -> tuple[Session, datetime] | None:
    """Return the session a code was shown in, and the moment that counts; None if it is over.

    ``said`` is when a phone without network noted it, by its own clock, which may be some
    minutes wrong; a later sending counts from then.
    """
    moment = said if said and timedelta() <= at - said <= OFFLINE else at
    code = plain_code(typed)
    for session in sessions_of(exchange):
        is_now = session.starts_at - BEFORE <= moment <= session.ends_at
        if is_now and code in _good(exchange, session, moment):
            return session, moment
    return None


def _good(exchange: Exchange, session: Session, moment: datetime) -> Iterator[str]:
    now = int(moment.timestamp()) // WINDOW
    yield printed_code(exchange, session)
    yield from (_code(exchange, session, window) for window in range(now - LATE, now + 2))


def own_token(registration: Registration) -> str:
    """Return what a person's own code says: who they are, signed."""
    return _OWN.sign(str(registration.pk))


def owner_of(token: str) -> int | None:
    """Return the registration in a person's own code, or None if we never wrote it."""
    try:
        return int(_OWN.unsign(token))
    except signing.BadSignature:
        return None


def qr_picture(address: str) -> SafeString:
    """Draw an address as a QR code: SVG without words, so put the address beside it."""
    drawn = segno.make(address, error="m").svg_inline(scale=1, border=4, omitsize=True)
    return SafeString(drawn)
