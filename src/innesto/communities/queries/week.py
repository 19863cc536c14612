"""What happened in a community in a week, as the journal has it.

Each domain says in ``week.py`` what of its deeds is told, and is imported by nobody:

    WEEK = (Telling(_("Conversations"), 10, frozenset({"thread_opened"}), tell_threads),)

``tell`` gets how often each work was spoken of, by its number, and returns what every reader of the
community may know of it: what is hidden, held or asked of a few stays out. Deeds in the programme
around it are a ``TellingAround``.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q

from innesto.communities.models import Community, Member
from innesto.journal.models import Entry
from innesto.programmes.models import Programme
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


@dataclass(frozen=True, slots=True)
class TellingAround:
    """A chapter made of what happens in the programme around the community, such as meetings.

    ``tell`` is asked in every letter, and gets the community too.
    """

    title: StrOrPromise
    position: int
    verbs: frozenset[str]
    tell: Callable[[Community, Mapping[int, int]], Sequence[Told]]


@cache
def tellings() -> Sequence[Telling | TellingAround]:
    """Return the chapters of all domains in their order."""
    found = [one for told in gather("week", "WEEK").values() for one in told]
    return sorted(found, key=lambda one: one.position)


def communities_of_week(since: datetime, until: datetime) -> Collection[str]:
    """Return the numbers of open communities in which something was done that is told."""
    inside = _touched(Community, Telling, since, until)
    around = _touched(Programme, TellingAround, since, until)
    going_on = Community.objects.filter(
        Q(pk__in=inside) | Q(programme__in=around, part_of=None), closed_on=None
    )
    return [str(pk) for pk in going_on.order_by("pk").values_list("pk", flat=True)]


def _touched(
    context: type[Model], sort: type[Telling | TellingAround], since: datetime, until: datetime
) -> set[str]:
    verbs = {verb for one in tellings() if isinstance(one, sort) for verb in one.verbs}
    done = Entry.objects.filter(
        context_type=ContentType.objects.get_for_model(context),
        at__gte=since,
        at__lt=until,
        verb__in=verbs,
    )
    return set(done.order_by().values_list("context_id", flat=True).distinct())


def readers_of(key: str) -> Collection[int]:
    """Return everyone who belongs to the community."""
    members = Member.objects.current().filter(community=int(key))
    return list(members.order_by("person").values_list("person", flat=True))


def week_of(key: str, since: datetime, until: datetime) -> Week:
    """Return the week of a community in the language that is on."""
    community = Community.objects.select_related("programme").get(pk=key)
    inside = _done(community, since, until)
    around = _done(community.programme, since, until) if community.programme else ()
    chapters = []
    for telling in tellings():
        if isinstance(telling, TellingAround):
            told = telling.tell(community, _counted(around, telling.verbs))
        else:
            counted = _counted(inside, telling.verbs)
            told = telling.tell(counted) if counted else ()
        if told:
            chapters.append(Chapter(str(telling.title), told[:MOST]))
    return Week(community.name, community.get_absolute_url(), chapters)


def _done(space: Model, since: datetime, until: datetime) -> Sequence[tuple[str, str]]:
    entries = Entry.objects.within(space).filter(at__gte=since, at__lt=until)
    return list(entries.order_by("pk").values_list("verb", "subject_id"))


def _counted(done: Sequence[tuple[str, str]], verbs: frozenset[str]) -> Counter[int]:
    return Counter(int(subject) for verb, subject in done if verb in verbs)
