"""What is done here, for the journal."""

from django.utils.translation import pgettext_lazy

VERBS = {
    "award_laid_out": pgettext_lazy("journal", "said how one earns"),
    "requirement_added": pgettext_lazy("journal", "asks for one thing more for"),
    "requirement_dropped": pgettext_lazy("journal", "asks for one thing less for"),
    "candidacy_begun": pgettext_lazy("journal", "set out for"),
    "statement_asked": pgettext_lazy("journal", "asked a witness for"),
    "statement_answered": pgettext_lazy("journal", "answered as a witness for"),
    "award_given": pgettext_lazy("journal", "awarded, with all its evidence,"),
}
