"""A credential as people read it: its rows for the page, and on paper.

No room fits: it reads no tables and decides nothing; views show it and hand it out.
"""

from pathlib import Path

import segno
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from innesto.credentials.models import Credential
from innesto.toolkit.dates import day
from innesto.toolkit.paper.ask import printed

TEMPLATE = Path(__file__).parent / "paper" / "credential.typ"


def credential_rows(credential: Credential) -> list[tuple[str, str]]:
    """Return what a credential says, with names in the reader's language."""
    ends = credential.expires_at
    achievement = credential.document["credentialSubject"]["achievement"]
    return [
        (_("Awarded to"), credential.name),
        (_("Awarded by"), credential.issuer.organisation.name),
        (_("What it is"), achievement["description"]),
        (_("What one must have done"), achievement["criteria"]["narrative"]),
        (_("Awarded on"), day(timezone.localdate(credential.issued_at))),
        (_("Holds until"), day(timezone.localdate(ends)) if ends else _("for ever")),
    ]


def credential_pdf(credential: Credential, *, address: str) -> bytes:
    """Return it as a tagged PDF; ``address`` is where it is verified."""
    with translation.override(credential.language):
        rows = credential_rows(credential)
        data = {
            "lang": credential.language,
            "author": credential.issuer.organisation.name,
            "title": credential.title,
            "running": credential.issuer.organisation.name,
            "date": day(timezone.localdate(credential.issued_at)),
            "page": _("page"),
            "source": address,
            "name": credential.name,
            "about": rows[2][1],
            "rows": [rows[1], *rows[3:]],
            "shown": _("What shows it"),
            "evidence": [
                " – ".join(filter(None, (one.name, one.day, one.text, one.address)))
                for one in credential.shown
            ],
            "verify": _("Verify this credential with the code %(code)s at")
            % {"code": credential.shown_code},
            "picture": segno.make(address, error="m").svg_inline(scale=1, border=4, omitsize=True),
            "picture_words": _("QR code of the address above"),
        }
    return printed(TEMPLATE, data)
