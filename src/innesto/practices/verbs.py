"""What is done here, for the journal."""

from django.utils.translation import pgettext_lazy

VERBS = {
    "practice_drafted": pgettext_lazy("journal", "began the sheet"),
    "practice_edited": pgettext_lazy("journal", "changed the sheet"),
    "practice_discarded": pgettext_lazy("journal", "threw away the draft"),
    "evidence_added": pgettext_lazy("journal", "added evidence to"),
    "evidence_edited": pgettext_lazy("journal", "corrected evidence of"),
    "evidence_removed": pgettext_lazy("journal", "removed evidence from"),
    "act_attached": pgettext_lazy("journal", "attached an act to"),
    "act_detached": pgettext_lazy("journal", "took an act off"),
    "picture_added": pgettext_lazy("journal", "added a picture to"),
    "picture_removed": pgettext_lazy("journal", "removed a picture from"),
    "practice_submitted": pgettext_lazy("journal", "sent the sheet"),
    "changes_asked": pgettext_lazy("journal", "asked for changes in"),
    "practice_refused": pgettext_lazy("journal", "refused"),
    "practice_published": pgettext_lazy("journal", "published"),
    "opinion_given": pgettext_lazy("journal", "gave an opinion on"),
    "practice_checked": pgettext_lazy("journal", "checked"),
    "check_called": pgettext_lazy("journal", "asked for a check of"),
    "check_scheduled": pgettext_lazy("journal", "set the day of the next check of"),
    "practice_archived": pgettext_lazy("journal", "put into the archive"),
    "practice_revived": pgettext_lazy("journal", "brought back"),
    "review_set": pgettext_lazy("journal", "chose how sheets are reviewed in"),
}
