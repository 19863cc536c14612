"""Asking issuers for whoever verifies a credential on our pages.

No room fits: the page that verifies uses it. What this installation published itself is read
without asking anyone; all other addresses are asked within limits, never the own network.
"""

import json
import time
from urllib.parse import urlsplit

from django.conf import settings

from innesto.badges.asking import NotAnswered
from innesto.badges.issuing import did_document
from innesto.badges.pictures import LARGEST_TEXT
from innesto.credentials.models import Issuer, StatusList
from innesto.credentials.queries import public_keys
from innesto.toolkit.outside import NoSuchName, NotAsked, fetched

AGENT = "Innesto (verifies credentials)"
ACCEPT = "application/json, application/ld+json, application/did+json, application/jwt, */*;q=0.5"
PATIENCE = 12
"""Seconds for all addresses of one credential: somebody waits for the page."""


class Asking:
    """Asks for one credential; pass ``fetch`` on."""

    def __init__(self) -> None:
        self._ends = time.monotonic() + PATIENCE

    def fetch(self, address: str) -> bytes:
        """Return what an address answers. Raises ``NotAnswered``."""
        own = _own(address)
        if own is not None:
            return own
        left = self._ends - time.monotonic()
        if left <= 0 or settings.LINKS == "off":
            raise NotAnswered
        try:
            return fetched(
                address,
                largest=LARGEST_TEXT,
                agent=AGENT,
                accept=ACCEPT,
                anywhere=settings.LINKS == "all",
                patience=min(left, PATIENCE / 3),
            )
        except (NotAsked, NoSuchName) as error:
            raise NotAnswered from error


def _own(address: str) -> bytes | None:
    """Return a document or list that stands here; did:web says https even on one's own machine."""
    parts = urlsplit(address)
    words = parts.path.strip("/").split("/")
    code = words[2] if len(words) > 3 and words[:2] == ["credenziali", "emittenti"] else ""
    issuer = Issuer.objects.filter(code=code).first() if code else None
    if issuer is None or urlsplit(issuer.address).netloc != parts.netloc:
        return None
    if words[3:] == ["did.json"]:
        return json.dumps(did_document(issuer.did, public_keys(issuer))).encode()
    number = words[4] if len(words) > 4 and words[3] == "stato" else ""
    kept = StatusList.objects.filter(issuer=issuer, number=number) if number.isdecimal() else None
    found = kept.first() if kept else None
    if found is None:
        return None
    return found.token.encode() if words[5:] == ["jwt"] else json.dumps(found.document).encode()
