"""Find, read and open what was handed in."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from innesto.accounts.models import User
from innesto.communities import rules as communities
from innesto.communities.http import community_page, open_community_or_404
from innesto.deposits import rules
from innesto.deposits.models import Deposit, Guideline, Version
from innesto.deposits.queries import (
    communities_without_tool,
    deposit_at,
    deposits_in,
    guidelines_in,
    public_guidelines,
    tools,
)
from innesto.lineage.queries.thread import described
from innesto.programmes.queries.facts import blueprint_of
from innesto.programmes.queries.labels import labels_of
from innesto.toolkit.dates import day
from innesto.toolkit.drawing import Row
from innesto.toolkit.http import render_page
from innesto.toolkit.kinds_of_work import Work
from innesto.toolkit.serving import serve


@require_GET
@login_not_required
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """What was handed in to a community, last changed first."""
    community = open_community_or_404(request, slug)
    user = request.user
    line, kind = request.GET.get("linea", ""), request.GET.get("tipo", "")
    found = deposits_in(community, viewer=user, line=line, kind=kind)
    page = Paginator(found, per_page=25).get_page(request.GET.get("page"))
    guidelines = () if line or kind else guidelines_in(community, viewer=user)
    may_hand_in = isinstance(user, User) and rules.can_hand_in(user, community)
    context = {
        "page": page,
        "rows": [row_of(deposit) for deposit in page],
        "owes_a_tool": may_hand_in and bool(communities_without_tool([community])),
        "guidelines": [guideline_row(one) for one in guidelines],
        "may_hand_in": may_hand_in,
        "is_narrowed": bool(line or kind),
    }
    return community_page(request, "deposits/index.html", community, context, tab="deposits:index")


@require_GET
@login_not_required
def tools_index(request: HttpRequest) -> HttpResponse:
    """The tools of all communities, to take home."""
    page = Paginator(tools(viewer=request.user), per_page=25).get_page(request.GET.get("page"))
    rows = [row_of(tool, with_community=True) for tool in page]
    guidelines = [guideline_row(one, with_community=True) for one in public_guidelines()[:25]]
    context = {"page": page, "rows": rows, "guidelines": guidelines}
    return render_page(request, "deposits/tools.html", context)


@require_GET
@login_not_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A work with its last version, those before, and who re-uses it."""
    deposit = get_object_or_404(deposit_at(pk, viewer=request.user))
    user = request.user
    community = deposit.community
    versions = list(deposit.versions.all())
    context = {
        "deposit": deposit,
        "last": versions[0],
        "versions": versions,
        "reuses": deposit.reuses.all(),
        "occasion": _occasion(request, deposit),
        "line": _line(deposit),
        "work": f"deposits.deposit:{deposit.pk}",
        "may_edit": isinstance(user, User) and rules.can_edit(user, deposit),
        "may_add": isinstance(user, User) and rules.can_add_version(user, deposit),
        "may_withdraw": isinstance(user, User) and rules.can_withdraw(user, deposit),
        "may_reuse": isinstance(user, User) and rules.can_reuse(user, deposit),
        "may_share": isinstance(user, User) and communities.can_offer(user, community),
        "may_promote": isinstance(user, User) and rules.can_promote(user, deposit),
    }
    return community_page(request, "deposits/detail.html", community, context, tab="deposits:index")


@require_GET
@login_not_required
def file(request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
    """The file of a version: shown where the browser can, saved with ``?salva``."""
    version = _version(request, pk, number)
    if not version.file:
        raise Http404
    return serve(request, version.file, version.file_name, inline="salva" not in request.GET)


@require_GET
@login_not_required
def captions(request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
    """The captions of a version."""
    version = _version(request, pk, number)
    if not version.captions:
        raise Http404
    return serve(request, version.captions, "captions.vtt", inline=True)


@require_GET
@login_not_required
def preview(request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
    """The first page of a version."""
    version = _version(request, pk, number)
    if not version.preview:
        raise Http404
    return serve(request, version.preview, "preview.webp", inline=True)


def _version(request: HttpRequest, pk: int, number: int) -> Version:
    shown = Deposit.objects.visible_to(request.user).filter(pk=pk)
    return get_object_or_404(Version, deposit__in=shown.values("pk"), number=number)


def _occasion(request: HttpRequest, deposit: Deposit) -> Work | None:
    if not deposit.occasion_kind:
        return None
    ref = (deposit.occasion_kind, deposit.occasion_key)
    _label, work = described([ref], request.user).get(ref, ("", None))
    return work


def _line(deposit: Deposit) -> str:
    programme = deposit.community.programme
    if not deposit.line or programme is None:
        return ""
    return labels_of(blueprint_of(programme)).strands.get(deposit.line, deposit.line)


def row_of(deposit: Deposit, *, with_community: bool = False) -> Row:
    """Draw a deposit, as lists have annotated it, in a row."""
    number = getattr(deposit, "last_number", 1)
    reused = getattr(deposit, "reused", 0)
    return Row(
        deposit.title,
        deposit.get_absolute_url(),
        [
            deposit.community.name if with_community else "",
            _("tool for others to use") if deposit.is_tool else "",
            _("version %(number)s") % {"number": number},
            deposit.organisation.name if deposit.organisation else deposit.author or "",
            day(timezone.localdate(deposit.changed_at)),
            ngettext("%(n)s re-use", "%(n)s re-uses", reused) % {"n": reused} if reused else "",
        ],
        text=deposit.about,
        language=deposit.language,
    )


def guideline_row(guideline: Guideline, *, with_community: bool = False) -> Row:
    """Draw a guideline in a row."""
    return Row(
        guideline.title,
        guideline.get_absolute_url(),
        [
            guideline.community.name if with_community else "",
            _("for everyone") if guideline.is_public else _("being written"),
            day(timezone.localdate(guideline.changed_at)),
        ],
        text=guideline.about,
        language=guideline.language,
    )
