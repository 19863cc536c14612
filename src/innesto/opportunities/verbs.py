"""What is done here, for the journal."""

from django.utils.translation import pgettext_lazy

VERBS = {
    "opportunity_posted": pgettext_lazy("journal", "posted the opportunity"),
    "opportunity_changed": pgettext_lazy("journal", "changed the opportunity"),
    "opportunity_withdrawn": pgettext_lazy("journal", "withdrew the opportunity"),
}
