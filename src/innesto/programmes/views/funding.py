"""Money passed on to partners, beside its ceiling."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.programmes.actions.funding import AlreadyGiven, give_grant, take_back_grant
from innesto.programmes.forms.funding import GrantForm
from innesto.programmes.http import coordinated, form_page, programme_or_404, programme_page
from innesto.programmes.models import SubGrant
from innesto.programmes.queries.facts import blueprint_of
from innesto.programmes.queries.funding import purses_of
from innesto.programmes.queries.labels import labels_of, reader_language
from innesto.toolkit.http import posted

TAB = "programmes:grants"


@require_GET
@login_not_required
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """Who was given what, what is left, and who has nothing yet."""
    programme = programme_or_404(request, slug)
    purses = purses_of(programme, blueprint_of(programme), reader_language())
    context = {"purses": purses, "is_for_somebody": any(one.is_for_somebody for one in purses)}
    return programme_page(request, "programmes/grants.html", programme, context, tab=TAB)


@require_http_methods(["GET", "POST"])
def new(request: SignedIn, slug: str) -> HttpResponse:
    """Give a partner money."""
    programme = coordinated(request, slug)
    blueprint = blueprint_of(programme)
    form = GrantForm(
        posted(request),
        programme=programme,
        grants=blueprint.grants,
        roles=labels_of(blueprint).roles,
        initial={"decided_on": timezone.localdate()},
    )
    if form.is_valid():
        partner = form.cleaned_data.pop("partner")
        try:
            give_grant(partner, **form.cleaned_data, by=request.user)
        except AlreadyGiven:
            messages.info(request, _("It is there already: the same amount on the same day."))
        else:
            messages.success(request, _("Saved."))
        return redirect("programmes:grants", slug)
    return form_page(
        request,
        programme,
        form,
        title=_("Give a grant"),
        action=_("Save"),
        back=reverse("programmes:grants", args=[slug]),
        tab=TAB,
    )


@require_POST
def take_back(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Take a grant back."""
    programme = coordinated(request, slug)
    grants = SubGrant.objects.filter(partner__programme=programme)
    grant = get_object_or_404(grants.select_related("partner__programme"), pk=pk)
    take_back_grant(grant, by=request.user)
    messages.success(request, _("Taken back. The history keeps it."))
    return redirect("programmes:grants", slug)
