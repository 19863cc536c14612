"""What is done here, for the journal."""

from django.utils.translation import pgettext_lazy

VERBS = {
    "scheme_adopted": pgettext_lazy("journal", "took over the themes of"),
}
