"""Home, my desk, a programme at a glance, search, and the pages every public site owes."""

from functools import partial

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET

from innesto.accounts.http import SignedIn
from innesto.journal.queries import head_of_all
from innesto.organisations.http import acting_for
from innesto.organisations.models import Organisation
from innesto.portal.forms import SearchForm
from innesto.portal.queries.desk import desk_of, own_programmes
from innesto.portal.queries.doings import doings_of
from innesto.portal.queries.home import home_of
from innesto.portal.queries.overview import overview_of
from innesto.portal.queries.remarks import remarks
from innesto.portal.queries.search import search_everything
from innesto.programmes.http import programme_or_404, programme_page
from innesto.programmes.queries.head import head_of
from innesto.search.queries import more_like
from innesto.toolkit.frame import Link
from innesto.toolkit.http import render_page, same_for_visitors
from innesto.toolkit.keeping import keepings
from innesto.toolkit.queries import open_drafts


@require_GET
@login_not_required
@same_for_visitors
def home(request: HttpRequest) -> HttpResponse:
    """The promise, and what is going on; worked out once for each reader and act."""
    context = {"home": partial(home_of, request.user), "head": head_of_all()}
    return render_page(request, "portal/home.html", context)


@require_GET
def desk(request: SignedIn) -> HttpResponse:
    """What waits for the person who has signed in, worked out once for each act.

    A quarter of an hour is the longest: addresses that lead nowhere are found by a task, and that
    is no act.
    """
    context = {
        "desk": partial(desk_of, request.user),
        "begun": open_drafts(request.user.pk),
        "today": timezone.localdate(),
        "head": head_of_all(),
    }
    return render_page(request, "portal/desk.html", context)


@require_GET
def programmes(request: SignedIn) -> HttpResponse:
    """The programmes one takes part in, as a page and as a part of the top bar."""
    context = {"programmes": own_programmes(request.user.pk)}
    return render_page(request, "portal/programmes.html", context, parts=("own-programmes",))


@require_GET
@login_not_required
def search(request: HttpRequest) -> HttpResponse:
    """One box for all kinds of things."""
    form = SearchForm(request.GET)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    acting = acting_for(request)
    results = search_everything(
        text, request.GET, viewer=request.user, membership=acting.pk if acting else None
    )
    may_save = request.user.is_authenticated and bool(text or results.chosen)
    context = {"form": form, "text": text, "results": results, "may_save": may_save}
    return render_page(request, "portal/search.html", context, parts=("results",))


@require_GET
@login_not_required
def similar(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """What is like one thing, as a page and as a part of the page of that thing."""
    context = {"similar": more_like(kind, number, viewer=request.user)}
    return render_page(request, "portal/similar.html", context, parts=("similar",))


@require_GET
@login_not_required
@same_for_visitors
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    """A programme at a glance, worked out once for each state of the programme."""
    found = programme_or_404(request, slug)
    context = {
        "overview": partial(overview_of, found),
        "head": head_of(found),
    }
    return programme_page(request, "portal/programme.html", found, context, tab="portal:programme")


@require_GET
@login_not_required
def findings(request: HttpRequest, slug: str) -> HttpResponse:
    """All that breaks the programme's rules, with the rule's source and what would mend it."""
    found = programme_or_404(request, slug)
    context = {"remarks": partial(remarks, found), "head": head_of(found)}
    return programme_page(request, "portal/findings.html", found, context, tab="portal:programme")


@require_GET
@login_not_required
@same_for_visitors
def doings(request: HttpRequest, organisation: str) -> HttpResponse:
    """What an organisation takes part in, as a page and as a part of its own page."""
    found = get_object_or_404(
        Organisation.objects.visible_to(request.user).filter(merged_into=None), slug=organisation
    )
    context = {
        "organisation": found,
        "way_up": [Link(found.name, found.get_absolute_url())],
        "doings": doings_of(found, viewer=request.user, on=timezone.localdate()),
    }
    return render_page(request, "portal/doings.html", context, parts=("doings",))


@require_GET
@login_not_required
def help_page(request: HttpRequest) -> HttpResponse:
    """How things are done here."""
    return render_page(request, "portal/help.html", {})


@require_GET
@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement, with what does not work yet."""
    return render_page(request, "portal/accessibility.html", {})


@require_GET
@login_not_required
def privacy(request: HttpRequest) -> HttpResponse:
    """Which data are kept, why and for how long."""
    return render_page(request, "portal/privacy.html", {"keepings": keepings().values()})


@require_GET
@login_not_required
def sources(request: HttpRequest) -> HttpResponse:
    """Where registers come from, under which licence."""
    return render_page(request, "portal/sources.html", {})
