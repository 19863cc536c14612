"""What is done here, for the journal."""

from django.utils.translation import pgettext_lazy

VERBS = {
    "assignment_set": pgettext_lazy("journal", "changed the assignment"),
    "assignment_dated": pgettext_lazy("journal", "changed the deadlines of the assignment"),
    "work_handed_in": pgettext_lazy("journal", "handed in a work for"),
    "work_taken": pgettext_lazy("journal", "took a work to assess in"),
    "work_assessed": pgettext_lazy("journal", "assessed a work in"),
    "work_decided": pgettext_lazy("journal", "gave a result in"),
}
