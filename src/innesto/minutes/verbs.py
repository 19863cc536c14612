"""What is done here, for the journal."""

from django.utils.translation import pgettext_lazy

VERBS = {
    "minutes_written": pgettext_lazy("journal", "wrote the minutes of"),
    "decision_noted": pgettext_lazy("journal", "noted a decision in the minutes of"),
    "decision_dropped": pgettext_lazy("journal", "took a decision out of the minutes of"),
    "task_given": pgettext_lazy("journal", "gave a task in the minutes of"),
    "task_dropped": pgettext_lazy("journal", "took a task out of the minutes of"),
    "task_done": pgettext_lazy("journal", "finished a task of"),
    "task_moved": pgettext_lazy("journal", "put off a task of"),
    "minutes_circulated": pgettext_lazy("journal", "sent round for remarks the minutes of"),
    "minutes_remarked": pgettext_lazy("journal", "remarked on the minutes of"),
    "minutes_approved": pgettext_lazy("journal", "approved the minutes of"),
    "minutes_published": pgettext_lazy("journal", "published the minutes of"),
    "minutes_withdrawn": pgettext_lazy("journal", "no longer publishes the minutes of"),
}
