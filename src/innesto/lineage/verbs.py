"""What is done here, for the journal."""

from django.utils.translation import pgettext_lazy

VERBS = {
    "works_linked": pgettext_lazy("journal", "linked to another work"),
    "works_unlinked": pgettext_lazy("journal", "took back the link"),
}
