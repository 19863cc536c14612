"""Roles that outlive a programme: which city has named whom, and which has not."""

from collections.abc import Sequence
from dataclasses import dataclass

from innesto.accounts.models import User
from innesto.blueprints.schema.roles import Role
from innesto.programmes.models import Participant, Partner, Programme
from innesto.programmes.queries.facts import blueprint_of
from innesto.programmes.queries.labels import reader_language


@dataclass(frozen=True, slots=True)
class Lasting:
    """A role that a person goes on having when the programme is over."""

    programme: Programme
    role: Role
    participant: Participant


def lasting_roles_of(user: User) -> list[Lasting]:
    """Return the roles of a person that outlive their programmes, in whatever state these are."""
    found = Participant.objects.current().filter(user=user)
    lasting = []
    for one in found.select_related("programme__call", "partner__organisation").order_by("pk"):
        role = blueprint_of(one.programme).role(one.role)
        if role and role.outlives:
            lasting.append(Lasting(one.programme, role, one))
    return lasting


@dataclass(frozen=True, slots=True)
class Place:
    """A partner that owes somebody for a role, and whom it has named."""

    partner: Partner
    people: Sequence[Participant]


@dataclass(frozen=True, slots=True)
class Cast:
    """A role that outlives the programme, with every partner that names somebody for it."""

    role: Role
    places: Sequence[Place]
    others: Sequence[Participant]
    """Who has the role and is of no partner that owes somebody."""

    @property
    def title(self) -> str:
        """The role, of many."""
        return (self.role.plural or self.role.label).read(reader_language())

    @property
    def synonyms(self) -> Sequence[str]:
        """What else it is called: one role may have several labels."""
        return [one.read(reader_language()) for one in self.role.synonyms]

    @property
    def missing(self) -> Sequence[Partner]:
        """Partners that have named nobody."""
        return [place.partner for place in self.places if not place.people]

    @property
    def doubled(self) -> Sequence[Partner]:
        """Partners that have named more than one."""
        return [place.partner for place in self.places if len(place.people) > 1]

    @property
    def count(self) -> int:
        """Persons who have the role."""
        return sum(len(place.people) for place in self.places) + len(self.others)

    @property
    def named(self) -> int:
        """Partners that have named somebody."""
        return sum(1 for place in self.places if place.people)


def casts_of(programme: Programme) -> list[Cast]:
    """Return the roles of persons that outlive the programme: four queries for any number."""
    roles = blueprint_of(programme).lasting_roles
    if not roles:
        return []
    partners = (
        Partner.objects.filter(programme=programme)
        .present()
        .select_related("organisation", "programme")
        .prefetch_related("roles")
        .order_by("organisation__sought", "pk")
    )
    held = {
        one.pk: {role.role for role in one.roles.all() if role.until is None} for one in partners
    }
    people = list(
        Participant.objects.current()
        .filter(programme=programme, role__in=[role.key for role in roles])
        .select_related("user", "partner__organisation")
        .order_by("name", "pk")
    )
    casts = []
    for role in roles:
        in_role = [one for one in people if one.role == role.key]
        wanted = _from(role)
        places = [
            Place(partner, [one for one in in_role if one.partner_id == partner.pk])
            for partner in partners
            if held[partner.pk] & wanted
        ]
        placed = {one.pk for place in places for one in place.people}
        casts.append(Cast(role, places, [one for one in in_role if one.pk not in placed]))
    return casts


def _from(role: Role) -> frozenset[str]:
    return frozenset(role.from_role)
