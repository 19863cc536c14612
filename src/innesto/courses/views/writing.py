"""Write a course: its outline and its texts."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from innesto.accounts.http import SignedIn
from innesto.courses.actions.writing import WrittenMeanwhile, write_text
from innesto.courses.forms import TextForm
from innesto.courses.http import author_page, authored_course, authored_unit, way_back
from innesto.courses.queries.content import texts_of
from innesto.courses.queries.page import outline_of
from innesto.toolkit.addresses import address_of
from innesto.toolkit.drafting import drafting
from innesto.toolkit.http import posted, render_page


@require_GET
def write(request: SignedIn, slug: str) -> HttpResponse:
    """The outline of a course, for those who write it."""
    course = authored_course(request, slug)
    context = {
        "course": course,
        "outline": outline_of(course, with_drafts=True),
        "way_back": way_back(course),
    }
    return render_page(request, "courses/write.html", context)


@require_http_methods(["GET", "POST"])
def text(request: SignedIn, pk: int) -> HttpResponse:
    """Write the text of a unit in a language; who wrote meanwhile is shown, nothing is lost."""
    unit = authored_unit(request, pk)
    language = request.GET.get("lingua", unit.course.language)[:3]
    before = {one.language: one for one in texts_of(unit.pk)}.get(language)
    now = {"body": before.body, "revision": before.revision} if before else {"revision": 0}
    draft = drafting(request.user, "courses:text", f"{pk}-{language}", title=unit.title)
    form = TextForm(posted(request), initial=now | draft.initial)
    theirs = None
    if form.is_valid():
        told = form.cleaned_data
        try:
            write_text(
                unit,
                language=language,
                body=told["body"],
                revision=told["revision"] or 0,
                by=request.user,
            )
        except WrittenMeanwhile as meanwhile:
            theirs = meanwhile.theirs
            form.based_on(theirs.revision)
        else:
            draft.drop()
            messages.success(request, _("Saved."))
            return redirect("courses:write", unit.course.slug)
    context = {
        "form": form,
        "title": unit.title,
        "lead": "",
        "action": _("Save"),
        "back": address_of("courses:write", unit.course.slug),
        "draft": draft,
        "theirs": theirs,
    }
    status = 409 if theirs else 200
    return author_page(request, "courses/text.html", unit, context, status=status)
