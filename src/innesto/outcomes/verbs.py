"""What is done here, for the journal."""

from django.utils.translation import pgettext_lazy

VERBS = {
    "outcome_told": pgettext_lazy("journal", "told what was learned and given at"),
    "outcome_retracted": pgettext_lazy("journal", "took back an account of"),
    "capacity_recorded": pgettext_lazy("journal", "said how well it knows the themes of"),
    "lesson_written": pgettext_lazy("journal", "wrote the lesson"),
    "lesson_changed": pgettext_lazy("journal", "changed the lesson"),
    "lesson_compared": pgettext_lazy("journal", "set beside another the lesson"),
    "lesson_dropped": pgettext_lazy("journal", "took back the lesson"),
}
