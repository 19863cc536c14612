"""Before a leg: challenge, questions, practices to see, checklists."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from innesto.accounts.http import SignedIn
from innesto.exchanges.http import form_page
from innesto.placements import rules
from innesto.placements.actions.preparing import prepare_side, tick_items
from innesto.placements.forms import PrepareForm, TickForm
from innesto.placements.queries.legs import legs_of
from innesto.placements.queries.preparing import lists_for, practices_to_see
from innesto.placements.views.access import TAB, begun_or_404, side_of
from innesto.toolkit.http import posted, require


@require_http_methods(["GET", "POST"])
def prepare(request: SignedIn, pk: int, side: int) -> HttpResponse:
    """Say what a side wants to learn, from where it starts, and what it wants to see."""
    exchange, placement = begun_or_404(request, pk)
    found = side_of(placement, side)
    require(rules.can_prepare(request.user, found))
    asked = {f"question_{n}": words for n, words in enumerate(found.questions, start=1)}
    form = PrepareForm(
        posted(request),
        practices=practices_to_see(found, viewer=request.user),
        initial={
            "challenge": found.challenge,
            "context": found.context,
            "practices": found.practices.all(),
            **asked,
        },
    )
    if form.is_valid():
        prepare_side(found, by=request.user, **form.answers)
        messages.success(request, _("Saved. The other side reads it too."))
        return redirect("placements:detail", pk)
    title = _("What %(name)s wants to learn") % {"name": found}
    lead = _("The host prepares the days around it. Two weeks before is early enough.")
    return form_page(request, exchange, form, title=title, action=_("Save"), lead=lead, tab=TAB)


@require_http_methods(["GET", "POST"])
def checklist(request: SignedIn, pk: int, side: int) -> HttpResponse:
    """Tick what is done, leg by leg, as host and as visitor."""
    exchange, placement = begun_or_404(request, pk)
    found = side_of(placement, side)
    require(rules.can_prepare(request.user, found))
    legs = legs_of(exchange, placement)
    done = {leg.key: found.ticked for leg in legs}
    form = TickForm(posted(request), lists=lists_for(found, legs), initial=done)
    if form.is_valid():
        tick_items(found, items=form.items, by=request.user)
        messages.success(request, _("Saved."))
        return redirect("placements:detail", pk)
    title = _("Checklists of %(name)s") % {"name": found}
    return form_page(request, exchange, form, title=title, action=_("Save"), tab=TAB)
