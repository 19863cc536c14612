"""Communities in lists, and new ones: of a programme, of none, as a part of another."""

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.accounts.models import User
from innesto.blueprints.schema.roles import Strand
from innesto.communities import rules
from innesto.communities.actions.life import OpenedMeanwhile, open_communities_of, open_community
from innesto.communities.forms.community import CommunityForm, SectionForm
from innesto.communities.http import community_or_404, form_page
from innesto.communities.models import Community
from innesto.communities.queries.register import community_list, unopened_strands
from innesto.programmes.http import form_page as programme_form_page
from innesto.programmes.http import programme_or_404, programme_page
from innesto.programmes.queries.labels import reader_language
from innesto.toolkit.drafting import drafting
from innesto.toolkit.drawing import Row
from innesto.toolkit.frame import Link
from innesto.toolkit.http import posted, render_page, require, same_for_visitors

OF_PROGRAMME = "communities:of-programme"


@require_GET
@login_not_required
@same_for_visitors
def index(request: HttpRequest) -> HttpResponse:
    """Every community one may know of, or only one's own."""
    user = request.user
    mine = user.is_authenticated and request.GET.get("di") == "me"
    found = community_list(viewer=user, mine=mine)
    page = Paginator(found, per_page=25).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [_row(community) for community in page],
        "mine": mine,
        "may_open": isinstance(user, User) and rules.can_open(user, None),
    }
    return render_page(request, "communities/index.html", context)


@require_GET
@login_not_required
@same_for_visitors
def of_programme(request: HttpRequest, slug: str) -> HttpResponse:
    """The communities of one programme."""
    programme = programme_or_404(request, slug)
    user = request.user
    found = community_list(viewer=user, programme=programme)
    may_open = isinstance(user, User) and rules.can_open(user, programme)
    context = {
        "rows": [_row(community, in_programme=True) for community in found],
        "may_open": may_open,
        "unopened": _in_words(unopened_strands(programme)) if may_open else (),
    }
    return programme_page(
        request, "communities/of_programme.html", programme, context, tab=OF_PROGRAMME
    )


@require_POST
def open_all(request: SignedIn, slug: str) -> HttpResponse:
    """Open a community for each strand of the programme that has none."""
    programme = programme_or_404(request, slug)
    require(rules.can_open(request.user, programme))
    try:
        opened = open_communities_of(programme, by=request.user)
    except OpenedMeanwhile:
        messages.info(request, _("A colleague was faster: the communities are open."))
    else:
        count = len(opened)
        done = ngettext("%(n)d community is open.", "%(n)d communities are open.", count)
        messages.success(request, done % {"n": count})
    return redirect(OF_PROGRAMME, slug)


@require_http_methods(["GET", "POST"])
def new_in_programme(request: SignedIn, slug: str) -> HttpResponse:
    """Open a community of a programme by hand."""
    programme = programme_or_404(request, slug)
    require(rules.can_open(request.user, programme))
    title = _("Open a community")
    draft = drafting(request.user, "communities:new-in", slug, title=f"{title}: {programme.name}")
    form = CommunityForm(posted(request), programme=programme, kept=draft.initial)
    if form.is_valid():
        community = open_community(**form.changes(), programme=programme, by=request.user)
        draft.drop()
        return _opened(request, community)
    return programme_form_page(
        request, programme, form, title=title, action=title, tab=OF_PROGRAMME, draft=draft
    )


@require_http_methods(["GET", "POST"])
def new(request: SignedIn) -> HttpResponse:
    """Open a community of no programme, for instance a forum that several share."""
    require(rules.can_open(request.user, None))
    title = _("Open a community")
    draft = drafting(request.user, "communities:new", title=title)
    form = CommunityForm(posted(request), kept=draft.initial)
    if form.is_valid():
        community = open_community(**form.changes(), by=request.user)
        draft.drop()
        return _opened(request, community)
    context = {
        "form": form,
        "draft": draft,
        "action": title,
        "back": reverse("communities:index"),
        "way_back": [Link(_("Communities"), reverse("communities:index"))],
    }
    return render_page(request, "communities/new.html", context)


@require_http_methods(["GET", "POST"])
def new_section(request: SignedIn, slug: str) -> HttpResponse:
    """Open a section with rules of its own, perhaps for another programme."""
    whole = community_or_404(request, slug)
    require(rules.can_open_section(request.user, whole))
    title = _("Open a section")
    draft = drafting(request.user, "communities:section", slug, title=f"{title}: {whole.name}")
    form = SectionForm(
        posted(request), person=request.user, programme=whole.programme, kept=draft.initial
    )
    if form.is_valid():
        community = open_community(**form.changes(), part_of=whole, by=request.user)
        draft.drop()
        return _opened(request, community)
    return form_page(
        request,
        whole,
        form,
        title=title,
        lead=_("It has its own question, charter, people and readers."),
        action=title,
        tab="communities:front",
        draft=draft,
    )


def _opened(request: SignedIn, community: Community) -> HttpResponse:
    messages.success(request, _("“%(name)s” is open. You keep it.") % {"name": community.name})
    return redirect(community)


def _in_words(strands: Sequence[Strand]) -> list[str]:
    """Return name and question of each strand in the reader's language."""
    language = reader_language()
    questions = [strand.question.read(language) if strand.question else "" for strand in strands]
    names = [strand.label.read(language) for strand in strands]
    return [": ".join(filter(None, pair)) for pair in zip(names, questions, strict=True)]


def _row(community: Community, *, in_programme: bool = False) -> Row:
    programme, whole = community.programme, community.part_of
    part_of = _("section of “%(name)s”") % {"name": whole.name} if whole else ""
    return Row(
        community.name,
        community.get_absolute_url(),
        [
            programme.name if programme and not in_programme else "",
            "" if whole and whole.is_private else part_of,
            community.get_stage_display(),
            _("closed") if community.is_closed else "",
        ],
        community.question,
        community.other_language if community.question else "",
    )
