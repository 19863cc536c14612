"""Pages of the register: find, read, add, change and merge organisations."""

from collections.abc import Mapping
from functools import cache, partial

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from innesto.accounts.http import SignedIn
from innesto.journal.queries import head_of_all
from innesto.organisations import rules
from innesto.organisations.actions import (
    NotTwoStandingOrganisations,
    edit_organisation,
    merge_organisations,
    register_organisation,
)
from innesto.organisations.forms import (
    EditOrganisationForm,
    MergeForm,
    OrganisationForm,
    RegisterForm,
)
from innesto.organisations.models import Organisation
from innesto.organisations.queries import (
    colleagues,
    likenesses,
    needs_of,
    offers_of,
    offices_of,
    organisation_at,
    organisations_named,
    organisations_of,
    register,
    shown_organisation,
    standing_for,
    stood_for_by,
)
from innesto.places.models import Place
from innesto.places.queries import country_names
from innesto.toolkit.drawing import Row
from innesto.toolkit.forms import suggestions, typed_words
from innesto.toolkit.frame import Link
from innesto.toolkit.http import one_or_404, posted, render_page, require, same_for_visitors


@require_GET
@login_not_required
@same_for_visitors
def index(request: HttpRequest) -> HttpResponse:
    """Register of organisations with search."""
    form = RegisterForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    found = register(
        viewer=request.user,
        text=asked.get("q", ""),
        kind=asked.get("kind", ""),
        country=asked.get("country", ""),
    )
    page = Paginator(found, per_page=25).get_page(request.GET.get("page"))
    countries = country_names()
    context = {"form": form, "page": page, "rows": [_row(it, countries) for it in page]}
    return render_page(request, "organisations/index.html", context, parts=("results",))


@require_GET
@login_not_required
def suggest(request: HttpRequest) -> HttpResponse:
    """Offer organisations while somebody types the name of one."""
    text = typed_words(request)
    found = organisations_named(text) if text else []
    return suggestions(request, [shown_organisation(organisation) for organisation in found])


def _row(organisation: Organisation, countries: Mapping[str, str]) -> Row:
    return Row(
        organisation.name,
        organisation.get_absolute_url(),
        [
            organisation.get_kind_display(),
            organisation.place and organisation.place.full_name,
            countries.get(organisation.country_id or ""),
            _("invented for the demo") if organisation.is_example else "",
        ],
    )


@require_GET
@login_not_required
def of_place(request: HttpRequest, ref: str) -> HttpResponse:
    """The organisations of a municipality, as a page and as a part of the city's page."""
    place = get_object_or_404(Place, ref=ref)
    context = {"place": place, "organisations": organisations_of(place, viewer=request.user)}
    return render_page(request, "organisations/of_place.html", context, parts=("organisations",))


@require_GET
@login_not_required
@same_for_visitors
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """What an organisation wants to learn, can show, and who to speak to.

    What it says of itself is drawn once for all who cannot change it, until something is done.
    """
    organisation = one_or_404(organisation_at(slug))
    if organisation.merged_into:  # nearly none is: no join for it
        return redirect(organisation.merged_into, permanent=True)
    user = request.user
    may_edit = user.is_authenticated and rules.can_edit(user, organisation)
    context = {
        "way_up": [Link(_("Organisations"), reverse("organisations:index"))],
        "organisation": organisation,
        "offices": cache(partial(offices_of, organisation.pk)),
        "colleagues": colleagues(organisation, viewer=user),
        "needs": cache(partial(needs_of, organisation.pk)),
        "offers": cache(partial(offers_of, organisation.pk)),
        "closures": organisation.closures.all() if may_edit else (),
        "stands_for": partial(stood_for_by, organisation.pk),
        "stood_for_by": partial(standing_for, organisation.pk),
        "head": "" if may_edit else head_of_all(),
        "likenesses": likenesses(organisation) if may_edit else (),
        "may_edit": may_edit,
        "may_join": user.is_authenticated and rules.can_join(user, organisation),
        "may_merge": user.is_authenticated and rules.can_merge(user),
    }
    return render_page(request, "organisations/detail.html", context)


@require_http_methods(["GET", "POST"])
def new(request: SignedIn) -> HttpResponse:
    """Add the body one works for, and become its first referent."""
    require(rules.can_register(request.user))
    form = OrganisationForm(posted(request))
    if form.is_valid():
        organisation = register_organisation(
            **form.cleaned_data, by=request.user, referent=request.user
        )
        messages.success(request, _("Added. You are its referent."))
        return redirect(organisation)
    return render_page(request, "organisations/new.html", {"form": form})


@require_http_methods(["GET", "POST"])
def edit(request: SignedIn, slug: str) -> HttpResponse:
    """Change what the organisation says of itself."""
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), slug=slug)
    require(rules.can_edit(request.user, organisation))
    form = EditOrganisationForm(posted(request), instance=organisation)
    if form.is_valid():
        edit_organisation(organisation, **form.cleaned_data, by=request.user)
        messages.success(request, _("Saved."))
        return redirect(organisation)
    context = {"form": form, "organisation": organisation}
    return render_page(request, "organisations/edit.html", context)


@require_http_methods(["GET", "POST"])
def merge(request: SignedIn, slug: str) -> HttpResponse:
    """Join another record of the same body into this one."""
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), slug=slug)
    require(rules.can_merge(request.user))
    candidates = [found.organisation for found in likenesses(organisation)]
    form = MergeForm(posted(request), candidates=candidates)
    if form.is_valid():
        try:
            merge_organisations(organisation, form.cleaned_data["duplicate"], by=request.user)
        except NotTwoStandingOrganisations:
            messages.info(request, _("A colleague was faster: one of the two is merged already."))
        else:
            messages.success(request, _("The two records are one."))
        return redirect(organisation)
    context = {"form": form, "organisation": organisation, "candidates": candidates}
    return render_page(request, "organisations/merge.html", context)
