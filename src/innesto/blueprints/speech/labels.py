"""What the things of one blueprint are called in one language."""

import datetime
from gettext import NullTranslations

from innesto.blueprints.finding import Number, Thing
from innesto.blueprints.schema.blueprint import Blueprint, Noun
from innesto.blueprints.speech.catalogue import (
    catalogue,
    spoken_day,
    spoken_list,
    spoken_number,
)
from innesto.blueprints.speech.countries import country_name

MOST_NAMES = 5  # a sentence with more names is no sentence


class Labels:
    """Names things, numbers and days as the reader of one programme knows them."""

    def __init__(self, blueprint: Blueprint, language: str) -> None:
        self.blueprint = blueprint
        self.language = language
        self.catalogue: NullTranslations = catalogue(language)
        self._labels = {
            "rule": {rule.key: rule.label for rule in blueprint.rules},
            "role": {role.key: role.label for role in blueprint.roles},
            "format": {item.key: item.label for item in blueprint.formats},
            "leg": {leg.key: leg.label for item in blueprint.formats for leg in item.legs},
            "template": {item.key: item.label for item in blueprint.templates},
            "figure": {item.key: item.label for item in blueprint.figures},
            "audience": {item.key: item.label for item in blueprint.audiences},
            "source": {item.key: item.title for item in blueprint.sources},
            "grant": {item.key: item.label for item in blueprint.grants},
            "pairing": {item.key: item.label for item in blueprint.pairings},
            "strand": {
                item.key: item.label
                for item in (blueprint.strands.items if blueprint.strands else ())
            },
        }

    def name(self, thing: Thing) -> str:
        """Return what a thing is called."""
        if thing.kind == "programme":
            return self.blueprint.name.read(self.language)
        if thing.kind == "country":
            return country_name(thing.key, self.language)
        return thing.name if thing.kind == "organisation" else self._label(thing.kind, thing)

    def _label(self, kind: str, thing: Thing) -> str:
        label = self._labels.get(kind, {}).get(thing.key)
        return label.read(self.language) if label else thing.name or thing.key

    def _labelled(self, kind: str, key: str) -> str:
        label = self._labels.get(kind, {}).get(key)
        return label.read(self.language) if label else key

    def _names(self, things: tuple[Thing, ...]) -> str:
        names = list(dict.fromkeys(self.name(thing) for thing in things))
        if len(names) > MOST_NAMES:
            rest = len(names) - MOST_NAMES + 1
            others = self.catalogue.ngettext("{count} other", "{count} others", rest)
            names = [*names[: MOST_NAMES - 1], others.format(count=rest)]
        return spoken_list(names, self.language)

    def _number(self, number: Number | None) -> str:
        return "–" if number is None else spoken_number(number, self.language)

    def _day(self, text: str) -> str:
        try:
            return spoken_day(datetime.date.fromisoformat(text), self.language)
        except ValueError:
            return self._labelled("source", text)

    def _word(self, noun: Noun, number: Number, one: str, many: str) -> str:
        """Return the programme's own word for one of ours, in the right number."""
        own = self.blueprint.words.get(noun)
        if own is not None:
            return (own.one if number == 1 or own.many is None else own.many).read(self.language)
        return self.catalogue.gettext(one if number == 1 else many)
