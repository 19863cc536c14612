"""Plan the exchanges: ask the planner, look at the proposal, pin, forbid, publish."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.exchanges import rules
from innesto.exchanges.actions.plans import (
    AlreadyPlanning,
    NothingToStop,
    ask_for_plan,
    stop_planning,
)
from innesto.exchanges.actions.publishing import HardFindings, NotPublishable, publish_plan
from innesto.exchanges.actions.wishes import NothingToMove, drop_wish, make_wish, move_online
from innesto.exchanges.forms.plans import AdoptForm, OnlineForm, PlanForm, WishForm
from innesto.exchanges.models import PlanWish
from innesto.exchanges.queries.names import names_in
from innesto.exchanges.queries.plan_page import hurdles, plan_page
from innesto.exchanges.queries.planning import announced_scopes, programme_scopes
from innesto.exchanges.queries.plans import (
    plan_heading,
    plan_list,
    plan_progress,
    siblings_of,
    wish_list,
)
from innesto.exchanges.queries.trial import trial_words
from innesto.exchanges.views.access import plan_or_404, plan_page_of, planned_programme
from innesto.programmes.queries.facts import blueprint_of
from innesto.toolkit.http import posted


@require_http_methods(["GET", "POST"])
def plans(request: SignedIn, slug: str) -> HttpResponse:
    """The plans made so far, and the form that asks for another."""
    programme = planned_programme(request, slug)
    form = PlanForm(
        posted(request),
        blueprint=blueprint_of(programme),
        scopes=programme_scopes(programme),
        initial={"scope": request.GET.get("parte", "")},
    )
    if form.is_valid():
        try:
            plan = ask_for_plan(
                programme,
                by=request.user,
                scope=form.cleaned_data.get("scope", ""),
                seconds=form.cleaned_data["seconds"],
                reading=form.reading,
            )
        except AlreadyPlanning as at_work:
            messages.info(request, _("The planner is at work on this already."))
            return redirect(at_work.plan)
        return redirect(plan)
    context = {
        "form": form,
        "plans": plan_list(programme),
        "wishes": wish_list(programme),
        "online": OnlineForm(scopes=announced_scopes(programme)),
    }
    return plan_page_of(
        request,
        "exchanges/plans.html",
        programme,
        context,
        status=422 if form.errors else 200,
    )


@require_GET
def plan(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """A proposal with its proof, reasons and what it would change; or the work in progress."""
    found = plan_or_404(request, slug, pk)
    page = plan_page(found, chosen=request.GET.get("scambio", ""))
    may_publish = (
        page is not None and page.proposal.has_plan and rules.can_publish(request.user, found)
    )
    context = {
        "plan": found,
        "heading": plan_heading(found),
        "work": plan_progress(found),
        "page": page,
        "may_publish": may_publish,
        "hurdles": hurdles(found) if may_publish else (),
        "wishes": wish_list(found.programme),
        "tried": trial_words(found, names_in(found.programme)) if found.trial else (),
        "adoption": AdoptForm(),
        "siblings": siblings_of(found) if page else (),
    }
    response = plan_page_of(
        request,
        "exchanges/plan.html",
        found.programme,
        context,
        parts=("progress",),
    )
    if not found.is_unfinished and "HX-Target" in request.headers:
        response["HX-Refresh"] = "true"  # the work is over: the whole page is another one
        add_never_cache_headers(response)  # a «not modified» would lose the header above
    return response


@require_POST
def stop(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Ask the planner to stop and keep the best plan so far."""
    found = plan_or_404(request, slug, pk)
    try:
        stop_planning(found, by=request.user)
    except NothingToStop:
        messages.info(request, _("It had finished already."))
    else:
        messages.success(request, _("Stopping. What was found so far is kept."))
    return redirect(found)


@require_POST
def publish(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Turn the proposal into exchanges and tell the partners."""
    found = plan_or_404(request, slug, pk)
    try:
        publish_plan(found, by=request.user)
    except NotPublishable:
        messages.error(request, _("This proposal can no longer be published: look at the newest."))
        return redirect("exchanges:plans", slug=slug)
    except HardFindings:
        messages.error(
            request, _("Not published: some rules that must hold are broken. Here they are.")
        )
        return redirect(found)
    messages.success(request, _("Published. Each partner is told what concerns it."))
    return redirect("exchanges:index", slug=slug)


@require_POST
def wish(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Fix or forbid something, with a reason; it counts from the next plan on."""
    found = plan_or_404(request, slug, pk)
    form = WishForm(request.POST)
    if form.is_valid():
        make_wish(found.programme, by=request.user, **form.wish)
        messages.success(request, _("Kept. Plan again when you have finished choosing."))
    else:
        messages.error(request, _("This cannot be fixed or forbidden."))
    return redirect(found)


@require_POST
def unwish(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Leave something to the planner again."""
    programme = planned_programme(request, slug)
    drop_wish(get_object_or_404(PlanWish, programme=programme, pk=pk), by=request.user)
    messages.success(request, _("The planner is free to choose again."))
    return redirect("exchanges:plans", slug=slug)


@require_POST
def online(request: SignedIn, slug: str) -> HttpResponse:
    """Move a country or a strand online: its exchanges are planned again as such."""
    programme = planned_programme(request, slug)
    form = OnlineForm(request.POST, scopes=announced_scopes(programme))
    scope = request.POST.get("where", "")
    if form.is_valid():
        try:
            move_online(programme, scope=scope, reason=form.cleaned_data["why"], by=request.user)
        except NothingToMove:
            messages.info(request, _("Everything there is online already."))
        else:
            messages.success(request, _("Kept. Now plan again: as little as possible will move."))
    else:
        messages.error(request, _("Say what moves online, and why."))
    address = reverse("exchanges:plans", args=[slug])
    return redirect(f"{address}?{urlencode({'parte': scope})}")
