"""Writing a curriculum: its outline, its modules, versions, translations, who writes."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.accounts.models import User
from innesto.curricula import rules
from innesto.curricula.actions import (
    GoesInACircle,
    LastAuthor,
    NothingToPublish,
    add_module,
    change_module,
    describe_curriculum,
    drop_module,
    move_module,
    name_writer,
    publish_curriculum,
    release_writer,
    set_competences,
    start_curriculum,
    translate_curriculum,
    withdraw_curriculum,
)
from innesto.curricula.forms import (
    AuthorForm,
    CompetencesForm,
    CurriculumForm,
    ModuleForm,
    PublishForm,
    TranslationForm,
)
from innesto.curricula.http import way_back, writing_page, written_by
from innesto.curricula.models import Curriculum, Framework, Module
from innesto.curricula.outline import differences
from innesto.curricula.queries import (
    competences_by_area,
    framework_list,
    outline_of,
    written_outline,
)
from innesto.curricula.views.reading import change_title, modules_of, names_of_values
from innesto.organisations.http import acting_organisation
from innesto.programmes.http import coordinated, form_page
from innesto.toolkit.addresses import address_of
from innesto.toolkit.drafting import drafting
from innesto.toolkit.http import posted, render_page, require
from innesto.toolkit.languages import SPOKEN, language_name


@require_http_methods(["GET", "POST"])
def new(request: SignedIn) -> HttpResponse:
    """Begin a curriculum of one's own."""
    require(rules.can_start(request.user))
    draft = drafting(request.user, "curricula:new", title=_("A curriculum"))
    form = CurriculumForm(
        posted(request), initial={"language": request.user.language} | draft.initial
    )
    if form.is_valid():
        curriculum = start_curriculum(
            by=request.user, organisation=acting_organisation(request), **form.cleaned_data
        )
        draft.drop()
        return redirect("curricula:outline", curriculum.slug)
    context = {
        "form": form,
        "title": _("Begin a curriculum"),
        "action": _("Begin it"),
        "lead": _(
            "First what it is for; the modules come next. Nobody reads it until you publish."
        ),
        "back": address_of("curricula:index"),
        "draft": draft,
        "way_back": way_back(Curriculum(), inside=False),
    }
    return render_page(request, "curricula/form.html", context)


@require_http_methods(["GET", "POST"])
def new_in(request: SignedIn, slug: str) -> HttpResponse:
    """Begin a curriculum of a programme."""
    programme = coordinated(request, slug)
    form = CurriculumForm(posted(request), initial={"language": request.user.language})
    if form.is_valid():
        curriculum = start_curriculum(by=request.user, programme=programme, **form.cleaned_data)
        return redirect("curricula:outline", curriculum.slug)
    return form_page(
        request,
        programme,
        form,
        title=_("Begin a curriculum"),
        action=_("Begin it"),
        tab="curricula:of-programme",
    )


@require_GET
def outline(request: SignedIn, slug: str) -> HttpResponse:
    """What is being written: the modules, and what publishing would change."""
    curriculum = written_by(request, slug)
    written = written_outline(curriculum)
    changes = []
    if curriculum.edition:
        changes = differences(outline_of(curriculum), written, names_of_values())
    context = {
        "curriculum": curriculum,
        "way_back": way_back(curriculum),
        "outline": written,
        "modules": modules_of(written, request.user),
        "last": len(written.parts),
        "changes": [(change_title(one), one) for one in changes],
        "may_publish": rules.can_publish(request.user, curriculum),
        "can_be_published": bool(written.parts) and (bool(changes) or not curriculum.is_published),
        "languages": [
            (code, language_name(code)) for code, _name in SPOKEN if code != curriculum.language
        ],
        "translations": curriculum.translations.order_by("language"),
    }
    return render_page(request, "curricula/outline.html", context)


@require_http_methods(["GET", "POST"])
def edit(request: SignedIn, slug: str) -> HttpResponse:
    """Change title, summary and audiences."""
    curriculum = written_by(request, slug)
    form = CurriculumForm(posted(request), instance=curriculum)
    if form.is_valid():
        curriculum.refresh_from_db()  # the form wrote its answers into it
        describe_curriculum(curriculum, by=request.user, **form.cleaned_data)
        return redirect("curricula:outline", slug)
    return writing_page(request, curriculum, form, title=_("Title and purpose"), action=_("Save"))


@require_http_methods(["GET", "POST"])
def module_new(request: SignedIn, slug: str) -> HttpResponse:
    """Add a module."""
    curriculum = written_by(request, slug)
    draft = drafting(request.user, "curricula:module-new", slug, title=curriculum.title)
    form = ModuleForm(posted(request), curriculum=curriculum, initial=draft.initial)
    if form.is_valid():
        module = add_module(curriculum, by=request.user, **form.cleaned_data)
        draft.drop()
        return redirect("curricula:module-competences", slug, module.pk)
    return writing_page(
        request,
        curriculum,
        form,
        title=_("Add a module"),
        action=_("Add it, then choose the competences"),
        draft=draft,
    )


@require_http_methods(["GET", "POST"])
def module_edit(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Change a module."""
    curriculum, module = _module(request, slug, pk)
    form = ModuleForm(posted(request), instance=module, curriculum=curriculum)
    if form.is_valid():
        changes = {"prerequisites": [], **form.cleaned_data}
        try:
            change_module(module, by=request.user, **changes)
        except GoesInACircle as circle:
            words = _("These modules would wait for each other: %(titles)s.")
            form.add_error("prerequisites", words % {"titles": circle})
        else:
            return redirect("curricula:outline", slug)
    return writing_page(request, curriculum, form, title=module.title, action=_("Save"))


@require_http_methods(["GET", "POST"])
def module_competences(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Say which competences of a framework a module teaches."""
    curriculum, module = _module(request, slug, pk)
    frameworks = list(framework_list(request.user))
    framework = _framework(frameworks, request.GET.get("quadro", ""), curriculum)
    levels = {one.competence: one.level for one in module.teachings.select_related("competence")}
    form = CompetencesForm(
        posted(request),
        framework=framework,
        areas=competences_by_area(framework),
        levels={one.pk: level for one, level in levels.items()},
    )
    if form.is_valid():
        others = {one: level for one, level in levels.items() if one.framework_id != framework.pk}
        set_competences(module, others | form.levels, by=request.user)
        return redirect("curricula:outline", slug)
    return writing_page(
        request,
        curriculum,
        form,
        title=_("Competences of the module"),
        lead=module.title,
        action=_("Save"),
        template="curricula/competences.html",
        framework=framework,
        frameworks=frameworks,
    )


def _framework(frameworks: list[Framework], key: str, curriculum: Curriculum) -> Framework:
    asked = [one for one in frameworks if one.key == key]
    own = [one for one in frameworks if one.programme_id == curriculum.programme_id]
    found = next(iter([*asked, *own, *frameworks]), None)
    if found is None:
        raise Http404
    return found


@require_POST
def module_move(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Move a module up or down."""
    _curriculum, module = _module(request, slug, pk)
    move_module(module, by=request.user, up="su" in request.POST)
    return redirect("curricula:outline", slug)


@require_POST
def module_drop(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Take a module out."""
    _curriculum, module = _module(request, slug, pk)
    drop_module(module, by=request.user)
    messages.success(request, _("Taken out. What was published keeps it."))
    return redirect("curricula:outline", slug)


def _module(request: SignedIn, slug: str, pk: int) -> tuple[Curriculum, Module]:
    curriculum = written_by(request, slug)
    return curriculum, get_object_or_404(curriculum.modules.standing(), pk=pk)


@require_POST
def publish(request: SignedIn, slug: str) -> HttpResponse:
    """Publish what is being written as the next version."""
    curriculum = written_by(request, slug)
    require(rules.can_publish(request.user, curriculum))
    form = PublishForm(request.POST)
    note = form.cleaned_data["note"] if form.is_valid() else ""
    try:
        publish_curriculum(curriculum, by=request.user, note=note)
    except NothingToPublish:
        messages.info(request, _("There is nothing new to publish."))
        return redirect("curricula:outline", slug)
    messages.success(request, _("Published. Who knows the address reads the new version."))
    return redirect(curriculum)


@require_POST
def withdraw(request: SignedIn, slug: str) -> HttpResponse:
    """Take a curriculum away from readers."""
    curriculum = written_by(request, slug)
    require(rules.can_publish(request.user, curriculum))
    withdraw_curriculum(curriculum, by=request.user)
    messages.success(request, _("Withdrawn."))
    return redirect("curricula:outline", slug)


@require_http_methods(["GET", "POST"])
def translate(request: SignedIn, slug: str, language: str) -> HttpResponse:
    """Translate the newest version."""
    curriculum = written_by(request, slug)
    if language not in dict(SPOKEN) or language == curriculum.language:
        raise Http404
    texts = outline_of(curriculum).texts()
    kept = curriculum.translations.filter(language=language).first()
    form = TranslationForm(posted(request), texts=texts, known=kept.texts if kept else {})
    if form.is_valid():
        translate_curriculum(curriculum, language=language, texts=form.said, by=request.user)
        messages.success(request, _("Saved. Readers of this language get it."))
        return redirect("curricula:outline", slug)
    return writing_page(
        request,
        curriculum,
        form,
        title=_("Translation: %(language)s") % {"language": language_name(language)},
        lead=_("Each field stands below its original. What you leave empty is shown as written."),
        action=_("Save"),
    )


@require_http_methods(["GET", "POST"])
def authors(request: SignedIn, slug: str) -> HttpResponse:
    """Who writes, and let somebody write too."""
    curriculum = written_by(request, slug)
    form = AuthorForm(posted(request))
    if form.is_valid() and form.person:
        name_writer(curriculum, form.person, by=request.user)
        return redirect("curricula:authors", slug)
    return writing_page(
        request,
        curriculum,
        form,
        title=_("Who writes it"),
        action=_("Let them write too"),
        template="curricula/authors.html",
        authors=curriculum.authors.order_by("name", "pk"),
    )


@require_POST
def author_release(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Let somebody write no more."""
    curriculum = written_by(request, slug)
    person = get_object_or_404(User, curricula=curriculum, pk=pk)
    try:
        release_writer(curriculum, person, by=request.user)
    except LastAuthor:
        messages.info(request, _("Somebody has to write it: name another author first."))
    return redirect("curricula:authors", slug)
