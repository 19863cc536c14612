"""Exchanges in time: of a programme, of a month, of a person."""

import calendar
import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import QuerySet
from django.utils import timezone

from innesto.accounts.models import User
from innesto.communities.models import Community
from innesto.exchanges.models import CalendarFeed, Exchange
from innesto.programmes.models import Programme

A_MONTH = datetime.timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Day:
    """A square of the month."""

    date: datetime.date
    in_month: bool
    is_today: bool
    exchanges: Sequence[Exchange]


@dataclass(frozen=True, slots=True)
class MonthPage:
    """A month as weeks of days, and the same exchanges as a list."""

    first: datetime.date
    weeks: Sequence[Sequence[Day]]
    exchanges: Sequence[Exchange]
    before: str
    after: str


def exchange_list(programme: Programme, *, viewer: User | AnonymousUser) -> QuerySet[Exchange]:
    """Return the exchanges of a programme that the viewer may see, in order of time."""
    return _with_seats(Exchange.objects.visible_to(viewer).filter(programme=programme))


def exchanges_of(person: User) -> QuerySet[Exchange]:
    """Return the exchanges in which bodies take part for which the person acts."""
    return _with_seats(Exchange.objects.visible_to(person).of(person))


def meetings_of(
    community: Community, *, viewer: User | AnonymousUser, with_called_off: bool = False
) -> QuerySet[Exchange]:
    """Return the exchanges of a community's strand and of its whole programme, by time."""
    if community.programme_id is None or community.part_of_id:
        return Exchange.objects.none()
    found = Exchange.objects.visible_to(viewer).filter(programme=community.programme_id)
    if not with_called_off:
        found = found.standing()
    if community.strand:
        found = found.filter(scope__in=["", community.strand])
    return found.order_by("starts_on", "pk")


def _with_seats(exchanges: QuerySet[Exchange]) -> QuerySet[Exchange]:
    return (
        exchanges.select_related("programme")
        .prefetch_related("seats__partner__organisation")
        .order_by("starts_on", "pk")
        .fetch_mode(models.FETCH_RAISE)
    )


def month_of(text: str) -> datetime.date:
    """Return the first day of a month written «2026-05»; of this month for anything else."""
    try:
        return datetime.date.fromisoformat(f"{text}-01")
    except ValueError:
        return timezone.localdate().replace(day=1)


def month_page(
    first: datetime.date, *, viewer: User | AnonymousUser, mine: bool = False
) -> MonthPage:
    """Return a month of exchanges; ``mine`` keeps to those of the viewer's organisations."""
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    found = Exchange.objects.visible_to(viewer).standing().between(weeks[0][0], weeks[-1][-1])
    if mine and isinstance(viewer, User):
        found = found.of(viewer)
    exchanges = list(_with_seats(found))
    by_day: defaultdict[datetime.date, list[Exchange]] = defaultdict(list)
    for exchange in exchanges:
        for number in range(exchange.days):
            by_day[exchange.starts_on + datetime.timedelta(days=number)].append(exchange)
    today = timezone.localdate()
    return MonthPage(
        first=first,
        weeks=[
            [Day(day, day.month == first.month, day == today, by_day[day]) for day in week]
            for week in weeks
        ],
        exchanges=[e for e in exchanges if e.starts_on <= _last(first) and e.ends_on >= first],
        before=f"{first - datetime.timedelta(days=1):%Y-%m}",
        after=f"{first + A_MONTH:%Y-%m}",
    )


def _last(first: datetime.date) -> datetime.date:
    return (first + A_MONTH).replace(day=1) - datetime.timedelta(days=1)


def feed_of(person: User | AnonymousUser) -> CalendarFeed | None:
    """Return the secret calendar address of a person who has asked for one."""
    if not isinstance(person, User):
        return None
    return CalendarFeed.objects.filter(person=person).first()
