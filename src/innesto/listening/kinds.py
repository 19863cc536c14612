"""The one occasion on which listening tells people: the same words for all, whatever happened."""

from django.utils.translation import gettext_lazy as _

KINDS = {"listening": _("Something waits for you in listening")}
