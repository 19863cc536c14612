"""Findings as sentences: what is the case, with its numbers, and what would mend it."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from innesto.blueprints.finding import Comparison, Finding, Mend, Number, Thing
from innesto.blueprints.schema.blueprint import Blueprint
from innesto.blueprints.schema.dates import Moment
from innesto.blueprints.speech.catalogue import (
    spoken_day,
)
from innesto.blueprints.speech.countries import country_name
from innesto.blueprints.speech.labels import Labels
from innesto.blueprints.speech.phrases import (
    ASKED,
    DATES,
    DOCUMENTS,
    HOSTS,
    MENDS,
    NOUNS,
    PLAIN,
    SEATS,
    TAKES_PART,
    TITLES,
)
from innesto.blueprints.speech.quotes import nested
from innesto.blueprints.speech.spoken_time import spoken_length, spoken_moment

MOST_MENDS = 3


class Sentence(NamedTuple):
    """A finding in words: a title, what is the case, what would mend it."""

    title: str
    detail: str
    mend: str


def describe(finding: Finding, blueprint: Blueprint, language: str) -> Sentence:
    """Say a finding in a language, in the words of its programme."""
    return _Teller(blueprint, language).sentence(finding)


def describe_mend(mend: Mend, blueprint: Blueprint, language: str) -> str:
    """Say what one act would do, as on a button: «Invita Asti alla visita»."""
    return _Teller(blueprint, language).mend(mend)


def describe_thing(thing: Thing, blueprint: Blueprint, language: str) -> str:
    """Return what a thing of a finding is called in its programme."""
    return _Teller(blueprint, language).name(thing)


class _Teller(Labels):
    """Tells the findings of one blueprint in one language."""

    def sentence(self, finding: Finding) -> Sentence:
        """Say a finding."""
        tell = self._tellers.get(finding.kind, _Teller._plain)
        mends = dict.fromkeys(self.mend(mend) for mend in finding.mends)
        return Sentence(
            nested(self._title(finding)),
            " ".join(filter(None, (nested(tell(self, finding)), self._exception(finding)))),
            " ".join(list(mends)[:MOST_MENDS]) if finding.waiver is None else "",
        )

    def _exception(self, finding: Finding) -> str:
        """Say who let a rule go for this subject, when and why; nothing where nobody did."""
        waiver = finding.waiver
        if waiver is None:
            return ""
        gettext = self.catalogue.gettext
        if not (waiver.granted_by and waiver.granted_on):
            told = gettext("An exception was made.")
        else:
            told = gettext("Exception made by {name} on {day}.").format(
                name=waiver.granted_by, day=spoken_day(waiver.granted_on, self.language)
            )
        return f"{told} «{waiver.reason}»" if waiver.reason else told

    def mend(self, mend: Mend) -> str:
        """Say what would mend it."""
        return nested(self._mend(mend))

    def _mend(self, mend: Mend) -> str:
        gettext = self.catalogue.gettext
        if mend.verb == "correct_country" and mend.to is None:
            return gettext("Correct the country of {thing}.").format(thing=self.name(mend.thing))
        if mend.verb == "write_document" and mend.to is None:
            return gettext("Write a document for {thing}.").format(thing=self.name(mend.thing))
        if mend.verb == "invite" and mend.to is not None and mend.to.kind == "role":
            told = gettext("Invite somebody with the role «{to}» to {thing}.")
            return told.format(to=self.name(mend.to), thing=self.name(mend.thing))
        return gettext(MENDS[mend.verb]).format(
            thing=self.name(mend.thing),
            to=self.name(mend.to) if mend.to else "",
            value=self._day(mend.value),
        )

    # -- titles ----------------------------------------------------------------------------

    def _title(self, finding: Finding) -> str:
        gettext = self.catalogue.gettext
        subject = self.name(finding.subject)
        if finding.rule and finding.kind != "sources":
            rule = self._labelled("rule", finding.rule)
            if finding.subject.kind == "programme":
                return rule
            return gettext("{subject}: {rule}").format(subject=subject, rule=rule)
        title = gettext(TITLES.get(finding.kind, "{subject}"))
        if finding.kind == "nobody":
            subject = self._labelled("format", finding.values.get("format", ""))
        if "pairing" in finding.values and finding.kind == "seats":
            subject = self._labelled("pairing", finding.values["pairing"])
        return title.format(subject=subject)

    # -- details, one for each kind --------------------------------------------------------

    def _count(self, finding: Finding) -> str:
        gettext = self.catalogue.gettext
        if finding.values.get("noun") == "exchanges" and finding.subject.kind == "organisation":
            told = self._exchanges_of_one(finding)
        else:
            told = gettext("{asked} {subject}: {listed}.").format(
                asked=self._asked(finding.comparison, finding.asked),
                subject=self.name(finding.subject),
                listed=self._counted(finding),
            )
        if finding.computed:
            held = gettext("Held so far: {count}.").format(count=self._number(finding.computed))
            told = f"{told} {held}"
        return told

    def _exchanges_of_one(self, finding: Finding) -> str:
        gettext = self.catalogue.gettext
        hosting = finding.values.get("doing") == "host"
        table = HOSTS if hosting else TAKES_PART
        listed = finding.listed or 0
        return gettext(table[finding.comparison or "is"]).format(
            subject=self.name(finding.subject),
            listed=self._number(listed),
            things=self._word("exchange", listed, *NOUNS["exchanges"]),
            asked=self._number(finding.asked),
        )

    def _asked(self, comparison: Comparison, asked: Number | None) -> str:
        gettext = self.catalogue.gettext
        return gettext(ASKED[comparison or "is"]).format(asked=self._number(asked))

    def _counted(self, finding: Finding) -> str:
        listed = finding.listed or 0
        values = finding.values
        for kind in ("role", "template", "format"):
            if kind in values:
                own = self._labelled(kind, values[kind])
                return f"{self._number(listed)} ({own})"
        noun = values.get("noun", "")
        if noun == "quantity":
            return f"{self._number(listed)} ({self._labelled('grant', values.get('name', ''))})"
        if noun == "exchanges":
            word = self._word("exchange", listed, *NOUNS["exchanges"])
        else:
            one, many = NOUNS.get(noun, (noun, noun))
            word = self.catalogue.gettext(one if listed == 1 else many)
        return f"{self._number(listed)} {word}"

    def _presence(self, finding: Finding) -> str:
        gettext = self.catalogue.gettext
        which, values = finding.values.get("which"), finding.values
        role = self._labelled("role", values.get("role", ""))
        if values.get("nobody"):
            return gettext("Nobody in the register has the role «{role}» here.").format(role=role)
        if which == "each_other":
            return gettext("{listed} visits of {asked}. Still to go: {names}.").format(
                listed=self._number(finding.listed),
                asked=self._number(finding.asked),
                names=self._names(finding.broken_by),
            )
        if which == "some":
            told = gettext("At least one is wanted with the role «{role}»: {names}.")
            return told.format(role=role, names=self._names(finding.broken_by))
        return gettext("Missing: {names}.").format(names=self._names(finding.broken_by))

    def _order(self, finding: Finding) -> str:
        gettext = self.catalogue.gettext
        values = finding.values
        first = self._labelled(values.get("first_kind", ""), values.get("first", ""))
        then = self._labelled(values.get("then_kind", ""), values.get("then", ""))
        if values.get("first") == "accepted":
            first = gettext("the agreement of all sides")
        if values.get("first_on"):
            told = gettext("«{first}» is of {first_on}, after «{then}» of {then_on}.")
        else:
            told = gettext("«{first}» comes before «{then}» of {then_on}, and is missing.")
        return told.format(
            first=first,
            then=then,
            first_on=self._day(values.get("first_on", "")),
            then_on=self._day(values.get("then_on", "")),
        )

    def _deadline(self, finding: Finding) -> str:
        gettext = self.catalogue.gettext
        values = finding.values
        late = finding.listed or 0
        if values.get("done_on"):
            told = self.catalogue.ngettext(
                "«{what}» was due on {due} and came {late} day late.",
                "«{what}» was due on {due} and came {late} days late.",
                int(late),
            )
        else:
            told = self.catalogue.ngettext(
                "«{what}» was due on {due}: it is {late} day late.",
                "«{what}» was due on {due}: it is {late} days late.",
                int(late),
            )
        told = told.format(
            what=self._labelled(values.get("what_kind", ""), values.get("what", "")),
            due=self._day(values.get("due_on", "")),
            late=self._number(late),
        )
        if values.get("extensions", "0") != "0":
            moved = gettext("First due on {day}. Reason of the extension: {reason}").format(
                day=self._day(values.get("first_due_on", "")), reason=values.get("reason") or "–"
            )
            told = f"{told} {moved}"
        return told

    def _document(self, finding: Finding) -> str:
        told = self.catalogue.gettext(DOCUMENTS[finding.values.get("which", "missing")])
        return told.format(
            subject=self.name(finding.subject),
            template=self._labelled("template", finding.values.get("template", "")),
        )

    def _impossible(self, finding: Finding) -> str:
        gettext = self.catalogue.gettext
        values = finding.values
        parts = []
        for at in range(len(values)):
            if f"role{at}" not in values:
                break
            hosts = int(values[f"hosts{at}"])
            each = self.catalogue.ngettext(
                "{role}: {hosts} host, {times} each",
                "{role}: {hosts} hosts, {times} each",
                hosts,
            )
            parts.append(
                each.format(
                    role=self._labelled("role", values[f"role{at}"]),
                    hosts=hosts,
                    times=values[f"times{at}"],
                )
            )
        listed = finding.listed or 0
        word = self._word("exchange", listed, *NOUNS["exchanges"])
        if len(parts) > 1:
            told = gettext("{parts}. That makes {sum} = {listed} {things}. {asked}")
        else:
            told = gettext("{parts}. That makes {listed} {things}. {asked}")
        return told.format(
            parts="; ".join(parts) or self.name(finding.subject),
            sum=values.get("sum", ""),
            listed=self._number(listed),
            things=word,
            asked=self._asked(finding.comparison, finding.asked),
        )

    def _nobody(self, finding: Finding) -> str:
        told = self.catalogue.gettext("{subject}: nobody has the role «{role}».")
        role = self._labelled("role", finding.values.get("role", ""))
        return told.format(subject=self.name(finding.subject), role=role)

    def _seats(self, finding: Finding) -> str:
        values = finding.values
        told = self.catalogue.gettext(SEATS[values.get("which", "towns")])
        roles = {side: self._labelled("role", values.get(side, "")) for side in ("giver", "taker")}
        return told.format(
            **dict(values)
            | roles
            | {
                "subject": self.name(finding.subject),
                "asked": self._number(finding.asked),
                "listed": self._number(finding.listed),
            }
        )

    def _host(self, finding: Finding) -> str:
        told = self.catalogue.gettext("{names} hosts without the role «{role}».")
        role = self._labelled("role", finding.values.get("role", ""))
        return told.format(names=self._names(finding.broken_by), role=role)

    def _audience(self, finding: Finding) -> str:
        told = self.catalogue.gettext("Meant for «{audience}». Of other audiences: {names}.")
        audience = self._labelled("audience", finding.values.get("audience", ""))
        return told.format(audience=audience, names=self._names(finding.broken_by))

    def _roles(self, finding: Finding) -> str:
        gettext = self.catalogue.gettext
        if finding.values.get("which") == "together":
            told = gettext("These roles do not go together: {names}.")
            return told.format(names=self._names(finding.broken_by))
        told = gettext("The role «{names}» is for people of organisations with the role «{role}».")
        role = self._labelled("role", finding.values.get("role", ""))
        return told.format(names=self._names(finding.broken_by), role=role)

    def _country(self, finding: Finding) -> str:
        told = self.catalogue.gettext(
            "Declared: {declared}. In the register of places: {register}."
        )
        return told.format(
            declared=country_name(finding.values.get("declared", ""), self.language),
            register=country_name(finding.values.get("register", ""), self.language),
        )

    def _figure(self, finding: Finding) -> str:
        told = self.catalogue.gettext("Declared: {asked}. Listed: {listed}.")
        return told.format(asked=self._number(finding.asked), listed=self._number(finding.listed))

    def _sum(self, finding: Finding) -> str:
        gettext = self.catalogue.gettext
        told = gettext("{sum} = {listed}, but {asked} are declared.").format(
            sum=finding.values.get("sum", ""),
            listed=self._number(finding.listed),
            asked=self._number(finding.asked),
        )
        if finding.broken_by:
            both = gettext("Counted twice: {names}.").format(names=self._names(finding.broken_by))
            told = f"{told} {both}"
        return told

    def _sources(self, finding: Finding) -> str:
        gettext = self.catalogue.gettext
        if finding.values.get("which") == "figure":
            return gettext("The sources say: {said}.").format(said=finding.values.get("said", ""))
        source = self._labelled("source", finding.values.get("source", ""))
        names = self._names(finding.broken_by)
        if finding.rule and finding.asked is not None:
            told = gettext(
                "The rule says {asked}. By «{source}», which names other hosts for {names}, it"
                " would be {listed}."
            )
        else:
            told = gettext("«{source}» names other hosts for {names}.")
        return told.format(
            asked=self._number(finding.asked),
            listed=self._number(finding.listed),
            source=source,
            names=names,
        )

    def _dates(self, finding: Finding) -> str:
        told = self.catalogue.gettext(DATES[finding.values.get("which", "moved")])
        values = finding.values
        lasts = self.blueprint.identity.lasts
        moment = Moment.parse(values.get("moment", "start"))
        return told.format(
            subject=self.name(finding.subject),
            days=values.get("days", ""),
            months=values.get("months", ""),
            lasts=spoken_length(lasts, self.language) if lasts else "–",
            moment=spoken_moment(moment, self.blueprint, self.language),
            day=self._day(values.get("day", "")),
            planned=self._day(values.get("planned", "")),
            year=finding.asked,
            reason=values.get("reason") or "–",
        )

    def _plain(self, finding: Finding) -> str:
        """Say what needs no more than the subject and the names of what breaks it."""
        which = finding.values.get("which", "")
        told = PLAIN.get((finding.kind, which)) or PLAIN.get((finding.kind, ""), "{names}")
        return self.catalogue.gettext(told).format(
            subject=self.name(finding.subject), names=self._names(finding.broken_by)
        )

    _tellers: Mapping[str, Callable[["_Teller", Finding], str]] = {
        "count": _count,
        "quantity": _count,
        "presence": _presence,
        "order": _order,
        "deadline": _deadline,
        "document": _document,
        "impossible": _impossible,
        "nobody": _nobody,
        "seats": _seats,
        "host": _host,
        "audience": _audience,
        "roles": _roles,
        "country": _country,
        "figure": _figure,
        "sum": _sum,
        "sources": _sources,
        "dates": _dates,
    }
