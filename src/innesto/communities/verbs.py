"""What is done here, for the journal."""

from django.utils.translation import pgettext_lazy

VERBS = {
    "community_opened": pgettext_lazy("journal", "opened the community"),
    "communities_opened": pgettext_lazy("journal", "opened the communities of"),
    "community_edited": pgettext_lazy("journal", "changed what the community is:"),
    "stage_decided": pgettext_lazy("journal", "said in which stage it is:"),
    "community_closed": pgettext_lazy("journal", "closed the community"),
    "community_reopened": pgettext_lazy("journal", "opened again the community"),
    "asked_to_come_in": pgettext_lazy("journal", "asked to come into"),
    "came_in": pgettext_lazy("journal", "came into"),
    "member_admitted": pgettext_lazy("journal", "brought somebody into"),
    "member_let_in": pgettext_lazy("journal", "let somebody into"),
    "member_invited": pgettext_lazy("journal", "invited somebody into"),
    "member_changed": pgettext_lazy("journal", "gave somebody another task in"),
    "bridge_offered": pgettext_lazy("journal", "offered to another community"),
    "bridge_accepted": pgettext_lazy("journal", "let the community read"),
    "bridge_declined": pgettext_lazy("journal", "did not take from another community"),
    "bridge_ended": pgettext_lazy("journal", "does not share any more"),
    "member_left": pgettext_lazy("journal", "ended a membership of"),
}
