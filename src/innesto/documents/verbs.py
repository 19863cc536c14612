"""What is done here, for the journal."""

from django.utils.translation import pgettext_lazy

VERBS = {
    "document_asked": pgettext_lazy("journal", "asked for"),
    "document_saved": pgettext_lazy("journal", "went on writing"),
    "document_handed_in": pgettext_lazy("journal", "handed in"),
    "document_returned": pgettext_lazy("journal", "sent back"),
    "document_accepted": pgettext_lazy("journal", "accepted"),
    "document_extended": pgettext_lazy("journal", "gave more time for"),
    "document_excused": pgettext_lazy("journal", "let off"),
    "document_forgotten": pgettext_lazy("journal", "forgot answers of"),
}
