"""The page of a staff exchange, its portfolio, and all of a programme."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from innesto.accounts.models import User
from innesto.exchanges.http import exchange_page
from innesto.placements import rules
from innesto.placements.models.agreement import names_of
from innesto.placements.queries.findings import findings_of
from innesto.placements.queries.overview import counts_of, overview_of
from innesto.placements.queries.page import PlacementPage, placement_of, placement_page
from innesto.placements.queries.people import own_side
from innesto.placements.queries.steps import Step, first_step, next_step
from innesto.placements.views.access import TAB, begun_or_404, leg_or_404
from innesto.programmes.http import programme_or_404, programme_page


@require_GET
@login_not_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Both legs beside each other, where it stands, and the next step of the reader."""
    exchange = leg_or_404(request, pk)
    placement = placement_of(exchange)
    page = placement_page(exchange, placement, viewer=request.user)
    user = request.user if isinstance(request.user, User) else None
    mine = own_side(placement, of=user) if user and placement else None
    may_read = bool(user and placement and rules.can_read_agreement(user, placement))
    step: Step | None = None
    if placement is None and user and rules.can_begin(user, exchange):
        step = first_step(exchange)
    elif placement and user and mine:
        may_agree = rules.can_agree(user, mine)
        today = timezone.localdate()
        step = next_step(page, placement, mine, may_agree=may_agree, on=today)
    is_to_come = may_read and not all(card.is_over for card in page.cards)
    found = findings_of(placement, page.legs, page.sides) if placement and is_to_come else []
    context = {
        "page": page,
        "names": _names(page),
        "learning": page.learning,
        "mine": mine,
        "step": step,
        "may_read": may_read,
        "findings": found,
    }
    return exchange_page(request, "placements/detail.html", exchange, context, tab=TAB)


@require_GET
@login_not_required
def portfolio(request: HttpRequest, pk: int) -> HttpResponse:
    """What a staff exchange leaves on one sheet: challenge, solutions found, own context."""
    exchange, placement = begun_or_404(request, pk)
    page = placement_page(exchange, placement, viewer=request.user)
    context = {"page": page, "names": _names(page)}
    return exchange_page(request, "placements/portfolio.html", exchange, context, tab=TAB)


@require_GET
@login_not_required
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """All staff exchanges of a programme, and where each stands."""
    programme = programme_or_404(request, slug)
    lines = overview_of(programme, on=timezone.localdate())
    context = {"lines": lines, "counts": counts_of(lines)}
    return programme_page(
        request, "placements/index.html", programme, context, tab="placements:index"
    )


def _names(page: PlacementPage) -> str:
    """Say who exchanges staff with whom, also before anything is begun."""
    partners = {partner.pk: str(partner) for leg in page.legs for partner in leg.partners}
    return names_of(page.sides) or " – ".join(partners.values())
