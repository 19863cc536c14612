"""The list of programmes, and the projects of a call."""

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from innesto.accounts.http import SignedIn
from innesto.programmes.actions.programme import create_project
from innesto.programmes.forms.identity import ProjectForm
from innesto.programmes.forms.register import ProgrammeSearchForm, ProjectSearchForm
from innesto.programmes.http import coordinated, form_page, programme_or_404, programme_page
from innesto.programmes.models import Programme
from innesto.programmes.queries.register import (
    count_organisations,
    count_partners_in,
    programme_list,
    project_list,
    territories_of,
)
from innesto.toolkit.dates import days
from innesto.toolkit.drawing import Row, drawn_state
from innesto.toolkit.http import posted, render_page, same_for_visitors


@require_GET
@login_not_required
@same_for_visitors
def index(request: HttpRequest) -> HttpResponse:
    """List of programmes with search."""
    form = ProgrammeSearchForm(request.GET, signed_in=request.user.is_authenticated)
    asked = form.cleaned_data if form.is_valid() else {}
    found = programme_list(
        viewer=request.user,
        text=asked.get("q", ""),
        state=asked.get("state", ""),
        mine=asked.get("mine", False),
    )
    page = Paginator(found, per_page=20).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": rows_of(list(page)),
        "is_filtered": any(asked.values()),
    }
    return render_page(request, "programmes/index.html", context, parts=("results",))


def rows_of(programmes: Sequence[Programme]) -> list[Row]:
    """Return what a list says of each programme, in one query for all."""
    today, counts = timezone.localdate(), count_partners_in(programmes)
    return [
        Row(
            programme.name,
            programme.get_absolute_url(),
            [
                _stage(programme.stage(today)),
                programme.funder,
                programme.territory,
                programme.starts_on and days(programme.starts_on, programme.ends_on),
                ngettext("%(counter)s partner", "%(counter)s partners", counts[programme.pk])
                % {"counter": counts[programme.pk]},
            ],
            Truncator(programme.summary).words(40, truncate=" …"),
            programme.other_language,
        )
        for programme in programmes
    ]


def _stage(stage: Programme.State) -> SafeString:
    match stage:
        case Programme.State.RUNNING:
            return drawn_state("ok", stage.label)
        case Programme.State.DRAFT:
            return drawn_state("warn", stage.label, icon="half")
        case _:
            return drawn_state("plain", stage.label)


@require_GET
@login_not_required
def projects(request: HttpRequest, slug: str) -> HttpResponse:
    """Projects of a call, by territory."""
    call = programme_or_404(request, slug)
    form = ProjectSearchForm(request.GET, territories=territories_of(call))
    asked = form.cleaned_data if form.is_valid() else {}
    found = project_list(
        call,
        viewer=request.user,
        text=asked.get("q", ""),
        territory=asked.get("territory", ""),
    )
    page = Paginator(found, per_page=50).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": rows_of(list(page)),
        "form": form,
        "territories": form.territories,
        "is_filtered": any(asked.values()),
        "organisation_count": count_organisations(call),
    }
    return programme_page(
        request,
        "programmes/projects.html",
        call,
        context,
        tab="programmes:projects",
        parts=("results",),
    )


@require_http_methods(["GET", "POST"])
def project_new(request: SignedIn, slug: str) -> HttpResponse:
    """Add a project to a call."""
    call = coordinated(request, slug)
    form = ProjectForm(posted(request))
    if form.is_valid():
        project = create_project(
            call,
            names=form.given("names"),
            summaries=form.given("summaries"),
            territory=form.cleaned_data["territory"],
            by=request.user,
        )
        messages.success(request, _("Added. Now it needs its partners."))
        return redirect("programmes:partners", project.slug)
    return form_page(
        request,
        call,
        form,
        title=_("Add a project"),
        lead=_("It has its own partnership and the words of the call."),
        action=_("Add the project"),
        tab="programmes:projects",
    )
