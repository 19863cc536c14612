"""What is done here, for the journal."""

from django.utils.translation import pgettext_lazy

VERBS = {
    "presence_noted": pgettext_lazy("journal", "noted who was at"),
    "leaving_noted": pgettext_lazy("journal", "noted that somebody left"),
    "presence_corrected": pgettext_lazy("journal", "corrected the hours of somebody at"),
    "certificate_share_set": pgettext_lazy("journal", "set what a certificate asks for at"),
    "certificates_issued": pgettext_lazy("journal", "issued certificates for"),
    "certificate_revoked": pgettext_lazy("journal", "revoked a certificate of"),
}
