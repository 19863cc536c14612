"""Open communities, change what they are, decide how alive they are, and close them."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.communities.models import Community, Member
from innesto.communities.queries.register import free_slug, seals_of, unopened_strands
from innesto.journal.actions import record
from innesto.programmes.models import Programme
from innesto.search.actions import hand_in, hand_in_within
from innesto.toolkit.rich_text import clean


class OpenedMeanwhile(Exception):
    """The programme has a community for this strand already."""


class ChangedMeanwhile(Exception):
    """Somebody saved other words in the same fields; ``theirs`` is the community as it is now."""

    def __init__(self, theirs: Community, fields: Iterable[str]) -> None:
        super().__init__(theirs)
        self.theirs = theirs
        self.fields = tuple(fields)


class NotInThisState(Exception):
    """Somebody closed the community meanwhile, or opened it again."""


@transaction.atomic
def open_community(
    *,
    names: Mapping[str, str],
    by: User | None,
    programme: Programme | None = None,
    strand: str = "",
    questions: Mapping[str, str] | None = None,
    visibility: str = Community.Visibility.PROGRAMME,
    joining: str = Community.Joining.OPEN,
    part_of: Community | None = None,
    is_example: bool = False,
    **more: Any,
) -> Community:
    """Open a community that ``by`` keeps; words are given by language.

    ``more`` are other fields of it. Raises ``OpenedMeanwhile``.
    """
    if programme and strand:
        Programme.objects.select_for_update().get(pk=programme.pk)
        if programme.communities.filter(strand=strand).exists():
            raise OpenedMeanwhile
    community = _opened(
        names=names,
        by=by,
        programme=programme,
        strand=strand,
        questions=dict(questions or {}),
        visibility=visibility,
        joining=joining,
        part_of=part_of,
        is_example=is_example,
        **more,
    )
    record("community_opened", community, by=by, within=programme)
    return community


@transaction.atomic
def open_communities_of(programme: Programme, *, by: User) -> list[Community]:
    """Open a community for each strand that has none, with its name and its question.

    Raises ``OpenedMeanwhile`` when there is nothing left to open.
    """
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    opened = [
        _opened(
            names=dict(strand.label.root),
            by=by,
            slug=free_slug(f"{programme.slug} {strand.key}"),
            programme=programme,
            strand=strand.key,
            questions=dict(strand.question.root) if strand.question else {},
            is_example=programme.is_example,
        )
        for strand in unopened_strands(programme)
    ]
    if not opened:
        raise OpenedMeanwhile
    strands = [community.strand for community in opened]
    record("communities_opened", programme, by=by, within=programme, strands=strands)
    return opened


def _opened(
    *, names: Mapping[str, str], by: User | None, slug: str = "", **fields: Any
) -> Community:
    today = timezone.localdate()
    community = Community.objects.create(
        slug=slug or free_slug(next(iter(names.values()), "")),
        names=dict(names),
        stage_since=today,
        **_cleaned(fields),
    )
    if by:
        Member.objects.create(
            community=community, person=by, level=Member.Level.CORE, is_steward=True, since=today
        )
    hand_in("community", community.pk)
    return community


@transaction.atomic
def edit_community(
    community: Community, *, by: User, seals: Mapping[str, str] | None = None, **changes: Any
) -> Community:
    """Change the fields given; ``seals`` are those of the words that the writer started from.

    What somebody else saved meanwhile in other fields stays: both keep their words. Raises
    ``ChangedMeanwhile`` when both changed the same field, and then nothing is written.
    """
    community = Community.objects.select_for_update().get(pk=community.pk)
    wanted = _cleaned(changes)
    differing = {name for name, value in wanted.items() if getattr(community, name) != value}
    if seals is not None:
        now = seals_of(community)
        theirs = {name for name in differing if seals.get(name) != now[name]}
        mine = seals_of(Community(**wanted))
        both = sorted(name for name in theirs if mine[name] != seals.get(name))
        if both:
            raise ChangedMeanwhile(community, both)
        differing -= theirs  # they changed it, the writer left it as it was
    for name in differing:
        setattr(community, name, wanted[name])
    community.save(update_fields=sorted(differing))
    record("community_edited", community, by=by, within=community, fields=sorted(differing))
    hand_in("community", community.pk)
    if "visibility" in differing:
        hand_in_within(f"community:{community.pk}")
    return community


@transaction.atomic
def decide_stage(
    community: Community,
    stage: str,
    *,
    by: User | None,
    reason: str,
    review_on: datetime.date | None = None,
) -> Community:
    """Say in which stage of its life the community is, why, and when to look again."""
    community = Community.objects.select_for_update().get(pk=community.pk)
    before = community.stage
    if stage != before:
        community.stage_since = timezone.localdate()
    community.stage = stage
    community.review_on = review_on
    community.save(update_fields=["stage", "stage_since", "review_on"])
    facts = {"before": before, "after": stage, "reason": reason}
    record("stage_decided", community, by=by, within=community, **facts)
    return community


@transaction.atomic
def close_community(community: Community, *, by: User, note: str) -> Community:
    """End a community: all of it stays readable, nothing is added. Raises ``NotInThisState``."""
    community = _in_state(community, is_closed=False)
    community.closed_on = timezone.localdate()
    community.closing_note = note
    community.save(update_fields=["closed_on", "closing_note"])
    record("community_closed", community, by=by, within=community, reason=note)
    return community


@transaction.atomic
def reopen_community(community: Community, *, by: User) -> Community:
    """Take a closed community up again. Raises ``NotInThisState``."""
    community = _in_state(community, is_closed=True)
    community.closed_on = None
    community.closing_note = ""
    community.save(update_fields=["closed_on", "closing_note"])
    record("community_reopened", community, by=by, within=community)
    return community


def _in_state(community: Community, *, is_closed: bool) -> Community:
    community = Community.objects.select_for_update().get(pk=community.pk)
    if community.is_closed != is_closed:
        raise NotInThisState
    return community


def _cleaned(fields: Mapping[str, Any]) -> dict[str, Any]:
    charter = {"charter": clean(fields["charter"])} if "charter" in fields else {}
    return {**fields, **charter}
