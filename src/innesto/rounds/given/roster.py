"""The partners as the planner knows them: by number, with levels for every theme.

The planner counts with what is known. What is not known must not decide anything: unknown needs
and offers count as one level in every theme, an unknown size as the mean one, an unknown place
as the middle of the known ones of its country. Each such stand-in is said in a note.
"""

import datetime
import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from statistics import fmean

from innesto.blueprints.facts import Days as Closure
from innesto.blueprints.facts import Facts, Organisation
from innesto.blueprints.finding import Thing
from innesto.blueprints.judging.ground import country_of
from innesto.blueprints.schema.blueprint import Blueprint
from innesto.blueprints.schema.countable import Standing
from innesto.blueprints.schema.formats import Format
from innesto.planning.problem import Organisation as Player
from innesto.rounds.given.days import Days
from innesto.rounds.letters.proposal import Words
from innesto.rounds.words import gettext as _
from innesto.rounds.words import listed, ngettext

PLACE = "place:"
MEAN_SIZE_M = 4500
"""About 30,000 inhabitants, when nobody's size is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Companion:
    """Somebody who comes for a partner: a town behind an association, or a person."""

    name: str
    stands_for: str
    body: Organisation
    closed: tuple[Closure, ...] = ()
    is_town: bool = False


class Roster:
    """Who takes part in the round, by key and by the planner's number.

    ``places`` are the coordinates of places that host without being a partner.
    """

    def __init__(
        self,
        blueprint: Blueprint,
        facts: Facts,
        days: Days,
        places: Mapping[str, tuple[float, float]] | None = None,
    ) -> None:
        self.blueprint = blueprint
        self.facts = facts
        self.days = days
        self.places = places or {}
        self.partners = tuple(
            sorted(
                (
                    one
                    for one in facts.organisations
                    if one.left_on is None or one.left_on > days.first
                ),
                key=lambda one: one.key,
            )
        )
        self.keys = [one.key for one in self.partners]
        self.engaged: dict[str, set[datetime.date]] = {}
        """Days that a partner has given to something fixed, whatever it said before."""
        self.companions: dict[str, Companion] = {}
        """Towns and people who come for a partner, by key."""

    def stand_in(self, place: str, occasion: str) -> str:
        """Let a place host one exchange as though it were a partner; return its key.

        Each exchange has its own, so that one place may host two at once.
        """
        key = f"{PLACE}{place}#{occasion}"
        if key not in self.keys:
            self.keys.append(key)
            self.__dict__.pop("numbers", None)
        return key

    def accompany(self, key: str, companion: "Companion") -> None:
        """Let somebody come for a partner, with a number of its own."""
        if key not in self.companions:
            self.companions[key] = companion
            self.keys.append(key)
            self.__dict__.pop("numbers", None)

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The planner's number of each partner and place."""
        return {key: number for number, key in enumerate(self.keys)}

    @cached_property
    def _by_key(self) -> Mapping[str, Organisation]:
        return {one.key: one for one in self.partners}

    def get(self, key: str) -> Organisation | None:
        """Find a partner."""
        return self._by_key.get(key)

    def name(self, key: str | int) -> str:
        """What a partner or place is called."""
        known = self.keys[key] if isinstance(key, int) else key
        partner = self._by_key.get(known) or self.companions.get(known)
        return partner.name if partner else place_of(known)

    def names(self, keys: Iterable[str | int]) -> Words:
        """Name several in a row."""
        return listed(sorted(self.name(key) for key in keys))

    def named(self, name: str) -> str | None:
        """Find the key of a partner by its name or key, whatever the capitals."""
        wanted = name.casefold()
        for one in self.partners:
            if wanted in (one.name.casefold(), one.key.casefold()):
                return one.key
        return None

    def in_roles(self, roles: Iterable[str]) -> tuple[Organisation, ...]:
        """Partners in any of these roles; without roles, all who count as partners."""
        wanted = set(roles)
        if not wanted:
            wanted = {
                role.key
                for role in self.blueprint.roles
                if role.holder == "organisation"
                and role.standing in (Standing.LEAD, Standing.PARTNER)
            }
        return tuple(one for one in self.partners if wanted & one.roles)

    @staticmethod
    def country(one: Organisation) -> str:
        """Where it is counted: as declared, else as the register has it."""
        return country_of(one)

    def within(self, subject: Thing, only: Collection[str]) -> bool:
        """Say whether a subject belongs to the countries or strands that are planned now.

        An empty ``only`` is everything. The programme as a whole is not judged by a part of it;
        what is neither a partner, a country nor a strand (an exchange, say) is always meant.
        """
        if not only:
            return True
        if subject.kind in {"country", "strand", "programme"}:
            return subject.key in only
        partner = self._by_key.get(subject.key) if subject.kind == "organisation" else None
        return partner is None or bool(
            self.country(partner) in only or partner.strands.intersection(only)
        )

    # What the planner is told

    @cached_property
    def themes(self) -> tuple[str, ...]:
        """Keys of the themes, in written order; one nameless theme when there are none."""
        return tuple(theme.key for theme in self.blueprint.themes) or ("",)

    @cached_property
    def mixtures(self) -> tuple[tuple[str, ...], ...]:
        """Themes of each format that has several; each mixture counts as a theme of its own."""
        found = [tuple(themes_of(item)) for item in self.blueprint.formats]
        return tuple(dict.fromkeys(themes for themes in found if len(set(themes)) > 1))

    def theme_of(self, item: Format) -> int | None:
        """Return the planner's number of what a format is about."""
        themes = tuple(themes_of(item))
        if themes in self.mixtures:
            return len(self.themes) + self.mixtures.index(themes)
        return self.themes.index(themes[0]) if themes and themes[0] in self.themes else None

    def _mixed(self, levels: tuple[int, ...]) -> tuple[int, ...]:
        """Add the level in each mixture: the highest in any of its themes."""
        by_theme = dict(zip(self.themes, levels, strict=True))
        mixed = (max(by_theme.get(theme, 0) for theme in mixture) for mixture in self.mixtures)
        return (*levels, *mixed)

    def players(self) -> tuple[Player, ...]:
        """Everyone for the planner, by number."""
        return tuple(self._players())

    def learners(self, keys: Iterable[str]) -> Iterator[Player]:
        """Some partners as they are scored in pairs: by single themes only."""
        wanted = [self.numbers[key] for key in keys]
        everyone = self.players()
        count = len(self.themes)
        for number in wanted:
            player = everyone[number]
            yield replace(player, need=player.need[:count], offer=player.offer[:count])

    def _players(self) -> Iterator[Player]:
        languages = sorted({lang for one in self.partners for lang in one.languages})
        bits = {language: 1 << place for place, language in enumerate(languages)}
        represented = {it.stands_for for it in self.companions.values() if it.is_town}
        for one in self.partners:
            lat, lon = self._position(one)
            yield replace(
                self._player(one, bits),
                id=self.numbers[one.key],
                lat=lat,
                lon=lon,
                closed=tuple(self.days.spans(self._absent(one), self.engaged.get(one.key, ()))),
                represented=one.key in represented,
            )
        for key in self.keys[len(self.partners) :]:
            if key in self.companions:
                yield self._companion(key, bits)
                continue
            lat, lon = self._place(place_of(key))
            yield Player(
                id=self.numbers[key],
                name=place_of(key),
                lat=lat,
                lon=lon,
                size_m=MEAN_SIZE_M,
                need=self._mixed((0,) * len(self.themes)),
                offer=self._mixed((1,) * len(self.themes)),
            )

    def _player(self, one: Organisation, bits: Mapping[str, int]) -> Player:
        return Player(
            id=0,
            name=one.name,
            country=one.register_country or one.country,  # whose holidays it keeps
            size_m=self._size(one),
            langs=sum(bits.get(language, 0) for language in one.languages),
            need=self._mixed(self._levels(one.needs)),
            offer=self._mixed(self._levels(one.offers)),
            roles=tuple(sorted(one.roles)),
        )

    def _companion(self, key: str, bits: Mapping[str, int]) -> Player:
        """A town travels and learns in its association's stead; a person goes with the partner."""
        companion = self.companions[key]
        lat, lon = self._position(companion.body)
        return replace(
            self._player(companion.body, bits),
            id=self.numbers[key],
            lat=lat,
            lon=lon,
            closed=tuple(self.days.spans(companion.closed, self.engaged.get(key, ()))),
            represented=not companion.is_town,
        )

    def _absent(self, one: Organisation) -> Iterator[Closure]:
        """Days on which it cannot come: its own closures, and before and after membership."""
        yield from one.closed
        day = datetime.timedelta(days=1)
        if one.joined_on is not None and one.joined_on > self.days.begins:
            yield Closure(self.days.begins, one.joined_on - day)
        if one.left_on is not None and one.left_on <= self.days.ends:
            yield Closure(one.left_on, self.days.ends)

    def _levels(self, known: Mapping[str, int]) -> tuple[int, ...]:
        if not any(known.get(theme) for theme in self.themes):
            return (1,) * len(self.themes)
        return tuple(min(3, known.get(theme, 0)) for theme in self.themes)

    def _size(self, one: Organisation) -> int:
        if one.population:
            return round(1000 * math.log10(one.population))
        known = [math.log10(other.population) for other in self.partners if other.population]
        return round(1000 * fmean(known)) if known else MEAN_SIZE_M

    def _position(self, one: Organisation) -> tuple[float, float]:
        if one.lat is not None and one.lon is not None:
            return one.lat, one.lon
        return self._middle(self.country(one))

    def _place(self, name: str) -> tuple[float, float]:
        if name in self.places:
            return self.places[name]
        for one in self.partners:
            if one.place.casefold() == name.casefold() and one.lat is not None:
                return self._position(one)
        return self._middle("")

    def _middle(self, country: str) -> tuple[float, float]:
        known = [
            (one.lat, one.lon, self.country(one))
            for one in self.partners
            if one.lat is not None and one.lon is not None
        ]
        near = [point for point in known if point[2] == country] or known
        if not near:
            return 0.0, 0.0
        return fmean(lat for lat, _lon, _c in near), fmean(lon for _lat, lon, _c in near)

    def notes(self) -> Iterator[Words]:
        """Say what was not known and what stood in for it."""
        lost = [one.name for one in self.partners if one.lat is None or one.lon is None]
        if lost and len(lost) == len(self.partners):
            yield _("No partner has coordinates: distances count as 0.")
        elif lost:
            yield ngettext(
                "{names} has no coordinates: the middle of its country stands in.",
                "{names} have no coordinates: the middle of their countries stands in.",
                len(lost),
                names=_some(lost),
            )
        silent = [one.name for one in self.partners if not one.needs and not one.offers]
        if silent:
            yield ngettext(
                "{names} has said neither needs nor offers: one level in every theme stands in.",
                "{names} have said neither needs nor offers: one level in every theme stands in.",
                len(silent),
                names=_some(silent),
            )


def themes_of(item: Format) -> Iterator[str]:
    """Themes of a format and of its topics, in written order."""
    yield from item.themes
    for topic in item.topics:
        yield from topic.theme


def place_of(key: str) -> str:
    """Return the place that a stand-in is; empty where nobody hosts."""
    return key.removeprefix(PLACE).partition("#")[0]


def _some(names: list[str], limit: int = 4) -> Words:
    """Name a few, and say how many more there are."""
    names = sorted(names)
    if len(names) <= limit + 1:
        return listed(names)
    more = len(names) - limit
    return listed([*names[:limit], ngettext("{number} more", "{number} more", more)])
