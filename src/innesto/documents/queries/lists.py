"""Documents in lists: of a programme, about a work, on a desk."""

import datetime
from collections.abc import Mapping, Sequence

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from innesto.accounts.models import User
from innesto.documents.models import Document
from innesto.lineage.queries.thread import Ref, described
from innesto.organisations.models import Membership
from innesto.programmes.models import Participant, Programme
from innesto.toolkit.addresses import address_of
from innesto.toolkit.dates import day
from innesto.toolkit.kinds_of_work import Work
from innesto.toolkit.prepared import Prepared
from innesto.toolkit.waiting import Waiting

ON_A_DESK = 12
"""Rows that a desk shows; the next ones come up when these are written."""
SOON = datetime.timedelta(days=30)
"""What is due later stands in the list of the programme, and on no desk yet."""


def documents_of(programme: Programme, *, viewer: User | AnonymousUser) -> QuerySet[Document]:
    """Documents of a programme, of a call those of its projects too; the first due first, sealed.

    What is not owed any more is left out.
    """
    return (
        Document.objects.visible_to(viewer)
        .filter(Q(programme=programme) | Q(programme__call=programme))
        .exclude(state=Document.State.EXCUSED)
        .select_related("partner__organisation", "person", "programme")
        .defer("answers", "programme__blueprint")
        .order_by(F("due_on").asc(nulls_last=True), "pk")
        .fetch_mode(models.FETCH_RAISE)
    )


def documents_about(kind: str, key: str, *, viewer: User | AnonymousUser) -> QuerySet[Document]:
    """Documents about one work that the viewer may see, by who owes them, sealed."""
    return (
        Document.objects.visible_to(viewer)
        .about(kind, key)
        .exclude(state=Document.State.EXCUSED)
        .select_related("partner__organisation", "person")
        .defer("answers")
        .order_by("occasion", "template", "partner__organisation__sought", "pk")
        .fetch_mode(models.FETCH_RAISE)
    )


def works_of(
    documents: Sequence[Document], *, viewer: User | AnonymousUser
) -> Mapping[Ref, tuple[str, Work]]:
    """Return the works that documents are about, by their names: one query a kind."""
    return described({one.work for one in documents if one.work}, viewer)


@Prepared
def _waiting(person: int) -> QuerySet[Document]:
    user = User(pk=person)
    own = Document.objects.of(user).owed().filter(programme__state=Programme.State.RUNNING)
    led = Programme.objects.coordinated_by(user).values("pk")
    to_read = Q(state=Document.State.HANDED_IN, programme__in=led)
    return (
        Document.objects.filter(Q(pk__in=own.values("pk")) | to_read)
        .select_related("programme", "partner__organisation", "person")
        .defer("answers", "programme__blueprint")
        .order_by(F("due_on").asc(nulls_last=True), "pk")
    )


def documents_waiting_for(person: User, on: datetime.date) -> list[Waiting]:
    """Return what the person's organisations owe, and what was handed in to be accepted."""
    documents = list(_waiting(person.pk))
    owed: dict[tuple[int, str, str], list[Document]] = {}
    for one in documents:
        if one.is_open and (one.due_on is None or one.due_on <= on + SOON):
            key = (one.programme_id, one.template, one.by_whom)
            owed.setdefault(key, []).append(one)
    handed_in: dict[int, list[Document]] = {}
    for one in documents:
        if not one.is_open:
            handed_in.setdefault(one.programme_id, []).append(one)
    return [
        *(_to_write(together, on) for together in [*owed.values()][:ON_A_DESK]),
        *(_to_read(together) for together in handed_in.values()),
    ]


def _to_write(together: Sequence[Document], on: datetime.date) -> Waiting:
    """Say what is to be written: of several of one kind, that there are so many."""
    document, count = together[0], len(together)
    words = {"document": document.name, "name": document.by_whom}
    if count > 1:
        asked = {"q": document.template, "state": Document.State.OWED}
        return Waiting(
            title=_("%(document)s, %(count)d to write: for %(name)s") % {**words, "count": count},
            detail=_owed(document, on),
            url=f"{address_of('documents:index', document.programme.slug)}?{urlencode(asked)}",
            action=_("Look at them"),
            due=document.due_on,
        )
    return Waiting(
        title=_("%(document)s: for %(name)s") % words,
        detail=_owed(document, on),
        url=address_of("documents:write", document.pk),
        action=_("Write it"),
        due=document.due_on,
    )


def _to_read(documents: Sequence[Document]) -> Waiting:
    programme, count = documents[0].programme, len(documents)
    words = ngettext(
        "%(programme)s: %(count)d document to read",
        "%(programme)s: %(count)d documents to read",
        count,
    )
    return Waiting(
        title=words % {"programme": programme, "count": count},
        detail=_("They were handed in: accept them, or say what is missing."),
        url=f"{address_of('documents:index', programme.slug)}?state=handed_in",
        action=_("Read them"),
    )


def _owed(document: Document, on: datetime.date) -> str:
    if document.state == Document.State.RETURNED:
        return f"{document.programme} · {_('Sent back:')} {document.reason}"
    if document.is_late(on) and document.due_on:
        late = _("It was due on %(day)s.") % {"day": day(document.due_on)}
        return f"{document.programme} · {late}"
    return str(document.programme)


def owing(document: Document) -> QuerySet[User]:
    """Return who is told about a document: the person, else who answers for the partner."""
    if document.person_id:
        return User.objects.filter(pk=document.person_id, is_active=True)
    keep = Membership.objects.current().filter(is_referent=True)
    keep = keep.filter(organisation__partnerships=document.partner)
    named = Participant.objects.current().filter(partner=document.partner).exclude(user=None)
    either = Q(pk__in=keep.values("person")) | Q(pk__in=named.values("user"))
    return User.objects.filter(either, is_active=True).order_by("pk")


def deciding(programme: Programme) -> QuerySet[User]:
    """Return who accepts documents: the coordination of the programme or its call."""
    leading = Participant.objects.current().filter(may_coordinate=True).exclude(user=None)
    of = Q(programme=programme) | Q(programme__projects=programme)
    return User.objects.filter(pk__in=leading.filter(of).values("user")).order_by("pk")
