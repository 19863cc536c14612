"""Occasions on which assignments tell people."""

from django.utils.translation import gettext_lazy as _

KINDS = {"work_decided": _("There is a result for a work you handed in")}
