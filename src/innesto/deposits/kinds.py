"""Occasions on which deposits tell people."""

from django.utils.translation import gettext_lazy as _

from innesto.toolkit.kinds_of_notice import KindOfNotice, When

KINDS = {
    "work_deposited": KindOfNotice(
        _("A work is handed in to a community of yours"), When.DAILY, in_spaces=True
    ),
}
