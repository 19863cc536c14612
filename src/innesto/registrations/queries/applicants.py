"""Who somebody is at an exchange: for whom they come, what quotas count, whether they may."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Q

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange
from innesto.organisations.models import Membership, Organisation
from innesto.places.models import size_class_of
from innesto.programmes.models import Participant, Partner, PartnerRole
from innesto.programmes.models.partner import PartnerQuerySet
from innesto.registrations.models import Opening


@dataclass(frozen=True, slots=True)
class Applicant:
    """Somebody who would come, as the programme and the registers know them today."""

    partner: Partner | None = None
    organisation: Organisation | None = None
    membership: Membership | None = None
    partner_roles: Collection[str] = ()
    person_roles: Collection[str] = ()
    audiences: Collection[str] = ()
    country: str = ""
    size: str = ""
    project: int | None = None
    takes_part: bool = False

    @property
    def marks(self) -> str:
        """What quotas count of them."""
        marks = [
            f"organisation:{self.organisation.pk}" if self.organisation else "",
            f"country:{self.country}" if self.country else "",
            f"size:{self.size}" if self.size else "",
            f"project:{self.project}" if self.project else "",
            *(f"partner_role:{role}" for role in sorted(self.partner_roles)),
            *(f"person_role:{role}" for role in sorted(self.person_roles)),
        ]
        return "|".join(["", *filter(None, marks), ""])

    def bar(self, opening: Opening) -> str:
        """Return why they may not come: a word for ``BARS``, nothing if they may."""
        if not opening.is_public and not self.takes_part:
            return "programme"
        if opening.person_roles and set(opening.person_roles).isdisjoint(self.person_roles):
            return "person_role"
        if opening.partner_roles and set(opening.partner_roles).isdisjoint(self.partner_roles):
            return "partner_role"
        if opening.countries and self.country not in opening.countries:
            return "country"
        return ""

    def is_other_audience(self, opening: Opening, said: str = "") -> bool:
        """Tell whether it is meant for others; ``said`` is the audience they named themselves.

        Who said nothing, and is in no list, is taken for one of those it is meant for.
        """
        known = {said} if said else set(self.audiences)
        return bool(opening.audiences and known and known.isdisjoint(opening.audiences))


def partners_at(exchange: Exchange) -> PartnerQuerySet:
    """Partners of the programme of an exchange, and of the projects of a call."""
    programme = exchange.programme_id
    around = Q(programme=programme) | Q(programme__call=programme)
    return Partner.objects.present().filter(around).select_related("organisation__place")


def applicant(
    exchange: Exchange,
    person: User | None,
    *,
    organisation: Organisation | None = None,
    partner: Partner | None = None,
) -> Applicant:
    """Return who a person is at an exchange, for an organisation of theirs if one is given.

    A nominee without an account is known by the ``partner`` that names them.
    """
    roles = _participations(exchange, person)
    if partner is None:
        partner = _partner_of(exchange, person, organisation, roles)
    body = partner.organisation if partner else organisation or _first_body(person)
    held = PartnerRole.objects.current().filter(partner=partner) if partner else None
    place = body.place if body else None
    country = (partner and partner.declared_country_id) or (body and body.country_id)
    population = place.population if place else None
    project = partner and partner.programme_id != exchange.programme_id
    return Applicant(
        partner=partner,
        organisation=body,
        membership=_membership(person, body),
        partner_roles=sorted(held.values_list("role", flat=True)) if held is not None else (),
        person_roles=sorted({one.role for one in roles}),
        audiences=sorted({key for one in roles for key in one.audiences}),
        country=country or (place.country_id if place else "") or "",
        size="" if population is None else str(size_class_of(population)),
        project=partner.programme_id if partner and project else None,
        takes_part=partner is not None or bool(roles),
    )


def _participations(exchange: Exchange, person: User | None) -> Sequence[Participant]:
    if person is None:
        return ()
    programme = exchange.programme_id
    found = Participant.objects.current().filter(
        Q(programme=programme) | Q(programme__call=programme), user=person
    )
    return list(found.order_by("pk"))


def _partner_of(
    exchange: Exchange,
    person: User | None,
    organisation: Organisation | None,
    roles: Sequence[Participant],
) -> Partner | None:
    """Return the partner somebody comes for: one with a seat before one without."""
    if person is None:
        return None
    bodies = Q(organisation__in=Organisation.objects.of(person).values("pk"))
    if organisation:
        bodies = Q(organisation=organisation)
    found = partners_at(exchange).filter(bodies | Q(pk__in=[one.partner_id for one in roles]))
    seated = set(exchange.seats.values_list("partner", flat=True))
    partners = sorted(found, key=lambda one: (one.pk not in seated, one.pk))
    return partners[0] if partners else None


def _first_body(person: User | None) -> Organisation | None:
    if person is None:
        return None
    return Organisation.objects.of(person).select_related("place").order_by("pk").first()


def _membership(person: User | None, body: Organisation | None) -> Membership | None:
    if person is None or body is None:
        return None
    return Membership.objects.current().filter(person=person, organisation=body).first()


def bodies_of(person: User) -> Sequence[Organisation]:
    """Return the organisations a person may come for."""
    return list(Organisation.objects.of(person).order_by("sought", "pk"))
