"""Meetings to come are told in the weekly letter of a community, with what moved.

No room fits: ``communities.queries.week`` gathers this module from every domain.
"""

import datetime
from collections.abc import Mapping, Sequence

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from innesto.communities.models import Community
from innesto.communities.queries.week import TellingAround
from innesto.exchanges.models import Exchange
from innesto.exchanges.queries.agenda import meetings_of
from innesto.toolkit.dates import days
from innesto.toolkit.weekly_letters import Told

SOON = datetime.timedelta(days=14)


def tell_meetings(community: Community, counted: Mapping[int, int]) -> Sequence[Told]:
    """Name those of two weeks, and those made, moved or called off; only what everyone may read."""
    today = timezone.localdate()
    soon = Q(starts_on__gte=today, starts_on__lt=today + SOON)
    news = Q(pk__in=counted, ends_on__gte=today)
    found = meetings_of(community, viewer=AnonymousUser(), with_called_off=True)
    return [
        Told(_said(one), one.get_absolute_url())
        for one in found.filter(soon & ~Q(state=Exchange.State.CANCELLED) | news)
    ]


def _said(exchange: Exchange) -> str:
    words = f"{exchange}, {days(exchange.starts_on, exchange.ends_on)}"
    if exchange.state == Exchange.State.CANCELLED:
        return gettext("Called off: %(exchange)s") % {"exchange": words}
    return words


MOVING = frozenset({"exchange_made", "series_made", "exchange_moved", "exchange_called_off"})

WEEK = (TellingAround(_("Meetings"), 5, MOVING, tell_meetings),)
