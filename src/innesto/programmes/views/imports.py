"""Bring a list of partners in from a file, step by step, take it back, take one away as a file."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.programmes import rules
from innesto.programmes.actions.imports import (
    AlreadyCarriedOut,
    NotCarriedOut,
    NothingToBringIn,
    carry_out_import,
    choose_columns,
    reread_import,
    settle_rows,
    start_import,
    undo_import,
)
from innesto.programmes.forms.imports import (
    NOT_A_SHEET,
    ColumnsForm,
    EncodingForm,
    RowsForm,
    UploadForm,
)
from innesto.programmes.http import coordinated, programme_or_404, programme_page
from innesto.programmes.models import PartnerImport, Programme
from innesto.programmes.queries.exports import example_rows, partner_rows
from innesto.programmes.queries.facts import blueprint_of
from innesto.programmes.queries.imports import count_rows, imports_of, outcome_of, rows_of, sheet_of
from innesto.programmes.queries.labels import labels_of
from innesto.programmes.queries.powers import may_coordinate, role_of_contacts
from innesto.sheets.reading import NotASheet
from innesto.toolkit.frame import Link
from innesto.toolkit.http import posted, require
from innesto.toolkit.sheet_files import KINDS, Rows, write_sheet

TAB = "programmes:partners"
PER_PAGE = 50


@require_http_methods(["GET", "POST"])
def index(request: SignedIn, slug: str) -> HttpResponse:
    """Upload a list, and find those of before."""
    programme = coordinated(request, slug)
    form = UploadForm(posted(request), request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            import_ = start_import(
                programme, by=request.user, file_name=file.name, content=file.read()
            )
        except NotASheet as problem:
            form.refuse(problem.reason)
        else:
            return redirect("programmes:import-columns", slug, import_.pk)
    page = Paginator(imports_of(programme), PER_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page}
    return _page(request, "programmes/imports.html", programme, context, form)


@require_http_methods(["GET", "POST"])
def columns(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Confirm which column is what."""
    import_ = _import(request, slug, pk)
    if not import_.is_open:
        return redirect(import_)
    sheet = sheet_of(import_)
    form = ColumnsForm(posted(request), sheet=sheet, columns=import_.columns)
    if form.is_valid():
        try:
            choose_columns(import_, columns=form.cleaned_data["columns"], by=request.user)
        except AlreadyCarriedOut:
            messages.info(request, _("A colleague was faster: this list is no longer open."))
        return redirect(import_)
    context = {
        "import": import_,
        "form": form,
        "sheet": sheet,
        "columns": form.columns(),
        "letters": EncodingForm(current=sheet.encoding) if sheet.encoding else None,
        "steps": _steps(import_, 1),
    }
    return _page(request, "programmes/imports_columns.html", import_.programme, context, form)


@require_POST
def encoding(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Read the file again in another encoding."""
    import_ = _import(request, slug, pk)
    form = EncodingForm(request.POST, current=import_.encoding)
    if form.is_valid():
        try:
            reread_import(import_, form.cleaned_data["encoding"], by=request.user)
        except NotASheet as problem:
            messages.error(request, NOT_A_SHEET[problem.reason])
        except AlreadyCarriedOut:
            messages.info(request, _("A colleague was faster: this list is no longer open."))
    return redirect("programmes:import-columns", slug, pk)


@require_http_methods(["GET", "POST"])
def detail(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Look at the rows before they come in, decide on them; later, what came of it."""
    import_ = _import(request, slug, pk)
    if not import_.is_open:
        context = {"import": import_, "outcome": outcome_of(import_)}
        return programme_page(
            request, "programmes/imports_result.html", import_.programme, context, tab=TAB
        )
    form, context = _preview(request, import_)
    if form.is_valid():
        try:
            settle_rows(import_, form.choices(), by=request.user)
        except AlreadyCarriedOut:
            messages.info(request, _("A colleague was faster: this list is no longer open."))
        else:
            messages.success(request, _("Choices saved."))
        return redirect(f"{import_.get_absolute_url()}?{request.GET.urlencode()}")
    return _page(request, "programmes/imports_preview.html", import_.programme, context, form)


@require_POST
def carry_out(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Bring in the rows, with what was decided on the page that was being looked at."""
    import_ = _import(request, slug, pk)
    if not import_.is_open:
        messages.info(request, _("This list was brought in already. Here is what came of it."))
        return redirect(import_)
    form, context = _preview(request, import_)
    if not form.is_valid():
        return _page(request, "programmes/imports_preview.html", import_.programme, context, form)
    try:
        import_ = carry_out_import(import_, choices=form.choices(), by=request.user)
    except AlreadyCarriedOut:
        messages.info(request, _("This list was brought in already. Here is what came of it."))
    except NothingToBringIn:
        messages.error(request, _("No row can come in: choose at least one that is ready."))
    else:
        count = len(import_.made["partners"])
        words = ngettext("%(count)d partner came in.", "%(count)d partners came in.", count)
        messages.success(request, words % {"count": count})
    return redirect(import_)


@require_POST
def undo(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Take back what a list brought in."""
    import_ = _import(request, slug, pk)
    try:
        undo_import(import_, by=request.user)
    except NotCarriedOut:
        messages.info(request, _("There is nothing left to take back."))
    else:
        messages.success(request, _("The list was taken back"))
    return redirect(import_)


@require_GET
def example(request: SignedIn, slug: str, kind: str) -> HttpResponse:
    """Give an example of a list, in the words of this programme."""
    programme = coordinated(request, slug)
    return _file(kind, _("Partners"), _("example"), example_rows(programme))


@require_GET
def export(request: SignedIn, slug: str, kind: str) -> HttpResponse:
    """Give the partners as a file that can be brought in again."""
    programme = programme_or_404(request, slug)
    require(rules.can_export(request.user, programme))
    return _file(kind, _("Partners"), programme.slug, partner_rows(programme))


def _import(request: SignedIn, slug: str, pk: int) -> PartnerImport:
    programme = coordinated(request, slug)
    return get_object_or_404(
        PartnerImport.objects.select_related("programme__call"), pk=pk, programme=programme
    )


def _preview(request: SignedIn, import_: PartnerImport) -> tuple[RowsForm, dict[str, Any]]:
    """Return the form of one page of rows, and all that is around it.

    What is sent speaks of the rows that were shown then, whatever the page would show now.
    """
    rows = rows_of(import_)
    show = request.GET.get("show", "")
    shown = [row for row in rows if not show or show in {row.state, row.is_ready and "ready"}]
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
    left_out = import_.choices.get("left_out", [])
    sent = posted(request)
    asked = set(sent.get("shown", "").split(",")) if sent else set()
    on_form = [row for row in rows if str(row.number) in asked] if sent else list(page)
    blueprint = blueprint_of(import_.programme)
    roles = {
        key: label
        for key, label in labels_of(blueprint).person_roles.items()
        if not may_coordinate(blueprint, key) and any(row.contact for row in rows)
    }
    initial = {"role": import_.choices.get("role", role_of_contacts(blueprint))}
    form = RowsForm(sent, rows=on_form, left_out=left_out, roles=roles, initial=initial)
    context = {
        "import": import_,
        "form": form,
        "page": page,
        "show": show,
        "counts": count_rows(rows, left_out=left_out),
        "steps": _steps(import_, 2),
        "query": request.GET.urlencode(),
    }
    return form, context


def _steps(import_: PartnerImport, current: int) -> list[Link]:
    slug, pk = import_.programme.slug, import_.pk
    pages = [
        (_("File"), reverse("programmes:imports", args=[slug])),
        (_("Columns"), reverse("programmes:import-columns", args=[slug, pk])),
        (_("Rows"), reverse("programmes:import", args=[slug, pk])),
    ]
    return [
        Link(label, url, current=number == current) for number, (label, url) in enumerate(pages)
    ]


def _page(
    request: HttpRequest, template: str, programme: Programme, context: dict[str, Any], form: Any
) -> HttpResponse:
    return programme_page(request, template, programme, context, tab=TAB)


def _file(kind: str, title: str, name: str, rows: Rows) -> HttpResponse:
    if kind not in KINDS:
        raise Http404
    answer = HttpResponse(write_sheet(kind, title, rows), content_type=KINDS[kind])
    answer["Content-Disposition"] = f'attachment; filename="partner-{name}.{kind}"'
    return answer
