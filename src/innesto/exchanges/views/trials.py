"""And if …? Try something out, look at it beside the plan, adopt it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.exchanges.actions.plans import AlreadyPlanning, NoTrial, adopt_trial, try_out
from innesto.exchanges.forms.plans import AdoptForm, MendForm, TrialForm
from innesto.exchanges.models import Plan
from innesto.exchanges.queries.comparison import compare_plans
from innesto.exchanges.queries.plan_page import trial_choices
from innesto.exchanges.queries.trial import changes_on_offer
from innesto.exchanges.views.access import plan_or_404, plan_page_of
from innesto.rounds.letters.wishes import Change
from innesto.toolkit.http import posted


@require_http_methods(["GET", "POST"])
def trial(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Change one thing for a trial: the plan it starts from stays as it is."""
    found = plan_or_404(request, slug, pk)
    if not found.has_answer:
        return redirect(found)
    choices = trial_choices(found)
    form = TrialForm(
        posted(request),
        exchanges=choices.exchanges,
        organisations=choices.organisations,
        rules=choices.rules,
        initial={"exchange": request.GET.get("scambio", "")},
    )
    if form.is_valid():
        return _tried(request, found, form.change)
    return plan_page_of(
        request,
        "exchanges/trial.html",
        found.programme,
        {"form": form, "plan": found},
        above=(found,),
        status=422 if form.errors else 200,
    )


@require_POST
def mend(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Try out one of the changes that would mend a plan that does not exist."""
    found = plan_or_404(request, slug, pk)
    offered = dict(changes_on_offer(found)) if found.has_answer else {}
    form = MendForm(request.POST, places=offered)
    if not form.is_valid():
        messages.info(request, _("This is no longer on offer: look at the newest plan."))
        return redirect(found)
    return _tried(request, found, offered[form.cleaned_data["mend"]])


def _tried(request: SignedIn, plan: Plan, change: Change) -> HttpResponse:
    """Plan the trial and lead to it, or to the planner's work that is going on."""
    try:
        return redirect(try_out(plan, by=request.user, change=change))
    except AlreadyPlanning as at_work:
        messages.info(request, _("The planner is at work on this already."))
        return redirect(at_work.plan)


@require_POST
def adopt(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Let what was tried out hold from now on."""
    found = plan_or_404(request, slug, pk)
    form = AdoptForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        adopt_trial(found, by=request.user, reason=reason)
    except NoTrial:
        messages.info(request, _("This is no trial, or it was adopted already."))
    else:
        messages.success(request, _("Adopted. You can publish it."))
    return redirect(found)


@require_GET
def compare(request: SignedIn, slug: str, pk: int, other: int) -> HttpResponse:
    """Two versions of a plan side by side, as a page or as text."""
    first, second = plan_or_404(request, slug, pk), plan_or_404(request, slug, other)
    if first.scope != second.scope or not (first.has_answer and second.has_answer):
        raise Http404
    comparison = compare_plans(first, second)
    if request.GET.get("come") == "testo":
        return HttpResponse(comparison.as_text(), content_type="text/plain; charset=utf-8")
    return plan_page_of(
        request,
        "exchanges/compare.html",
        first.programme,
        {"plan": first, "other": second, "comparison": comparison},
        above=(first,),
    )
