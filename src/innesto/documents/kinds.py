"""Occasions on which documents tell people."""

from django.utils.translation import gettext_lazy as _

from innesto.toolkit.kinds_of_notice import KindOfNotice, When

KINDS = {
    "document_owed": KindOfNotice(
        _("You owe a document, or its day comes near"), When.DAILY, in_spaces=True
    ),
    "document_returned": _("A document comes back because something is missing"),
    "document_handed_in": KindOfNotice(
        _("A document is handed in to be accepted"), When.DAILY, in_spaces=True
    ),
}
