"""What happened in a community in a week, as the journal has it.

Each domain says in ``week.py`` what of its deeds is told, and is imported by nobody:

    WEEK = (Telling(_("Conversations"), 10, frozenset({"thread_opened"}), tell_threads),)

``tell`` gets how often each work was spoken of, by its number, and returns what every reader of the
community may know of it: what is hidden, held or asked of a few stays out.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.contrib.contenttypes.models import ContentType

from innesto.communities.models import Community, Member
from innesto.journal.models import Entry
from innesto.toolkit.annotations import StrOrPromise
from innesto.toolkit.gather import gather
from innesto.toolkit.weekly_letters import Chapter, Told, Week

MOST = 8
"""Things told in a chapter: a letter is read in a minute."""


@dataclass(frozen=True, slots=True)
class Telling:
    """A chapter of the week: its heading, its place, which deeds it is made of, and its words."""

    title: StrOrPromise
    position: int
    verbs: frozenset[str]
    tell: Callable[[Mapping[int, int]], Sequence[Told]]


@cache
def tellings() -> Sequence[Telling]:
    """Return the chapters of all domains in their order."""
    found = [one for told in gather("week", "WEEK").values() for one in told]
    return sorted(found, key=lambda one: one.position)


def communities_of_week(since: datetime, until: datetime) -> Collection[str]:
    """Return the numbers of open communities in which something was done that is told."""
    verbs = {verb for one in tellings() for verb in one.verbs}
    done = Entry.objects.filter(
        context_type=ContentType.objects.get_for_model(Community),
        at__gte=since,
        at__lt=until,
        verb__in=verbs,
    )
    touched = set(done.order_by().values_list("context_id", flat=True).distinct())
    going_on = Community.objects.filter(pk__in=touched, closed_on=None).order_by("pk")
    return [str(pk) for pk in going_on.values_list("pk", flat=True)]


def readers_of(key: str) -> Collection[int]:
    """Return everyone who belongs to the community."""
    members = Member.objects.current().filter(community=int(key))
    return list(members.order_by("person").values_list("person", flat=True))


def week_of(key: str, since: datetime, until: datetime) -> Week:
    """Return the week of a community in the language that is on."""
    community = Community.objects.get(pk=key)
    entries = Entry.objects.within(community).filter(at__gte=since, at__lt=until)
    done = list(entries.order_by("pk").values_list("verb", "subject_id"))
    chapters = []
    for telling in tellings():
        counted = Counter(int(subject) for verb, subject in done if verb in telling.verbs)
        told = telling.tell(counted)[:MOST] if counted else ()
        if told:
            chapters.append(Chapter(str(telling.title), told))
    return Week(community.name, community.get_absolute_url(), chapters)
