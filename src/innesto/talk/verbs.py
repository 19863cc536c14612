"""What is done here, for the journal."""

from django.utils.translation import pgettext_lazy

VERBS = {
    "thread_opened": pgettext_lazy("journal", "opened the conversation"),
    "post_added": pgettext_lazy("journal", "answered in"),
    "post_edited": pgettext_lazy("journal", "corrected a post in"),
    "post_withdrawn": pgettext_lazy("journal", "took back a post in"),
    "reacted": pgettext_lazy("journal", "reacted to a post in"),
    "thread_followed": pgettext_lazy("journal", "chose how to follow"),
    "community_followed": pgettext_lazy("journal", "chose how to follow"),
    "answer_marked": pgettext_lazy("journal", "marked the answer in"),
    "thread_steered": pgettext_lazy("journal", "arranged the conversation"),
    "thread_split": pgettext_lazy("journal", "made a conversation out of posts of another"),
    "thread_moved": pgettext_lazy("journal", "moved to another community the conversation"),
    "threads_joined": pgettext_lazy("journal", "joined another conversation to"),
    "poll_opened": pgettext_lazy("journal", "opened a poll in"),
    "voted": pgettext_lazy("journal", "voted in"),
    "post_reported": pgettext_lazy("journal", "reported a post in"),
    "post_ruled_on": pgettext_lazy("journal", "decided on a post in"),
    "ruling_appealed": pgettext_lazy("journal", "asked to look again at a post in"),
    "appeal_answered": pgettext_lazy("journal", "looked again at a post in"),
}
