"""Occasions on which minutes tell people."""

from django.utils.translation import gettext_lazy as _

from innesto.toolkit.kinds_of_notice import KindOfNotice, When

KINDS = {
    "minutes_sent": _("Minutes of an exchange of yours go round for remarks"),
    "minutes_approved": KindOfNotice(_("Minutes of an exchange of yours are approved"), When.DAILY),
    "minutes_remarked": KindOfNotice(_("Somebody remarks on minutes you write"), When.DAILY),
    "task_given": _("The minutes give you a task"),
    "task_due": _("A task of yours is due, or late"),
}
