"""The blueprint of a programme: read aloud, edited with a preview, its history, as a file."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from innesto.accounts.http import SignedIn
from innesto.blueprints.json_schema import PUBLISHED
from innesto.blueprints.loading import BrokenBlueprint, load
from innesto.blueprints.problem import describe_problem
from innesto.programmes.actions.programme import (
    DRAFT,
    EditedMeanwhile,
    NothingChanged,
    change_blueprint,
)
from innesto.programmes.forms.blueprint import BlueprintForm
from innesto.programmes.http import coordinated, programme_or_404, programme_page
from innesto.programmes.models import Programme
from innesto.programmes.queries.changes import changes_of, differing_lines
from innesto.programmes.queries.facts import blueprint_of
from innesto.programmes.queries.labels import reader_language
from innesto.programmes.queries.reading import read_aloud
from innesto.programmes.queries.register import editions_of
from innesto.toolkit.drafting import Drafting, drafting
from innesto.toolkit.http import posted

TAB = "programmes:blueprint"
SHOWN_AROUND = 2
YAML = "application/yaml; charset=utf-8"


@require_GET
@login_not_required
def blueprint(request: HttpRequest, slug: str) -> HttpResponse:
    """The blueprint as plain sentences, with what each source says."""
    programme = programme_or_404(request, slug)
    context = {"chapters": read_aloud(blueprint_of(programme), reader_language())}
    return programme_page(request, "programmes/blueprint.html", programme, context, tab=TAB)


@require_http_methods(["GET", "POST"])
def edit(request: SignedIn, slug: str) -> HttpResponse:
    """Write a new edition: look what it changes, then save it."""
    programme = coordinated(request, slug)
    draft = _draft(request, programme)
    current = {"text": programme.blueprint, "based_on": programme.edition}
    form = BlueprintForm(posted(request), initial=draft.initial or current)
    if not form.is_valid():
        return _editor(request, programme, form)
    text, based_on = form.cleaned_data["text"], form.cleaned_data["based_on"]
    try:
        new = load(text)
    except BrokenBlueprint as broken:
        problems = [(p.line, describe_problem(p, reader_language())) for p in broken.problems]
        return _editor(request, programme, form, problems=problems)
    if "save" not in request.POST:
        today = timezone.localdate()
        changes = changes_of(programme, new, on=today, language=reader_language())
        return _editor(request, programme, form, changes=changes)
    reason = form.cleaned_data["reason"]
    try:
        change_blueprint(programme, text, based_on=based_on, reason=reason, by=request.user)
    except EditedMeanwhile:
        return _editor(request, programme, form, overtaken=True)
    except NothingChanged:
        messages.info(request, _("Nothing differs from the edition that is there."))
    else:
        messages.success(request, _("Saved as a new edition. The old ones are in the history."))
    return redirect("programmes:blueprint", slug)


@require_GET
@login_not_required
def editions(request: HttpRequest, slug: str) -> HttpResponse:
    """Who changed the blueprint when, and why."""
    programme = programme_or_404(request, slug)
    page = Paginator(editions_of(programme), per_page=30).get_page(request.GET.get("page"))
    return programme_page(request, "programmes/editions.html", programme, {"page": page}, tab=TAB)


@require_GET
@login_not_required
def edition(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What an edition changed, line by line."""
    programme = programme_or_404(request, slug)
    one = get_object_or_404(programme.editions.select_related("by"), number=number)
    previous = programme.editions.filter(number__lt=number).first()
    context = {
        "edition": one,
        "previous": previous,
        "lines": list(differing_lines(previous.text, one.text)) if previous else [],
    }
    return programme_page(request, "programmes/edition.html", programme, context, tab=TAB)


@require_GET
@login_not_required
def download(request: HttpRequest, slug: str) -> HttpResponse:
    """The blueprint as a file, to start another programme from or to edit elsewhere."""
    programme = programme_or_404(request, slug)
    answer = HttpResponse(programme.blueprint, content_type=YAML)
    answer["Content-Disposition"] = f'attachment; filename="{programme.slug}.yaml"'
    return answer


@require_GET
@login_not_required
def schema(request: HttpRequest) -> HttpResponse:
    """The JSON Schema of blueprints, with which editors check and complete as one types."""
    return HttpResponse(PUBLISHED.read_bytes(), content_type="application/schema+json")


def _draft(request: SignedIn, programme: Programme) -> Drafting:
    return drafting(request.user, DRAFT, programme.slug, title=programme.name)


def _editor(
    request: SignedIn,
    programme: Programme,
    form: BlueprintForm,
    *,
    problems: list[tuple[int, str]] | None = None,
    changes: object = None,
    overtaken: bool = False,
) -> HttpResponse:
    """Draw the editor with what is wrong, what would change, or what a colleague saved."""
    context = {
        "form": form,
        "draft": _draft(request, programme),
        "problems": problems or [],
        "numbered": _around(form.cleaned_data["text"], problems) if problems else [],
        "changes": changes,
        "theirs": editions_of(programme).first() if overtaken else None,
        "lines": list(differing_lines(programme.blueprint, form.cleaned_data["text"]))
        if overtaken or changes
        else [],
    }
    is_wrong = bool(form.errors or problems or overtaken)
    return programme_page(
        request,
        "programmes/blueprint_edit.html",
        programme,
        context,
        tab=TAB,
        status=422 if is_wrong else 200,
    )


def _around(text: str, problems: list[tuple[int, str]]) -> list[tuple[int, str, bool]]:
    """Return the lines near those that are wrong, with their numbers."""
    wrong = {line for line, _words in problems}
    shown = {near for line in wrong for near in range(line - SHOWN_AROUND, line + SHOWN_AROUND + 1)}
    return [
        (number, line, number in wrong)
        for number, line in enumerate(text.split("\n"), start=1)
        if number in shown
    ]
