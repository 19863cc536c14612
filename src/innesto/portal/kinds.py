"""Occasions on which the portal tells people."""

from django.utils.translation import gettext_lazy as _

KINDS = {"search_news": _("A saved search of yours finds something new")}
