"""Write a course: what is said of it, its outline, who writes it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.courses import rules
from innesto.courses.actions.writing import (
    LastAuthor,
    StillInUse,
    add_part,
    add_unit,
    begin_course,
    copy_unit,
    drop_part,
    drop_unit,
    edit_course,
    edit_unit,
    move_part,
    move_unit,
    name_course_author,
    rename_part,
    take_author_off,
)
from innesto.courses.forms import (
    AuthorForm,
    CopyForm,
    CourseForm,
    NewCourseForm,
    NewUnitForm,
    PartForm,
    UnitForm,
)
from innesto.courses.http import (
    authored_course,
    authored_unit,
    course_form_page,
    course_page,
    form_page,
)
from innesto.courses.models import Author, Course, Section
from innesto.courses.queries.catalogue import AUDIENCES, units_free_for, units_to_copy
from innesto.courses.queries.page import outline_of, sections_of
from innesto.courses.queries.people import forum_of, people_around
from innesto.courses.unit_kinds import kind_of, missing_in
from innesto.organisations.http import acting_organisation
from innesto.programmes.http import programme_or_404
from innesto.toolkit.addresses import address_of
from innesto.toolkit.drafting import drafting
from innesto.toolkit.frame import Link
from innesto.toolkit.http import posted, render_page, require

TAB = "courses:write"


@require_http_methods(["GET", "POST"])
def new(request: SignedIn) -> HttpResponse:
    """Begin a course, of the organisation one acts for or in ``?programma=connection``."""
    slug = request.GET.get("programma", "")
    programme = programme_or_404(request, slug) if slug else None
    organisation = acting_organisation(request)
    require(rules.can_begin(request.user, programme=programme, organisation=organisation))
    draft = drafting(request.user, "courses:new", slug, title=_("A course"))
    initial = {
        "language": request.user.language,
        "meant_for": [*AUDIENCES.values()],
        "community": forum_of(programme) if programme else None,
    }
    form = NewCourseForm(
        posted(request), programme=programme, person=request.user, initial=initial | draft.initial
    )
    if form.is_valid():
        course = begin_course(
            by=request.user, programme=programme, organisation=organisation, **form.told
        )
        draft.drop()
        messages.success(request, _("Begun. Add sections and units; only its authors see it."))
        return redirect("courses:write", course.slug)
    context = {"form": form, "draft": draft, "back": address_of("courses:index")}
    return render_page(request, "courses/new.html", context)


@require_http_methods(["GET", "POST"])
def edit(request: SignedIn, slug: str) -> HttpResponse:
    """Change what is said of a course, whom it is for, and how one takes part."""
    course = authored_course(request, slug)
    draft = drafting(request.user, "courses:edit", slug, title=course.title)
    initial = {
        name: getattr(course, name)
        for name in ("language", "pace", "seats", "visibility", "community", "audiences")
    }
    initial["meant_for"] = [name for name in AUDIENCES.values() if getattr(course, name)]
    initial["themes"] = list(course.themes.all())
    form = CourseForm(
        posted(request),
        programme=course.programme,
        person=request.user,
        known={name: getattr(course, name) for name in CourseForm.words},
        initial=initial | draft.initial,
    )
    if form.is_valid():
        edit_course(course, by=request.user, **form.told)
        draft.drop()
        messages.success(request, _("Saved."))
        return redirect("courses:write", slug)
    return course_form_page(
        request,
        course,
        form,
        title=_("What is said of the course"),
        action=_("Save"),
        tab=TAB,
        draft=draft,
    )


@require_GET
def write(request: SignedIn, slug: str) -> HttpResponse:
    """The outline of a course, for those who write it: what is there, what is missing, who else."""
    course = authored_course(request, slug)
    outline = outline_of(course, with_drafts=True)
    units = [step.unit for part in outline for step in part.steps]
    for unit in units:
        unit.course = course
    lacking = missing_in(units)
    empty = sections_of(course, but=[part.section.pk for part in outline])
    last = course.reviews.select_related("asked_by", "decided_by").first()
    context = {
        "outline": [
            (
                part.section,
                [(step.unit, kind_of(step.unit), lacking.get(step.unit.pk)) for step in part.steps],
            )
            for part in outline
        ]
        + [(section, []) for section in empty],
        "authors": course.authors.select_related("person"),
        "author_form": AuthorForm(course=course),
        "has_people": people_around(course).exists(),
        "waiting": last if last and not last.verdict else None,
        "may_decide": last is not None and rules.can_decide(request.user, last),
        "last": last,
        "is_new": not course.is_out or any(not unit.is_shown for unit in units),
    }
    return course_page(request, "courses/write.html", course, context, tab=TAB)


@require_http_methods(["GET", "POST"])
def part_new(request: SignedIn, slug: str) -> HttpResponse:
    """Add a section."""
    course = authored_course(request, slug)
    form = PartForm(posted(request), spoken=course.languages, person=request.user)
    if form.is_valid():
        titles, module = form.given("titles"), form.cleaned_data.get("module")
        add_part(course, titles=titles, module=module, by=request.user)
        return redirect("courses:write", slug)
    return course_form_page(
        request, course, form, title=_("A new section"), action=_("Add it"), tab=TAB
    )


@require_http_methods(["GET", "POST"])
def part_edit(request: SignedIn, slug: str, part: int) -> HttpResponse:
    """Rename a section."""
    course = authored_course(request, slug)
    section = get_object_or_404(course.sections, pk=part)
    form = PartForm(
        posted(request),
        known={"titles": section.titles},
        spoken=course.languages,
        person=request.user,
        initial={"module": section.module_id},
    )
    if form.is_valid():
        titles, module = form.given("titles"), form.cleaned_data.get("module")
        rename_part(section, titles=titles, module=module, by=request.user)
        return redirect("courses:write", slug)
    return course_form_page(request, course, form, title=section.title, action=_("Save"), tab=TAB)


@require_POST
def part_change(request: SignedIn, slug: str, part: int) -> HttpResponse:
    """Move a section, or take an empty one out."""
    course = authored_course(request, slug)
    section = get_object_or_404(course.sections, pk=part)
    if "togli" in request.POST:
        try:
            drop_part(section, by=request.user)
        except StillInUse:
            messages.error(request, _("There are units in it: move them or take them out first."))
    else:
        move_part(section, up="su" in request.POST, by=request.user)
    return _to_section(course, section)


@require_http_methods(["GET", "POST"])
def unit_new(request: SignedIn, slug: str, part: int) -> HttpResponse:
    """Add a unit to a section, and go on to what is inside."""
    course = authored_course(request, slug)
    section = get_object_or_404(course.sections, pk=part)
    form = NewUnitForm(posted(request), spoken=course.languages)
    if form.is_valid():
        told = form.cleaned_data
        unit = add_unit(
            section,
            kind=told["kind"],
            titles=form.given("titles"),
            minutes=told["minutes"],
            by=request.user,
        )
        kind = kind_of(unit)
        return redirect(kind.edit if kind else "courses:unit-edit", unit.pk)
    return course_form_page(
        request,
        course,
        form,
        title=_("A new unit"),
        lead=section.title,
        action=_("Add it"),
        tab=TAB,
    )


@require_http_methods(["GET", "POST"])
def unit_edit(request: SignedIn, pk: int) -> HttpResponse:
    """Change what a unit is called, and how long it takes."""
    unit = authored_unit(request, pk)
    form = UnitForm(
        posted(request),
        known={"titles": unit.titles},
        spoken=unit.course.languages,
        initial={"minutes": unit.minutes, "is_optional": unit.is_optional},
    )
    if form.is_valid():
        told = form.cleaned_data
        edit_unit(
            unit,
            by=request.user,
            titles=form.given("titles"),
            minutes=told["minutes"],
            is_optional=told["is_optional"],
        )
        messages.success(request, _("Saved."))
        return _to_section(unit.course, unit.section)
    return form_page(request, unit, form, title=unit.title, action=_("Save"))


@require_POST
def unit_change(request: SignedIn, pk: int) -> HttpResponse:
    """Move a unit up or down."""
    unit = authored_unit(request, pk)
    moved = move_unit(unit, up="su" in request.POST, by=request.user)
    return _to_section(unit.course, moved.section)


@require_http_methods(["GET", "POST"])
def unit_drop(request: SignedIn, pk: int) -> HttpResponse:
    """Take a unit out, once its author has read what goes with it."""
    unit = authored_unit(request, pk)
    form = Form(posted(request))
    if form.is_valid():
        drop_unit(unit, by=request.user)
        messages.success(request, _("Taken out."))
        return _to_section(unit.course, unit.section)
    lead = (
        _("Learners have worked on it: what they did there goes with it, and does not come back.")
        if unit.progress.exists()
        else _("Nobody has worked on it yet.")
    )
    title = _("Take out “%(title)s”?") % {"title": unit.title}
    return form_page(request, unit, form, title=title, lead=lead, action=_("Take it out"))


@require_http_methods(["GET", "POST"])
def copy(request: SignedIn, slug: str, part: int) -> HttpResponse:
    """Take a unit over from another course into a section."""
    course = authored_course(request, slug)
    section = get_object_or_404(course.sections, pk=part)
    if request.method == "POST":
        free = units_free_for(request.user)
        unit = get_object_or_404(free, pk=request.POST.get("unita", "0"))
        copy_unit(unit, section, by=request.user)
        messages.success(request, _("Taken over. What you change here stays here."))
        return _to_section(course, section)
    form = CopyForm(request.GET)
    form.is_valid()
    found = units_to_copy(form.cleaned_data.get("q", ""), viewer=request.user, into=course)
    context = {
        "section": section,
        "form": form,
        "page": Paginator(found, 20).get_page(request.GET.get("page")),
    }
    way = [Link(_("Write it"), address_of(TAB, slug))]
    return course_page(request, "courses/copy.html", course, context, tab=TAB, way=way)


@require_POST
def author_new(request: SignedIn, slug: str) -> HttpResponse:
    """Let somebody write the course too."""
    course = authored_course(request, slug)
    form = AuthorForm(request.POST, course=course)
    if form.is_valid():
        name_course_author(course, form.cleaned_data["person"], by=request.user)
        messages.success(request, _("They can write it too."))
    else:
        messages.error(request, _("Choose somebody from the list."))
    return redirect("courses:write", slug)


@require_POST
def author_off(request: SignedIn, slug: str, author: int) -> HttpResponse:
    """Let somebody write the course no more."""
    course = authored_course(request, slug)
    try:
        take_author_off(get_object_or_404(Author, course=course, pk=author), by=request.user)
    except LastAuthor:
        messages.error(request, _("Somebody has to write it: name another author first."))
    else:
        messages.success(request, _("They write it no more."))
    return redirect("courses:write", slug)


def _to_section(course: Course, section: Section) -> HttpResponse:
    return redirect(f"{address_of(TAB, course.slug)}#parte-{section.pk}")
