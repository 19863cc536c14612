"""Occasions on which awards tell people."""

from django.utils.translation import gettext_lazy as _

KINDS = {"statement_asked": _("You are asked as a witness for a credential")}
