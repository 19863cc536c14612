"""Occasions on which messages tell people."""

from django.utils.translation import gettext_lazy as _

from innesto.toolkit.kinds_of_notice import KindOfNotice, When

KINDS = {
    "message_sent": KindOfNotice(_("A project or partner writes to you"), When.NOW, in_spaces=True),
    "message_answered": KindOfNotice(_("A message is answered"), When.NOW, in_spaces=True),
}
