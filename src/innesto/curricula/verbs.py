"""What is done here, for the journal."""

from django.utils.translation import pgettext_lazy

VERBS = {
    "framework_added": pgettext_lazy("journal", "loaded the framework"),
    "curriculum_started": pgettext_lazy("journal", "began to write the curriculum"),
    "curriculum_changed": pgettext_lazy("journal", "changed the curriculum"),
    "module_added": pgettext_lazy("journal", "added a module to"),
    "module_changed": pgettext_lazy("journal", "changed a module of"),
    "module_moved": pgettext_lazy("journal", "moved a module of"),
    "module_dropped": pgettext_lazy("journal", "took a module out of"),
    "curriculum_published": pgettext_lazy("journal", "published the curriculum"),
    "curriculum_withdrawn": pgettext_lazy("journal", "withdrew the curriculum"),
    "curriculum_translated": pgettext_lazy("journal", "translated the curriculum"),
    "author_named": pgettext_lazy("journal", "named an author of"),
    "author_released": pgettext_lazy("journal", "released an author of"),
}
