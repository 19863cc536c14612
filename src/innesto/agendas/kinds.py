"""Occasions on which agendas tell people."""

from django.utils.translation import gettext_lazy as _

KINDS = {
    "speaker_named": _("You are named as a speaker"),
    "session_moved": _("An exchange at which you speak changes"),
}
