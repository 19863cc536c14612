"""What was passed on to partners, beside the ceiling that the blueprint sets."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from innesto.blueprints.schema import funding
from innesto.blueprints.schema.blueprint import Blueprint
from innesto.programmes.models import Partner, Programme, SubGrant


@dataclass(frozen=True, slots=True)
class Purse:
    """One grant of the blueprint: who has what of it, and who has nothing yet."""

    key: str
    label: str
    quote: str
    ceiling: Decimal | None
    given: Sequence[SubGrant]
    without: Sequence[Partner]
    is_for_somebody: bool

    @property
    def total(self) -> Decimal:
        """What was given, in all."""
        return sum((one.amount for one in self.given), Decimal(0))

    @property
    def rest(self) -> Decimal | None:
        """What is left below the ceiling; less than nothing where it was passed."""
        return None if self.ceiling is None else self.ceiling - self.total


def purses_of(programme: Programme, blueprint: Blueprint, language: str) -> list[Purse]:
    """Return the grants of a programme in written order: two queries and one a grant."""
    grants = SubGrant.objects.filter(partner__programme=programme)
    given = list(grants.select_related("partner__organisation", "partner__programme"))
    return [_purse(programme, blueprint, one, given, language) for one in blueprint.grants]


def _purse(
    programme: Programme,
    blueprint: Blueprint,
    declared: funding.Grant,
    all_given: Sequence[SubGrant],
    language: str,
) -> Purse:
    given = [one for one in all_given if one.key == declared.key]
    without = _without(programme, declared)
    return Purse(
        key=declared.key,
        label=declared.label.read(language),
        quote=declared.quote,
        ceiling=_ceiling(blueprint, declared),
        given=given,
        without=without,
        is_for_somebody=bool(given or without) or _is_for_all(programme, declared),
    )


def _is_for_all(programme: Programme, declared: funding.Grant) -> bool:
    """Tell whether no role is asked for, and partners are there."""
    return not declared.role and programme.partners.present().exists()


def _ceiling(blueprint: Blueprint, declared: funding.Grant) -> Decimal | None:
    figure = blueprint.figure(declared.ceiling or "")
    values = (said.value for said in figure.declared) if figure else ()
    return next((Decimal(value) for value in values if value is not None), None)


def _without(programme: Programme, declared: funding.Grant) -> list[Partner]:
    if not declared.role:
        return []
    meant = programme.partners.present().in_role(*declared.role).select_related("organisation")
    has_some = SubGrant.objects.filter(key=declared.key).values("partner")
    return list(meant.exclude(pk__in=has_some).order_by("organisation__sought", "pk"))
