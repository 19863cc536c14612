"""How alive a community is: figures that every floor hands in, and what they suggest.

An upper floor counts what it knows for many communities at once in a module ``life_signs.py``,

    SIGNS = {"posts": CountedSign(_("posts in the last 90 days"), count_posts)}

which is imported by nobody; here they come together. ``count(communities, on)`` answers by number
of the community, and may leave out those with nothing. Keys with a meaning of their own here are
``posts``, ``meetings``, ``organisations`` and ``reuse``.
"""

import datetime
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from innesto.communities.models import Community, Member, Sign
from innesto.journal.models import Entry
from innesto.toolkit.annotations import StrOrPromise
from innesto.toolkit.gather import gather

WINDOW = datetime.timedelta(days=90)
"""How far back what happened counts as life of today."""

ENOUGH_ORGANISATIONS = 3
MANY_POSTS = 10
A_YEAR = datetime.timedelta(days=365)


@dataclass(frozen=True, slots=True)
class CountedSign:
    """A figure: what it says, and how it is counted for many communities at once."""

    label: StrOrPromise
    count: Callable[[Collection[int], datetime.date], Mapping[int, int]]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of one community, and the day on which it was counted."""

    label: str
    figure: int
    on: datetime.date


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The stage that the figures point to, and why; a person decides."""

    stage: Community.Stage
    reason: str


def count_people(communities: Collection[int], _on: datetime.date) -> dict[int, int]:
    """Count the members of each community."""
    return _by_community(communities, "person")


def count_organisations(communities: Collection[int], _on: datetime.date) -> dict[int, int]:
    """Count the organisations for which members act."""
    return _by_community(communities, "organisation")


def _by_community(communities: Collection[int], what: str) -> dict[int, int]:
    here = Member.objects.current().filter(community__in=communities).order_by()
    return dict(here.values_list("community").annotate(n=Count(what, distinct=True)))


OWN = {
    "people": CountedSign(gettext_lazy("members"), count_people),
    "organisations": CountedSign(
        gettext_lazy("organisations that members act for"), count_organisations
    ),
}


@cache
def signs_there_are() -> dict[str, CountedSign]:
    """Return every figure that some floor counts, by its key."""
    found = dict(OWN)
    for signs in gather("life_signs", "SIGNS").values():
        found.update(signs)
    return found


def counted_signs(communities: Collection[int], *, on: datetime.date) -> dict[int, dict[str, int]]:
    """Count all figures of these communities; what nobody found is nought."""
    figures: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for key, sign in signs_there_are().items():
        found = sign.count(communities, on)
        for community in communities:
            figures[community][key] = found.get(community, 0)
    return figures


def signs_of(community: Community) -> Sequence[Sign]:
    """Return the figures that were counted last."""
    return list(community.signs.order_by("pk"))


def in_words(signs: Sequence[Sign]) -> list[Figure]:
    """Return figures with what they say; those that nobody counts any more are left out."""
    known = signs_there_are()
    return [
        Figure(str(known[sign.key].label), sign.figure, sign.on)
        for sign in signs
        if sign.key in known
    ]


def suggestion(
    community: Community, signs: Sequence[Sign], *, on: datetime.date
) -> Suggestion | None:
    """Return the stage that the figures point to, or nothing before they were ever counted."""
    if not signs:
        return None
    figures = {sign.key: sign.figure for sign in signs}
    organisations = figures.get("organisations", 0)
    posts, meetings = figures.get("posts", 0), figures.get("meetings", 0)
    words = {"organisations": organisations, "posts": posts, "meetings": meetings}
    stage = Community.Stage
    in_stage = on - (community.stage_since or on)
    if not posts and not meetings:
        was_alive = community.stage in {stage.ACTIVE, stage.STEWARDSHIP}
        if community.stage == stage.MEMORABLE or (was_alive and in_stage >= WINDOW):
            return Suggestion(
                stage.MEMORABLE, _("Nobody wrote or met in 90 days, and it was alive before.")
            )
        return Suggestion(stage.POTENTIAL, _("Nobody wrote or met in 90 days."))
    if organisations < ENOUGH_ORGANISATIONS:
        return Suggestion(
            stage.COALESCING,
            _("There is life, from people of %(organisations)d organisations only.") % words,
        )
    if posts < MANY_POSTS and not meetings:
        return Suggestion(
            stage.COALESCING,
            _("People of %(organisations)d organisations, %(posts)d posts, no meeting.") % words,
        )
    if figures.get("reuse", 0) and in_stage >= A_YEAR and community.stage != stage.COALESCING:
        return Suggestion(
            stage.STEWARDSHIP, _("Alive for a year, and what it made is used elsewhere.")
        )
    if community.stage == stage.STEWARDSHIP:
        return Suggestion(stage.STEWARDSHIP, _("It goes on in good keeping."))
    return Suggestion(
        stage.ACTIVE,
        _(
            "People of %(organisations)d organisations, %(posts)d posts and %(meetings)d meetings"
            " in 90 days."
        )
        % words,
    )


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided on the life of a community, by whom and why; the journal keeps it."""

    deed: str
    stage: str
    reason: str
    at: datetime.datetime
    by: str


def decisions_on(community: Community) -> list[Decision]:
    """Return the decisions on the life of the community, the last first."""
    verbs = ("stage_decided", "community_closed", "community_reopened")
    told = Entry.objects.about(community).filter(verb__in=verbs).select_related("by")
    names = {value: str(label) for value, label in Community.Stage.choices}
    return [
        Decision(
            deed=entry.deed,
            stage=names.get(entry.facts.get("after", ""), ""),
            reason=entry.facts.get("reason", ""),
            at=entry.at,
            by=str(entry.by or ""),
        )
        for entry in told.order_by("-at", "-pk")
    ]
