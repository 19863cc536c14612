"""What is done here, for the journal."""

from django.utils.translation import pgettext_lazy

VERBS = {
    "registered": pgettext_lazy("journal", "registered"),
    "edited": pgettext_lazy("journal", "changed the page of"),
    "office_added": pgettext_lazy("journal", "added an office to"),
    "office_closed": pgettext_lazy("journal", "took an office off"),
    "asked_to_join": pgettext_lazy("journal", "asked to act for"),
    "member_enrolled": pgettext_lazy("journal", "enrolled a colleague in"),
    "member_confirmed": pgettext_lazy("journal", "confirmed a colleague of"),
    "referent_named": pgettext_lazy("journal", "named a referent of"),
    "membership_ended": pgettext_lazy("journal", "ended a membership of"),
    "need_stated": pgettext_lazy("journal", "stated a need of"),
    "need_withdrawn": pgettext_lazy("journal", "withdrew a need of"),
    "offer_stated": pgettext_lazy("journal", "stated an offer of"),
    "offer_withdrawn": pgettext_lazy("journal", "withdrew an offer of"),
    "days_closed": pgettext_lazy("journal", "closed some days of"),
    "days_reopened": pgettext_lazy("journal", "reopened some days of"),
    "merged": pgettext_lazy("journal", "joined two records of"),
}
