"""What is done here, for the journal."""

from django.utils.translation import pgettext_lazy

VERBS = {
    "community_opened": pgettext_lazy("journal", "opened the community"),
    "asked_to_come_in": pgettext_lazy("journal", "asked to come into"),
    "came_in": pgettext_lazy("journal", "came into"),
    "member_admitted": pgettext_lazy("journal", "brought somebody into"),
    "member_let_in": pgettext_lazy("journal", "let somebody into"),
    "member_left": pgettext_lazy("journal", "ended a membership of"),
}
