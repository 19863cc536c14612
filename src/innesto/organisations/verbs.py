"""What is done here, for the journal."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "registered": _("registered"),
    "edited": _("changed the page of"),
    "office_added": _("added an office to"),
    "office_closed": _("took an office off"),
    "asked_to_join": _("asked to act for"),
    "member_enrolled": _("enrolled a colleague in"),
    "member_confirmed": _("confirmed a colleague of"),
    "referent_named": _("named a referent of"),
    "membership_ended": _("ended a membership of"),
    "need_stated": _("stated a need of"),
    "need_withdrawn": _("withdrew a need of"),
    "offer_stated": _("stated an offer of"),
    "offer_withdrawn": _("withdrew an offer of"),
    "days_closed": _("closed some days of"),
    "days_reopened": _("reopened some days of"),
    "merged": _("joined two records of"),
}
