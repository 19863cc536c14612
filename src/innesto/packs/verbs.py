"""What is done here, for the journal."""

from django.utils.translation import pgettext_lazy

VERBS = {"pack_note_written": pgettext_lazy("journal", "wrote what to bring to")}
