"""A certificate on paper: what is kept of it, in the language of the person.

No room fits: it reads no tables and decides nothing; the view hands it out.
"""

from pathlib import Path

from django.utils import timezone, translation
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from innesto.presence.codes import qr_picture
from innesto.presence.models import Certificate
from innesto.toolkit.dates import day, days
from innesto.toolkit.paper.ask import printed

TEMPLATE = Path(__file__).parent / "paper" / "certificate.typ"


def days_said(certificate: Certificate) -> str:
    """Write the days on which the person was there: «10 marzo 2027, 12 marzo 2027»."""
    read = [on for on in map(parse_date, certificate.days) if on]
    if read and (read[-1] - read[0]).days == len(read) - 1:
        return days(read[0], read[-1])
    return ", ".join(map(day, read))


def certificate_rows(certificate: Certificate) -> list[tuple[str, str]]:
    """Return what a certificate says, with names in the reader's language."""
    hours = {"hours": certificate.hours, "whole": certificate.whole_hours}
    return [
        (_("Name"), certificate.name),
        (_("Exchange"), certificate.title),
        (_("Programme"), certificate.programme),
        (_("Where"), certificate.place),
        (_("Days"), days_said(certificate)),
        (_("Hours attended"), _("%(hours)s of %(whole)s") % hours),
        (_("Issued on"), day(timezone.localdate(certificate.issued_at))),
    ]


def certificate_pdf(certificate: Certificate, *, address: str) -> bytes:
    """Return the certificate as a tagged PDF; ``address`` is where it is verified."""
    with translation.override(certificate.language):
        data = {
            "lang": certificate.language,
            "author": "Innesto",
            "title": _("Certificate of attendance"),
            "running": certificate.programme,
            "date": day(timezone.localdate(certificate.issued_at)),
            "page": _("page"),
            "source": address,
            "name": certificate.name,
            "attended": _("took part in"),
            "exchange": certificate.title,
            "rows": certificate_rows(certificate)[2:],
            "notice": certificate.notice,
            "verify": _("Verify this certificate with the code %(code)s at")
            % {"code": certificate.shown_code},
            "picture": str(qr_picture(address)),
            "picture_words": _("QR code of the address above"),
        }
    return printed(TEMPLATE, data)
