"""Occasions on which networks tell people."""

from django.utils.translation import gettext_lazy as _

from innesto.toolkit.kinds_of_notice import KindOfNotice, When

KINDS = {
    "relation_dormant": KindOfNotice(
        _("A relation that you keep is to be looked at"), When.WEEKLY, in_spaces=True
    ),
}
