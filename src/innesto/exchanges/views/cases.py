"""Concrete cases: which practices are shown at an exchange, and which come of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from innesto.accounts.http import SignedIn
from innesto.exchanges import rules
from innesto.exchanges.forms import CaseForm
from innesto.exchanges.models import Exchange
from innesto.exchanges.queries.cases import practices_to_name
from innesto.lineage.actions import AlreadyLinked, link_works
from innesto.toolkit.http import posted, render_page, require


@require_http_methods(["GET", "POST"])
def name(request: SignedIn, pk: int) -> HttpResponse:
    """Name a practice that is shown at the exchange, or that came of it."""
    exchange = get_object_or_404(
        Exchange.objects.visible_to(request.user).select_related("programme"), pk=pk
    )
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
    return render_page(request, "exchanges/case.html", {"exchange": exchange, "form": form})
