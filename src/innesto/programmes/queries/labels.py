"""The words of a programme's blueprint, by key, in the reader's language."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.utils.translation import get_language

from innesto.blueprints.schema.blueprint import Blueprint
from innesto.blueprints.schema.text import Text
from innesto.programmes.models import Participant, Partner


class _Named(Protocol):
    @property
    def key(self) -> str: ...

    @property
    def label(self) -> Text: ...


@dataclass(frozen=True, slots=True)
class Labels:
    """What keys of the blueprint are called; a key that an edition dropped stands for itself."""

    roles: Mapping[str, str]
    person_roles: Mapping[str, str]
    strands: Mapping[str, str]
    phases: Mapping[str, str]
    audiences: Mapping[str, str]
    themes: Mapping[str, str]
    strand_word: str = ""

    def of_partner(self, partner: Partner) -> "PartnerLabels":
        """Return the roles and strands that a partner with loaded rows holds today."""
        return PartnerLabels(
            partner=partner,
            roles=[self.roles.get(held.role, held.role) for held in partner.roles.all()],
            strands=[self.strands.get(one.strand, one.strand) for one in partner.strands.all()],
        )

    def of_person(self, person: Participant) -> "PersonLabels":
        """Return the role and the audiences of a person."""
        return PersonLabels(
            person=person,
            role=self.person_roles.get(person.role, person.role),
            audiences=[self.audiences.get(key, key) for key in person.audiences],
        )


@dataclass(frozen=True, slots=True)
class PartnerLabels:
    """A partner with the words for what it is in the programme."""

    partner: Partner
    roles: Sequence[str]
    strands: Sequence[str]

    @property
    def country_differs(self) -> bool:
        """The country that the source means is not the one where the place lies."""
        place = self.partner.organisation.place
        declared = self.partner.declared_country_id or self.partner.organisation.country_id
        return bool(place and declared and declared != place.country_id)


@dataclass(frozen=True, slots=True)
class PersonLabels:
    """A person with the words for their role."""

    person: Participant
    role: str
    audiences: Sequence[str]


def labels_of(blueprint: Blueprint) -> Labels:
    """Return the words of a blueprint in the reader's language, or the nearest one."""
    language = reader_language()

    def said(things: Iterable[_Named]) -> dict[str, str]:
        return {thing.key: thing.label.read(language) for thing in things}

    strands = blueprint.strands
    return Labels(
        roles=said(role for role in blueprint.roles if role.holder == "organisation"),
        person_roles=said(role for role in blueprint.roles if role.holder == "person"),
        strands=said(strands.items if strands else ()),
        phases=said(blueprint.phases),
        audiences=said(blueprint.audiences),
        themes=said(blueprint.themes),
        strand_word=strands.label.read(language) if strands else "",
    )


def reader_language() -> str:
    """Return the language of the page."""
    return get_language() or settings.LANGUAGE_CODE
