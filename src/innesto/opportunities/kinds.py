"""Occasions on which opportunities tell people."""

from django.utils.translation import gettext_lazy as _

from innesto.toolkit.kinds_of_notice import KindOfNotice, When

KINDS = {
    "opportunity_posted": KindOfNotice(
        _("There is an opportunity in a territory where you are active"),
        When.WEEKLY,
        in_spaces=True,
    ),
}
