"""Write a lesson, change it, set it beside another, take it back."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.documents.actions import AlreadyAsked, NotOpen, ask_for_document, hand_in_document
from innesto.documents.models import Document
from innesto.exchanges.models import Exchange
from innesto.journal.actions import record
from innesto.lineage.actions import link_works
from innesto.lineage.models import Link
from innesto.lineage.queries.thread import Ref, ref_of
from innesto.organisations.models import Organisation
from innesto.outcomes.models import Lesson
from innesto.outcomes.queries.lessons import lesson_template
from innesto.outcomes.signals import lesson_dropped
from innesto.programmes.models import Partner, Programme
from innesto.search.actions import hand_in
from innesto.themes.models import Theme


@transaction.atomic
def write_lesson(
    programme: Programme,
    organisation: Organisation,
    *,
    by: User | None,
    origin: Ref | None = None,
    exchange: Exchange | None = None,
    document: Document | None = None,
    themes: Iterable[Theme] = (),
    **fields: Any,
) -> Lesson:
    """Write a lesson: it comes from its origin (an idea, a report), and from the exchange.

    Where the programme owes lessons, this is the document: it is handed in with the same answers.
    """
    lesson = Lesson.objects.create(
        programme=programme,
        organisation=organisation,
        exchange=exchange,
        document=document,
        author=by,
        written_at=timezone.now(),
        **fields,
    )
    lesson.themes.set(themes)
    origins = [origin, ref_of(exchange) if exchange else None]
    origins += [ref_of(document)] if document else []
    for ref in dict.fromkeys(filter(None, origins)):
        link_works(lesson, Link.Relation.INSPIRED, ref, by=by)
    if document is None and by is not None:
        _hand_in(lesson, by=by)
    record("lesson_written", lesson, by=by, within=programme)
    hand_in("lesson", lesson.pk)
    return lesson


@transaction.atomic
def change_lesson(
    lesson: Lesson, *, by: User, themes: Iterable[Theme] | None = None, **changes: Any
) -> Lesson:
    """Change what is given; the document it was handed in with stays as it was."""
    lesson = Lesson.objects.select_for_update().get(pk=lesson.pk)
    changed = [name for name, value in changes.items() if getattr(lesson, name) != value]
    for name in changed:
        setattr(lesson, name, changes[name])
    lesson.save(update_fields=changed)
    if themes is not None:
        lesson.themes.set(themes)
    record("lesson_changed", lesson, by=by, within=lesson.programme, fields=changed)
    hand_in("lesson", lesson.pk)
    return lesson


@transaction.atomic
def compare_lesson(lesson: Lesson, other: Lesson, *, agrees: bool, by: User) -> Link:
    """Say that another lesson says the same, or the contrary. Raises ``AlreadyLinked``.

    Who saw it too makes both surer: each is «confirmed elsewhere» from now on.
    """
    relation = Link.Relation.SUPPORTS if agrees else Link.Relation.CONFLICTS
    link = link_works(lesson, relation, other, by=by)
    if agrees and lesson.programme_id != other.programme_id:
        both = Lesson.objects.filter(pk__in=[lesson.pk, other.pk])
        both.update(confidence=Lesson.Confidence.CONFIRMED)
    record("lesson_compared", lesson, by=by, within=lesson.programme, other=other.pk, agrees=agrees)
    return link


@transaction.atomic
def drop_lesson(lesson: Lesson, *, by: User) -> None:
    """Take a lesson back; what came of it stays, and so does the document it was handed in with."""
    record("lesson_dropped", lesson, by=by, within=lesson.programme)
    lesson_dropped.send(Lesson, lesson=lesson)
    Link.objects.touching(*ref_of(lesson)).delete()
    hand_in("lesson", lesson.pk)
    lesson.delete()


def _hand_in(lesson: Lesson, *, by: User) -> None:
    """Let a lesson be the document that its programme asks for, if it asks for one."""
    template = lesson_template(lesson.programme)
    partner = Partner.objects.filter(
        programme=lesson.programme, organisation=lesson.organisation
    ).first()
    if template is None or partner is None:
        return
    document = _owed(lesson, template.key, partner, by=by)
    if document is None:
        return
    Lesson.objects.filter(pk=lesson.pk).update(document=document)
    answers = _answers(lesson, {field.key for field in template.fields})
    with suppress(NotOpen):
        hand_in_document(document, answers, by=by, language=lesson.language)


def _owed(lesson: Lesson, template: str, partner: Partner, *, by: User) -> Document | None:
    """Return the document a lesson is: one owed for its exchange, for nothing, or a new one."""
    owed = Document.objects.filter(
        programme=lesson.programme, template=template, partner=partner, person=None, lesson=None
    ).owed()
    about = str(lesson.exchange_id) if lesson.exchange_id else ""
    found = owed.filter(work_key=about).first() or owed.filter(work_key="").first()
    if found:
        return found
    with suppress(AlreadyAsked):
        return ask_for_document(
            lesson.programme, template, by=by, partner=partner, occasion=f"lesson-{lesson.pk}"
        )
    return None


def _answers(lesson: Lesson, asked: Iterable[str]) -> Mapping[str, Any]:
    ours = {"lesson": lesson.sentence, **lesson.extra}
    return {key: ours.get(key, getattr(lesson, key, "")) for key in asked}
