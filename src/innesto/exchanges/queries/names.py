"""What countries, strands, pairs and exchanges are called."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Q

from innesto.blueprints.schema.blueprint import Blueprint
from innesto.places.models import Country
from innesto.programmes.models import Partner, Programme
from innesto.programmes.models.programme import said
from innesto.programmes.queries.facts import blueprint_of
from innesto.rounds.letters.proposal import PlannedExchange


@dataclass(frozen=True, slots=True)
class Names:
    """The words for the keys of a plan; a key that nobody knows stands for itself.

    ``organisations`` are named as in the register; everything else is said by language.
    """

    blueprint: Blueprint
    organisations: Mapping[str, str] = field(default_factory=dict)
    countries: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def organisation(self, key: str) -> str:
        """Return the name of an organisation."""
        return self.organisations.get(key, key)

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
        return said(title_of(self.blueprint, planned))

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


def title_of(blueprint: Blueprint, planned: PlannedExchange) -> dict[str, str]:
    """Return the title of an exchange by language: its format, and its leg if it has several."""
    format_ = blueprint.format(planned.format)
    if format_ is None:
        return {"it": planned.format}
    legs = {leg.key: leg.label.root for leg in format_.legs}
    labels = dict(format_.label.root)
    if planned.leg not in legs:
        return labels
    return {
        language: f"{label}: {legs[planned.leg].get(language, planned.leg)}"
        for language, label in labels.items()
    }
