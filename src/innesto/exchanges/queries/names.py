"""What countries, strands, pairs and exchanges are called."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.db.models import Q
from django.utils.translation import gettext as _

from innesto.blueprints.facts import Facts
from innesto.blueprints.schema.blueprint import Blueprint
from innesto.places.models import Country
from innesto.programmes.models import Partner, Programme
from innesto.programmes.models.programme import said
from innesto.programmes.queries.facts import blueprint_of
from innesto.rounds.letters.proposal import PlannedExchange, PlannedPair


@dataclass(frozen=True, slots=True)
class Names:
    """The words for the keys of a plan; a key that nobody knows stands for itself.

    ``organisations`` are named as in the register; everything else is said by language.
    """

    blueprint: Blueprint
    organisations: Mapping[str, str] = field(default_factory=dict)
    countries: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    company: Mapping[str, str] = field(default_factory=dict)
    """Towns and people who come for a partner; left out where they are not to be named."""

    def with_company(self, planned: PlannedExchange, key: str) -> str:
        """Return the name of a partner and of those who come for it: «ANCI (Asti, Cuneo)»."""
        towns = [self.company.get(town, town) for town in planned.towns.get(key, ())]
        people = [self.company[one] for one in planned.people.get(key, ()) if self.company.get(one)]
        name, behind = self.organisation(key), sorted(towns) + sorted(people)
        return f"{name} ({', '.join(behind)})" if behind else name

    def organisation(self, key: str) -> str:
        """Return the name of an organisation."""
        return self.organisations.get(key, key)

    def pair(self, pair: PlannedPair) -> str:
        """Name two or three who are together: «Asti – Cuneo», «Oslo accompanies Turku»."""
        members = [*map(self.organisation, pair.members)]
        if not pair.accompanies:
            return " – ".join(members)
        words = _("%(mentor)s accompanies %(mentee)s")
        return words % {"mentor": members[0], "mentee": members[1]}

    def themes(self, keys: Collection[str]) -> Sequence[str]:
        """Return the labels of some themes, in the order of the blueprint."""
        return [said(it.label.root) for it in self.blueprint.themes if it.key in keys]

    def scope_by_language(self, scope: str) -> dict[str, str]:
        """Return the names of a country, strand or pair; nothing for the whole programme."""
        if not scope:
            return {}
        if "+" in scope:
            return {"und": " – ".join(map(self.organisation, scope.split("+")))}
        strands = self.blueprint.strands.items if self.blueprint.strands else ()
        for strand in strands:
            if strand.key == scope:
                return dict(strand.label.root)
        return dict(self.countries.get(scope, {"und": scope}))

    def scope(self, scope: str) -> str:
        """Return the name of a country, strand or pair in the reader's language."""
        return said(self.scope_by_language(scope))

    def title(self, planned: PlannedExchange) -> str:
        """Return the title of a planned exchange in the reader's language."""
        return said(title_of(self.blueprint, planned.format, planned.leg))

    def exchange(self, key: str) -> str:
        """Return what people call the exchange with this key, such as ``leadership.AT.1``."""
        format_, *scope = key.split(".")
        if len(scope) == 1 and scope[0].isdigit():
            scope = []  # of the whole programme: what follows is only its number
        known = self.blueprint.format(format_)
        label = said(known.label.root) if known else format_
        where = self.scope(scope[0]) if scope else ""
        return f"{label}, {where}" if where else label


def names_in(programme: Programme) -> Names:
    """Return the words of a programme; whoever has withdrawn keeps its name."""
    partners = Partner.objects.filter(Q(programme=programme) | Q(programme__call=programme))
    return Names(
        blueprint_of(programme),
        dict(partners.order_by("pk").values_list("organisation__slug", "organisation__name")),
        dict(Country.objects.values_list("code", "names")),
    )


def names_with_company(programme: Programme, known: Facts) -> Names:
    """Return the words of a programme, with the towns and people who come for its partners."""
    towns = {town.key: town.name for town in known.towns}
    company = towns | {person.key: person.name for person in known.persons}
    return replace(names_in(programme), company=company)


def title_of(blueprint: Blueprint, key: str, leg: str = "") -> dict[str, str]:
    """Return the title of an exchange by language: its format, and its leg if it has several."""
    format_ = blueprint.format(key)
    if format_ is None:
        return {"it": key}
    legs = {one.key: one.label.root for one in format_.legs}
    labels = dict(format_.label.root)
    if leg not in legs:
        return labels
    return {
        language: f"{label}: {legs[leg].get(language, leg)}" for language, label in labels.items()
    }
