"""What is done here, for the journal."""

from django.utils.translation import pgettext_lazy

VERBS = {
    "quiz_rules_set": pgettext_lazy("journal", "changed the rules of the quiz"),
    "quiz_written": pgettext_lazy("journal", "changed the questions of the quiz"),
    "quiz_begun": pgettext_lazy("journal", "began the quiz"),
    "quiz_handed_in": pgettext_lazy("journal", "handed in the quiz"),
    "quiz_text_marked": pgettext_lazy("journal", "marked a text in the quiz"),
}
