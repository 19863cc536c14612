"""Occasions on which deposits tell people."""

from django.utils.translation import gettext_lazy as _

KINDS = {"work_deposited": _("A work is handed in to a community of yours")}
