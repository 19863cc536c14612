"""What the pages of a staff exchange share: the leg, its placement, its sides.

Not views: the rooms beside it begin with these.
"""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from innesto.accounts.http import SignedIn
from innesto.exchanges.http import exchange_or_404
from innesto.exchanges.models import Exchange
from innesto.placements import rules
from innesto.placements.models import Placement, Side
from innesto.placements.queries.page import placement_of
from innesto.toolkit.http import require

TAB = "placements:detail"


def leg_or_404(request: HttpRequest, pk: int) -> Exchange:
    """Return the exchange if it is a leg and the person may see it."""
    exchange = exchange_or_404(request, pk)
    if not exchange.leg:
        raise Http404
    return exchange


def begun_or_404(request: HttpRequest, pk: int) -> tuple[Exchange, Placement]:
    """Return a leg and the placement that was begun for it."""
    exchange = leg_or_404(request, pk)
    placement = placement_of(exchange)
    if placement is None:
        raise Http404
    return exchange, placement


def lived(request: SignedIn, pk: int) -> tuple[Exchange, Placement]:
    """Return a leg and its placement if the person lives it: else 404 or 403."""
    exchange, placement = begun_or_404(request, pk)
    require(rules.can_live(request.user, placement))
    return exchange, placement


def side_of(placement: Placement, pk: int) -> Side:
    """Return a side of the placement, with the bodies it speaks of."""
    sides = Side.objects.select_related("partner__organisation", "organisation")
    side = get_object_or_404(sides, placement=placement, pk=pk)
    side.placement = placement
    return side
