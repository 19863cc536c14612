"""Who is to be told what."""

from django.db.models import Q, QuerySet

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange
from innesto.organisations.models import Membership
from innesto.programmes.models import Participant, Partner


def seated_partners(exchange: Exchange) -> QuerySet[Partner]:
    """Return the partners that have a seat in the exchange."""
    return Partner.objects.filter(pk__in=exchange.seats.values("partner"))


def people_of(partners: QuerySet[Partner]) -> QuerySet[User]:
    """Return referents and contacts of partners: those who hear what concerns them."""
    referents = Membership.objects.current().filter(
        is_referent=True, organisation__partnerships__in=partners
    )
    contacts = Participant.objects.current().filter(partner__in=partners).exclude(user=None)
    return User.objects.filter(
        Q(pk__in=referents.values("person")) | Q(pk__in=contacts.values("user"))
    ).order_by("pk")
