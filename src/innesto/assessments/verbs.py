"""What is done here, for the journal."""

from django.utils.translation import pgettext_lazy

VERBS = {
    "assessment_round_opened": pgettext_lazy("journal", "asked for self-assessments:"),
    "assessment_round_closed": pgettext_lazy("journal", "closed the self-assessments:"),
}
