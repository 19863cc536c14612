"""What can be done with a document: ask for it, write, hand in, send back, accept, let off."""

import datetime
from collections.abc import Collection, Iterable, Mapping
from functools import partial
from typing import Any

from django.core.files.base import File
from django.db import models, transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.documents.models import Attachment, Document, Postponement
from innesto.documents.queries.forms import template_of
from innesto.documents.signals import document_handed_in
from innesto.documents.tasks import tell_coordination, tell_who_owes
from innesto.journal.actions import record
from innesto.lineage.actions import AlreadyLinked, link_works
from innesto.lineage.models import Link
from innesto.lineage.queries.thread import Ref, ref_of
from innesto.programmes.models import Partner, Programme

type Files = Mapping[str, File[Any]]


class NoSuchForm(Exception):
    """The blueprint has no template of this key."""


class AlreadyAsked(Exception):
    """The same is asked of the same already; the exception holds that document."""


class NotOpen(Exception):
    """It was handed in, accepted or let off meanwhile."""


class NotHandedIn(Exception):
    """Somebody else accepted it or sent it back meanwhile."""


class NotLater(Exception):
    """The new day is not after the one that counts; the exception holds that one."""


@transaction.atomic
def ask_for_document(
    programme: Programme,
    template: str,
    *,
    by: User | None,
    partner: Partner | None = None,
    person: User | None = None,
    work: models.Model | None = None,
    about: str = "",
    occasion: str = "",
    due_on: datetime.date | None = None,
) -> Document:
    """Ask a partner, or one person, for a form of the blueprint; who owes it is told.

    ``about`` is what the rules call the work. To ask again moves the day of one that is still owed
    and was never extended. Raises ``NoSuchForm``, and ``AlreadyAsked`` if nothing changes.
    """
    form = template_of(programme, template)
    if form is None:
        raise NoSuchForm(template)
    kind, key = ref_of(work) if work else ("", "")
    document, is_new = Document.objects.select_for_update().get_or_create(
        programme=programme,
        template=template,
        partner=partner,
        person=person,
        work_kind=kind,
        work_key=key,
        occasion=occasion,
        defaults={
            "kind": form.kind,
            "form": form.model_dump(mode="json", exclude_defaults=True),
            "about": about,
            "due_on": due_on,
            "is_public": form.public,
            "has_term": any([form.keep, *(field.keep for field in form.fields)]),
            "asked_at": timezone.now(),
            "asked_by": by,
        },
    )
    if not is_new and not _ask_again(document, due_on):
        raise AlreadyAsked(document)
    record("document_asked", document, by=by, within=programme, due=str(document.due_on or ""))
    if is_new:
        transaction.on_commit(partial(tell_who_owes.enqueue, document.pk, "asked"))
    return document


def _ask_again(document: Document, due_on: datetime.date | None) -> bool:
    """Let an owed document be due on another day; tell whether anything changed."""
    is_back = document.state == Document.State.EXCUSED
    moves = document.is_open and not document.postponements.exists() and due_on != document.due_on
    if not is_back and not moves:
        return False
    document.due_on = due_on
    document.state = Document.State.OWED if is_back else document.state
    document.save(update_fields=["due_on", "state"])
    return True


@transaction.atomic
def save_document(
    document: Document,
    answers: Mapping[str, Any],
    *,
    by: User,
    language: str = "",
    files: Files | None = None,
) -> Document:
    """Keep answers, complete or not, for oneself and one's colleagues. Raises ``NotOpen``."""
    document = _open(document)
    if document.state == Document.State.OWED:
        document.state = Document.State.DRAFT
    _keep(document, answers, files or {}, by=by, language=language)
    document.save(update_fields=["state", "answers", "language"])
    record("document_saved", document, by=by, within=document.programme)
    return document


@transaction.atomic
def hand_in_document(
    document: Document,
    answers: Mapping[str, Any],
    *,
    by: User,
    language: str = "",
    files: Files | None = None,
    cites: Iterable[Ref] = (),
) -> Document:
    """Hand in the answers; the coordination is told, and what it cites becomes its origin.

    Raises ``NotOpen`` when a colleague was quicker.
    """
    document = _open(document)
    _keep(document, answers, files or {}, by=by, language=language)
    document.state, document.reason = Document.State.HANDED_IN, ""
    document.handed_in_at, document.handed_in_by = timezone.now(), by
    document.save(
        update_fields=["state", "reason", "answers", "language", "handed_in_at", "handed_in_by"]
    )
    for ref in dict.fromkeys([*([document.work] if document.work else []), *cites]):
        _link(document, ref, by=by)
    document_handed_in.send(Document, document=document, by=by)
    record("document_handed_in", document, by=by, within=document.programme)
    transaction.on_commit(partial(tell_coordination.enqueue, document.pk))
    return document


@transaction.atomic
def return_document(document: Document, *, reason: str, by: User) -> Document:
    """Send back what was handed in, and say what is missing. Raises ``NotHandedIn``."""
    return _decide(document, Document.State.RETURNED, by=by, reason=reason)


@transaction.atomic
def accept_document(document: Document, *, by: User) -> Document:
    """Say that it is all there. Raises ``NotHandedIn``."""
    return _decide(document, Document.State.ACCEPTED, by=by)


@transaction.atomic
def extend_document(document: Document, *, until: datetime.date, reason: str, by: User) -> Document:
    """Give more time; every extension is kept. Raises ``NotOpen`` and ``NotLater``."""
    document = _open(document)
    if document.due_on and until <= document.due_on:
        raise NotLater(document.due_on)
    Postponement.objects.create(
        document=document,
        before=document.due_on,
        until=until,
        reason=reason,
        by=by,
        at=timezone.now(),
    )
    before, document.due_on = document.due_on, until
    document.save(update_fields=["due_on"])
    record(
        "document_extended", document, by=by, within=document.programme,
        before=str(before or ""), until=str(until), reason=reason,
    )  # fmt: skip
    transaction.on_commit(partial(tell_who_owes.enqueue, document.pk, "extended"))
    return document


@transaction.atomic
def excuse_document(document: Document, *, reason: str, by: User | None) -> Document:
    """Say that it is not owed any more, for instance because nothing took place.

    What was written so far is kept, should it be asked for again. Raises ``NotOpen``.
    """
    document = _open(document)
    document.state, document.reason = Document.State.EXCUSED, reason
    document.decided_at, document.decided_by = timezone.now(), by
    document.save(update_fields=["state", "reason", "decided_at", "decided_by"])
    record("document_excused", document, by=by, within=document.programme, reason=reason)
    return document


@transaction.atomic
def forget_document_answers(document: Document, questions: Collection[str]) -> Document:
    """Forget the answers to some questions, with their files."""
    document = Document.objects.select_for_update().get(pk=document.pk)
    for file in document.attachments.filter(question__in=questions):
        file.file.delete(save=False)
        file.delete()
    document.answers = {k: it for k, it in document.answers.items() if k not in questions}
    document.save(update_fields=["answers"])
    record(
        "document_forgotten", document, by=None, within=document.programme, questions=[*questions]
    )
    return document


def _open(document: Document) -> Document:
    """Lock a document that can be written. Raises ``NotOpen``."""
    document = _locked(document)
    if not document.is_open:
        raise NotOpen
    return document


def _locked(document: Document) -> Document:
    Document.objects.select_for_update().get(pk=document.pk)
    owners = ("programme__call", "partner__organisation", "person")
    return Document.objects.select_related(*owners).get(pk=document.pk)


def _keep(
    document: Document, answers: Mapping[str, Any], files: Files, *, by: User, language: str
) -> None:
    document.answers = {**document.answers, **answers}
    document.language = language or document.language
    for question, file in files.items():
        for old in document.attachments.filter(question=question):
            old.file.delete(save=False)
            old.delete()
        name = (file.name or "file")[:200]
        Attachment.objects.create(
            document=document,
            question=question,
            file=file,
            file_name=name,
            by=by,
            at=timezone.now(),
        )
        document.answers[question] = name


def _link(document: Document, ref: Ref, *, by: User) -> None:
    """Say what it comes from; one that is handed in again has its links already."""
    try:
        with transaction.atomic():
            link_works(document, Link.Relation.DERIVED, ref, by=by)
    except AlreadyLinked:
        return


def _decide(document: Document, state: Document.State, *, by: User, reason: str = "") -> Document:
    document = _locked(document)
    if document.state != Document.State.HANDED_IN:
        raise NotHandedIn
    document.state, document.reason = state, reason
    document.decided_at, document.decided_by = timezone.now(), by
    document.save(update_fields=["state", "reason", "decided_at", "decided_by"])
    record(f"document_{state}", document, by=by, within=document.programme, reason=reason)
    transaction.on_commit(partial(tell_who_owes.enqueue, document.pk, state.value))
    return document
