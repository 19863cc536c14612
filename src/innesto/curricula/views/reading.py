"""Curricula as readers find them: the list, one with its path, its versions."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from innesto.accounts.models import User
from innesto.curricula import rules
from innesto.curricula.forms import FilterForm
from innesto.curricula.http import Viewer, curriculum_or_404, panels_of, taught_where, way_back
from innesto.curricula.models import Curriculum, Version, level_words
from innesto.curricula.outline import Change, Names, Outline, differences
from innesto.curricula.picture import picture_of
from innesto.curricula.queries import (
    curriculum_list,
    outline_of,
    said_to_reader,
    versions_of,
)
from innesto.programmes.http import programme_or_404, programme_page
from innesto.programmes.models.programme import said
from innesto.toolkit.drawing import Row
from innesto.toolkit.http import render_page


@require_GET
@login_not_required
def index(request: HttpRequest) -> HttpResponse:
    """What can be learned, by audience."""
    form = FilterForm(request.GET)
    audience = form.cleaned_data["per"] if form.is_valid() else ""
    found = curriculum_list(viewer=request.user, audience=audience)
    page = Paginator(found, per_page=20).get_page(request.GET.get("page"))
    user = request.user
    context = {
        "form": form,
        "page": page,
        "rows": [row_of(one) for one in page],
        "may_start": isinstance(user, User) and rules.can_start(user),
    }
    return render_page(request, "curricula/index.html", context, parts=("results",))


@require_GET
@login_not_required
def of_programme(request: HttpRequest, slug: str) -> HttpResponse:
    """The curricula of a programme."""
    programme = programme_or_404(request, slug)
    found = curriculum_list(viewer=request.user, programme=programme)
    context = {"rows": [row_of(one) for one in found]}
    return programme_page(
        request, "curricula/of_programme.html", programme, context, tab="curricula:of-programme"
    )


@require_GET
@login_not_required
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """A curriculum: its path, its modules, who wrote it; an older version if asked."""
    curriculum = curriculum_or_404(request, slug)
    asked = request.GET.get("versione", "")
    number = int(asked) if asked.isdecimal() else curriculum.edition
    if number != curriculum.edition:
        get_object_or_404(Version, curriculum=curriculum, number=number)
    outline = outline_of(curriculum, number)
    told = said_to_reader(curriculum, outline, request.GET.get("lingua", ""))
    user = request.user
    context = {
        "curriculum": curriculum,
        "way_back": way_back(curriculum, inside=False),
        "number": number,
        "told": told,
        "outline": told.outline,
        "audiences": _audiences(told.outline),
        "modules": modules_of(told.outline, user),
        "picture": picture_of(told.outline),
        "authors": curriculum.authors.order_by("name", "pk"),
        "versions": versions_of(curriculum)[:5],
        "panels": panels_of(curriculum, user),
        "may_write": isinstance(user, User) and rules.can_write(user, curriculum),
    }
    return render_page(request, "curricula/detail.html", context)


@require_GET
@login_not_required
def versions(request: HttpRequest, slug: str) -> HttpResponse:
    """All versions, and what changed between two of them."""
    curriculum = curriculum_or_404(request, slug)
    known = list(versions_of(curriculum))
    numbers = [one.number for one in known]
    after = _number(request.GET.get("a"), numbers, default=max(numbers, default=0))
    before = _number(request.GET.get("da"), numbers, default=max(after - 1, 1))
    changes = []
    if numbers:
        changes = differences(
            outline_of(curriculum, before), outline_of(curriculum, after), names_of_values()
        )
    context = {
        "curriculum": curriculum,
        "way_back": way_back(curriculum),
        "versions": known,
        "before": before,
        "after": after,
        "changes": [(change_title(one), one) for one in changes],
    }
    return render_page(request, "curricula/versions.html", context)


def _number(text: str | None, known: list[int], *, default: int) -> int:
    return int(text) if text and text.isdecimal() and int(text) in known else default


def names_of_values() -> Names:
    """Return how values are written in a difference."""
    return Names(audiences={key: str(label) for key, label in Curriculum.Audience.choices})


def _audiences(outline: Outline) -> list[str]:
    return [str(Curriculum.Audience(one).label) for one in outline.audiences]


def change_title(change: Change) -> str:
    """Say what changed: the part, and in which module."""
    parts = {
        "title": _("Title"),
        "summary": _("What it is about"),
        "audiences": _("For whom"),
        "added": _("New module"),
        "dropped": _("Module taken out"),
        "order": _("Order of the modules"),
        "outcomes": _("What one is able to do afterwards"),
        "hours": _("Hours"),
        "needs": _("Comes after"),
        "teaches": _("Competences"),
    }
    named = change.module and change.what not in ("added", "dropped")
    return f"{change.module}: {parts[change.what]}" if named else parts[change.what]


def modules_of(outline: Outline, viewer: Viewer) -> list[dict[str, object]]:
    """Return the modules as the page lists them, with where each is taught."""
    numbers = {part.id: number for number, part in enumerate(outline.parts, start=1)}
    titles = {part.id: part.title for part in outline.parts}
    taught = taught_where(list(numbers), viewer)
    return [
        {
            "number": numbers[part.id],
            "part": part,
            "needs": [(numbers[one], titles[one]) for one in part.needs if one in numbers],
            "competences": [
                (f"{one.code} {said(one.names)}", one.kind, level_words(one.level, one.highest))
                for one in part.teaches
            ],
            "taught": taught.get(part.id, []),
        }
        for part in outline.parts
    ]


def row_of(curriculum: Curriculum) -> Row:
    """Draw a curriculum in a row, as its newest version says it."""
    newest: list[Version] = getattr(curriculum, "newest", [])
    outline = newest[0].outline if newest else None
    parts = len(outline.parts) if outline else 0
    hours = f"{outline.hours.normalize():f}" if outline else ""
    return Row(
        outline.title if outline else curriculum.title,
        curriculum.get_absolute_url(),
        [
            "" if curriculum.is_published else _("not published"),
            ngettext("%(count)d module", "%(count)d modules", parts) % {"count": parts}
            if parts
            else "",
            _("%(hours)s hours") % {"hours": hours} if outline else "",
            ", ".join(_audiences(outline)) if outline else "",
            curriculum.programme.name if curriculum.programme else "",
        ],
        text=outline.summary if outline else curriculum.summary,
        language=curriculum.language,
    )
