"""What people want of a plan: wishes, what is kept, and what was agreed before."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import replace

from innesto.blueprints.schema.countable import Mode
from innesto.planning.problem import (
    AnyRule,
    Event,
    GroupAttendance,
    HostCount,
    MaxParallel,
    Meeting,
    Pin,
    Replan,
    ReplanWeights,
    Window,
)
from innesto.rounds.given.roster import Roster
from innesto.rounds.letters.proposal import PlannedExchange, Words
from innesto.rounds.letters.wishes import Wish
from innesto.rounds.posing.expansion import Expansion, Fixed, Occasion, rehosted
from innesto.rounds.posing.rulebook import Rulebook, Said
from innesto.rounds.words import gettext as _
from innesto.rounds.words import joined, on_day

MOVING = ReplanWeights(moved_event=2000, moved_day=10, changed_host=3000, changed_attendee=500)
"""Points that it costs to change what was agreed."""


def keep(roster: Roster, expansion: Expansion, kept: Iterable[PlannedExchange]) -> None:
    """Leave exchanges that happened or were accepted exactly as they are."""
    for exchange in kept:
        place = _place_of(expansion, exchange.key)
        if place is None:
            expansion.notes.append(
                _(
                    "«{exchange}» is kept, but the blueprint no longer has it.",
                    exchange=exchange.key,
                )
            )
            continue
        if exchange.host in roster.numbers:
            _let_host(roster, expansion, place, exchange.host, swap=True)
        occasion = expansion.occasions[place]
        first, last = (roster.days.number(d) for d in (exchange.starts_on, exchange.ends_on))
        guests = {key for key in exchange.guests if key in roster.numbers}
        optional = {key for key in exchange.optional_guests if key in roster.numbers}
        expansion.occasions[place] = replace(
            occasion,
            must=tuple(sorted(guests | optional)),
            may=(),
            half_days=exchange.half_days,
            mode=Mode(exchange.mode),
            window=(first, last),
            fixed=Fixed(slot=2 * first + (exchange.half == "afternoon")),
        )
        days = {roster.days.date(number) for number in range(first, last + 1)}
        for key in {exchange.host} | guests | optional:
            roster.engaged.setdefault(key, set()).update(days)


def shape(roster: Roster, expansion: Expansion, wishes: Sequence[Wish]) -> None:
    """Apply the wishes that change what could be: who could host, where people meet, and when.

    Who is excused comes last: other hosts bring other guests.
    """
    for wish in sorted(wishes, key=lambda wish: wish.kind == "excuse_guest"):
        place = _place_of(expansion, wish.exchange)
        if place is None or expansion.occasions[place].fixed:
            continue
        occasion = expansion.occasions[place]
        match wish.kind:
            case "hold_online":
                expansion.occasions[place] = replace(occasion, mode=Mode.ONLINE)
            case "one_more_host" if wish.value in roster.numbers:
                hosts = tuple(sorted({*occasion.hosts, wish.value}))
                expansion.occasions[place] = rehosted(roster, occasion, hosts)
            case "pin_host" if wish.value in roster.numbers:
                _let_host(roster, expansion, place, wish.value, swap=False)
            case "forbid_host" if occasion.host == wish.value:
                _trade(roster, expansion, place, not_to=wish.value)
            case "excuse_guest" if wish.value in occasion.must:
                expansion.occasions[place] = replace(
                    occasion,
                    must=tuple(key for key in occasion.must if key != wish.value),
                    may=tuple(sorted({*occasion.may, wish.value})),
                )
            case "stretch_days":
                expansion.occasions[place] = _stretched(roster, occasion, int(wish.value))


def _stretched(roster: Roster, occasion: Occasion, grace: int) -> Occasion:
    """Let an exchange begin sooner or later than the blueprint says, within the programme."""
    first, last = occasion.window
    soonest = min(first, roster.days.number(roster.days.first))
    latest = max(last, roster.days.count - 1)
    window = max(soonest, first - grace), min(latest, last + grace)
    return replace(occasion, window=window, grace=grace)


def open_days(roster: Roster, wishes: Sequence[Wish]) -> frozenset[datetime.date]:
    """Return the days that open for everybody; those that open for one partner are noted."""
    opened: set[datetime.date] = set()
    for wish in wishes:
        if wish.kind != "open_days":
            continue
        first, last = wish.span
        days = {first + datetime.timedelta(days=n) for n in range((last - first).days + 1)}
        if wish.exchange:
            roster.engaged.setdefault(wish.exchange, set()).update(days)
        else:
            opened |= days
    return frozenset(opened)


def _place_of(expansion: Expansion, key: str) -> int | None:
    for place, occasion in enumerate(expansion.occasions):
        if occasion.key == key:
            return place
    return None


def _let_host(roster: Roster, expansion: Expansion, place: int, host: str, *, swap: bool) -> None:
    """Let somebody host who could; where each hosts its own, two exchanges trade hosts."""
    occasion = expansion.occasions[place]
    if host in occasion.hosts:
        if swap:
            expansion.occasions[place] = rehosted(roster, occasion, (host,))
        return
    for other_place, other in enumerate(expansion.occasions):
        if _alike(occasion, other) and other.host == host and occasion.host:
            _swap(roster, expansion, place, other_place)
            return
    if swap:
        expansion.occasions[place] = rehosted(roster, occasion, (host,))


def _trade(roster: Roster, expansion: Expansion, place: int, *, not_to: str) -> None:
    occasion = expansion.occasions[place]
    for other_place, other in enumerate(expansion.occasions):
        if _alike(occasion, other) and other.host and other.host != not_to:
            _swap(roster, expansion, place, other_place)
            return


def _alike(occasion: Occasion, other: Occasion) -> bool:
    """Say whether two exchanges differ in nothing but their number."""
    return (
        other.key != occasion.key
        and other.format.key == occasion.format.key
        and other.circle == occasion.circle
        and other.leg is None
        and not other.fixed
    )


def _swap(roster: Roster, expansion: Expansion, place: int, other_place: int) -> None:
    one, other = expansion.occasions[place], expansion.occasions[other_place]
    expansion.occasions[place] = rehosted(roster, one, other.hosts)
    expansion.occasions[other_place] = rehosted(roster, other, one.hosts)


# As rules of the planner


def write_kept(book: Rulebook, expansion: Expansion) -> None:
    """Fix the date of everything that is kept."""
    for occasion in expansion.occasions:
        if occasion.fixed:
            words = _("«{exchange}» is agreed and stays", exchange=occasion.label)
            pin = Pin(
                id=f"kept:{occasion.key}",
                text=words["it"],
                event=occasion.key,
                slot=occasion.fixed.slot,
            )
            book.add(pin, Said(words=words))


def write_wishes(
    roster: Roster, book: Rulebook, expansion: Expansion, wishes: Sequence[Wish]
) -> list[Event]:
    """Write every wish about an exchange as a rule; return blank events that they need.

    A day is forbidden by a blank event on that day, beside which the exchange may not run.
    """
    blanks: list[Event] = []
    for number, wish in enumerate(wishes):
        if wish.about_pair or wish.kind in ("open_days", "waive_rule"):
            continue
        place = _place_of(expansion, wish.exchange)
        if place is None:
            expansion.notes.append(
                _("A wish names «{exchange}», which is not planned.", exchange=wish.exchange)
            )
            continue
        occasion = expansion.occasions[place]
        rule, blank = _rule(roster, f"wish:{number}", wish, occasion)
        if rule is not None:
            words = wish_words(roster, wish, occasion.label)
            book.add(rule, Said(words=words, wish=number))
        blanks += [blank] if blank else []
    return blanks


def _rule(
    roster: Roster, id_: str, wish: Wish, occasion: Occasion
) -> tuple[AnyRule | None, Event | None]:
    event = occasion.key
    number = roster.numbers.get(wish.value)
    match wish.kind:
        case "pin_host" if number is not None:
            return Pin(id=id_, event=event, host=number), None
        case "forbid_host" if number is not None:
            return HostCount(id=id_, orgs=(number,), events=(event,), min=0, max=0), None
        case "pin_guest" if number is not None:
            return GroupAttendance(id=id_, event=event, orgs=(number,), min=1), None
        case "forbid_guest" if number is not None:
            return GroupAttendance(id=id_, event=event, orgs=(number,), min=0, max=0), None
        case "pin_date":
            first = roster.days.number(wish.day)
            last = first + (occasion.half_days + 1) // 2 - 1
            return Window(id=id_, event=event, first=first, last=last), None
        case "forbid_date":
            return _not_on(roster, id_, wish.day, occasion)
        case _:
            return None, None


def _not_on(
    roster: Roster, id_: str, day: datetime.date, occasion: Occasion
) -> tuple[AnyRule | None, Event | None]:
    number = roster.days.number(day)
    calendar = roster.days.calendar()
    closed = (
        not 0 <= number < calendar.days
        or calendar.weekday(number) in calendar.closed_weekdays
        or number in calendar.closed_global
    )
    if closed:
        return None, None  # nothing could be on that day anyway
    place = roster.stand_in("", id_)
    host = roster.numbers[place]
    blank = Event(
        id=f"blank:{id_}", hosts=(host,), half_days=2, mode="online", window=(number, number)
    )
    return MaxParallel(id=id_, events=(occasion.key, blank.id), max=1), blank


def wish_words(roster: Roster, wish: Wish, exchange: Words) -> Words:
    """Say a wish, who has it, since when and why."""
    values: dict[str, str | int | Words] = {"exchange": exchange}
    match wish.kind:
        case "pin_date" | "forbid_date":
            values["value"] = on_day(wish.day)
        case "stretch_days":
            values["value"] = wish.value
        case _:
            values["value"] = roster.name(wish.value)
    sentences = {
        "pin_host": _("{value} hosts «{exchange}»", **values),
        "forbid_host": _("{value} does not host «{exchange}»", **values),
        "one_more_host": _("{value} could host «{exchange}» too", **values),
        "pin_date": _("«{exchange}» begins on {value}", **values),
        "forbid_date": _("«{exchange}» is not on {value}", **values),
        "pin_guest": _("{value} comes to «{exchange}»", **values),
        "forbid_guest": _("{value} does not come to «{exchange}»", **values),
        "hold_online": _("«{exchange}» is held online", **values),
        "excuse_guest": _("{value} need not come to «{exchange}»", **values),
        "stretch_days": _("«{exchange}» has {value} days more at either end", **values),
        "let_move": _("«{exchange}» may move", **values),
    }
    return joined(sentences[wish.kind], _who(wish), by=" – ")


def _who(wish: Wish) -> Words:
    """Say who fixed it, when and why, as far as it is known."""
    if wish.by and wish.on:
        said = _("fixed by {name} on {day}", name=wish.by, day=on_day(wish.on))
    elif wish.by:
        said = _("fixed by {name}", name=wish.by)
    else:
        said = {"it": "", "en": ""}
    return joined(said, wish.reason, by=": ")


def agreement(
    roster: Roster, expansion: Expansion, agreed: Sequence[PlannedExchange]
) -> Replan | None:
    """Return what was agreed before, so that as little as possible moves."""
    known = {occasion.key: occasion for occasion in expansion.occasions}
    meetings = []
    for exchange in agreed:
        occasion = known.get(exchange.key)
        if occasion is None:
            continue
        host = roster.numbers.get(exchange.host or occasion.host)
        attend = [*exchange.guests, *exchange.optional_guests]
        meetings.append(
            Meeting(
                id=exchange.key,
                host=host,
                slot=2 * roster.days.number(exchange.starts_on) + (exchange.half == "afternoon"),
                attend=tuple(sorted(roster.numbers[k] for k in attend if k in roster.numbers)),
            )
        )
    if not meetings:
        return None
    return Replan(today=0, freeze_before=0, previous=tuple(meetings), weights=MOVING)
