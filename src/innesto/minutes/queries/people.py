"""Who was there, who is proposed, and who may be given a task."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange
from innesto.exchanges.queries.people import people_of, seated_partners
from innesto.minutes.models import Minutes, Present
from innesto.organisations.models import Organisation
from innesto.programmes.models import Participant, Partner


def proposed(exchange: Exchange) -> Sequence[User]:
    """Return who is likely to have been there: people of the partners with a seat, and who runs."""
    partners = seated_partners(exchange)
    led = Participant.objects.current().filter(programme=exchange.programme, may_coordinate=True)
    there = Present.objects.filter(minutes__exchange=exchange)
    found = User.objects.filter(
        Q(pk__in=people_of(partners).values("pk"))
        | Q(pk__in=led.values("user"))
        | Q(pk__in=there.values("person"))
    )
    return list(found.order_by("name", "pk"))


def to_be_told(minutes: Minutes) -> QuerySet[User]:
    """Return who gets the minutes: who was there, and who hears for the partners with a seat."""
    partners = people_of(seated_partners(minutes.exchange))
    return User.objects.filter(
        Q(pk__in=minutes.present.values("person")) | Q(pk__in=partners.values("pk"))
    ).order_by("pk")


def took_part(user: User, minutes: Minutes) -> bool:
    """Tell whether the person was there, or acts for a body that took part."""
    seated = minutes.exchange.seats.values("partner__organisation")
    return (
        minutes.present.filter(person=user).exists()
        or Organisation.objects.of(user).filter(pk__in=seated).exists()
    )


def partners_for_tasks(exchange: Exchange) -> QuerySet[Partner]:
    """Return the partners that may be given a task, those with a seat."""
    found = seated_partners(exchange).select_related("organisation")
    return found.order_by("organisation__name", "pk")
