"""What is done here, for the journal."""

from django.utils.translation import pgettext_lazy

VERBS = {
    "expert_asked": pgettext_lazy("journal", "asked the experts:"),
    "asking_changed": pgettext_lazy("journal", "changed the question"),
    "question_taken": pgettext_lazy("journal", "took the question"),
    "question_given_back": pgettext_lazy("journal", "gave back the question"),
    "question_prolonged": pgettext_lazy("journal", "keeps longer the question"),
    "expert_answered": pgettext_lazy("journal", "answered the question"),
    "question_commented": pgettext_lazy("journal", "wrote a comment on the question"),
    "answer_found_useful": pgettext_lazy("journal", "found useful an answer to"),
    "answer_accepted": pgettext_lazy("journal", "accepted an answer to"),
    "question_reopened": pgettext_lazy("journal", "reopened the question"),
    "question_escalated": pgettext_lazy("journal", "took further the question"),
    "meeting_agreed": pgettext_lazy("journal", "agreed on two hours together about"),
    "question_locked": pgettext_lazy("journal", "locked the question"),
    "question_unlocked": pgettext_lazy("journal", "unlocked the question"),
    "question_archived": pgettext_lazy("journal", "put away the question"),
    "article_begun": pgettext_lazy("journal", "began the article"),
    "article_edited": pgettext_lazy("journal", "changed the article"),
    "article_published": pgettext_lazy("journal", "published the article"),
    "expert_named": pgettext_lazy("journal", "named an expert of"),
    "expert_changed": pgettext_lazy("journal", "changed what an expert says in"),
    "expert_ended": pgettext_lazy("journal", "took an expert off"),
    "desk_promised": pgettext_lazy("journal", "set what the expert desk promises in"),
}
