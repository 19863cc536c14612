"""What would mend a plan that does not exist, as changes that a coordinator can try out.

Each mend ends the contradiction: without any one of its rules there is none. Whether nothing
else stands in the way of the same exchanges is shown by asking the question anew with the change
in it. So dates, numbers and other hosts are found that really help.
"""

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from innesto.blueprints.editing import numbers_in, with_numbers
from innesto.planning.plan import Explanation, Limits, Relaxation
from innesto.planning.programme.part import TooHard, is_possible, part_of
from innesto.planning.rulebook import events_of, rule_ids
from innesto.planning.run import Run
from innesto.rounds.given.roster import Roster
from innesto.rounds.letters.proposal import Mend, PlannedPair, Refusal, Words
from innesto.rounds.letters.request import Request
from innesto.rounds.letters.wishes import Change, Wish
from innesto.rounds.mending.conflict import Teller
from innesto.rounds.posing.assembly import Assembly, assemble, roster_of
from innesto.rounds.posing.expansion import Occasion
from innesto.rounds.posing.rulebook import Said
from innesto.rounds.words import country, from_day, ngettext, of_text, on_day, to_day
from innesto.rounds.words import gettext as _

MOST_HOSTS = 3
"""Other hosts that are named for one exchange."""
MOST_ASKED = 12
"""Partners that are tried as hosts."""
EXCEPTION = 25
"""What an exception for one subject costs; a number of a rule changes it for all."""


@dataclass(frozen=True, slots=True)
class Found:
    """One mend before it has a price: what is done, and what a coordinator would change."""

    words: Words
    change: Change | None = None
    cost: int | None = None


class Mender:
    """Looks for what ends one contradiction."""

    def __init__(
        self,
        assembly: Assembly,
        explanation: Explanation,
        request: Request,
        pairs: Sequence[PlannedPair],
    ) -> None:
        self.assembly = assembly
        self.roster = assembly.roster
        self.teller = Teller(assembly)
        self.explanation = explanation
        self.request = request
        self.pairs = pairs
        self.numbers = numbers_in(request.blueprint)
        self.run = Run(Limits(seconds=request.limits.seconds, seed=request.limits.seed))
        self.occasions = self.teller.occasions
        problem = assembly.problem
        self.events = {id_ for rule in explanation.core for id_ in events_of(problem, rule)}

    def mends(self) -> tuple[Mend, ...]:
        """List the single changes that would help, cheapest first."""
        found = [
            Mend(
                rule=one.rule,
                words=mend.words,
                cost=one.cost if mend.cost is None else mend.cost,
                change=mend.change,
                is_enough=mend.change is not None and self._is_enough(mend.change),
            )
            for one in self.explanation.relaxations
            for mend in self._ways(one)
        ]
        return tuple(sorted(found, key=lambda mend: (not mend.is_enough, mend.cost, mend.rule)))

    def _is_enough(self, change: Change) -> bool:
        """Ask anew with the change: can all be kept that the same exchanges are asked for?"""
        request = replace(
            self.request,
            blueprint=with_numbers(self.request.blueprint, change.numbers),
            wishes=tuple(change.of(self.request.wishes)),
        )
        problem = assemble(roster_of(request), request, self.pairs).problem
        part = part_of(problem, self.events)
        try:
            return is_possible(part, rule_ids(part), self.run)
        except TooHard:
            return False

    def _least(self, change: Callable[[int], Change], low: int, high: int) -> int | None:
        """Find the least amount that is enough; none where even the greatest is not."""
        if low > high or not self._is_enough(change(high)):
            return None
        while low < high:
            middle = (low + high) // 2
            if self._is_enough(change(middle)):
                high = middle
            else:
                low = middle + 1
        return high

    def _ways(self, one: Relaxation) -> Iterator[Found]:
        said = self.assembly.book.said.get(one.rule)
        if said is None:
            yield from self._of_data(one)
        elif said.wish is not None:
            wish = self.request.wishes[said.wish]
            yield Found(
                _("Give up the wish: {rule}.", rule=said.words),
                Change(without=(replace(wish, by="", on=None, reason=""),)),
            )
        else:
            yield from self._of_rules(one, said)

    # Rules of the blueprint and of its calendar

    def _of_rules(self, one: Relaxation, said: Said) -> Iterator[Found]:
        kind, _colon, rest = one.rule.partition(":")
        match kind:
            case "rule":
                yield from self._of_a_rule(one, said)
            case "free-days" if one.amount and "calendar/free_days" in self.numbers:
                yield self._fewer_free_days(one.amount)
            case "at-once" if one.amount and "calendar/at_once" in self.numbers:
                yield self._more_at_once(one.amount)
            case "after" | "order" if one.amount and said.exchange:
                yield self._stretch(self.occasions[said.exchange], one.amount)
            case "kept":
                yield Found(
                    _("Let «{exchange}» move.", exchange=self.occasions[rest].label),
                    Change(wishes=(Wish(kind="let_move", exchange=rest),)),
                )
            case _:
                yield Found(self.teller.mend(one.rule))

    def _fewer_free_days(self, amount: int) -> Found:
        before = self.numbers["calendar/free_days"]
        fewer = self._least(
            lambda n: Change(numbers={"calendar/free_days": before - n}), amount, before
        )
        number = before - (fewer or amount)
        words = ngettext(
            "Ask for {number} free day instead of {before}.",
            "Ask for {number} free days instead of {before}.",
            number,
            before=before,
        )
        return Found(words, Change(numbers={"calendar/free_days": number}), before - number)

    def _more_at_once(self, amount: int) -> Found:
        before = self.numbers["calendar/at_once"]
        more = self._least(
            lambda n: Change(numbers={"calendar/at_once": before + n}), amount, len(self.occasions)
        )
        number = before + (more or amount)
        words = _("Allow {number} exchanges on one day.", number=number)
        return Found(words, Change(numbers={"calendar/at_once": number}))

    def _of_a_rule(self, one: Relaxation, said: Said) -> Iterator[Found]:
        """Ask for another number, or make an exception for the one subject."""
        number = self.numbers.get(said.rule)
        rule = self.roster.blueprint.rule(said.rule)
        label = of_text(rule.label) if rule else said.words
        if number is not None and one.way in ("more", "fewer"):
            other = number + one.amount * (1 if one.way == "more" else -1)
            words = _(
                "Ask for {number} instead of {before}, everywhere: «{rule}».",
                number=other,
                before=number,
                rule=label,
            )
            yield Found(words, Change(numbers={said.rule: other}))
        words = _(
            "Make an exception for {subject}: «{rule}».", subject=self._subject(said), rule=label
        )
        wish = Wish(kind="waive_rule", exchange=said.subject, value=said.rule)
        yield Found(words, Change(wishes=(wish,)), EXCEPTION)

    def _subject(self, said: Said) -> Words | str:
        occasion = self.occasions.get(said.subject)
        if occasion is not None:
            return _("«{exchange}»", exchange=occasion.label)
        return subject_words(self.roster, said.subject)

    # What follows from the data: days, hosts, guests

    def _of_data(self, one: Relaxation) -> Iterator[Found]:
        kind, _colon, rest = one.rule.partition(":")
        occasion = self.occasions.get(rest) or self.occasions.get(rest.rpartition(":")[0])
        match kind:
            case "window" if occasion and one.amount:
                yield self._stretch(occasion, one.amount)
            case "must" if occasion:
                key = self.roster.keys[int(rest.rpartition(":")[2])]
                yield Found(
                    _(
                        "Let {name} stay away from «{exchange}».",
                        name=self.roster.name(key),
                        exchange=occasion.label,
                    ),
                    Change(wishes=(Wish(kind="excuse_guest", exchange=occasion.key, value=key),)),
                )
            case "hosts" if occasion:
                others = list(self._other_hosts(occasion))
                yield from others or [Found(self.teller.mend(one.rule))]
            case "weekend" | "blackout" | "holidays" | "closed":
                yield self._open(kind, rest) or Found(self.teller.mend(one.rule))
            case _:
                yield Found(self.teller.mend(one.rule))

    def _stretch(self, occasion: Occasion, amount: int) -> Found:
        def change(days: int) -> Change:
            wish = Wish(kind="stretch_days", exchange=occasion.key, value=str(days))
            return Change(wishes=(wish,))

        days = self._least(change, amount, self.roster.days.count) or amount
        words = ngettext(
            "Let «{exchange}» begin up to {number} day sooner or later.",
            "Let «{exchange}» begin up to {number} days sooner or later.",
            days,
            exchange=occasion.label,
        )
        return Found(words, change(days), days)

    def _other_hosts(self, occasion: Occasion) -> Iterator[Found]:
        """Name partners who could host instead, those of the same circle first."""
        inside = set(occasion.circle.members)
        asked = sorted(
            (one for one in self.roster.in_roles(()) if one.key not in occasion.hosts),
            key=lambda one: (one.key not in inside, one.key),
        )
        named = 0
        for one in asked[:MOST_ASKED]:
            wish = Wish(kind="one_more_host", exchange=occasion.key, value=one.key)
            change = Change(wishes=(wish,))
            if named < MOST_HOSTS and self._is_enough(change):
                named += 1
                words = _(
                    "Let {name} host «{exchange}» too.", name=one.name, exchange=occasion.label
                )
                yield Found(words, change)

    # Closed days that would do

    def _open(self, kind: str, rest: str) -> Found | None:
        """Find the first closed days that would be enough, as few as possible."""
        who = self.roster.keys[int(rest)] if kind == "closed" else ""
        days = self.roster.days

        def change(first: int, last: int) -> Change:
            span = f"{days.date(first)}/{days.date(last)}"
            return Change(wishes=(Wish(kind="open_days", exchange=who, value=span),))

        first, end = self._span()
        last = self._least(lambda n: change(first, n), first, end)
        if last is None:
            return None
        fewer = self._least(lambda n: change(last - n, last), 0, last - first)
        first = last - (fewer or 0)
        return Found(
            self._opening(kind, rest, days.date(first), days.date(last)), change(first, last)
        )

    def _span(self) -> tuple[int, int]:
        """The days on which the exchanges of the contradiction may lie."""
        problem = self.assembly.problem
        windows = [event.window for event in problem.events if event.id in self.events]
        final = problem.calendar.days - 1
        if not windows:
            return 0, final
        return (
            max(0, min(first for first, _last in windows)),
            min(final, max(last for _first, last in windows)),
        )

    def _opening(self, kind: str, rest: str, first: datetime.date, last: datetime.date) -> Words:
        when = on_day(first)
        if first != last:
            when = _("the days from {first} to {last}", first=from_day(first), last=to_day(last))
        match kind:
            case "closed":
                return _("Ask {name} for {days}.", name=self.roster.name(int(rest)), days=when)
            case "holidays":
                return _(
                    "Use {days}, a public holiday in {country}.", days=when, country=country(rest)
                )
            case "weekend":
                return _("Use {days}, a weekend.", days=when)
            case _:
                return _("Use {days}, in a pause of the programme.", days=when)


def mends_of(refusal: Refusal, roster: Roster, text: str, *, alone: bool) -> tuple[Mend, ...]:
    """List what a coordinator could try when a count alone cannot come out.

    Where it does not stand ``alone``, mending it is a first step.
    """
    rule = roster.blueprint.rule(refusal.rule)
    if rule is None:
        return ()
    label = of_text(rule.label)
    found = []
    number = numbers_in(text).get(rule.key)
    if number is not None and refusal.possible is not None and refusal.possible != number:
        words = _(
            "Ask for {number} instead of {before}, everywhere: «{rule}».",
            number=refusal.possible,
            before=number,
            rule=label,
        )
        change = Change(numbers={rule.key: refusal.possible})
        found.append(
            Mend(rule=rule.key, words=words, cost=EXCEPTION - 1, change=change, is_enough=alone)
        )
    subject = subject_words(roster, refusal.scope)
    words = _("Make an exception for {subject}: «{rule}».", subject=subject, rule=label)
    wish = Wish(kind="waive_rule", exchange=refusal.scope, value=rule.key)
    change = Change(wishes=(wish,))
    exception = Mend(rule=rule.key, words=words, cost=EXCEPTION, change=change, is_enough=alone)
    return (*found, exception)


def subject_words(roster: Roster, key: str) -> Words | str:
    """Name what a rule is about: a partner, a strand, a country, or the whole programme."""
    partner = roster.get(key)
    if partner is not None:
        return partner.name
    strands = roster.blueprint.strands
    for strand in strands.items if strands else ():
        if strand.key == key:
            return of_text(strand.label)
    return country(key) if key else of_text(roster.blueprint.name)
