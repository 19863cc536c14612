"""Pages of opportunities: find, read, post, change, withdraw."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.accounts.models import User
from innesto.communities.http import community_page, form_page, open_community_or_404
from innesto.opportunities import rules
from innesto.opportunities.actions import (
    change_opportunity,
    post_opportunity,
    withdraw_opportunity,
)
from innesto.opportunities.forms import FilterForm, OpportunityForm
from innesto.opportunities.models import Opportunity
from innesto.opportunities.queries import opportunity_list
from innesto.organisations.http import acting_organisation
from innesto.toolkit.addresses import address_of
from innesto.toolkit.dates import day
from innesto.toolkit.drafting import drafting
from innesto.toolkit.drawing import Row
from innesto.toolkit.http import posted, render_page, require

TAB = "opportunities:of-community"


@require_GET
@login_not_required
def index(request: HttpRequest) -> HttpResponse:
    """What can be taken now, by kind, reach and region, or only near one's own organisations."""
    form = FilterForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    user = request.user
    mine = isinstance(user, User) and "vicine" in request.GET
    found = opportunity_list(
        viewer=user,
        on=timezone.localdate(),
        kind=asked.get("tipo", ""),
        reach=asked.get("portata", ""),
        region=asked.get("regione", ""),
        near=user if mine and isinstance(user, User) else None,
    )
    page = Paginator(found, per_page=25).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": [row_of(one) for one in page],
        "mine": mine,
        "may_post": isinstance(user, User) and rules.can_post(user),
    }
    return render_page(request, "opportunities/index.html", context, parts=("results",))


@require_GET
@login_not_required
def of_community(request: HttpRequest, slug: str) -> HttpResponse:
    """The opportunities that the members of a community posted."""
    community = open_community_or_404(request, slug)
    user = request.user
    found = opportunity_list(viewer=user, on=timezone.localdate(), community=community)
    page = Paginator(found, per_page=25).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [row_of(one) for one in page],
        "may_post": isinstance(user, User) and rules.can_post(user, community),
    }
    return community_page(request, "opportunities/of_community.html", community, context, tab=TAB)


@require_GET
@login_not_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One opportunity."""
    opportunity = _readable(request, pk)
    user = request.user
    context = {
        "opportunity": opportunity,
        "is_over": bool(opportunity.closes_on and opportunity.closes_on < timezone.localdate()),
        "may_change": isinstance(user, User) and rules.can_change(user, opportunity),
    }
    return render_page(request, "opportunities/detail.html", context)


@require_http_methods(["GET", "POST"])
def new(request: SignedIn) -> HttpResponse:
    """Post an opportunity for everyone it reaches."""
    require(rules.can_post(request.user))
    draft = drafting(request.user, "opportunities:new", title=_("An opportunity"))
    initial = {"language": request.user.language} | draft.initial
    form = OpportunityForm(posted(request), community=None, initial=initial)
    if form.is_valid():
        opportunity = post_opportunity(
            by=request.user, organisation=acting_organisation(request), **form.cleaned_data
        )
        draft.drop()
        messages.success(request, _("Posted. Whoever is active there is told."))
        return redirect(opportunity)
    context = {"form": form, "draft": draft, "back": address_of("opportunities:index")}
    return render_page(request, "opportunities/form.html", context)


@require_http_methods(["GET", "POST"])
def new_in_community(request: SignedIn, slug: str) -> HttpResponse:
    """Post an opportunity in a community."""
    community = open_community_or_404(request, slug)
    require(rules.can_post(request.user, community))
    draft = drafting(request.user, "opportunities:new", slug, title=community.name)
    initial = {"language": request.user.language} | draft.initial
    form = OpportunityForm(posted(request), community=community, initial=initial)
    if form.is_valid():
        opportunity = post_opportunity(
            by=request.user,
            organisation=acting_organisation(request),
            community=community,
            **{"visibility": form.instance.visibility, **form.cleaned_data},
        )
        draft.drop()
        messages.success(request, _("Posted. Whoever is active there is told."))
        return redirect(opportunity)
    return form_page(
        request,
        community,
        form,
        title=_("Post an opportunity"),
        action=_("Post it"),
        tab=TAB,
        draft=draft,
    )


@require_http_methods(["GET", "POST"])
def edit(request: SignedIn, pk: int) -> HttpResponse:
    """Change an opportunity."""
    opportunity = _readable(request, pk)
    require(rules.can_change(request.user, opportunity))
    form = OpportunityForm(posted(request), instance=opportunity, community=opportunity.community)
    if form.is_valid():
        opportunity.refresh_from_db()  # the form wrote its answers into it
        change_opportunity(opportunity, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect(opportunity)
    context = {"form": form, "draft": None, "back": opportunity.get_absolute_url()}
    return render_page(request, "opportunities/form.html", context)


@require_POST
def withdraw(request: SignedIn, pk: int) -> HttpResponse:
    """Take an opportunity back."""
    opportunity = _readable(request, pk)
    require(rules.can_change(request.user, opportunity))
    withdraw_opportunity(opportunity, by=request.user)
    messages.success(request, _("Withdrawn."))
    return redirect("opportunities:index")


def _readable(request: HttpRequest, pk: int) -> Opportunity:
    seen = Opportunity.objects.visible_to(request.user).select_related(
        "community__programme", "place__province", "place__region", "organisation", "author"
    )
    return get_object_or_404(seen, pk=pk)


def row_of(opportunity: Opportunity) -> Row:
    """Draw an opportunity in a row."""
    closes = opportunity.closes_on
    return Row(
        opportunity.title,
        opportunity.get_absolute_url(),
        [
            opportunity.get_kind_display(),
            opportunity.get_reach_display(),
            opportunity.area,
            opportunity.organisation.name if opportunity.organisation else "",
            _("until %(day)s") % {"day": day(closes)} if closes else "",
        ],
        text=opportunity.about[:240],
        language=opportunity.language,
    )
