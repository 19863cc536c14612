"""Occasions on which trainings tell people."""

from django.utils.translation import gettext_lazy as _

KINDS = {
    "presence_asked": _("Somebody writes that you were at a training"),
    "witness_asked": _("You are asked as a witness"),
}
