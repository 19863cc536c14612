"""Meetings that people fixed themselves: a bootcamp, a path in four evenings, a conference.

What persons say is invented. Days are counted from the day on which the demo is built.
"""

import datetime
from collections.abc import Sequence
from dataclasses import replace

from django.utils import timezone

from innesto.config.demo.people import person
from innesto.config.demo.practices.past import noon_of
from innesto.config.demo.programmes import LEADERS
from innesto.exchanges.actions.making import What, Who, make_exchange, make_series
from innesto.exchanges.actions.meetings import accept_seat, arrange_exchange, hold_exchange
from innesto.exchanges.actions.moving import move_exchange
from innesto.exchanges.models import Exchange, Seat, When
from innesto.exchanges.queries.by_hand import proposed
from innesto.exchanges.queries.zones import zone_of
from innesto.programmes.models import Partner, Programme
from innesto.toolkit.lengths import Length

FOUR_WEEKS = datetime.timedelta(weeks=4)
ROOM = "https://meet.example.org/innesto"


def fix_meetings() -> None:
    """Make by hand what the plans do not have, so that each format is there, held or to come."""
    if Exchange.objects.filter(is_by_hand=True).exists():
        return
    _kick_off()
    _bootcamp()
    _path()
    _conference()
    _study_trip()


def _kick_off() -> None:
    """Give the first meeting of Digital City Experts its room."""
    kick_off = Exchange.objects.standing().filter(format="kick-off").first()
    if kick_off and kick_off.is_standing:
        arrange_exchange(kick_off, venue="", link=ROOM, by=person("bruno"))


def _bootcamp() -> None:
    """Hold a first bootcamp of three days, with hours on the clock of its host."""
    programme = Programme.objects.get(slug="digital-city-experts")
    rules = proposed(programme, "bootcamp", "")
    host = next(one for one in rules.hosts if "Hame" in str(one) or one.pk in rules.must)
    begun = max(programme.starts_on or _in_days(-30), _in_days(-40))
    made = make_exchange(
        programme,
        what=What(format="bootcamp"),
        when=When.lasting(
            Length.of(3, "day"),
            starts_on=_monday(begun),
            zone=zone_of(programme, host),
            opens=datetime.time(9, 30),
            closes=datetime.time(16),
            venue="Esempio: laboratorio digitale della città",
        ),
        who=Who(host=host, must=[rules.partners[pk] for pk in sorted(rules.must - {host.pk})]),
        by=person(LEADERS[programme.slug]),
    )
    _hold(made)


def _path() -> None:
    """Begin the autumn path of the school: one evening is over, one had to move."""
    programme = Programme.objects.get(slug="scuola-delle-buone-pratiche")
    by = person(LEADERS[programme.slug])
    rules = proposed(programme, "autumn-session", "")
    host = _named(rules.hosts, "Colorno")
    first = When.lasting(
        Length.of("2.5", "hour"),
        starts_on=_monday(_in_days(-21)),
        zone=zone_of(programme, host),
        opens=datetime.time(17, 30),
        mode="hybrid",
        venue="Biblioteca comunale",
        link=ROOM,
    )
    days = [first.starts_on + number * FOUR_WEEKS for number in range(4)]
    series = make_series(
        programme,
        what=What(format="autumn-session", title={"it": "Rifiuti zero, passo per passo",
                                                  "en": "Zero waste, step by step"}),
        whens=[replace(first, starts_on=day, ends_on=day) for day in days],
        who=Who(host=host, may=[rules.partners[pk] for pk in sorted(rules.may - {host.pk})]),
        by=by,
    )  # fmt: skip
    held, _next, moved, *_others = series.exchanges.order_by("starts_on")
    _hold(held)
    later = moved.starts_on + datetime.timedelta(days=1)
    move_exchange(
        moved,
        when=replace(moved.when, starts_on=later, ends_on=later),
        reason="Esempio: la biblioteca è chiusa quel lunedì",
        seen=moved.revision,
        by=by,
    )


def _conference() -> None:
    """Fix the great conference at the end of year 2; later it can be followed online too."""
    programme = Programme.objects.get(slug="multiply")
    by = person(LEADERS[programme.slug])
    rules = proposed(programme, "european-conference", "")
    host = _named(rules.hosts, "Trieste")
    day = programme.starts_on or _in_days(0)
    made = make_exchange(
        programme,
        what=What(format="european-conference"),
        when=When.lasting(
            Length.of(2, "day"),
            starts_on=_monday(day.replace(year=day.year + 2) - datetime.timedelta(days=14)),
            zone=zone_of(programme, host),
            opens=datetime.time(10),
            closes=datetime.time(17),
            venue="Centro congressi",
        ),
        who=Who(
            host=host,
            must=[rules.partners[pk] for pk in sorted(rules.must - {host.pk})],
            may=[rules.partners[pk] for pk in sorted(rules.may - {host.pk})],
        ),
        by=by,
    )
    move_exchange(
        made,
        when=replace(made.when, mode="hybrid", link=ROOM),
        reason="Esempio: si segue anche in rete, perché non tutte le città possono viaggiare",
        seen=made.revision,
        by=by,
    )


def _study_trip() -> None:
    """Fix a meeting that the blueprint does not list, on the clock of Athens."""
    programme = Programme.objects.get(slug="connection")
    rules = proposed(programme, "", "")
    host = _named(rules.others, "Atene")
    guests = [one for one in rules.others if one != host and one.organisation.kind != "network"]
    make_exchange(
        programme,
        what=What(
            kind="Incontro in rete",
            title={"it": "Che cosa ci ha insegnato Atene", "en": "What Athens taught us"},
            beside="Settimana europea delle regioni e delle città, Bruxelles",
        ),
        when=When.lasting(
            Length.of("1.5", "hour"),
            starts_on=_monday(_in_days(17)),
            zone=zone_of(programme, host),
            opens=datetime.time(10),
            mode="online",
            link=ROOM,
        ),
        who=Who(host=host, may=guests[:5]),
        by=person(LEADERS[programme.slug]),
    )


def _hold(exchange: Exchange) -> None:
    """Say that everybody accepted two weeks before, and that it took place."""
    by = person(LEADERS[exchange.programme.slug])
    for seat in Seat.objects.filter(exchange=exchange).order_by("pk"):
        accept_seat(seat, by=by)
    answered = noon_of(exchange.starts_on - datetime.timedelta(days=14))
    exchange.seats.update(answered_at=answered)
    hold_exchange(exchange, by=by)


def _named(partners: Sequence[Partner], name: str) -> Partner:
    """Return the partner of that name, else the first one."""
    return next((one for one in partners if name in str(one)), partners[0])


def _in_days(number: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=number)


def _monday(day: datetime.date) -> datetime.date:
    """Return the day, or the Monday after it."""
    return day + datetime.timedelta(days=-day.weekday() % 7)
