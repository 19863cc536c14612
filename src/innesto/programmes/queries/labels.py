"""The words of a programme's blueprint, by key, in the reader's language."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from innesto.blueprints.schema.blueprint import Blueprint
from innesto.blueprints.schema.text import Text
from innesto.programmes.models import Participant, Partner, Programme
from innesto.programmes.queries.facts import blueprint_of


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

    @property
    def invited(self) -> str:
        """How an invitation that was not accepted stands: ``open``, ``over``, or none."""
        invitation = None if self.person.user_id else self.person.invitation
        if invitation is None:
            return ""
        return "open" if invitation.is_open(timezone.now()) else "over"


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


def purpose_of(programme: Programme, role: str, *, body: str, language: str) -> str:
    """Complete «invites you to …» in the language of the mail; ``body`` is whom one acts for."""
    with override(language):
        words = {
            "programme": programme.name,
            "role": labels_of(blueprint_of(programme)).person_roles.get(role, role),
            "body": body,
        }
        if body:
            said = _("take part in “%(programme)s” as %(role)s, for %(body)s") % words
        else:
            said = _("take part in “%(programme)s” as %(role)s") % words
    return said[:300]


def reader_language() -> str:
    """Return the language of the page."""
    return get_language() or settings.LANGUAGE_CODE
