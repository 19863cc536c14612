"""Concrete cases: which practices are shown at an exchange, and which come of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from innesto.accounts.http import SignedIn
from innesto.exchanges import rules
from innesto.exchanges.forms.meetings import CaseForm
from innesto.exchanges.http import exchange_or_404, exchange_page
from innesto.exchanges.queries.cases import practices_to_name
from innesto.lineage.actions import AlreadyLinked, link_works
from innesto.toolkit.http import posted, require

TAB = "exchanges:detail"


@require_http_methods(["GET", "POST"])
def name(request: SignedIn, pk: int) -> HttpResponse:
    """Name a practice that is shown at the exchange, or that came of it."""
    exchange = exchange_or_404(request, pk)
    require(rules.can_name_case(request.user, exchange))
    form = CaseForm(posted(request), practices=practices_to_name(exchange, by=request.user))
    if form.is_valid():
        given = form.cleaned_data
        try:
            link_works(
                form.chosen,
                given["relation"],
                exchange,
                by=request.user,
                on=exchange.starts_on,
                note=given["note"],
            )
        except AlreadyLinked:
            messages.info(request, _("It is there already."))
        else:
            messages.success(request, _("Named: its sheet leads here, and this page leads there."))
        return redirect(exchange)
    return exchange_page(request, "exchanges/case.html", exchange, {"form": form}, tab=TAB)
