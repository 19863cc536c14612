"""Conversations of units: opened in the community of the course when the unit comes out."""

from django.db import transaction

from innesto.accounts.models import User
from innesto.courses.models import Course, Discussion, Text, Unit
from innesto.journal.actions import record
from innesto.lineage.queries.thread import ref_of
from innesto.talk.actions.writing import Said, open_thread


@transaction.atomic
def open_discussion(unit: Unit, *, by: User) -> Discussion:
    """Open the conversation of a unit with its question, if there is none yet."""
    course = Course.objects.select_for_update().get(pk=unit.course_id)
    discussion, _is_new = Discussion.objects.get_or_create(unit=unit)
    text = Text.objects.filter(unit=unit, language=course.language).first()
    if discussion.thread is None and course.community and text:
        discussion.thread = open_thread(
            course.community,
            unit.titles.get(course.language, unit.title)[:150],
            Said(text.body, course.language),
            by=by,
            is_trusted=True,
            origin=ref_of(unit),
        )
        discussion.save(update_fields=["thread"])
    record("discussion_opened", course, by=by, within=course.programme, unit=unit.pk)
    return discussion
