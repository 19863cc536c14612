"""What is done here, for the journal."""

from django.utils.translation import pgettext_lazy

VERBS = {
    "placement_begun": pgettext_lazy("journal", "began the agreement of"),
    "agreement_written": pgettext_lazy("journal", "wrote the agreement of"),
    "placement_side_set": pgettext_lazy("journal", "said who takes part in"),
    "delegate_named": pgettext_lazy("journal", "named a person in"),
    "delegate_dropped": pgettext_lazy("journal", "took a person out of"),
    "agreement_accepted": pgettext_lazy("journal", "accepted the agreement of"),
    "placement_allowed": pgettext_lazy("journal", "allowed across communities"),
    "side_prepared": pgettext_lazy("journal", "prepared"),
    "checklist_ticked": pgettext_lazy("journal", "ticked a checklist of"),
    "note_kept": pgettext_lazy("journal", "wrote in the diary of"),
    "note_chosen": pgettext_lazy("journal", "weighed an idea of the diary of"),
    "note_shared": pgettext_lazy("journal", "shared a note of the diary of"),
    "note_dropped": pgettext_lazy("journal", "took a note out of the diary of"),
    "lesson_adapted": pgettext_lazy("journal", "adapted a lesson"),
    "adaptation_changed": pgettext_lazy("journal", "changed how a lesson is adapted"),
    "placement_followed_up": pgettext_lazy("journal", "said what became of"),
}
