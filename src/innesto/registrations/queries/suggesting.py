"""What the format of an exchange says about who comes, and whom one can invite."""

import datetime
from collections.abc import Collection, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from innesto.accounts.models import User
from innesto.blueprints.schema.countable import Scope
from innesto.exchanges.models import Exchange
from innesto.exchanges.queries.people import people_of
from innesto.organisations.models import Membership
from innesto.organisations.rules import speaks_for
from innesto.places.models import SizeClass
from innesto.places.queries import named_countries
from innesto.programmes.models import Participant, Partner
from innesto.programmes.queries.facts import blueprint_of
from innesto.programmes.queries.labels import Labels, labels_of
from innesto.registrations.models import Opening, Quota
from innesto.registrations.queries.applicants import partners_at


def suggested(exchange: Exchange, *, on: datetime.date) -> dict[str, Any]:
    """Return what an opening begins with: audience, roles and places of the format."""
    closes = max(on, exchange.starts_on - datetime.timedelta(days=7))
    fields: dict[str, Any] = {"opens_on": on, "closes_on": closes}
    format_ = blueprint_of(exchange.programme).format(exchange.format)
    if format_ is None:
        return fields
    sent = [guests for guests in (*format_.must, *format_.may) if guests.persons]
    return fields | {
        "audiences": [*format_.audience],
        "person_roles": sorted({role for guests in sent for role in guests.persons}),
        "places": format_.max_guests,
    }


def shares_of_format(exchange: Exchange) -> list[dict[str, Any]]:
    """Return the shares of places that the format asks for, as wishes: they warn and no more."""
    format_ = blueprint_of(exchange.programme).format(exchange.format)
    if format_ is None:
        return []
    shares: list[dict[str, Any]] = []
    for guests in (*format_.must, *format_.may):
        if guests.people:
            by = Quota.By.PROJECT if guests.scope is Scope.PROJECT else Quota.By.ORGANISATION
            shares.append({"counted_by": by, "seats": guests.people, "is_hard": False})
        if guests.people_each:
            by = Quota.By.ORGANISATION
            shares.append({"counted_by": by, "seats": guests.people_each, "is_hard": False})
    return list({share["counted_by"]: share for share in shares}.values())


def labels_at(exchange: Exchange) -> Labels:
    """Return the words of the blueprint of an exchange."""
    return labels_of(blueprint_of(exchange.programme))


def countries_of_partners(exchange: Exchange) -> list[tuple[str, str]]:
    """Return code and name of the countries that partners come from, to choose from."""
    partners = partners_at(exchange)
    codes = {
        declared or country or place
        for declared, country, place in partners.values_list(
            "declared_country", "organisation__country", "organisation__place__country"
        )
    }
    return named_countries({code for code in codes if code})


def whose_places(exchange: Exchange) -> list[tuple[str, Any]]:
    """Return whose places one can count beside each organisation, country and project."""
    labels = labels_at(exchange)
    return [
        *((f"country:{code}", name) for code, name in countries_of_partners(exchange)),
        *((f"partner_role:{key}", label) for key, label in labels.roles.items()),
        *((f"person_role:{key}", label) for key, label in labels.person_roles.items()),
        *(
            (f"size:{size}", _("cities with %(size)s") % {"size": label})
            for size, label in SizeClass.choices
        ),
    ]


def people_to_invite(
    exchange: Exchange, *, roles: Collection[str], countries: Collection[str] = ()
) -> QuerySet[User]:
    """Return referents and contacts of partners in some roles, from some countries or all."""
    partners = partners_at(exchange).in_role(*roles)
    if countries:
        wanted = Q(pk__in=())
        for code in countries:
            wanted |= Q(pk__in=Partner.objects.from_country(code).values("pk"))
        partners = partners.filter(wanted)
    return people_of(partners).filter(is_active=True)


def partners_named_by(person: User, exchange: Exchange) -> Sequence[Partner]:
    """Return the partners for which a person may name people, those with a seat first."""
    led = Membership.objects.current().filter(person=person, is_referent=True)
    found = partners_at(exchange).filter(organisation__in=led.values("organisation"))
    seated = set(exchange.seats.values_list("partner", flat=True))
    partners = [one for one in found if speaks_for(person, one.organisation)]
    return sorted(partners, key=lambda one: (one.pk not in seated, one.pk))


def members_to_name(partner: Partner, opening: Opening) -> Sequence[Membership]:
    """Return the colleagues a partner can name: only those in a role, where roles are asked."""
    members = Membership.objects.current().filter(organisation=partner.organisation_id)
    if opening.person_roles:
        marked = Participant.objects.current().filter(
            programme=partner.programme_id, role__in=opening.person_roles
        )
        members = members.filter(person__in=marked.exclude(user=None).values("user"))
    return list(members.select_related("person", "office").order_by("person__name", "pk"))


def audiences_to_choose(opening: Opening) -> dict[str, str]:
    """Return the audiences of the programme that register, where it is meant for some of them."""
    if not opening.audiences:
        return {}
    blueprint = blueprint_of(opening.exchange.programme)
    labels = labels_of(blueprint).audiences
    return {
        one.key: labels[one.key]
        for one in blueprint.audiences
        if one.registers or one.key in opening.audiences
    }
