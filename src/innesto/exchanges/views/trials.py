"""And if …? Try something out, look at it beside the plan, adopt it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.exchanges.actions.plans import AlreadyPlanning, NoTrial, adopt_trial, try_out
from innesto.exchanges.forms import TrialForm
from innesto.exchanges.queries.comparison import compare_plans
from innesto.exchanges.queries.plan_page import trial_choices
from innesto.exchanges.views.access import plan_or_404, plan_page_of
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
        try:
            made = try_out(found, by=request.user, trial=form.trial)
        except AlreadyPlanning as at_work:
            messages.info(request, _("The planner is at work on this already."))
            return redirect(at_work.plan)
        return redirect(made)
    return plan_page_of(
        request,
        "exchanges/trial.html",
        found.programme,
        {"form": form, "plan": found},
        above=(found,),
        status=422 if form.errors else 200,
    )


@require_POST
def adopt(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Let what was tried out hold from now on."""
    found = plan_or_404(request, slug, pk)
    try:
        adopt_trial(found, by=request.user)
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
