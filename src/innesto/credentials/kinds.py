"""Occasions on which people are told about their credentials."""

from django.utils.translation import gettext_lazy as _

KINDS = {
    "credential_issued": _("You were awarded a credential"),
    "credential_revoked": _("A credential of yours was revoked"),
}
