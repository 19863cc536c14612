"""Who answers: the experts of a community, and the directory of all."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.communities.http import community_page, form_page, open_community_or_404
from innesto.communities.models import Community
from innesto.questions import rules
from innesto.questions.actions.experts import (
    AlreadyAnExpert,
    change_expert,
    end_expert,
    name_expert,
)
from innesto.questions.forms.leading import DirectoryForm, NameExpertForm, OwnExpertForm
from innesto.questions.models import Expert
from innesto.questions.queries.people import countries_known, directory, experts_of, themes_known
from innesto.questions.views.reading import TAB
from innesto.toolkit.addresses import address_of
from innesto.toolkit.drawing import Row
from innesto.toolkit.http import posted, render_page, require
from innesto.toolkit.languages import language_name


@require_GET
def index(request: SignedIn) -> HttpResponse:
    """Experts, lecturers and expert administrators, by theme, language and place."""
    viewer = request.user
    form = DirectoryForm(
        request.GET, themes=themes_known(viewer), countries=countries_known(viewer)
    )
    chosen = form.cleaned_data if form.is_valid() else {}
    page = Paginator(directory(viewer=viewer, **chosen), per_page=25).get_page(
        request.GET.get("page")
    )
    context = {
        "form": form,
        "page": page,
        "rows": [_row(expert, with_community=True) for expert in page],
        "is_narrowed": any(chosen.values()),
    }
    return render_page(request, "questions/directory.html", context, parts=("results",))


@require_GET
def of_community(request: SignedIn, slug: str) -> HttpResponse:
    """The experts of one community, and for who leads the way to name another."""
    community = open_community_or_404(request, slug)
    may_name = rules.can_name_expert(request.user, community)
    experts = list(experts_of(community))
    context = {
        "rows": [(_row(one), one, may_name or one.person_id == request.user.pk) for one in experts],
        "may_name": may_name,
    }
    return community_page(request, "questions/experts.html", community, context, tab=TAB)


@require_http_methods(["GET", "POST"])
def new(request: SignedIn, slug: str) -> HttpResponse:
    """Name a member an expert."""
    community = open_community_or_404(request, slug)
    require(rules.can_name_expert(request.user, community))
    form = NameExpertForm(posted(request), community=community)
    if form.is_valid():
        try:
            name_expert(by=request.user, **form.cleaned_data)
        except AlreadyAnExpert:
            messages.info(request, _("A colleague was faster: the person is an expert already."))
        else:
            messages.success(request, _("Named. They say themselves when they take questions."))
        return redirect("questions:experts", slug)
    return form_page(
        request,
        community,
        form,
        title=_("Name an expert"),
        action=_("Name them"),
        tab=TAB,
        back=address_of("questions:experts", slug),
    )


@require_http_methods(["GET", "POST"])
def edit(request: SignedIn, slug: str, expert: int) -> HttpResponse:
    """Say on what one answers, in which languages, and whether one takes questions now."""
    community = open_community_or_404(request, slug)
    found = _expert(community, expert)
    require(rules.can_change_expert(request.user, found))
    initial = {
        "kind": found.kind,
        "about": found.about,
        "themes": found.themes.all(),
        "languages": found.languages,
        "is_willing": found.is_willing,
        "is_listed": found.is_listed,
    }
    form = OwnExpertForm(posted(request), initial=initial, community=community)
    if found.person_id != request.user.pk:
        # Whether they take questions and stand in the directory, only they say themselves.
        del form.fields["is_willing"], form.fields["is_listed"]
    if form.is_valid():
        said = {"is_willing": found.is_willing, "is_listed": found.is_listed, **form.cleaned_data}
        change_expert(found, by=request.user, **said)
        messages.success(request, _("Saved."))
        return redirect("questions:experts", slug)
    return form_page(
        request,
        community,
        form,
        title=str(found.person),
        action=_("Save"),
        tab=TAB,
        back=address_of("questions:experts", slug),
    )


@require_POST
def end(request: SignedIn, slug: str, expert: int) -> HttpResponse:
    """Stop being an expert, or take one off."""
    community = open_community_or_404(request, slug)
    found = _expert(community, expert)
    require(rules.can_end_expert(request.user, found))
    end_expert(found, by=request.user)
    messages.success(request, _("Taken off. What was answered stays."))
    return redirect("questions:experts", slug)


def _expert(community: Community, pk: int) -> Expert:
    found = Expert.objects.filter(community=community).select_related("person", "community")
    return get_object_or_404(found, pk=pk)


def _row(expert: Expert, *, with_community: bool = False) -> Row:
    organisation = expert.organisation
    place = organisation.place if with_community and organisation else None
    where = str(place) if place and organisation and place.name not in organisation.name else ""
    return Row(
        expert.person,
        expert.community.get_absolute_url() if with_community else "",
        [
            organisation.name if organisation else "",
            where,
            expert.get_kind_display(),
            ", ".join(str(theme) for theme in expert.themes.all()),
            ", ".join(language_name(code) for code in expert.languages),
            "" if expert.is_willing else _("takes no questions now"),
            expert.community.name if with_community else "",
        ],
        expert.about,
    )
