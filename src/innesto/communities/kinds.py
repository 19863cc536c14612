"""Occasions on which communities tell people."""

from django.utils.translation import gettext_lazy as _

KINDS = {
    "community_asked": _("Somebody asks to come into a community you lead"),
    "community_let_in": _("A community lets you in"),
    "community_review": _("A community you lead is to be looked at again"),
    "bridge_offered": _("A work is offered to a community you lead"),
    "bridge_answered": _("Another community answers what you offered it"),
}
