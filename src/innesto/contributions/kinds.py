"""Occasions on which contributions tell people."""

from django.utils.translation import gettext_lazy as _

KINDS = {
    "contribution_given": _("You are asked to review a contribution"),
    "contribution_decided": _("There is a decision on your contribution"),
}
