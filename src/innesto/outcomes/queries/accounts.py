"""What each side told, who says nothing, and how giving and receiving balance."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange, Seat
from innesto.organisations.models import Offer, Organisation
from innesto.outcomes.models import Account, Capacity
from innesto.programmes.models import Partner, Programme
from innesto.programmes.queries.facts import blueprint_of
from innesto.themes.models import Theme
from innesto.toolkit.addresses import address_of
from innesto.toolkit.prepared import Prepared
from innesto.toolkit.waiting import Waiting

PATIENCE = datetime.timedelta(days=15)
"""So long after an exchange nobody is asked why a side says nothing."""


def seats_of(exchange: Exchange, *, by: User) -> QuerySet[Seat]:
    """Return the seats for which a person may tell: those of the bodies they act for."""
    taking_part = exchange.seats.exclude(answer=Seat.Answer.DECLINED)
    return taking_part.filter(partner__organisation__in=Organisation.objects.of(by))


def accounts_of(exchange: Exchange, *, viewer: User | AnonymousUser) -> QuerySet[Account]:
    """What the sides of an exchange told, the organisations before their people, sealed."""
    return (
        Account.objects.visible_to(viewer)
        .filter(exchange=exchange)
        .select_related("partner__organisation", "person", "exchange")
        .order_by("partner__organisation__sought", models.F("person").asc(nulls_first=True), "pk")
        .fetch_mode(models.FETCH_RAISE)
    )


def silent_sides(exchange: Exchange) -> QuerySet[Partner]:
    """Return the partners who took part and said nothing yet."""
    told = Account.objects.filter(exchange=exchange).values("partner")
    taking_part = exchange.seats.exclude(answer=Seat.Answer.DECLINED).exclude(partner__in=told)
    return (
        Partner.objects.filter(pk__in=taking_part.values("partner"))
        .select_related("organisation")
        .order_by("organisation__sought", "pk")
    )


def one_sided(programmes: QuerySet[Programme]) -> QuerySet[Exchange]:
    """Return held exchanges of which at least one side says nothing, the oldest first."""
    told = Account.objects.filter(exchange=OuterRef("exchange"), partner=OuterRef("partner"))
    silent = Seat.objects.filter(exchange=OuterRef("pk")).exclude(answer=Seat.Answer.DECLINED)
    return (
        Exchange.objects.filter(programme__in=programmes, state=Exchange.State.HELD)
        .filter(Exists(silent.filter(~Exists(told))))
        .select_related("programme")
        .defer("programme__blueprint")
        .order_by("ends_on", "pk")
    )


@Prepared
def _waiting(person: int, before: datetime.date) -> QuerySet[Exchange]:
    led = Programme.objects.coordinated_by(User(pk=person)).filter(state=Programme.State.RUNNING)
    return one_sided(led).filter(ends_on__lte=before)


def silence_waiting_for(person: User, on: datetime.date) -> list[Waiting]:
    """Tell coordinators, a programme a line, where a side has said nothing for a while."""
    found: dict[Programme, int] = Counter(
        exchange.programme for exchange in _waiting(person.pk, on - PATIENCE)
    )
    words = "%(programme)s: one side of %(count)d exchange says nothing"
    more = "%(programme)s: one side of %(count)d exchanges says nothing"
    return [
        Waiting(
            title=ngettext(words, more, count) % {"programme": programme, "count": count},
            detail=_("Ask what they learned and what they gave, while it is fresh."),
            url=address_of("outcomes:balance", programme.slug),
            action=_("See which"),
        )
        for programme, count in found.items()
    ]


@dataclass(frozen=True, slots=True)
class Balance:
    """How often somebody gave and learned, and what stands against what."""

    name: str
    detail: str
    gave: int
    learned: int

    @property
    def difference(self) -> int:
        """More given than learned is positive."""
        return self.gave - self.learned


@dataclass(frozen=True, slots=True)
class Balances:
    """Giving and learning in a programme: by operator, by organisation, by project."""

    people: Sequence[Balance]
    organisations: Sequence[Balance]
    projects: Sequence[Balance]


def balances_in(programme: Programme, *, viewer: User | AnonymousUser) -> Balances:
    """Count what was given and learned; of a call, in its projects too. One query.

    A person is counted once an exchange in each column; what somebody tells for themselves counts
    for their organisation where it told nothing itself.
    """
    found = (
        Account.objects.visible_to(viewer)
        .filter(Q(exchange__programme=programme) | Q(exchange__programme__call=programme))
        .select_related("partner__organisation", "partner__programme", "person")
        .defer("partner__programme__blueprint")
        .order_by("pk")
    )
    people: defaultdict[int, list[Account]] = defaultdict(list)
    sides: defaultdict[int, dict[int, list[Account]]] = defaultdict(lambda: defaultdict(list))
    projects: defaultdict[int, dict[tuple[int, int], list[Account]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for one in found:
        if one.person_id:
            people[one.person_id].append(one)
        sides[one.partner.organisation_id][one.exchange_id].append(one)
        side = (one.exchange_id, one.partner_id)
        projects[one.partner.programme_id][side].append(one)
    return Balances(
        people=_in_order(
            Balance(str(all_[0].person), str(all_[0].partner), *_counted([[it] for it in all_]))
            for all_ in people.values()
        ),
        organisations=_in_order(
            Balance(str(_first(all_).partner.organisation), "", *_counted(all_.values()))
            for all_ in sides.values()
        ),
        projects=_in_order(
            Balance(str(_first(all_).partner.programme), "", *_counted(all_.values()))
            for all_ in projects.values()
        ),
    )


def _first(told: Mapping[Any, Sequence[Account]]) -> Account:
    return next(iter(told.values()))[0]


def _counted(told: Iterable[Sequence[Account]]) -> tuple[int, int]:
    each = list(told)
    gave = sum(any(one.gave for one in accounts) for accounts in each)
    return gave, sum(any(one.learned for one in accounts) for accounts in each)


def _in_order(balances: Iterable[Balance]) -> list[Balance]:
    return sorted(balances, key=lambda it: (-it.gave - it.learned, it.name))


def themes_of(exchange: Exchange) -> Sequence[Theme]:
    """Return what an exchange is about: the themes of its format, else those of its programme."""
    programme = exchange.programme
    scheme = programme.scheme_id or (programme.call.scheme_id if programme.call else None)
    found = Theme.objects.filter(scheme=scheme).order_by("position", "key")
    format_ = blueprint_of(programme).format(exchange.format)
    named = list(format_.themes) if format_ else []
    for topic in format_.topics if format_ else ():
        named += [key for key in topic.theme if key not in named]
    return list(found.filter(key__in=named) if named else found)


def capacities_of(exchange: Exchange) -> Sequence[Capacity]:
    """Return what was recorded before and after an exchange, by partner."""
    found = exchange.capacities.select_related("partner__organisation", "theme__scheme")
    return list(found.order_by("partner__organisation__sought", "theme__position", "pk"))


def levels_offered(partner: Partner) -> Mapping[int, int]:
    """Return how well a partner says it knows each theme today."""
    offers = Offer.objects.filter(organisation=partner.organisation_id)
    return dict(offers.values_list("theme_id", "level"))


def capacity_gained(programme: Programme) -> QuerySet[Capacity]:
    """Return what was recorded before and after the exchanges of a programme, by theme."""
    return (
        Capacity.objects.filter(
            Q(exchange__programme=programme) | Q(exchange__programme__call=programme)
        )
        .exclude(before=None)
        .exclude(after=None)
        .select_related("partner__organisation", "theme__scheme", "exchange")
        .order_by("theme__position", "partner__organisation__sought", "pk")
    )
