"""Occasions on which staff exchanges tell people."""

from django.utils.translation import gettext_lazy as _

KINDS = {
    "placement_agreement": _("The agreement of your staff exchange changes or stands"),
    "placement_later": _("You are asked what became of your staff exchange"),
}
