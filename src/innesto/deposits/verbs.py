"""What is done here, for the journal."""

from django.utils.translation import pgettext_lazy

VERBS = {
    "work_deposited": pgettext_lazy("journal", "handed in"),
    "version_added": pgettext_lazy("journal", "handed in a new version of"),
    "deposit_described": pgettext_lazy("journal", "described anew"),
    "deposit_withdrawn": pgettext_lazy("journal", "withdrew"),
    "deposit_restored": pgettext_lazy("journal", "showed again"),
    "guideline_begun": pgettext_lazy("journal", "began the guideline"),
    "section_added": pgettext_lazy("journal", "added a section to"),
    "section_written": pgettext_lazy("journal", "wrote a section of"),
    "section_dropped": pgettext_lazy("journal", "took a section out of"),
    "guideline_published": pgettext_lazy("journal", "published the guideline"),
    "tool_reused": pgettext_lazy("journal", "took home the tool"),
}
