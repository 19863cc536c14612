"""Occasions on which the expert desk tells people."""

from django.utils.translation import gettext_lazy as _

KINDS = {
    "question_for_experts": _("A question waits for the experts of a community"),
    "question_moved": _("Something happens to a question you asked or have in hand"),
    "question_gone_further": _("A question nobody answered goes further"),
    "question_needs_you": _("You are asked to help with a question"),
}
