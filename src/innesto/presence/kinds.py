"""Occasions on which people are told about their presence."""

from django.utils.translation import gettext_lazy as _

KINDS = {"certificate_issued": _("Your certificate of attendance is ready")}
