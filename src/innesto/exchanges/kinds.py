"""Occasions on which exchanges tell people."""

from django.utils.translation import gettext_lazy as _

KINDS = {
    "exchange_created": _("An exchange in which you take part is announced"),
    "exchange_moved": _("An exchange in which you take part changes"),
    "exchange_left": _("You need not come to an exchange any more"),
    "exchange_ended": _("An exchange in which you take part is called off"),
}
