"""Occasions on which feedback tells people."""

from django.utils.translation import gettext_lazy as _

KINDS = {
    "feedback_asked": _("Somebody asks what an exchange brought you"),
    "feedback_shared": _("The results of feedback you gave are there"),
}
