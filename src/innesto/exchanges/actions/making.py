"""Make meetings by hand, without the planner: one, or a series of them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import partial

from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange, Seat, Series, When
from innesto.exchanges.queries.names import names_in, title_of
from innesto.exchanges.tasks import tell_of_exchange, tell_of_series
from innesto.journal.actions import record
from innesto.programmes.models import Partner, Programme
from innesto.programmes.queries.facts import blueprint_of
from innesto.search.actions import hand_in

BY_HAND = "by-hand"
"""How keys of free meetings begin: no format of a blueprint stands behind them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class What:
    """What kind of meeting it is: a format of the blueprint with its part, or a kind of its own.

    ``title`` is by language; left out, the format gives it.
    """

    format: str = ""
    scope: str = ""
    leg: str = ""
    kind: str = ""
    title: dict[str, str] = field(default_factory=dict)
    beside: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Who hosts and who is asked; those of ``may`` come if they like."""

    host: Partner | None = None
    must: Collection[Partner] = ()
    may: Collection[Partner] = ()


@transaction.atomic
def make_exchange(programme: Programme, *, what: What, when: When, who: Who, by: User) -> Exchange:
    """Announce a meeting that no plan proposed, and ask its partners; no plan moves it."""
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    exchange = _made(programme, what, when, who)
    record("exchange_made", exchange, by=by, within=programme)
    hand_in("exchange", exchange.pk)
    transaction.on_commit(partial(tell_of_exchange.enqueue, exchange.pk, "created", "", by.pk))
    return exchange


@transaction.atomic
def make_series(
    programme: Programme, *, what: What, whens: Sequence[When], who: Who, by: User
) -> Series:
    """Announce several meetings that belong together; each can be moved or called off alone."""
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    title = what.title or _title(programme, what)
    series = Series.objects.create(programme=programme, title=title, made_at=timezone.now())
    exchanges = [_made(programme, what, when, who, series) for when in whens]
    record("series_made", exchanges[0], by=by, within=programme, meetings=len(exchanges))
    hand_in("exchange", *(exchange.pk for exchange in exchanges))
    transaction.on_commit(partial(tell_of_series.enqueue, series.pk, by.pk))
    return series


def _title(programme: Programme, what: What) -> dict[str, str]:
    return title_of(blueprint_of(programme), what.format, what.leg)


def _made(
    programme: Programme, what: What, when: When, who: Who, series: Series | None = None
) -> Exchange:
    key, number = _free_key(programme, what)
    exchange = Exchange(
        programme=programme,
        key=key,
        number=number,
        format=what.format,
        kind=what.kind,
        scope=what.scope,
        leg=what.leg,
        title=what.title or _title(programme, what),
        scope_names=names_in(programme).scope_by_language(what.scope),
        beside=what.beside,
        series=series,
        is_by_hand=True,
        changed_at=timezone.now(),
    )
    exchange.meet(when)
    exchange.save()
    guests = {partner.pk: False for partner in who.must} | {p.pk: True for p in who.may}
    if who.host:
        guests.pop(who.host.pk, None)
        exchange.seats.create(partner=who.host, part=Seat.Part.HOST)
    Seat.objects.bulk_create(
        Seat(exchange=exchange, partner_id=pk, part=Seat.Part.GUEST, is_optional=is_optional)
        for pk, is_optional in guests.items()
    )
    return exchange


def _free_key(programme: Programme, what: What) -> tuple[str, int]:
    """Return the planner's first name that no exchange of the programme has, and its number."""
    parts = [what.format or BY_HAND, what.scope]
    start = ".".join(part for part in parts if part)
    taken = set(programme.exchanges.filter(key__startswith=start).values_list("key", flat=True))
    if what.leg and f"{start}.{what.leg}" not in taken:
        return f"{start}.{what.leg}", 1
    number = next(n for n in range(1, len(taken) + 2) if f"{start}.{n}" not in taken)
    return f"{start}.{number}", number
