"""From formats to the exchanges that have to be planned: how many, whose, with whom, when."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from innesto.blueprints.schema.countable import Mode, Scope
from innesto.blueprints.schema.formats import Format, Host, Leg, Shape, When
from innesto.planning.problem import Event, Span
from innesto.rounds.given.circles import (
    Circle,
    Delegation,
    circles_of,
    delegations,
    hosts_of,
    invited,
)
from innesto.rounds.given.roster import Roster, themes_of
from innesto.rounds.letters.proposal import PlannedPair, Refusal, Words
from innesto.rounds.letters.request import Reading
from innesto.rounds.words import gettext as _
from innesto.rounds.words import joined, listed, ngettext, of_text

type Hosts = tuple[str, ...]

TWO = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """The first half-day of an exchange that stays where it is, counted from day 0."""

    slot: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """One exchange to be planned, in the blueprint's words and as the planner's event."""

    key: str
    format: Format
    circle: Circle
    number: int
    leg: Leg | None = None
    hosts: Hosts
    must: Hosts
    may: Hosts
    delegations: tuple[Delegation, ...] = ()
    is_firm: bool = True
    """All come who come for a project; otherwise at least one of each."""
    half_days: int
    mode: Mode
    window: Span
    label: Words
    is_open: bool = False
    """Nobody must come and no theme says who gains: the day suits all who may come."""
    fixed: Fixed | None = None
    """Where it stays, when it has happened or was accepted."""
    company: Hosts = ()
    """Towns and people who may come for those who take part."""
    along: tuple[tuple[str, str], ...] = ()
    """Partners, each with a person who comes whenever it does."""
    grace: int = 0
    """Days by which it may begin sooner or later than the blueprint says."""

    @property
    def when(self) -> When | None:
        """When the blueprint wants it: what is said of the leg, or else of the format."""
        return (self.leg.when if self.leg else None) or self.format.when

    @property
    def host(self) -> str:
        """The host where only one can be."""
        return self.hosts[0] if len(self.hosts) == 1 else ""

    @property
    def everyone(self) -> frozenset[str]:
        """All who could take part."""
        return frozenset((*self.hosts, *self.must, *self.may))

    def event(self, roster: Roster) -> Event:
        """Return it as the planner's event."""
        return Event(
            id=self.key,
            hosts=_numbers(roster, self.hosts),
            must=_numbers(roster, self.may if self.is_open else self.must),
            may=_numbers(roster, (*(() if self.is_open else self.may), *self.company)),
            half_days=self.half_days,
            mode="online" if self.mode is Mode.ONLINE else "in_person",
            theme=roster.theme_of(self.format),
            audience=next(iter(self.format.audience), None),
            window=self.window,
            min_att=self.format.min_guests,
            max_att=self.format.max_guests,
            tag=self.circle.key or None,
        )


def _numbers(roster: Roster, keys: Sequence[str]) -> tuple[int, ...]:
    return tuple(sorted(roster.numbers[key] for key in keys))


@dataclass
class Expansion:
    """The exchanges of a round, what cannot be expanded, and what should be known about it."""

    occasions: list[Occasion] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    notes: list[Words] = field(default_factory=list)
    chains: list[tuple[Occasion, Occasion]] = field(default_factory=list)
    """Meetings of one series, each with the one that follows."""

    def of(self, format_key: str) -> list[Occasion]:
        """List the exchanges of one format."""
        return [occasion for occasion in self.occasions if occasion.format.key == format_key]


def expand(
    roster: Roster,
    reading: Reading,
    pairs: Sequence[PlannedPair],
    only: Sequence[str] = (),
    *,
    firm: bool = True,
) -> Expansion:
    """Turn every format that needs a date into its exchanges.

    Without ``firm`` a project may send fewer people than it should.
    """
    expansion = Expansion()
    for item in roster.blueprint.formats:
        if item.self_paced:
            continue
        found = [
            circle
            for circle in circles_of(roster, item, pairs)
            if not only or circle.key in only or _touches(roster, circle, only)
        ]
        if not found and not only:
            expansion.notes.append(
                _("«{format}» has nobody to happen for yet.", format=of_text(item.label))
            )
        for circle in found:
            if item.legs:
                _expand_legs(roster, item, circle, expansion)
            else:
                _expand_meetings(roster, item, circle, reading, expansion, firm=firm)
    return expansion


def _touches(roster: Roster, circle: Circle, only: Sequence[str]) -> bool:
    """Say whether a pair or partner belongs to one of the strands or countries wanted."""
    if circle.kind not in (Scope.PAIR, Scope.PARTNER):
        return False
    members = [one for key in circle.members if (one := roster.get(key))]
    return any(one.strands & set(only) or roster.country(one) in only for one in members)


def label_of(item: Format, circle: Circle, last: Words | str = "") -> Words:
    """Name an exchange for people: «Workshop · CoP1 · 2»."""
    return joined(of_text(item.label), circle.label, last)


# Meetings with hosts


def chosen_shape(item: Format, reading: Reading) -> Shape | None:
    """Return the structure that the coordinator chose for a format, or the first."""
    wanted = reading.shapes.get(item.key)
    for shape in item.shapes:
        if shape.key == wanted:
            return shape
    return item.shapes[0] if item.shapes else None


def _expand_meetings(
    roster: Roster,
    item: Format,
    circle: Circle,
    reading: Reading,
    expansion: Expansion,
    *,
    firm: bool,
) -> None:
    host = item.host
    shape = chosen_shape(item, reading)
    meetings = shape.series.meetings or 1 if shape and shape.series else 1
    half_days = item.half_days
    windows = roster.days.windows(item.when, item.phase, (half_days + 1) // 2)
    if any(not sent.is_known for sent in delegations(roster, item.must, circle)):
        expansion.notes.append(
            _(
                "«{format}»: nobody says who comes for the projects; lead and first partners"
                " stand in.",
                format=of_text(item.label),
            )
        )
    slots = _host_slots(roster, item, host, circle, expansion)
    is_one_of_many = len(windows) * len(slots) * meetings > 1
    number = 0
    for window in windows:
        for place, hosts in enumerate(slots):
            part = _part(roster, item, window, place, len(slots)) if meetings == 1 else window
            previous: Occasion | None = None
            for _meeting in range(meetings):
                number += 1
                label = label_of(item, circle, str(number) if is_one_of_many else "")
                occasion = _occasion(roster, item, circle, number, label, hosts, part, firm=firm)
                expansion.occasions.append(occasion)
                if previous is not None:
                    expansion.chains.append((previous, occasion))
                previous = occasion


def _part(roster: Roster, item: Format, window: Span, place: int, count: int) -> Span:
    """Give each of several meetings online its own stretch of the time.

    The planner keeps an ideal distance between journeys; what is online it would put anywhere.
    """
    spread = roster.blueprint.calendar.spacing is not None and item.mode is Mode.ONLINE
    if not spread or count == 1:
        return window
    length = (window[1] - window[0] + 1) // count
    first = window[0] + place * length
    return first, first + length - 1


def _occasion(
    roster: Roster,
    item: Format,
    circle: Circle,
    number: int,
    label: Words,
    hosts: Hosts,
    window: Span,
    *,
    firm: bool,
) -> Occasion:
    return rehosted(
        roster,
        Occasion(
            key=".".join(part for part in (item.key, circle.key, str(number)) if part),
            format=item,
            circle=circle,
            number=number,
            hosts=hosts,
            must=(),
            may=(),
            delegations=tuple(delegations(roster, item.must, circle)),
            is_firm=firm,
            half_days=item.half_days,
            mode=item.mode,
            window=window,
            label=label,
        ),
        hosts,
    )


def rehosted(roster: Roster, occasion: Occasion, hosts: Hosts) -> Occasion:
    """Let some host an exchange, and invite the guests that follow from it."""
    item, circle = occasion.format, occasion.circle
    must = invited(roster, item.must, circle, hosts)
    may = invited(roster, item.may, circle, hosts)
    senders = {key for sent in occasion.delegations for key in sent.senders}
    may -= {key for sent in occasion.delegations for key in sent.members}
    may, must = (may, must | senders) if occasion.is_firm else (may | senders, must)
    only_host = set(hosts) if len(hosts) == 1 else set()
    has_theme = any(True for _theme in themes_of(item))
    return replace(
        occasion,
        hosts=hosts,
        must=tuple(sorted(must - only_host)),
        may=tuple(sorted(may - must - only_host)),
        is_open=not must and not occasion.delegations and not has_theme,
    )


def _host_slots(
    roster: Roster, item: Format, host: Host | None, circle: Circle, expansion: Expansion
) -> list[Hosts]:
    """Return, for each exchange of a circle, who could host it."""
    if host is None or (host.who == "each" and not host.role):
        place, times = (host.place, host.times) if host else ("", 1)
        return [
            (roster.stand_in(place, f"{item.key}.{circle.key}.{number}"),)
            for number in range(item.times or times)
        ]
    candidates = hosts_of(roster, host, circle)
    if not candidates:
        roles = listed(
            of_text(role.label) for role in roster.blueprint.roles if role.key in host.role
        )
        expansion.refusals.append(
            Refusal(
                rule=item.key,
                scope=circle.key,
                words=_(
                    "{exchange}: nobody can host, because no partner is «{roles}».",
                    exchange=label_of(item, circle),
                    roles=roles,
                ),
                wanted=1,
                possible=0,
                role=next(iter(host.role), ""),
                mend=_("Give a partner the role «{roles}».", roles=roles),
            )
        )
        return []
    if host.who != "each":
        return [candidates] * (item.times or host.times)
    slots: list[Hosts] = [(one,) for one in candidates for _time in range(host.times)]
    if item.times is not None and item.times != len(slots):
        expansion.refusals.append(_mismatch(roster, item, circle, host, candidates))
    return slots


def _mismatch(
    roster: Roster, item: Format, circle: Circle, host: Host, candidates: Hosts
) -> Refusal:
    count = len(candidates) * host.times
    return Refusal(
        rule=item.key,
        scope=circle.key,
        words=joined(
            label_of(item, circle),
            ngettext(
                "{number} exchange is wanted, but {hosts} host {times} each: {count} in all.",
                "{number} exchanges are wanted, but {hosts} host {times} each: {count} in all.",
                item.times or 0,
                hosts=roster.names(candidates),
                times=host.times,
                count=count,
            ),
            by=": ",
        ),
        wanted=item.times,
        possible=count,
        things=candidates,
    )


# Exchanges that go there and come back


def _expand_legs(roster: Roster, item: Format, circle: Circle, expansion: Expansion) -> None:
    previous: Occasion | None = None
    for place, leg in enumerate(_legs(item, circle)):
        length = leg.length or item.length
        half_days = length.half_days if length else item.half_days
        when = leg.when or item.when
        window = roster.days.windows(when, item.phase, (half_days + 1) // 2)[0]
        hosts = _leg_hosts(roster, leg, circle, place)
        guests = (leg.guests,) if leg.guests else item.must
        must = invited(roster, guests, circle, hosts) if guests else frozenset(circle.members)
        occasion = Occasion(
            key=".".join(part for part in (item.key, circle.key, _name(item, place)) if part),
            format=item,
            circle=circle,
            number=place + 1,
            leg=leg,
            hosts=hosts,
            must=tuple(sorted(must - set(hosts))),
            may=tuple(sorted(invited(roster, item.may, circle, hosts) - must - set(hosts))),
            half_days=half_days,
            mode=item.mode,
            window=window,
            label=label_of(item, circle, of_text(leg.label)),
        )
        expansion.occasions.append(occasion)
        if previous is not None and not (leg.when and leg.when.after_leg):
            expansion.chains.append((previous, occasion))
        previous = occasion


def _legs(item: Format, circle: Circle) -> tuple[Leg, ...]:
    """The legs of a format; in a group of three the last one is held once more."""
    is_group = circle.kind is Scope.PAIR and len(circle.members) > TWO
    more = len(circle.members) - len(item.legs) if is_group else 0
    return (*item.legs, *(item.legs[-1] for _more in range(more)))


def _name(item: Format, place: int) -> str:
    """Name a leg within its exchange: «return», or «return-3» when it is held once more."""
    if place < len(item.legs):
        return item.legs[place].key
    return f"{item.legs[-1].key}-{place + 1}"


def _leg_hosts(roster: Roster, leg: Leg, circle: Circle, place: int) -> Hosts:
    """Choose the member with the leg's role; where that leaves it open, they take turns.

    In a group of three everybody hosts once, whoever has which role.
    """
    candidates = hosts_of(roster, leg.host, circle)
    if circle.kind is not Scope.PAIR:
        return candidates or circle.members
    turn = circle.members[place % len(circle.members)]
    if len(circle.members) > TWO:
        return (turn,)
    return candidates if len(candidates) == 1 else (turn,)
