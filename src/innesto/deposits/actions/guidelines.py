"""Begin a guideline, write its sections, publish it."""

from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.communities.models import Community
from innesto.deposits.models import Guideline, Section
from innesto.journal.actions import record
from innesto.search.actions import hand_in
from innesto.toolkit.rich_text import clean


class WrittenMeanwhile(Exception):
    """Somebody wrote this section after the text that the writer started from."""

    def __init__(self, theirs: Section) -> None:
        super().__init__(theirs.heading)
        self.theirs = theirs


class NothingToPublish(Exception):
    """The guideline has no section yet."""


@transaction.atomic
def begin_guideline(
    community: Community,
    *,
    by: User | None,
    title: str,
    about: str,
    language: str,
    answers: str = "",
    is_example: bool = False,
) -> Guideline:
    """Begin a guideline that the members write together."""
    now = timezone.now()
    guideline = Guideline.objects.create(
        community=community,
        title=title,
        about=about,
        language=language,
        answers=answers,
        begun_at=now,
        changed_at=now,
        is_example=is_example,
    )
    record("guideline_begun", guideline, by=by, within=community)
    hand_in("guideline", guideline.pk)
    return guideline


@transaction.atomic
def add_section(guideline: Guideline, *, by: User | None, heading: str, body: str) -> Section:
    """Write a new section at the end. Raises ``TooLong``."""
    guideline = Guideline.objects.select_for_update().get(pk=guideline.pk)
    last = guideline.sections.order_by("-position").values_list("position", flat=True).first() or 0
    section = Section.objects.create(
        guideline=guideline, heading=heading, body=clean(body), position=last + 1, by=by
    )
    _touch(guideline, "section_added", by, heading)
    return section


@transaction.atomic
def write_section(section: Section, *, by: User, heading: str, body: str, revision: int) -> Section:
    """Change a section that was read at ``revision``.

    Raises ``WrittenMeanwhile`` when it is not that any more, and ``TooLong``.
    """
    guideline = Guideline.objects.select_for_update().get(pk=section.guideline_id)
    section = Section.objects.select_for_update().get(pk=section.pk)
    if section.revision != revision:
        raise WrittenMeanwhile(section)
    section.heading, section.body, section.by = heading, clean(body), by
    section.revision += 1
    section.save(update_fields=["heading", "body", "by", "revision"])
    _touch(guideline, "section_written", by, heading)
    return section


@transaction.atomic
def drop_section(section: Section, *, by: User) -> None:
    """Take a section out; its history stays."""
    guideline = Guideline.objects.select_for_update().get(pk=section.guideline_id)
    section.delete()
    _touch(guideline, "section_dropped", by, section.heading)


def _touch(guideline: Guideline, verb: str, by: User | None, heading: str) -> None:
    guideline.changed_at = timezone.now()
    guideline.save(update_fields=["changed_at"])
    record(verb, guideline, by=by, within=guideline.community, section=heading)
    hand_in("guideline", guideline.pk)


@transaction.atomic
def publish_guideline(guideline: Guideline, *, by: User | None) -> Guideline:
    """Show a guideline to everyone. Raises ``NothingToPublish``."""
    guideline = Guideline.objects.select_for_update().get(pk=guideline.pk)
    if not guideline.sections.exists():
        raise NothingToPublish
    guideline.published_at = guideline.published_at or timezone.now()
    guideline.save(update_fields=["published_at"])
    record("guideline_published", guideline, by=by, within=guideline.community)
    hand_in("guideline", guideline.pk)
    return guideline
