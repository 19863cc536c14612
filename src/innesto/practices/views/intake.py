"""Bring sheets in from a file: look at every row, bring them in, take them back."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.practices import rules
from innesto.practices.actions.intake import (
    AlreadyCarriedOut,
    NotCarriedOut,
    NothingToBringIn,
    carry_out_practice_import,
    start_practice_import,
    undo_practice_import,
)
from innesto.practices.forms.intake import NOT_READ, UploadForm
from innesto.practices.models import PracticeImport
from innesto.practices.queries.intake import judged_rows, read_rows
from innesto.practices.views.pages import way_up
from innesto.programmes.models import Programme
from innesto.sheets.reading import NotASheet
from innesto.toolkit.http import posted, render_page, require

PER_PAGE = 100


@require_http_methods(["GET", "POST"])
def upload(request: SignedIn) -> HttpResponse:
    """Upload a file; without a programme only operators may."""
    led = Programme.objects.coordinated_by(request.user).defer("blueprint")
    require(request.user.is_operator or led.exists())
    form = UploadForm(posted(request), request.FILES or None, programmes=led)
    if not request.user.is_operator:
        form.fields["programme"].required = True
    if form.is_valid():
        file, programme = form.cleaned_data["file"], form.cleaned_data["programme"]
        try:
            import_ = start_practice_import(
                by=request.user, file_name=file.name, content=file.read(), programme=programme
            )
        except NotASheet as problem:
            form.add_error("file", NOT_READ.get(problem.reason, NOT_READ["unreadable"]))
        else:
            return redirect(import_)
    return render_page(request, "practices/import_new.html", {"form": form, "crumbs_up": way_up()})


@require_GET
def detail(request: SignedIn, pk: int) -> HttpResponse:
    """Every row before it comes in, with one line for each that cannot; later, what came of it."""
    import_ = _import(request, pk)
    rows = (
        judged_rows(read_rows(bytes(import_.content)), programme=import_.programme)
        if import_.is_open
        else []
    )
    ready = sum(row.is_ready for row in rows)
    context = {
        "import": import_,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "ready": ready,
        "stopped": len(rows) - ready,
        "made": len(import_.made.get("practices", ())),
        "out": import_.made.get("out", ()),
        "stays": import_.made.get("stays", 0),
        "crumbs_up": way_up(),
    }
    return render_page(request, "practices/import.html", context)


@require_POST
def carry_out(request: SignedIn, pk: int) -> HttpResponse:
    """Bring them in, as drafts or published."""
    import_ = _import(request, pk)
    try:
        carry_out_practice_import(
            import_, by=request.user, published=request.POST.get("published") == "1"
        )
    except AlreadyCarriedOut:
        messages.info(request, _("A colleague was faster: the file is brought in already."))
    except NothingToBringIn:
        messages.error(request, _("No row can come in."))
    else:
        messages.success(request, _("Brought in."))
    return redirect(import_)


@require_POST
def undo(request: SignedIn, pk: int) -> HttpResponse:
    """Take back what nobody worked on since."""
    import_ = _import(request, pk)
    try:
        undo_practice_import(import_, by=request.user)
    except NotCarriedOut:
        messages.info(request, _("There is nothing to take back."))
    else:
        messages.success(request, _("The practices are taken back."))
    return redirect(import_)


def _import(request: SignedIn, pk: int) -> PracticeImport:
    import_ = get_object_or_404(PracticeImport.objects.select_related("programme__call"), pk=pk)
    if not rules.can_take_back(request.user, import_):
        raise Http404
    return import_
