"""What was opened and left in a community lately: the journal, as far as the reader may read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType

from innesto.accounts.models import User
from innesto.communities.models import Community
from innesto.journal.models import Entry
from innesto.toolkit.kinds_of_work import work_kinds

LATELY = 200
"""Entries looked at: several may speak of one work."""


@dataclass(frozen=True, slots=True)
class News:
    """A work of the community, and when something was last done to it."""

    title: str
    url: str
    kind: str
    at: datetime


def news_of(community: Community, *, viewer: User | AnonymousUser) -> Sequence[News]:
    """Return works of the community by their last act, the newest first; nobody is named."""
    entries = Entry.objects.within(community).order_by("-at", "-pk")[:LATELY]
    last: dict[tuple[str, str], datetime] = {}
    for type_id, key, at in entries.values_list("subject_type", "subject_id", "at"):
        model = ContentType.objects.get_for_id(type_id)
        last.setdefault((f"{model.app_label}.{model.model}", key), at)
    kinds = work_kinds()
    found = []
    for kind in dict.fromkeys(kind for kind, _key in last):
        if kind in kinds and kind != "communities.community":
            keys = [key for other, key in last if other == kind]
            for key, work in kinds[kind].describe(keys, viewer).items():
                found.append(News(work.title, work.url, str(kinds[kind].label), last[kind, key]))
    return sorted(found, key=lambda one: one.at, reverse=True)
