"""What is done here, for the journal."""

from django.utils.translation import pgettext_lazy

VERBS = {
    "body_described": pgettext_lazy("journal", "described the body"),
    "body_dropped": pgettext_lazy("journal", "dropped the body"),
    "decision_said": pgettext_lazy("journal", "said who decides on"),
    "network_opened": pgettext_lazy("journal", "said what of the network is public of"),
    "relation_added": pgettext_lazy("journal", "added the relation with"),
    "relation_changed": pgettext_lazy("journal", "changed the relation with"),
    "relation_looked_at": pgettext_lazy("journal", "looked at the relation with"),
}
