"""What waits on a desk because of registrations."""

import datetime
from collections.abc import Iterator
from itertools import groupby

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange, Seat
from innesto.organisations.models import Membership
from innesto.registrations.models import Opening, Registration
from innesto.toolkit.prepared import Prepared
from innesto.toolkit.waiting import Waiting

STANDING = [Exchange.State.ANNOUNCED, Exchange.State.CONFIRMED]


@Prepared
def _registrations(person: int, on: datetime.date) -> QuerySet[Registration]:
    mine = Q(person=person) & (
        Q(state=Registration.State.INVITED)
        | Q(state=Registration.State.CONFIRMED, owes_answers=True)
    )
    to_decide = Q(
        state__in=[Registration.State.NOMINATED, Registration.State.REGISTERED],
        exchange__in=Exchange.objects.run_by(User(pk=person)).values("pk"),
    )
    return (
        Registration.objects.filter(mine | to_decide)
        .filter(exchange__ends_on__gte=on, exchange__state__in=STANDING)
        .select_related("exchange__programme")
        .defer("exchange__programme__blueprint")
        .order_by("exchange__starts_on", "exchange", "state", "pk")
    )


def people_waiting_for(person: User, on: datetime.date) -> Iterator[Waiting]:
    """Yield invitations and questions to answer, and requests to decide, an exchange at a time."""
    found = _registrations(person.pk, on)
    for exchange, group in groupby(found, key=lambda one: one.exchange):
        rows = list(group)
        mine = next((one for one in rows if one.person_id == person.pk), None)
        if mine:
            invited = mine.is_invited
            words = _("You are invited: %(exchange)s") if invited else _("%(exchange)s asks you")
            yield Waiting(
                title=words % {"exchange": exchange},
                detail=str(exchange.programme),
                url=mine.get_absolute_url(),
                action=_("Say yes or no") if invited else _("Answer"),
                due=exchange.starts_on,
            )
        asking = sum(one.is_to_decide for one in rows)
        if asking:
            yield Waiting(
                title=ngettext(
                    "%(count)d person asks for a place: %(exchange)s",
                    "%(count)d persons ask for a place: %(exchange)s",
                    asking,
                )
                % {"count": asking, "exchange": exchange},
                detail=str(exchange.programme),
                url=reverse("registrations:people", args=[exchange.pk]),
                action=_("Decide"),
                due=exchange.starts_on,
            )


@Prepared
def _to_name(person: int, on: datetime.date) -> QuerySet[Seat]:
    led = Membership.objects.current().filter(person=person, is_referent=True)
    named = Registration.objects.filter(
        exchange=OuterRef("exchange"), organisation=OuterRef("partner__organisation")
    )
    openings = Opening.objects.filter(opens_on__lte=on, closes_on__gte=on)
    return (
        Seat.objects.filter(
            ~Exists(named),
            part=Seat.Part.GUEST,
            answer=Seat.Answer.ACCEPTED,
            partner__organisation__in=led.values("organisation"),
            exchange__state__in=STANDING,
            exchange__in=openings.values("exchange"),
        )
        .select_related("exchange__opening", "exchange__programme", "partner__organisation")
        .defer("exchange__programme__blueprint")
        .order_by("exchange__starts_on", "pk")
    )


def partners_waiting_for(person: User, on: datetime.date) -> Iterator[Waiting]:
    """Yield the exchanges for which a partner accepted its seat and named nobody."""
    for seat in _to_name(person.pk, on):
        yield Waiting(
            title=_("Who comes for %(name)s?") % {"name": seat.partner.organisation},
            detail=f"{seat.exchange.programme} · {seat.exchange}",
            url=reverse("registrations:nominate", args=[seat.exchange_id]),
            action=_("Name people"),
            due=seat.exchange.opening.closes_on,
        )
