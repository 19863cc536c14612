"""Find practices: list, map, comparison, files, feed; those of a programme, those of a place."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    QueryDict,
    StreamingHttpResponse,
)
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from innesto.accounts.models import User
from innesto.organisations.http import acting_organisation
from innesto.places.models import Place
from innesto.practices import rules
from innesto.practices.forms.catalogue import CatalogueForm
from innesto.practices.models import Practice, ReviewSetting
from innesto.practices.queries.catalogue import (
    Asked,
    Part,
    catalogue,
    chosen,
    map_of,
    narrowed,
    parts_of,
)
from innesto.practices.queries.comparing import compared
from innesto.practices.queries.telling import challenges_of
from innesto.practices.views.pages import way_up
from innesto.programmes.http import programme_or_404, programme_page
from innesto.toolkit.frame import Link
from innesto.toolkit.http import render_page
from innesto.toolkit.rich_text import as_words
from innesto.toolkit.tables import Column, Table

PER_PAGE = 20
PRINTED = 200
FED = 30
CHUNK = 500

EXPORT = Table[Practice](
    caption=gettext_lazy("Good practices"),
    columns=[
        Column("title", gettext_lazy("Title"), lambda p: p.title, order=["title"]),
        Column("strapline", gettext_lazy("In one sentence"), lambda p: p.strapline),
        Column("owner", gettext_lazy("Whose"), lambda p: p.organisation and p.organisation.name),
        Column("place", gettext_lazy("Place"), lambda p: p.where),
        Column("country", gettext_lazy("Country"), lambda p: p.country_id),
        Column("themes", gettext_lazy("Themes"), lambda p: " | ".join(map(str, p.themes.all()))),
        Column("language", gettext_lazy("Language"), lambda p: p.language),
        Column("progress", gettext_lazy("How far it is"), lambda p: p.get_progress_display()),
        Column("state", gettext_lazy("State"), lambda p: p.state_now.label),
        Column("zero", gettext_lazy("No cost"), lambda p: p.zero_cost),
        Column("cost", gettext_lazy("Cost"), lambda p: p.cost, is_number=True),
        Column("problem", gettext_lazy("Problem"), lambda p: as_words(p.problem)),
        Column("how", gettext_lazy("What is done"), lambda p: as_words(p.how)),
        Column("since", gettext_lazy("Since"), lambda p: p.starts_on),
        Column("licence", gettext_lazy("Licence"), lambda p: p.licence),
        Column("reference", gettext_lazy("Reference"), lambda p: p.external_ref),
        Column("source", gettext_lazy("Source"), lambda p: p.source),
        Column("address", gettext_lazy("Address"), lambda p: p.get_absolute_url()),
    ],
)


@require_GET
@login_not_required
def index(request: HttpRequest) -> HttpResponseBase:
    """The catalogue: list, map or print, and the same as a file."""
    form = CatalogueForm(request.GET, viewer=request.user)
    asked = form.asked(mine=_mine(request))
    kind = request.GET.get("file", "")
    if kind in {"csv", "xlsx", "json"}:
        return _as_file(request, kind, asked)
    view = request.GET.get("vista", "")
    found = catalogue(asked, viewer=request.user)
    page = Paginator(found, PRINTED if view == "stampa" else PER_PAGE)
    context = {
        "form": form,
        "page": page.get_page(request.GET.get("page")),
        "map": _map(asked, request) if view == "mappa" else None,
        "view": view,
        "views": _views(request.GET, view),
        "files": _files(request.GET),
        "feed": f"{reverse('practices:feed')}?{_query(request.GET).urlencode()}",
        "is_narrowed": any(request.GET.get(name) for name in form.fields),
        "may_draft": isinstance(request.user, User) and rules.can_draft(request.user),
    }
    return render_page(request, "practices/index.html", context, parts=("results",))


def _mine(request: HttpRequest) -> Place | None:
    """Return the place of the organisation one acts for, when similar ones are wanted."""
    if not request.GET.get("simili"):
        return None
    organisation = acting_organisation(request)
    return organisation.place if organisation else None


def _map(asked: Asked, request: HttpRequest) -> Any:
    return map_of(narrowed(asked, viewer=request.user), title=_("Where the practices are"))


def _query(query: QueryDict, **changes: str) -> QueryDict:
    kept = query.copy()
    for name in ("page", "file", "vista"):
        kept.pop(name, None)
    for name, value in changes.items():
        kept[name] = value
    return kept


def _views(query: QueryDict, current: str) -> list[Link]:
    names = {"": _("List"), "mappa": _("Map"), "stampa": _("To print")}
    return [
        Link(
            word,
            f"?{_query(query, **({'vista': key} if key else {})).urlencode()}",
            current=key == current,
        )
        for key, word in names.items()
    ]


def _files(query: QueryDict) -> list[Link]:
    kinds = {"csv": "CSV", "xlsx": "XLSX", "json": "JSON"}
    return [Link(word, f"?{_query(query, file=kind).urlencode()}") for kind, word in kinds.items()]


def _as_file(request: HttpRequest, kind: str, asked: Asked) -> HttpResponseBase:
    rows = (
        narrowed(asked, viewer=request.user)
        .select_related("organisation", "place", "country")
        .prefetch_related("themes")
    )
    if kind == "json":
        answer = StreamingHttpResponse(_json(rows), content_type="application/json")
        answer["Content-Disposition"] = 'attachment; filename="pratiche.json"'
        return answer
    return EXPORT.read(rows, QueryDict(f"file={kind}")).as_file("pratiche")


def _json(rows: QuerySet[Practice]) -> Iterator[str]:
    """Yield a list of objects, one a line, without holding them in memory."""
    yield "["
    separator = "\n"
    for practice in rows.order_by("pk").iterator(chunk_size=CHUNK):
        told = {column.key: _plain(column.value(practice)) for column in EXPORT.columns}
        yield separator + json.dumps(told, ensure_ascii=False)
        separator = ",\n"
    yield "\n]\n"


def _plain(value: Any) -> Any:
    return value if isinstance(value, str | bool | int | None) else str(value)


@require_GET
@login_not_required
def feed(request: HttpRequest) -> HttpResponse:
    """The newest practices that fit, for readers of feeds."""
    form = CatalogueForm(request.GET, viewer=request.user)
    found = narrowed(form.asked(), viewer=request.user).select_related("organisation")
    atom = Atom1Feed(
        title=_("Good practices"),
        link=request.build_absolute_uri(reverse("practices:index")),
        feed_url=request.build_absolute_uri(),
        description="",
    )
    for practice in found.order_by("-published_at", "-pk")[:FED]:
        atom.add_item(
            title=f"{practice.title} ({_('example')})" if practice.is_example else practice.title,
            link=request.build_absolute_uri(practice.get_absolute_url()),
            description=practice.strapline,
            pubdate=practice.published_at,
            updateddate=practice.changed_at,
            author_name=practice.organisation.name if practice.organisation else practice.source,
        )
    return HttpResponse(
        atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8"
    )


@require_GET
@login_not_required
def compare(request: HttpRequest) -> HttpResponse:
    """Up to four practices side by side."""
    practices = chosen(request.GET.getlist("p"), viewer=request.user)
    context = {
        "practices": practices,
        "rows": compared(practices),
        "crumbs_up": way_up(),
    }
    return render_page(request, "practices/compare.html", context)


def _narrower(query: QueryDict, name: str, choices: Sequence[Part]) -> list[Link]:
    """Return a link a choice, and one that takes the choice back."""
    chosen_now = query.get(name, "")
    every = [Part("", _("All of them"), ""), *choices] if choices else []
    return [
        Link(
            one.word,
            f"?{_query(query, **{name: one.key}).urlencode()}",
            current=one.key == chosen_now,
        )
        for one in every
    ]


@require_GET
@login_not_required
def of_programme(request: HttpRequest, slug: str) -> HttpResponse:
    """The practices of a programme; whoever coordinates sees those on their way and overdue."""
    programme = programme_or_404(request, slug)
    strand, phase = request.GET.get("linea", ""), request.GET.get("fase", "")
    parts = parts_of(programme)
    asked = Asked(programme=slug, strand=strand, phase=phase)
    found = catalogue(asked, viewer=request.user)
    may_decide = isinstance(request.user, User) and rules.can_import(request.user, programme)
    waiting = Practice.objects.none()
    if may_decide:
        waiting = programme.practices.filter(
            state__in=[Practice.State.SUBMITTED, Practice.State.CHANGES]
        )
    context = {
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "waiting": waiting.select_related("organisation").order_by("-changed_at"),
        "overdue": programme.practices.overdue() if may_decide else (),
        "may_decide": may_decide,
        "is_blind": ReviewSetting.objects.filter(programme=programme, is_blind=True).exists(),
        "strand": next((s for s in parts.strands if s.key == strand), None),
        "strands_are": parts.strands_are,
        "strands": _narrower(request.GET, "linea", parts.strands),
        "phases": _narrower(request.GET, "fase", parts.phases),
        "challenges": challenges_of(programme, viewer=request.user, strand=strand),
        "may_name": isinstance(request.user, User)
        and rules.can_name_challenge(request.user, programme),
    }
    return programme_page(
        request, "practices/of_programme.html", programme, context, tab="practices:of-programme"
    )
