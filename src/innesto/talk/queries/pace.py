"""How quickly a person writes, and whether a text looks like spam: figures and words only."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2s

from innesto.accounts.models import User
from innesto.talk.models import Post
from innesto.toolkit.letters import plain_letters

HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(days=7)
PER_HOUR, NEW_PER_HOUR, NEW_PER_DAY = 40, 5, 15
KNOWN_AFTER = 3
"""Posts that stood for a week before a person is no newcomer any more."""
NEW_LINKS, MANY_LINKS = 1, 10
SAME_TEXT = 2
"""Threads in which the same text may stand within a day."""
SHORTEST = 40
"""Letters below which the same words («grazie») are no sign of anything."""

_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pace:
    """What a person wrote lately: when, where and the digest of it, the last first."""

    lately: Sequence[tuple[datetime, int, str]]
    is_newcomer: bool

    def free_at(self, now: datetime) -> datetime | None:
        """Return when the person may write again; None is now."""
        limits = [(PER_HOUR, HOUR)]
        if self.is_newcomer:
            limits = [(NEW_PER_HOUR, HOUR), (NEW_PER_DAY, DAY)]
        waits = [
            self.lately[most - 1][0] + span
            for most, span in limits
            if len(self.lately) >= most and self.lately[most - 1][0] + span > now
        ]
        return max(waits, default=None)

    def suspicion(self, text: str, thread: int) -> str:
        """Return why the text is held for a look, or nothing; see ``Post.Suspicion``."""
        links = len(_LINK.findall(text))
        if links > MANY_LINKS:
            return "many_links"
        mark = digest_of(text)
        elsewhere = {
            there for _at, there, other in self.lately if other == mark and there != thread
        }
        if mark and len(elsewhere) >= SAME_TEXT:
            return "same_text"
        return "links" if self.is_newcomer and links > NEW_LINKS else ""


def digest_of(text: str) -> str:
    """Return a mark that the same words share; nothing for a few words."""
    words = " ".join(plain_letters(re.sub(r"<[^>]+>", " ", text)).split())
    return blake2s(words.encode(), digest_size=8).hexdigest() if len(words) >= SHORTEST else ""


def pace_of(person: User, *, at: datetime) -> Pace:
    """Return what this person wrote in the last day, and whether they are new here."""
    mine = Post.objects.filter(author=person)
    lately = mine.filter(created_at__gt=at - DAY).order_by("-created_at", "-pk")
    kept = mine.shown().filter(created_at__lte=at - WEEK).order_by("created_at")
    return Pace(
        lately=list(lately.values_list("created_at", "thread", "digest")[: PER_HOUR + 1]),
        is_newcomer=len(kept.values_list("pk")[:KNOWN_AFTER]) < KNOWN_AFTER,
    )
