"""Occasions on which the house itself tells people."""

from django.utils.translation import gettext_lazy as _

from innesto.toolkit.kinds_of_notice import KindOfNotice, When

KINDS = {
    "invitation_accepted": _("Somebody you invited accepts"),
    "invitation_wanted_again": _("Somebody asks for a new invitation because yours is over"),
    "weekly_letter": KindOfNotice(
        _("The weekly letter of a community"), When.WEEKLY, in_spaces=True
    ),
}
