"""What is done here, for the journal."""

from django.utils.translation import pgettext_lazy

VERBS = {
    "package_imported": pgettext_lazy("journal", "imported a package into"),
    "package_course_made": pgettext_lazy("journal", "made a course of a package:"),
}
