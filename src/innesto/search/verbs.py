"""What is done here, for the journal."""

from django.utils.translation import pgettext_lazy

VERBS = {
    "search_saved": pgettext_lazy("journal", "saved the search"),
    "search_renamed": pgettext_lazy("journal", "renamed the saved search"),
    "search_paused": pgettext_lazy("journal", "paused the saved search"),
    "search_resumed": pgettext_lazy("journal", "took up again the saved search"),
    "search_deleted": pgettext_lazy("journal", "deleted the saved search"),
}
