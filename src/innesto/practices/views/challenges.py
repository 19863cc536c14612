"""The problems that many share, and what answers them."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from innesto.accounts.http import SignedIn
from innesto.accounts.models import User
from innesto.organisations.http import acting_organisation
from innesto.practices import rules
from innesto.practices.actions.telling import name_challenge, share_challenge
from innesto.practices.forms.telling import ChallengeForm
from innesto.practices.models import Challenge
from innesto.practices.queries.catalogue import parts_of
from innesto.practices.queries.telling import answering, challenges
from innesto.practices.views.pages import form_page, way_up
from innesto.programmes.http import programme_or_404
from innesto.programmes.models import Programme
from innesto.toolkit.frame import Link
from innesto.toolkit.http import posted, render_page, require

PER_PAGE = 20


@require_GET
@login_not_required
def index(request: HttpRequest) -> HttpResponse:
    """The problems that many share."""
    page = Paginator(challenges(viewer=request.user), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "may_name": isinstance(request.user, User) and rules.can_draft(request.user),
        "crumbs_up": way_up(),
    }
    return render_page(request, "practices/challenges.html", context)


@require_http_methods(["GET", "POST"])
def new(request: SignedIn) -> HttpResponse:
    """Name a shared problem."""
    programme = _programme_of_challenge(request)
    require(rules.can_name_challenge(request.user, programme))
    form = ChallengeForm(
        posted(request),
        strands=parts_of(programme).strands,
        initial={"strand": request.GET.get("linea", "")},
    )
    if form.is_valid():
        mine = acting_organisation(request)
        found = name_challenge(
            by=request.user,
            programme=programme,
            organisations=[mine] if mine else [],
            **form.cleaned_data,
        )
        return redirect(found)
    way = [Link(_("Shared challenges"), reverse("practices:challenges"))]
    return form_page(
        request,
        None,
        form,
        title=_("Name a shared challenge"),
        lead=programme.name if programme else "",
        action=_("Name it"),
        way=way,
    )


def _programme_of_challenge(request: SignedIn) -> Programme | None:
    """Return the programme in whose name a challenge is named, or None for all."""
    slug = request.GET.get("programma", "")
    return programme_or_404(request, slug) if slug else None


@require_http_methods(["GET", "POST"])
@login_not_required
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """A challenge: who shares it, and every practice that answers it."""
    found = get_object_or_404(
        Challenge.objects.visible_to(request.user).select_related("programme"), slug=slug
    )
    user = request.user if isinstance(request.user, User) else None
    mine = acting_organisation(request)
    may_share = user is not None and mine is not None and rules.can_join_in(user, mine)
    if request.method == "POST":
        require(may_share)
        if user and mine:
            share_challenge(found, mine, by=user)
        return redirect(found)
    progress = request.GET.get("avanzamento", "")
    practices = answering(found, viewer=request.user, progress=progress)
    sharing = list(found.organisations.order_by("name"))
    context = {
        "challenge": found,
        "sharing": sharing,
        "page": Paginator(practices, PER_PAGE).get_page(request.GET.get("page")),
        "progress": progress,
        "may_share": may_share and mine not in sharing,
        "crumbs_up": [*way_up(), Link(_("Shared challenges"), reverse("practices:challenges"))],
    }
    return render_page(request, "practices/challenge.html", context)
