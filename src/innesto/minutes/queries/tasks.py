"""Tasks in lists: of a programme, of earlier meetings, of one desk."""

import datetime
from collections.abc import Iterator

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange
from innesto.minutes.models import Minutes, Present, Remark, Task
from innesto.organisations.models import Membership
from innesto.programmes.models import Programme
from innesto.toolkit.addresses import address_of
from innesto.toolkit.prepared import Prepared
from innesto.toolkit.waiting import Waiting


def tasks_of(
    programme: Programme,
    *,
    viewer: User | AnonymousUser,
    on: datetime.date,
    only: str = "",
) -> QuerySet[Task]:
    """Tasks of a programme, open ones by their day and then those done, sealed.

    ``only`` is «late», «mine» or «done»; without it, all that are open.
    """
    found = Task.objects.visible_to(viewer).filter(minutes__exchange__programme=programme)
    if only == "done":
        found = found.exclude(done_at=None)
    elif only == "late":
        found = found.late(on)
    else:
        found = found.open()
    if only == "mine" and isinstance(viewer, User):
        found = found.given_to(viewer)
    return (
        found.select_related("owner", "partner__organisation", "minutes__exchange__programme")
        .defer("minutes__exchange__programme__blueprint")
        .order_by(F("done_at").desc(nulls_first=True), "due_on", "pk")
        .fetch_mode(models.FETCH_RAISE)
    )


def carried_over(exchange: Exchange, *, viewer: User | AnonymousUser) -> QuerySet[Task]:
    """Open tasks of earlier meetings of the same series, or of the same kind and strand."""
    alike = Q(
        minutes__exchange__format=exchange.format,
        minutes__exchange__kind=exchange.kind,
        minutes__exchange__scope=exchange.scope,
    )
    if exchange.series_id:
        alike |= Q(minutes__exchange__series=exchange.series_id)
    return (
        Task.objects.visible_to(viewer)
        .open()
        .filter(
            alike,
            minutes__exchange__programme=exchange.programme,
            minutes__exchange__starts_on__lt=exchange.starts_on,
        )
        .select_related("owner", "partner__organisation", "minutes__exchange")
        .order_by("due_on", "pk")
    )


def waiting_for(person: User, on: datetime.date) -> list[Waiting]:
    """Return what minutes ask of a person: tasks, to read, and tasks of others that are late."""
    return [*_own_tasks(person), *_to_read(person, on), *_late(person, on)]


@Prepared
def _tasks(person: int) -> QuerySet[Task]:
    told = Task.objects.open().exclude(minutes__state=Minutes.State.DRAFT)
    found = told.given_to(User(pk=person)).select_related("minutes__exchange__programme")
    return found.defer("minutes__exchange__programme__blueprint").order_by("due_on", "pk")


def _own_tasks(person: User) -> Iterator[Waiting]:
    for task in _tasks(person.pk):
        exchange = task.minutes.exchange
        yield Waiting(
            title=task.text,
            detail=f"{exchange.programme} · {exchange}",
            url=task.get_absolute_url(),
            action=_("Look at it"),
            due=task.due_on,
        )


@Prepared
def _unread(person: int, on: datetime.date) -> QuerySet[Minutes]:
    there = Present.objects.filter(person=person).values("minutes")
    said = Remark.objects.filter(author=person).values("minutes")
    found = Minutes.objects.filter(state=Minutes.State.SENT, remarks_until__gte=on, pk__in=there)
    return (
        found.exclude(pk__in=said)
        .exclude(writer=person)
        .select_related("exchange__programme")
        .defer("text", "exchange__programme__blueprint")
        .order_by("remarks_until", "pk")
    )


def _to_read(person: User, on: datetime.date) -> Iterator[Waiting]:
    for minutes in _unread(person.pk, on):
        yield Waiting(
            title=_("%(minutes)s: are they right?") % {"minutes": minutes.title},
            detail=str(minutes.exchange.programme),
            url=minutes.get_absolute_url(),
            action=_("Read the minutes"),
            due=minutes.remarks_until,
        )


@Prepared
def _late_ones(person: int, on: datetime.date) -> QuerySet[Task]:
    run = Minutes.objects.exclude(state=Minutes.State.DRAFT).filter(
        exchange__in=Exchange.objects.run_by(User(pk=person)).values("pk")
    )
    found = Task.objects.late(on).filter(minutes__in=run.values("pk"))
    return (
        found.filter(~Q(owner=person) | Q(owner=None))
        .select_related("minutes__exchange__programme")
        .defer("minutes__text", "minutes__exchange__programme__blueprint")
        .order_by("minutes__exchange__programme__slug", "due_on", "pk")
    )


def _late(person: User, on: datetime.date) -> Iterator[Waiting]:
    programmes: dict[Programme, int] = {}
    for task in _late_ones(person.pk, on):
        programme = task.minutes.exchange.programme
        programmes[programme] = programmes.get(programme, 0) + 1
    for programme, count in programmes.items():
        words = ngettext("%(count)d task is late", "%(count)d tasks are late", count)
        yield Waiting(
            title=words % {"count": count},
            detail=str(programme),
            url=f"{address_of('minutes:tasks', programme.slug)}?solo=late",
            action=_("Look at them"),
        )


def owners_of(task: Task) -> QuerySet[User]:
    """Return who has a task to do: its person, or who keeps the page of its partner."""
    if task.partner is None:
        return User.objects.filter(pk__in=[task.owner_id] if task.owner_id else [])
    kept = Membership.objects.current().filter(
        organisation=task.partner.organisation_id, is_referent=True
    )
    return User.objects.filter(pk__in=kept.values("person")).order_by("pk")
