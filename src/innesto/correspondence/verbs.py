"""What is done here, for the journal: that one wrote, never what or to whom."""

from django.utils.translation import pgettext_lazy

VERBS = {
    "message_sent": pgettext_lazy("journal", "sent a message within"),
    "message_answered": pgettext_lazy("journal", "answered a message within"),
}
