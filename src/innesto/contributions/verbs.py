"""What is done here, for the journal."""

from django.utils.translation import pgettext_lazy

VERBS = {
    "contribution_call_opened": pgettext_lazy("journal", "called for contributions to"),
    "contribution_sent": pgettext_lazy("journal", "sent the contribution"),
    "contribution_changed": pgettext_lazy("journal", "changed the contribution"),
    "contribution_withdrawn": pgettext_lazy("journal", "withdrew the contribution"),
    "contribution_given": pgettext_lazy("journal", "asked somebody to review"),
    "contribution_assessed": pgettext_lazy("journal", "reviewed"),
    "contribution_decided": pgettext_lazy("journal", "decided on the contribution"),
    "contribution_on_agenda": pgettext_lazy("journal", "put on the agenda"),
}
