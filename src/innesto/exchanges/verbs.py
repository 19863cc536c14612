"""What is done here, for the journal."""

from django.utils.translation import pgettext_lazy

VERBS = {
    "plan_asked": pgettext_lazy("journal", "asked the planner for"),
    "plan_ready": pgettext_lazy("journal", "The planner finished"),
    "plan_stopped": pgettext_lazy("journal", "stopped the planner at"),
    "plan_failed": pgettext_lazy("journal", "The planner was interrupted at"),
    "plan_published": pgettext_lazy("journal", "published"),
    "wish_made": pgettext_lazy("journal", "fixed or forbade for the next plan"),
    "wish_dropped": pgettext_lazy("journal", "left to the planner again"),
    "moved_online": pgettext_lazy("journal", "moved exchanges online in"),
    "trial_adopted": pgettext_lazy("journal", "made a plan of the trial"),
    "seat_accepted": pgettext_lazy("journal", "accepted a seat in"),
    "seat_declined": pgettext_lazy("journal", "declined a seat in"),
    "exchange_arranged": pgettext_lazy("journal", "arranged place and link of"),
    "exchange_made": pgettext_lazy("journal", "arranged by hand"),
    "series_made": pgettext_lazy("journal", "arranged by hand the series"),
    "exchange_moved": pgettext_lazy("journal", "moved"),
    "exchange_called_off": pgettext_lazy("journal", "called off"),
    "exchange_held": pgettext_lazy("journal", "kept as held"),
    "idea_noted": pgettext_lazy("journal", "noted an idea"),
    "idea_dropped": pgettext_lazy("journal", "took back an idea"),
    "feed_renewed": pgettext_lazy("journal", "made a new calendar address for"),
}
