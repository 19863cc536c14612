"""Documents in lists: of a programme, about a work, on a desk."""

import datetime
from collections.abc import Mapping, Sequence

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q, QuerySet
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
"""Documents that a desk shows; the next ones come up when these are written."""


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
def _mine(person: int) -> QuerySet[Document]:
    return (
        Document.objects.of(User(pk=person))
        .owed()
        .filter(programme__state=Programme.State.RUNNING)
        .select_related("programme", "partner__organisation", "person")
        .defer("answers", "programme__blueprint")
        .order_by(F("due_on").asc(nulls_last=True), "pk")[:ON_A_DESK]
    )


@Prepared
def _to_decide(person: int) -> QuerySet[Document]:
    led = Programme.objects.coordinated_by(User(pk=person))
    waiting = Document.objects.filter(
        state=Document.State.HANDED_IN, programme__in=led.values("pk")
    )
    return waiting.select_related("programme").defer("answers", "programme__blueprint")


def documents_waiting_for(person: User, *, on: datetime.date) -> list[Waiting]:
    """Return what the person's organisations owe, and what was handed in to be accepted."""
    found = [
        Waiting(
            title=_("%(document)s: for %(name)s") % {"document": one.name, "name": one.by_whom},
            detail=_owed(one, on),
            url=address_of("documents:write", one.pk),
            action=_("Write it"),
            due=one.due_on,
        )
        for one in _mine(person.pk)
    ]
    handed_in: dict[int, list[Document]] = {}
    for one in _to_decide(person.pk):
        handed_in.setdefault(one.programme_id, []).append(one)
    for documents in handed_in.values():
        words = ngettext(
            "%(programme)s: %(count)d document to read",
            "%(programme)s: %(count)d documents to read",
            len(documents),
        )
        programme = documents[0].programme
        found.append(
            Waiting(
                title=words % {"programme": programme, "count": len(documents)},
                detail=_("They were handed in: accept them, or say what is missing."),
                url=f"{address_of('documents:index', programme.slug)}?state=handed_in",
                action=_("Read them"),
            )
        )
    return found


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
