"""Who is to be told what."""

from django.db.models import Q, QuerySet

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange
from innesto.organisations.models import Membership
from innesto.programmes.models import Participant


def people_to_tell(exchange: Exchange) -> QuerySet[User]:
    """Return referents and contacts of the partners that have a seat in the exchange."""
    partners = exchange.seats.values("partner")
    referents = Membership.objects.current().filter(
        is_referent=True, organisation__partnerships__in=partners
    )
    contacts = Participant.objects.current().filter(partner__in=partners).exclude(user=None)
    return User.objects.filter(
        Q(pk__in=referents.values("person")) | Q(pk__in=contacts.values("user"))
    ).order_by("pk")
