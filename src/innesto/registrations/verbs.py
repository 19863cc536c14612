"""What is done here, for the journal."""

from django.utils.translation import pgettext_lazy

VERBS = {
    "registration_opened": pgettext_lazy("journal", "opened the registration for"),
    "registration_arranged": pgettext_lazy("journal", "changed the registration for"),
    "place_asked": pgettext_lazy("journal", "asked for a place at"),
    "people_nominated": pgettext_lazy("journal", "named people for"),
    "people_invited": pgettext_lazy("journal", "invited people to"),
    "invitation_taken_up": pgettext_lazy("journal", "comes to"),
    "invitation_turned_down": pgettext_lazy("journal", "does not come to"),
    "place_given": pgettext_lazy("journal", "gave a place at"),
    "place_refused": pgettext_lazy("journal", "gave no place at"),
    "place_given_back": pgettext_lazy("journal", "gave back a place at"),
    "person_substituted": pgettext_lazy("journal", "sends somebody else to"),
    "person_added": pgettext_lazy("journal", "added a person to"),
    "waiting_list_closed": pgettext_lazy("journal", "The last free places were given at"),
    "follow_up_answered": pgettext_lazy("journal", "answered what was still asked for"),
    "registrations_claimed": pgettext_lazy("journal", "found their registrations as a guest"),
    "answers_forgotten": pgettext_lazy("journal", "Answers were forgotten of"),
}
