"""What is done here, for the journal."""

from django.utils.translation import pgettext_lazy

VERBS = {
    "training_logged": pgettext_lazy("journal", "logged the training"),
    "training_changed": pgettext_lazy("journal", "corrected the training"),
    "training_withdrawn": pgettext_lazy("journal", "took back the training"),
    "evidence_added": pgettext_lazy("journal", "added evidence to the training"),
    "evidence_dropped": pgettext_lazy("journal", "took evidence away from the training"),
    "group_trained": pgettext_lazy("journal", "named who was at the training"),
    "group_dropped": pgettext_lazy("journal", "took a group off the training"),
    "trainee_dropped": pgettext_lazy("journal", "took somebody off the training"),
    "presence_answered": pgettext_lazy("journal", "answered whether they were at the training"),
    "presence_claimed": pgettext_lazy("journal", "keeps in their account the training"),
    "witness_asked": pgettext_lazy("journal", "asked a witness of the session"),
    "witness_answered": pgettext_lazy("journal", "answered as a witness of the session"),
    "trainer_offered": pgettext_lazy("journal", "joined the trainers:"),
    "trainer_rewritten": pgettext_lazy("journal", "changed the page of the trainer"),
    "trainer_left": pgettext_lazy("journal", "left the trainers:"),
    "steward_named": pgettext_lazy("journal", "named who keeps the log of trainings of"),
    "log_reviewed": pgettext_lazy("journal", "looked at the log of trainings of"),
}
