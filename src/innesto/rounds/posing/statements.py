"""From the blueprint's rules to the planner's.

A rule is turned into planner's rules as far as it speaks of hosts, guests, order and dates of
exchanges that are to be planned. Rules that are already decided by the number of exchanges are
refused here when they cannot come out. All others are judged after planning, on the plan itself.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import pairwise

from innesto.blueprints.facts import Organisation
from innesto.blueprints.finding import Thing
from innesto.blueprints.judging.choosing import (
    chosen_exchanges,
    chosen_organisations,
    fits,
    number,
    subjects,
)
from innesto.blueprints.judging.ground import PROGRAMME, Ground
from innesto.blueprints.judging.numbers import comparisons
from innesto.blueprints.judging.timing import day_of
from innesto.blueprints.schema.countable import Countable, Exchanges, Organisations, Scope
from innesto.blueprints.schema.rule import Deadline, Presence, Rule, Statement, Step, Strength
from innesto.planning.problem import (
    AnyRule,
    AttendCount,
    GroupAttendance,
    HostCount,
    Precede,
    Window,
)
from innesto.rounds.given.days import in_days
from innesto.rounds.given.roster import Roster
from innesto.rounds.letters.proposal import Refusal, Words
from innesto.rounds.posing.expansion import Expansion, Occasion
from innesto.rounds.posing.rulebook import Rulebook, Said
from innesto.rounds.words import gettext as _
from innesto.rounds.words import joined, of_text

LENGTHS = {"half_days", "days"}


@dataclass(frozen=True, slots=True)
class Span:
    """Between so many and so many."""

    least: int = 0
    most: int | None = None

    def holds(self, count: Decimal | int) -> bool:
        """Say whether a count lies within."""
        return count >= self.least and (self.most is None or count <= self.most)

    @property
    def words(self) -> Words:
        """Say it: «2», «at least 2», «at most 2», «2 to 3»."""
        if self.most is None:
            return _("at least {least}", least=self.least)
        if self.least == self.most:
            return {"it": str(self.least), "en": str(self.least)}
        if not self.least:
            return _("at most {most}", most=self.most)
        return _("{least} to {most}", least=self.least, most=self.most)


class Translator:
    """Turns the hard rules of a blueprint into the planner's, subject by subject."""

    def __init__(
        self, roster: Roster, expansion: Expansion, ground: Ground, only: tuple[str, ...] = ()
    ) -> None:
        self.roster = roster
        self.ground = ground
        self.only = only
        self.occasions = expansion.occasions
        self.by_key = {occasion.key: occasion for occasion in expansion.occasions}

    def write(self, book: Rulebook) -> None:
        """Write every rule of the blueprint that concerns the plan into the rulebook."""
        waived = {(one.rule, one.subject) for one in self.ground.facts.waivers if not one.thing}
        for rule in self.ground.blueprint.rules:
            if rule.strength is not Strength.HARD or rule.when is not None:
                continue
            exempt = (
                {thing.key for thing in subjects(rule.exempt, self.ground)}
                if rule.exempt
                else set()
            )
            for subject in subjects(rule.each, self.ground):
                if subject.key in exempt or not self._in_force(rule, subject):
                    continue
                if (rule.key, subject.key) in waived:
                    continue
                if not self.roster.within(subject, self.only):
                    continue
                self._write(book, rule, rule, subject)

    def _in_force(self, rule: Rule, subject: Thing) -> bool:
        """Say whether the rule holds on every day on which the subject may be planned."""
        force = rule.in_force
        if force is None:
            return True
        first, last = self.roster.days.first, self.roster.days.ends
        if subject.kind == "exchange":
            window = self.by_key[subject.key].window
            first, last = self.roster.days.date(window[0]), self.roster.days.date(window[1])
        if (force.since and force.since > first) or (force.until and force.until < last):
            return False
        if force.phase is None:
            return True
        begins, ends = self.roster.days.phase(force.phase)
        return bool(begins and ends and begins <= first and last <= ends)

    def _write(self, book: Rulebook, rule: Rule, statement: Statement, subject: Thing) -> None:
        for part in statement.every:
            self._write(book, rule, part, subject)
        for planned, detail in self._translated(book, rule, statement, subject):
            words = joined(of_text(rule.label), detail, by=": ")
            source = rule.quote or rule.article
            said = Said(words=words, rule=rule.key, source=source, subject=subject.key)
            book.add(planned, said)

    def _translated(
        self, book: Rulebook, rule: Rule, statement: Statement, subject: Thing
    ) -> Iterator[tuple[AnyRule, Words | str]]:
        id_ = f"rule:{rule.key}:{subject.key}"
        if statement.count is not None:
            span = self._span(statement, subject)
            if span is not None:
                yield from self._count(book, rule, statement.count, subject, span)
        elif statement.present is not None:
            yield from self._present(id_, statement.present, subject)
        elif statement.order:
            yield from self._order(id_, statement.order, subject)
        elif statement.deadline is not None:
            yield from self._deadline(id_, statement.deadline, subject)
        elif statement.never is not None and statement.never.present is not None:
            occasion = self.by_key.get(subject.key)
            if occasion is not None:
                unwanted = self._fitting(statement.never.present, occasion.everyone)
                yield self._group(id_, occasion, unwanted, Span(0, 0))
        elif statement.place is not None and statement.place.country:
            occasion = self.by_key.get(subject.key)
            if occasion is not None:
                outside = self._outside(occasion, statement.place.country)
                yield self._not_host(id_, occasion, outside), occasion.label

    def _span(self, statement: Statement, subject: Thing) -> Span | None:
        """Return the whole numbers that a statement allows; ``None`` where it asks nothing."""
        least, most = 0, None
        for comparison, asked in comparisons(statement, subject, self.ground):
            if comparison in ("is", "at_least"):
                least = int(Decimal(asked).to_integral_value(ROUND_CEILING))
            if comparison in ("is", "at_most"):
                most = int(Decimal(asked).to_integral_value(ROUND_FLOOR))
        return None if (least, most) == (0, None) else Span(least, most)

    # Counting exchanges, hosts and guests

    def _count(
        self, book: Rulebook, rule: Rule, count: Countable, subject: Thing, span: Span
    ) -> Iterator[tuple[AnyRule, Words | str]]:
        id_ = f"rule:{rule.key}:{subject.key}"
        chosen = count.chosen
        if isinstance(chosen, Exchanges):
            if subject.kind == "organisation" and count.noun == "exchanges":
                yield from self._of_organisation(id_, chosen, subject.key, span)
            elif subject.kind in ("country", "strand", "project", "pair", "programme"):
                self._decided(book, rule, count, subject, span)
        elif isinstance(chosen, Organisations) and subject.key in self.by_key:
            yield from self._at_exchange(id_, chosen, self.by_key[subject.key], span)

    def _matching(self, chosen: Exchanges) -> list[Occasion]:
        """List the exchanges to be planned that a rule counts, whoever does what."""
        anyone = chosen.model_copy(update={"doing": "any"})
        found = chosen_exchanges(anyone, PROGRAMME, self.ground)
        return [self.by_key[exchange.key] for exchange in found if exchange.key in self.by_key]

    def _of_organisation(
        self, id_: str, chosen: Exchanges, key: str, span: Span
    ) -> Iterator[tuple[AnyRule, Words | str]]:
        org = self.roster.numbers[key]
        matching = self._matching(chosen)
        who = joined(self.roster.name(key), span.words, by=": ")
        if chosen.doing == "host":
            events = tuple(one.key for one in matching if key in one.hosts)
            if events or span.least:
                rule: AnyRule = HostCount(
                    id=id_, orgs=(org,), events=events, min=span.least, max=span.most
                )
                yield rule, who
            return
        if chosen.doing == "guest":
            matching = [one for one in matching if one.host != key]
            if any(key in one.hosts for one in matching):
                return  # being guest or host is still open: judged after planning
        events = tuple(one.key for one in matching if key in one.everyone)
        if events or span.least:
            yield (
                AttendCount(id=id_, org=org, events=events, min=span.least, max=span.most),
                who,
            )

    def _decided(
        self, book: Rulebook, rule: Rule, count: Countable, subject: Thing, span: Span
    ) -> None:
        """Refuse a number of exchanges, or of days, that the formats have already decided."""
        chosen = count.chosen
        assert isinstance(chosen, Exchanges)
        if chosen.doing != "any" or chosen.state or chosen.hosted_by:
            return
        found = [
            self.by_key[exchange.key]
            for exchange in chosen_exchanges(chosen, subject, self.ground)
            if exchange.key in self.by_key
        ]
        if not found or (self.only and subject.key not in self.only):
            return
        book.planned_for.add(rule.key)
        total = number(count, subject, self.ground)
        if span.holds(total):
            return
        parts: Counter[str] = Counter(one.format.key for one in found)
        labels = {one.format.key: of_text(one.format.label) for one in found}
        halves = {one.format.key: one.half_days for one in found}
        unit = {"exchanges": 0, "half_days": 1, "days": 2}[count.noun]
        terms = [
            joined(
                str(times if not unit else Decimal(times * halves[key]) / unit),
                labels[key],
                by=" × " if unit else " ",
            )
            for key, times in parts.items()
        ]
        book.refusals.append(
            Refusal(
                rule=rule.key,
                scope=subject.key,
                words=joined(
                    subject.name or subject.key,
                    _(
                        "«{rule}» wants {wanted}, but {terms} makes {total}.",
                        rule=of_text(rule.label),
                        wanted=span.words,
                        terms=joined(*terms, by=" + "),
                        total=str(total),
                    ),
                    by=": ",
                ),
                wanted=span.least,
                possible=int(total),
                things=tuple(one.key for one in found),
                mend=_("Change the roles of the partners, the hosts of a format, or the rule."),
            )
        )

    def _at_exchange(
        self, id_: str, chosen: Organisations, occasion: Occasion, span: Span
    ) -> Iterator[tuple[AnyRule, Words | str]]:
        """Count who hosts, or who comes, at one exchange."""
        fitting = self._fitting(chosen, occasion.everyone)
        match chosen.doing:
            case "host":
                others = tuple(key for key in occasion.hosts if key not in fitting)
                if span.least and others:
                    yield self._not_host(id_, occasion, others), occasion.label
            case "guest" if not set(fitting).isdisjoint(occasion.hosts) and not occasion.host:
                return  # who hosts is still open: judged after planning
            case "guest":
                guests = tuple(key for key in fitting if key != occasion.host)
                yield self._group(id_, occasion, guests, span)
            case "any" | "taking_part":
                yield self._group(id_, occasion, fitting, span)

    def _fitting(self, chosen: Organisations, among: frozenset[str]) -> tuple[str, ...]:
        partners = self.roster.partners
        return tuple(o.key for o in partners if o.key in among and fits(o, chosen, self.ground))

    def _group(
        self, id_: str, occasion: Occasion, keys: tuple[str, ...], span: Span
    ) -> tuple[AnyRule, Words]:
        orgs = tuple(self.roster.numbers[key] for key in keys)
        rule = GroupAttendance(id=id_, event=occasion.key, orgs=orgs, min=span.least, max=span.most)
        return rule, occasion.label

    def _not_host(self, id_: str, occasion: Occasion, keys: tuple[str, ...]) -> AnyRule:
        orgs = tuple(self.roster.numbers[key] for key in keys)
        return HostCount(id=id_, orgs=orgs, events=(occasion.key,), min=0, max=0)

    def _outside(self, occasion: Occasion, countries: tuple[str, ...]) -> tuple[str, ...]:
        found = []
        for key in occasion.hosts:
            one = self.roster.get(key)
            if one is not None and self.roster.country(one) not in countries:
                found.append(key)
        return tuple(found)

    # Who is there

    def _present(
        self, id_: str, presence: Presence, subject: Thing
    ) -> Iterator[tuple[AnyRule, Words | str]]:
        if presence.each_other is not None:
            yield from self._each_other(id_, presence.each_other, subject)
            return
        occasion = self.by_key.get(subject.key)
        if occasion is None or presence.doing == "host":
            return
        asked = [
            one
            for one in self.roster.partners
            if fits(one, presence.who, self.ground) and self._within(presence.within, one, occasion)
        ]
        keys = tuple(one.key for one in asked if one.key in occasion.everyone)
        if presence.some is not None:
            yield self._group(id_, occasion, keys, Span(1))
        else:
            if presence.doing == "guest":
                keys = tuple(key for key in keys if key != occasion.host)
            yield self._group(id_, occasion, keys, Span(len(keys)))

    def _within(self, scope: Scope, one: Organisation, occasion: Occasion) -> bool:
        if scope is Scope.PROGRAMME:
            return True
        if scope is occasion.circle.kind:
            return one.key in occasion.circle.members
        hosts = [host for key in occasion.hosts if (host := self.roster.get(key))]
        if scope is Scope.COUNTRY:
            return self.roster.country(one) in {self.roster.country(host) for host in hosts}
        if scope is Scope.STRAND:
            return any(one.strands & host.strands for host in hosts)
        return one.key in occasion.circle.members

    def _each_other(
        self, id_: str, who: Organisations, subject: Thing
    ) -> Iterator[tuple[AnyRule, Words | str]]:
        """Let everybody be a guest of everybody at least once."""
        members = [one.key for one in chosen_organisations(who, subject, self.ground)]
        for host in members:
            hosted = [one for one in self.occasions if one.host == host]
            for guest in members:
                events = tuple(one.key for one in hosted if guest in (*one.must, *one.may))
                if guest == host or not events:
                    continue
                org = self.roster.numbers[guest]
                rule = AttendCount(id=f"{id_}:{guest}>{host}", org=org, events=events, min=1)
                yield rule, joined(self.roster.name(guest), self.roster.name(host), by=" → ")

    # When

    def _steps(self, step: Step, subject: Thing) -> list[Occasion]:
        chosen = Exchanges(format=(step.exchange or "",), leg=(step.leg,) if step.leg else ())
        found = chosen_exchanges(chosen, subject, self.ground)
        return [self.by_key[exchange.key] for exchange in found if exchange.key in self.by_key]

    def _order(
        self, id_: str, steps: tuple[Step, ...], subject: Thing
    ) -> Iterator[tuple[AnyRule, Words | str]]:
        planned = [step for step in steps if step.exchange]
        for first, then in pairwise(planned):
            # The first of one format comes before every one of the other.
            for before in self._steps(first, subject)[:1]:
                for after in self._steps(then, subject):
                    if before.key != after.key:
                        rule = Precede(
                            id=f"{id_}:{before.key}<{after.key}",
                            before=before.key,
                            after=after.key,
                            min_lag=1,
                        )
                        yield rule, joined(before.label, after.label, by=" → ")

    def _deadline(
        self, id_: str, deadline: Deadline, subject: Thing
    ) -> Iterator[tuple[AnyRule, Words | str]]:
        if not deadline.what.exchange:
            return
        days = self.roster.days
        due = day_of(deadline.by, self.ground, subject)
        for occasion in self._steps(deadline.what, subject):
            if due is not None:
                last = min(days.count - 1, days.number(due))
                rule: AnyRule = Window(
                    id=f"{id_}:{occasion.key}", event=occasion.key, first=0, last=last
                )
                yield rule, occasion.label
            for anchor in self.occasions:
                names = {anchor.format.key, anchor.leg.key if anchor.leg else ""} - {""}
                if deadline.by.happening in names and anchor.circle.meets(occasion.circle):
                    yield self._lag(id_, deadline, occasion, anchor), occasion.label

    @staticmethod
    def _lag(id_: str, deadline: Deadline, occasion: Occasion, anchor: Occasion) -> AnyRule:
        shift = in_days(deadline.by.length) or 0
        if deadline.by.side == "after":
            return Precede(
                id=f"{id_}:{anchor.key}<{occasion.key}",
                before=anchor.key,
                after=occasion.key,
                max_lag=shift,
            )
        return Precede(
            id=f"{id_}:{occasion.key}<{anchor.key}",
            before=occasion.key,
            after=anchor.key,
            min_lag=max(1, shift),
        )
