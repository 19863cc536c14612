"""What is done here, for the journal. That somebody answered is not written (decision 0037)."""

from django.utils.translation import pgettext_lazy

VERBS = {
    "feedback_asked": pgettext_lazy("journal", "asked for feedback on"),
    "feedback_reminded": pgettext_lazy("journal", "reminded of the feedback on"),
    "feedback_closed": pgettext_lazy("journal", "closed the feedback on"),
    "feedback_looked_at": pgettext_lazy("journal", "looked at a text of the feedback on"),
    "feedback_shared": pgettext_lazy("journal", "shared the feedback on"),
}
