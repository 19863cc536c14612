"""Threads and posts, what is read of them, polls, and what moderators decide."""

from innesto.talk.models.moderation import Report, Ruling
from innesto.talk.models.polls import Option, Poll, Vote
from innesto.talk.models.reading import Place, Watch
from innesto.talk.models.threads import Attachment, Mention, Post, Reaction, Thread

__all__ = [
    "Attachment",
    "Mention",
    "Option",
    "Place",
    "Poll",
    "Post",
    "Reaction",
    "Report",
    "Ruling",
    "Thread",
    "Vote",
    "Watch",
]
