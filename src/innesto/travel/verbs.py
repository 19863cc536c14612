"""What is done here, for the journal."""

from django.utils.translation import pgettext_lazy

VERBS = {
    "trip_entered": pgettext_lazy("journal", "entered a trip to"),
    "trip_changed": pgettext_lazy("journal", "changed a trip to"),
    "trip_dropped": pgettext_lazy("journal", "took out a trip to"),
    "directions_written": pgettext_lazy("journal", "wrote how to get to"),
}
