"""A blueprint read aloud: its roles, formats and rules as plain sentences, with their sources."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from innesto.blueprints.schema.blueprint import Blueprint
from innesto.blueprints.schema.countable import Mode, Scope
from innesto.blueprints.schema.dates import Moment
from innesto.blueprints.schema.formats import Format, Guests, Host
from innesto.blueprints.schema.roles import Phase, Power, Role
from innesto.blueprints.schema.rule import Cited
from innesto.blueprints.schema.text import ANY_LANGUAGE, Text
from innesto.blueprints.speech.spoken_time import spoken_length, spoken_moment


@dataclass(frozen=True, slots=True)
class Passage:
    """One thing of a blueprint in words: what it is called, what it says, who says so.

    ``language`` is that of the title, if it is not the reader's.
    """

    title: str
    sentences: Sequence[str] = ()
    items: Sequence[str] = ()
    quote: str = ""
    source: str = ""
    strength: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """Passages of one kind."""

    key: str
    title: str
    passages: Sequence[Passage] = field(default_factory=list)


def read_aloud(blueprint: Blueprint, language: str) -> list[Chapter]:
    """Return the chapters that the blueprint has something to say in, in the reader's words."""
    reader = _Reader(blueprint, language)
    strands = blueprint.strands
    chapters = [
        Chapter("roles", _("Roles of organisations"), reader.roles("organisation")),
        Chapter("persons", _("Roles of persons"), reader.roles("person")),
        Chapter(
            "strands",
            (strands.plural or strands.label).read(language) if strands else "",
            reader.strands(),
        ),
        Chapter("phases", _("Phases"), [reader.phase(phase) for phase in blueprint.phases]),
        Chapter("formats", _("Meetings"), [reader.format(one) for one in blueprint.formats]),
        Chapter("rules", _("Rules"), reader.rules()),
        Chapter("themes", _("Themes"), reader.themes()),
        Chapter("templates", _("Forms to fill in"), reader.templates()),
        Chapter("selections", _("How partners are chosen"), reader.selections()),
    ]
    return [chapter for chapter in chapters if chapter.passages]


class _Reader:
    """Reads one blueprint in one language."""

    def __init__(self, blueprint: Blueprint, language: str) -> None:
        self.blueprint = blueprint
        self.language = language
        self._roles = {role.key: role for role in blueprint.roles}
        self._labels = {
            thing.key: thing.label.read(language)
            for part in (blueprint.themes, blueprint.audiences, blueprint.templates)
            for thing in part
        }

    def roles(self, holder: str) -> list[Passage]:
        return [self._role(role) for role in self.blueprint.roles if role.holder == holder]

    def strands(self) -> list[Passage]:
        strands = self.blueprint.strands
        return [
            self._passage(strand, strand.label, self._said(strand.question))
            for strand in (strands.items if strands else ())
        ]

    def phase(self, phase: Phase) -> Passage:
        return self._passage(
            phase,
            phase.label,
            [
                *self._said(phase.purpose),
                *(
                    [_("It is the phase in which peers learn from each other.")]
                    if phase.peer_learning
                    else []
                ),
                *(
                    [_("Each partner goes through it at its own pace.")]
                    if phase.per_partner
                    else []
                ),
                *self._between(phase),
                *(
                    _("It is over when: %(signal)s") % {"signal": signal}
                    for signal in self._said(phase.exit_signal)
                ),
            ],
            items=[text.read(self.language) for text in phase.records],
        )

    def format(self, one: Format) -> Passage:
        return self._passage(
            one,
            one.label,
            [
                *self._said(one.purpose),
                self._kind(one),
                *self._hosting(one.host),
                *(sentence for guests in one.must for sentence in self._guests(guests, must=True)),
                *(sentence for guests in one.may for sentence in self._guests(guests, must=False)),
                *self._audience(one),
                *self._when(one),
                *(leg.label.read(self.language) + "." for leg in one.legs),
            ],
            items=[topic.label.read(self.language) for topic in one.topics],
        )

    def rules(self) -> list[Passage]:
        return [
            self._passage(
                rule,
                rule.label,
                [rule.article] if rule.article else [],
                strength=rule.strength.value,
            )
            for rule in self.blueprint.rules
        ]

    def themes(self) -> list[Passage]:
        return [
            self._passage(theme, theme.label, self._said(theme.description))
            for theme in self.blueprint.themes
        ]

    def templates(self) -> list[Passage]:
        return [
            self._passage(
                template,
                template.label,
                self._said(template.about),
                items=[one.label.read(self.language) for one in template.fields],
            )
            for template in self.blueprint.templates
        ]

    def selections(self) -> list[Passage]:
        return [
            self._passage(
                selection,
                selection.label,
                [_("For: %(roles)s.") % {"roles": self._named(selection.roles)}]
                if selection.roles
                else [],
                items=[
                    *(criterion.label.read(self.language) for criterion in selection.criteria),
                    *(prize.label.read(self.language) for prize in selection.prizes),
                ],
            )
            for selection in self.blueprint.selections
        ]

    def _role(self, role: Role) -> Passage:
        powers = {
            Power.COORDINATE: _("may change everything in the programme"),
            Power.CONTRIBUTE: _("may add work of their own"),
            Power.OBSERVE: _("may read along"),
        }
        can = ", ".join(words for power, words in powers.items() if power in role.powers)
        also = ", ".join(text.read(self.language) for text in role.synonyms)
        return self._passage(
            role,
            role.label,
            [
                *self._said(role.description),
                *([_("Also called: %(names)s.") % {"names": also}] if also else []),
                *([_("Who has it %(powers)s.") % {"powers": can}] if can else []),
                *([_("It is given by a selection.")] if role.selected else []),
                *([_("It outlives the programme.")] if role.outlives else []),
            ],
        )

    def _kind(self, one: Format) -> str:
        modes = {
            Mode.IN_PERSON: _("in person"),
            Mode.ONLINE: _("online"),
            Mode.HYBRID: _("in person and online"),
        }
        scopes = {
            Scope.COUNTRY: _("in each country"),
            Scope.STRAND: _("in each strand"),
            Scope.PROJECT: _("in each project"),
            Scope.PAIR: _("for each pair"),
            Scope.PARTNER: _("for each partner"),
        }
        said = [one.kind.read(self.language), modes[one.mode]]
        if one.length:
            said.append(spoken_length(one.length, self.language))
        if one.times:
            said.append(ngettext("%(n)s time", "%(n)s times", one.times) % {"n": one.times})
        if one.per in scopes:
            said.append(scopes[one.per])
        sentence = ", ".join(said)
        return sentence[:1].upper() + sentence[1:] + "."

    def _hosting(self, host: Host | None) -> Iterator[str]:
        if host is None:
            return
        if host.place:
            yield _("It takes place in %(place)s.") % {"place": host.place}
        if not host.role:
            return
        who = self._named(host.role)
        if host.who == "each":
            yield ngettext(
                "Each of these hosts it once: %(who)s.",
                "Each of these hosts it %(n)s times: %(who)s.",
                host.times,
            ) % {"who": who, "n": host.times}
        elif host.who == "one":
            yield _("One of these hosts it: %(who)s.") % {"who": who}
        else:
            yield _("Any of these may host it: %(who)s.") % {"who": who}

    def _guests(self, guests: Guests, *, must: bool) -> Iterator[str]:
        who = self._named(guests.role or guests.persons)
        if not who:
            return
        if must:
            yield _("Must take part: %(who)s.") % {"who": who}
        else:
            yield _("May take part: %(who)s.") % {"who": who}
        if guests.people:
            yield ngettext(
                "Each sends %(n)s person.", "Each sends %(n)s persons.", guests.people
            ) % {"n": guests.people}

    def _audience(self, one: Format) -> Iterator[str]:
        if one.audience:
            names = ", ".join(self._labels.get(key, key) for key in one.audience)
            yield _("It is meant for: %(audience)s.") % {"audience": names}

    def _when(self, one: Format) -> Iterator[str]:
        when = one.when
        if when is None:
            return
        if when.on:
            yield _("When: %(moment)s.") % {"moment": self._moment(when.on)}
        if when.since:
            yield _("Not before: %(moment)s.") % {"moment": self._moment(when.since)}
        if when.until:
            yield _("Not after: %(moment)s.") % {"moment": self._moment(when.until)}
        if when.year:
            yield _("The source names the year %(year)s.") % {"year": when.year}
        yield from self._said(when.note)

    def _between(self, phase: Phase) -> Iterator[str]:
        if phase.begins:
            yield _("It begins: %(moment)s.") % {"moment": self._moment(phase.begins)}
        if phase.ends:
            yield _("It ends: %(moment)s.") % {"moment": self._moment(phase.ends)}

    def _moment(self, moment: Moment) -> str:
        return spoken_moment(moment, self.blueprint, self.language)

    def _named(self, keys: Iterable[str]) -> str:
        labels = (
            self._roles[key].label.read(self.language) if key in self._roles else key
            for key in keys
        )
        return ", ".join(labels)

    def _said(self, text: Text | None) -> list[str]:
        return [text.read(self.language)] if text else []

    def _passage(
        self,
        thing: Cited,
        title: Text,
        sentences: Sequence[str],
        *,
        items: Sequence[str] = (),
        strength: str = "",
    ) -> Passage:
        source = self.blueprint.source(thing.source)
        words, language = title.said(self.language)
        return Passage(
            title=words,
            language="" if language in (self.language, ANY_LANGUAGE) else language,
            sentences=sentences,
            items=items,
            quote=thing.quote,
            source=source.title.read(self.language) if source else "",
            strength=strength,
        )


@dataclass(frozen=True, slots=True)
class IdentityRead:
    """Who a blueprint is: its name, in a few words, who pays, and how much it brings."""

    name: str
    summary: str
    summary_language: str
    funder: str
    counts: Sequence[str]


def read_identity(blueprint: Blueprint, language: str) -> IdentityRead:
    """Return the head of a blueprint in the reader's words."""
    identity = blueprint.identity
    sizes = (
        (len(blueprint.roles), ngettext("%(n)s role", "%(n)s roles", len(blueprint.roles))),
        (
            len(blueprint.formats),
            ngettext("%(n)s kind of meeting", "%(n)s kinds of meeting", len(blueprint.formats)),
        ),
        (len(blueprint.rules), ngettext("%(n)s rule", "%(n)s rules", len(blueprint.rules))),
        (len(blueprint.themes), ngettext("%(n)s theme", "%(n)s themes", len(blueprint.themes))),
    )
    summary, spoken = identity.summary.said(language)
    return IdentityRead(
        name=identity.name.read(language),
        summary=summary,
        summary_language="" if spoken in (language, ANY_LANGUAGE) else spoken,
        funder=identity.funder.read(language) if identity.funder else "",
        counts=[words % {"n": count} for count, words in sizes if count],
    )
