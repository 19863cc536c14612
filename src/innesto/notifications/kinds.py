"""Occasions on which the house itself tells people."""

from django.utils.translation import gettext_lazy as _

KINDS = {
    "invitation_accepted": _("Somebody you invited accepts"),
    "invitation_wanted_again": _("Somebody asks for a new invitation because yours is over"),
}
