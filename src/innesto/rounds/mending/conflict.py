"""Why no plan exists, in the blueprint's words: the few rules that contradict each other."""

from innesto.planning.plan import Explanation
from innesto.rounds.letters.proposal import ConflictRule, Words
from innesto.rounds.posing.assembly import Assembly
from innesto.rounds.posing.expansion import Occasion
from innesto.rounds.words import country, joined, listed, ngettext, of_text, on_day
from innesto.rounds.words import gettext as _


class Teller:
    """Says the planner's rules in the words of the blueprint."""

    def __init__(self, assembly: Assembly) -> None:
        self.roster = assembly.roster
        self.book = assembly.book
        self.occasions = {one.key: one for one in assembly.expansion.occasions}

    def conflict(self, explanation: Explanation) -> tuple[ConflictRule, ...]:
        """Name every rule of the contradiction."""
        return tuple(self.rule(id_) for id_ in explanation.core)

    def rule(self, id_: str) -> ConflictRule:
        """Name one rule by the planner's id."""
        said = self.book.said.get(id_)
        if said is not None:
            return ConflictRule(
                id=id_, rule=said.rule, wish=said.wish, words=said.words, source=said.source
            )
        kind, _colon, rest = id_.partition(":")
        occasion = self.occasions.get(rest) or self.occasions.get(rest.rpartition(":")[0])
        return ConflictRule(
            id=id_,
            rule=occasion.format.key if occasion else "",
            words=self._built_in(kind, rest, occasion),
            source=occasion.format.quote if occasion else "",
        )

    def _built_in(self, kind: str, rest: str, occasion: Occasion | None) -> Words:
        """Say a rule that every plan keeps."""
        match kind:
            case "window" if occasion:
                return self._window(occasion)
            case "hosts" if occasion:
                return _(
                    "«{exchange}» is hosted by {hosts}",
                    exchange=occasion.label,
                    hosts=_any_of([self.roster.name(key) for key in occasion.hosts]),
                )
            case "must" if occasion:
                name = self.roster.name(int(rest.rpartition(":")[2]))
                return _("{name} comes to «{exchange}»", name=name, exchange=occasion.label)
            case "size" if occasion:
                return _("«{exchange}» has so many guests as is said", exchange=occasion.label)
            case "invited" if occasion:
                return _("only those who are meant come to «{exchange}»", exchange=occasion.label)
            case "closed" if rest.isdigit():
                return _("the days on which {name} cannot", name=self.roster.name(int(rest)))
            case "holidays":
                return _("the public holidays of {country}", country=country(rest))
            case "weekend":
                return _("no exchange on Saturdays and Sundays")
            case "blackout":
                pauses = self.roster.blueprint.calendar.pauses
                return _(
                    "the pauses of the programme: {pauses}",
                    pauses=listed(of_text(pause.label) for pause in pauses),
                )
            case _:
                return joined(kind, occasion.label if occasion else rest, by=": ")

    def _window(self, occasion: Occasion) -> Words:
        days = self.roster.days
        first, last = (days.date(day) for day in occasion.window)
        if last == first:
            return _("«{exchange}» is on {day}", exchange=occasion.label, day=on_day(first))
        return _(
            "«{exchange}» lies between {first} and {last}",
            exchange=occasion.label,
            first=on_day(first),
            last=on_day(last),
        )

    # What would mend it

    def mend(self, id_: str) -> Words:
        """Say what would give way, where it takes more than a change of the coordinator's."""
        known = self.rule(id_)
        kind = id_.partition(":")[0]
        rule = known.words
        match kind:
            case "window":
                return _("Allow other days than: {rule}.", rule=rule)
            case "closed":
                return _("Ask for one free day among {rule}.", rule=rule)
            case "holidays":
                return _("Use one of {rule}.", rule=rule)
            case "weekend":
                return _("Allow one exception to: {rule}.", rule=rule)
            case "blackout":
                return _("Use a day within {rule}.", rule=rule)
            case "must":
                return _("Let one stay away: {rule}.", rule=rule)
            case "hosts":
                return _("Let somebody else host: {rule}.", rule=rule)
            case "free-days":
                return _("Ask for fewer than {rule}.", rule=rule)
            case _:
                return _("Loosen the rule: {rule}.", rule=rule)

    def in_a_sentence(self, explanation: Explanation) -> Words:
        """Say in one sentence that the rules cannot all be kept."""
        return ngettext(
            "{number} rule cannot be kept: {rules}.",
            "These {number} rules cannot all be kept: {rules}.",
            len(explanation.core),
            rules=joined(*(self.rule(id_).words for id_ in explanation.core), by="; "),
        )


def _any_of(names: list[str]) -> Words:
    """Name those of whom one is needed: «one of a, b and c»."""
    if len(names) == 1:
        return listed(names)
    return _("one of {names}", names=listed(sorted(names)))
