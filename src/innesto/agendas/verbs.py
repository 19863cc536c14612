"""What is done here, for the journal."""

from django.utils.translation import pgettext_lazy

VERBS = {
    "agenda_begun": pgettext_lazy("journal", "began the agenda of"),
    "block_added": pgettext_lazy("journal", "added a session to"),
    "block_changed": pgettext_lazy("journal", "changed a session of"),
    "block_moved": pgettext_lazy("journal", "moved a session of"),
    "block_dropped": pgettext_lazy("journal", "took a session out of"),
    "result_kept": pgettext_lazy("journal", "wrote down a result of"),
    "practice_shown": pgettext_lazy("journal", "named a practice shown at"),
    "discussion_begun": pgettext_lazy("journal", "opened a conversation on"),
    "speaker_named": pgettext_lazy("journal", "named a speaker of"),
    "speaker_dropped": pgettext_lazy("journal", "took a speaker out of"),
    "team_formed": pgettext_lazy("journal", "formed a team at"),
    "team_changed": pgettext_lazy("journal", "changed a team of"),
    "material_added": pgettext_lazy("journal", "added material to"),
    "material_dropped": pgettext_lazy("journal", "took material away from"),
    "speaker_offered": pgettext_lazy("journal", "joined the speakers:"),
    "speaker_rewritten": pgettext_lazy("journal", "changed the page of the speaker"),
    "speaker_left": pgettext_lazy("journal", "left the speakers:"),
    "room_set_up": pgettext_lazy("journal", "set up the room of"),
    "meeting_entered": pgettext_lazy("journal", "entered the meeting of"),
    "meeting_closed": pgettext_lazy("journal", "closed the meeting of"),
    "recordings_collected": pgettext_lazy("journal", "fetched the recordings of"),
    "recording_published": pgettext_lazy("journal", "published a recording of"),
    "recording_hidden": pgettext_lazy("journal", "took back a recording of"),
    "room_question_put": pgettext_lazy("journal", "asked a question at"),
    "room_question_wanted": pgettext_lazy("journal", "wants to know what was asked at"),
    "room_question_sorted": pgettext_lazy("journal", "went through the questions of"),
    "room_question_answered": pgettext_lazy("journal", "answered a question at"),
}
