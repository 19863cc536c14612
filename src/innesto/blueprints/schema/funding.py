"""Whom the programme chooses and what it gives: selections, prizes, money passed on."""

from innesto.blueprints.schema.countable import (
    FigureKey,
    Key,
    OneOrMore,
    OrganisationRoleKey,
    Scope,
    TemplateKey,
)
from innesto.blueprints.schema.rule import Cited
from innesto.blueprints.schema.templates import Criterion
from innesto.blueprints.schema.text import Text


class Prize(Cited):
    """An honour that selection confers, and the role that goes with it."""

    key: Key
    label: Text
    role: OrganisationRoleKey


class Selection(Cited):
    """How partners are chosen: an application, criteria, scores, an outcome, perhaps a prize."""

    key: Key
    label: Text
    per: Scope = Scope.PROGRAMME
    roles: OneOrMore[OrganisationRoleKey] = ()
    form: TemplateKey | None = None
    criteria: tuple[Criterion, ...] = ()
    prizes: tuple[Prize, ...] = ()


class Grant(Cited):
    """Money passed on to partners, against a ceiling."""

    key: Key
    label: Text
    role: OneOrMore[OrganisationRoleKey] = ()
    ceiling: FigureKey | None = None
    tied_to: TemplateKey | None = None
