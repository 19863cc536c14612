"""What is done here, for the journal."""

from django.utils.translation import pgettext_lazy

VERBS = {
    "course_drafted": pgettext_lazy("journal", "began to write the course"),
    "course_edited": pgettext_lazy("journal", "changed what is said of"),
    "course_section_added": pgettext_lazy("journal", "added a section to"),
    "course_section_renamed": pgettext_lazy("journal", "renamed a section of"),
    "course_section_dropped": pgettext_lazy("journal", "took a section out of"),
    "unit_added": pgettext_lazy("journal", "added a unit to"),
    "unit_edited": pgettext_lazy("journal", "changed a unit of"),
    "unit_written": pgettext_lazy("journal", "wrote a unit of"),
    "unit_copied": pgettext_lazy("journal", "copied a unit into"),
    "unit_dropped": pgettext_lazy("journal", "took a unit out of"),
    "outline_put": pgettext_lazy("journal", "put in order"),
    "recording_put": pgettext_lazy("journal", "put a recording into"),
    "track_put": pgettext_lazy("journal", "said what is said in a recording of"),
    "document_put": pgettext_lazy("journal", "put a document into"),
    "practice_called": pgettext_lazy("journal", "asked to look at a practice in"),
    "discussion_opened": pgettext_lazy("journal", "opened the conversation of a unit of"),
    "author_named": pgettext_lazy("journal", "named an author of"),
    "author_taken_off": pgettext_lazy("journal", "took an author off"),
    "course_review_asked": pgettext_lazy("journal", "asked for a look at"),
    "course_reviewed": pgettext_lazy("journal", "looked at"),
    "course_closed": pgettext_lazy("journal", "closed the course"),
    "course_reopened": pgettext_lazy("journal", "opened again the course"),
    "course_begun": pgettext_lazy("journal", "began the course"),
    "course_left": pgettext_lazy("journal", "left the course"),
    "course_finished": pgettext_lazy("journal", "finished the course"),
    "count_agreed": pgettext_lazy("journal", "said who may count them in"),
    "cohort_opened": pgettext_lazy("journal", "opened a group of"),
}
