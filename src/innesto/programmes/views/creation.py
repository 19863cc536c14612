"""Prepare a programme: choose a blueprint, see what it brings, or bring one's own."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from innesto.accounts.http import SignedIn
from innesto.blueprints.loading import BrokenBlueprint
from innesto.blueprints.problem import describe_problem
from innesto.blueprints.shipped import shipped_blueprint, shipped_keys, shipped_text
from innesto.programmes import rules
from innesto.programmes.actions.programme import create_programme
from innesto.programmes.forms.blueprint import UploadForm
from innesto.programmes.queries.labels import reader_language
from innesto.programmes.queries.reading import read_aloud, read_identity
from innesto.toolkit.frame import Link
from innesto.toolkit.http import posted, render_page, require

MOST_PROBLEMS = 50


@require_http_methods(["GET", "POST"])
def new(request: SignedIn) -> HttpResponse:
    """Choose a blueprint of the library, or send one's own."""
    require(rules.can_create(request.user))
    form = UploadForm(posted(request), request.FILES or None)
    problems: list[str] = []
    if form.is_valid():
        try:
            programme = create_programme(form.cleaned_data["file"].read(), by=request.user)
        except BrokenBlueprint as broken:
            language = reader_language()
            problems = [describe_problem(problem, language) for problem in broken.problems]
        else:
            messages.success(request, _("Prepared. Nobody else sees it until you open it."))
            return redirect("programmes:blueprint", programme.slug)
    language = reader_language()
    context = {
        "way_back": [Link(_("Programmes"), reverse("programmes:index"))],
        "form": form,
        "shipped": [
            (key, read_identity(shipped_blueprint(key), language)) for key in shipped_keys()
        ],
        "problems": problems[:MOST_PROBLEMS],
        "more_problems": max(0, len(problems) - MOST_PROBLEMS),
    }
    status = 422 if form.errors or problems else 200
    return render_page(request, "programmes/new.html", context, status=status)


@require_http_methods(["GET", "POST"])
def new_from(request: SignedIn, key: str) -> HttpResponse:
    """See what a blueprint brings, and start from it."""
    require(rules.can_create(request.user))
    if key not in shipped_keys():
        raise Http404
    if request.method == "POST":
        programme = create_programme(shipped_text(key), by=request.user)
        messages.success(request, _("Prepared. Nobody else sees it until you open it."))
        return redirect("programmes:identity", programme.slug)
    language = reader_language()
    context = {
        "way_back": [
            Link(_("Programmes"), reverse("programmes:index")),
            Link(_("Prepare a programme"), reverse("programmes:new")),
        ],
        "identity": read_identity(shipped_blueprint(key), language),
        "chapters": read_aloud(shipped_blueprint(key), language),
    }
    return render_page(request, "programmes/new_from.html", context)
