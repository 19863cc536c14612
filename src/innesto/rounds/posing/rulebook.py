"""Every rule the planner must keep, with the words by which people know it."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field

from innesto.blueprints.schema.dates import Moment
from innesto.planning.problem import AnyRule, Gap, GroupAttendance, MaxParallel, Precede
from innesto.rounds.given.days import ABOUT, in_days
from innesto.rounds.given.roster import Roster
from innesto.rounds.letters.proposal import Refusal, Words
from innesto.rounds.posing.expansion import Expansion, Occasion
from innesto.rounds.words import gettext as _
from innesto.rounds.words import ngettext


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """How people know a rule: its words, and where they come from."""

    words: Words
    rule: str = ""
    """Key of the blueprint's rule or format."""
    source: str = ""
    wish: int | None = None
    subject: str = ""
    """What the blueprint's rule is about: the key of an exchange, a partner, a country."""
    exchange: str = ""
    """The exchange whose place in an order the rule is about."""


@dataclass
class Rulebook:
    """The planner's rules, each with its words, and what counting alone refuses."""

    rules: list[AnyRule] = field(default_factory=list)
    said: dict[str, Said] = field(default_factory=dict)
    refusals: list[Refusal] = field(default_factory=list)
    planned_for: set[str] = field(default_factory=set)
    """Keys of the blueprint's rules that the planner itself keeps."""

    def add(self, rule: AnyRule, said: Said) -> None:
        """Write down one rule."""
        self.rules.append(rule)
        self.said[rule.id] = said
        self.planned_for.add(said.rule)


def structure(roster: Roster, expansion: Expansion) -> Rulebook:
    """Collect what formats and calendar say: order, lags, free days, how many at once."""
    book = Rulebook()
    for before, after in expansion.chains:
        _chain(book, before, after)
    for occasion in expansion.occasions:
        for rule, words in _follows(expansion, occasion):
            source = _quote(occasion)
            said = Said(words=words, rule=occasion.format.key, source=source, exchange=occasion.key)
            book.add(rule, said)
        _delegations(roster, book, occasion)
    wanted = roster.blueprint.calendar
    if wanted.free_days:
        words = ngettext(
            "{number} free day between two exchanges of one partner",
            "{number} free days between two exchanges of one partner",
            wanted.free_days,
        )
        book.add(Gap(id="free-days", text=words["it"], days=wanted.free_days), Said(words=words))
    if wanted.at_once is not None and expansion.occasions:
        words = ngettext(
            "at most {number} exchange on one day",
            "at most {number} exchanges on one day",
            wanted.at_once,
        )
        events = tuple(occasion.key for occasion in expansion.occasions)
        rule = MaxParallel(id="at-once", text=words["it"], events=events, max=wanted.at_once)
        book.add(rule, Said(words=words))
    return book


def _delegations(roster: Roster, book: Rulebook, occasion: Occasion) -> None:
    """Let somebody come for each project, when not all can."""
    for sent in () if occasion.is_firm else occasion.delegations:
        rule = GroupAttendance(
            id=f"delegation:{occasion.key}:{sent.project}",
            event=occasion.key,
            orgs=tuple(roster.numbers[key] for key in sent.senders),
            min=1,
        )
        words = _(
            "somebody comes for {project} to «{exchange}»",
            project=sent.name,
            exchange=occasion.label,
        )
        book.add(rule, Said(words=words, rule=occasion.format.key, source=_quote(occasion)))


def _quote(occasion: Occasion) -> str:
    return (occasion.leg.quote if occasion.leg else "") or occasion.format.quote


def _chain(book: Rulebook, before: Occasion, after: Occasion) -> None:
    """Keep the legs of an exchange, or the meetings of a series, in their order."""
    spacing = None
    for shape in after.format.shapes:
        if shape.series and shape.series.spacing and not after.leg:
            spacing = in_days(shape.series.spacing)
    rule = Precede(
        id=f"order:{before.key}<{after.key}",
        before=before.key,
        after=after.key,
        min_lag=max(1, (spacing or 0) // 2 - after.grace),
        max_lag=spacing * 2 + after.grace if spacing else None,
    )
    words = _("«{after}» comes after «{before}»", before=before.label, after=after.label)
    said = Said(words=words, rule=after.format.key, source=_quote(after), exchange=after.key)
    book.add(rule, said)


def _follows(expansion: Expansion, occasion: Occasion) -> Iterator[tuple[AnyRule, Words]]:
    """What the blueprint says about one exchange in relation to others."""
    when = occasion.when
    if when is None:
        return
    at_least, at_most = in_days(when.at_least), in_days(when.at_most)
    for other in expansion.occasions:
        if other is occasion or not other.circle.meets(occasion.circle):
            continue
        follows_leg = (
            when.after_leg is not None
            and other.leg is not None
            and other.leg.key == when.after_leg
            and (when.after or occasion.format.key) == other.format.key
        )
        follows_format = when.after_leg is None and other.format.key == when.after
        if follows_leg or follows_format:
            least = max(1, (at_least or 1) - occasion.grace)
            most = at_most + occasion.grace if at_most is not None else None
            yield _lagged(other, occasion, least, most)
        for moment, first, last in ((when.on, 0, ABOUT), (when.since, 0, None)):
            if moment is not None and _names(moment, other):
                yield _relative(moment, other, occasion, first, last)
        if when.until is not None and _names(when.until, other):
            yield _relative(when.until, other, occasion, None, 0)


def _names(moment: Moment, other: Occasion) -> bool:
    return moment.happening in {other.format.key, other.leg.key if other.leg else ""} - {""}


def _relative(
    moment: Moment, anchor: Occasion, occasion: Occasion, first: int | None, last: int | None
) -> tuple[AnyRule, Words]:
    """Keep an exchange between two numbers of days from a moment tied to another one."""
    shift = in_days(moment.length) or 0
    first = first - occasion.grace if first is not None else None
    last = last + occasion.grace if last is not None else None
    if moment.side == "after":
        least = shift + first if first is not None else None
        most = shift + last if last is not None else None
        return _lagged(anchor, occasion, least, most)
    least = max(0, shift - last) if last is not None else None
    most = shift - first if first is not None else None
    return _lagged(occasion, anchor, least, most)


def _lagged(
    before: Occasion, after: Occasion, least: int | None, most: int | None
) -> tuple[AnyRule, Words]:
    values: dict[str, str | int | Words] = {"before": before.label, "after": after.label}
    if least is not None and most is not None:
        words = _(
            "«{after}» comes {least} to {most} days after «{before}»",
            least=least,
            most=most,
            **values,
        )
    elif most is not None:
        words = _("«{after}» comes at most {most} days after «{before}»", most=most, **values)
    elif (least or 0) > 1:
        words = _(
            "«{after}» comes at least {least} days after «{before}»", least=least or 0, **values
        )
    else:
        words = _("«{after}» comes after «{before}»", **values)
    rule = Precede(
        id=f"after:{before.key}<{after.key}:{least}:{most}",
        text=words["it"],
        before=before.key,
        after=after.key,
        min_lag=least,
        max_lag=most,
    )
    return rule, words


def fixed_days(expansion: Expansion, begins: datetime.date) -> frozenset[datetime.date]:
    """Days that the blueprint itself names; they count as open whatever is closed."""
    return frozenset(
        begins + datetime.timedelta(days=day)
        for occasion in expansion.occasions
        if (when := occasion.when) and when.on is not None and not when.on.is_relative
        for day in range(occasion.window[0], occasion.window[1] + 1)
    )
