"""Lessons: find, compare, read, write."""

from typing import NamedTuple
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.accounts.models import User
from innesto.exchanges.models import Exchange, Idea
from innesto.lineage.actions import AlreadyLinked
from innesto.lineage.queries.thread import Ref, bonds_of, origin_named
from innesto.organisations.models import Organisation
from innesto.outcomes import rules
from innesto.outcomes.actions.lessons import (
    change_lesson,
    compare_lesson,
    drop_lesson,
    write_lesson,
)
from innesto.outcomes.forms import CompareForm, FilterForm, LessonForm
from innesto.outcomes.models import Lesson
from innesto.outcomes.queries.accounts import themes_of
from innesto.outcomes.queries.lessons import (
    compare,
    lesson_list,
    lesson_template,
    own_questions,
    programmes_with_lessons,
    renamed,
    themes_with_lessons,
)
from innesto.programmes.models import Programme
from innesto.themes.models import Theme
from innesto.toolkit.drafting import drafting
from innesto.toolkit.drawing import Row
from innesto.toolkit.http import posted, render_page, require
from innesto.toolkit.questions import told

MOST_COMPARED = 200
MOST_TO_CHOOSE = 200


@require_GET
@login_not_required
def index(request: HttpRequest) -> HttpResponse:
    """Lessons by words, theme, dimension and programme."""
    form = _filter(request)
    page = Paginator(lesson_list(viewer=request.user, **form.asked), per_page=25).get_page(
        request.GET.get("page")
    )
    user = request.user
    context = {
        "form": form,
        "page": page,
        "rows": [row_of(one) for one in page],
        "asked": request.GET.urlencode(),
        "may_write": isinstance(user, User) and writable_programmes(user).exists(),
    }
    return render_page(request, "outcomes/lessons.html", context, parts=("results",))


@require_GET
@login_not_required
def comparison(request: HttpRequest) -> HttpResponse:
    """Lessons side by side: rows of dimensions, columns of projects."""
    form = _filter(request)
    found = lesson_list(viewer=request.user, **form.asked)[:MOST_COMPARED]
    context = {"form": form, "comparison": compare(found), "asked": request.GET.urlencode()}
    return render_page(request, "outcomes/comparison.html", context, parts=("results",))


@require_GET
@login_not_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a lesson, what it came from and what else says the same."""
    lesson = _readable(request, pk)
    user = request.user
    own = own_questions(lesson_template(lesson.programme))
    asked = {one.key: one for one in own}
    name = f"outcomes.lesson:{lesson.pk}"
    context = {
        "lesson": lesson,
        "themes": list(lesson.themes.select_related("scheme")),
        "parts": [
            (_("Context"), lesson.context),
            (_("What was expected"), lesson.expected),
            (_("What happened"), lesson.happened if lesson.happened != lesson.sentence else ""),
            (_("Why"), lesson.why),
            (_("What is recommended"), lesson.recommendation),
            (_("What proves it"), lesson.evidence),
            *(
                (asked[key].label, told(asked[key], answer))
                for key, answer in lesson.extra.items()
                if key in asked and answer
            ),
        ],
        "bonds": bonds_of(lesson, viewer=user),
        "is_due": lesson.review_on is not None and lesson.review_on <= timezone.localdate(),
        "make_practice": f"{reverse('practices:new')}?{urlencode({'da': name})}",
        "may_change": isinstance(user, User) and rules.can_change_lesson(user, lesson),
    }
    return render_page(request, "outcomes/lesson.html", context)


@require_http_methods(["GET", "POST"])
def new(request: SignedIn) -> HttpResponse:
    """Write a lesson; the address may name what it comes from: «?da=exchanges.idea:12»."""
    source = _source(request)
    if source is None:
        programmes = writable_programmes(request.user)
        return render_page(request, "outcomes/choose.html", {"programmes": programmes})
    require(rules.can_write_lesson(request.user, source.programme))
    draft = drafting(request.user, "outcomes:lesson", source.programme.slug, title=_("A lesson"))
    initial = {
        "language": _reader(),
        "organisation": source.organisation,
        "happened": source.words,
        "themes": [theme.pk for theme in themes_of(source.exchange)] if source.exchange else [],
        "visibility": Lesson.Visibility.PROGRAMME,
        **draft.initial,
    }
    form = _form(request, source.programme, Lesson(), initial=initial)
    if form.is_valid():
        given = form.given
        lesson = write_lesson(
            source.programme,
            given.pop("organisation"),
            by=request.user,
            origin=source.origin,
            exchange=source.exchange,
            **given,
        )
        draft.drop()
        messages.success(request, _("Written. Others can find it and compare it now."))
        return redirect(lesson)
    context = {"form": form, "programme": source.programme, "words": source.words, "draft": draft}
    context["back"] = reverse("outcomes:lessons")
    return render_page(request, "outcomes/lesson_form.html", context)


@require_http_methods(["GET", "POST"])
def edit(request: SignedIn, pk: int) -> HttpResponse:
    """Change a lesson."""
    lesson = _readable(request, pk)
    require(rules.can_change_lesson(request.user, lesson))
    form = _form(request, lesson.programme, lesson)
    if form.is_valid():
        lesson.refresh_from_db()  # the form wrote its answers into it
        change_lesson(lesson, by=request.user, **form.given)
        messages.success(request, _("Saved."))
        return redirect(lesson)
    context = {"form": form, "programme": lesson.programme, "words": "", "draft": None}
    context["back"] = lesson.get_absolute_url()
    return render_page(request, "outcomes/lesson_form.html", context)


@require_http_methods(["GET", "POST"])
def set_beside(request: SignedIn, pk: int) -> HttpResponse:
    """Say that another lesson says the same, or the contrary."""
    lesson = _readable(request, pk)
    require(rules.can_change_lesson(request.user, lesson))
    others = Lesson.objects.visible_to(request.user).exclude(pk=lesson.pk)
    if lesson.dimension:
        others = others.filter(Q(dimension=lesson.dimension) | Q(dimension=""))
    form = CompareForm(posted(request), lessons=others.distinct()[:MOST_TO_CHOOSE].all())
    if form.is_valid():
        try:
            compare_lesson(lesson, by=request.user, **form.cleaned_data)
        except AlreadyLinked:
            messages.info(request, _("This is said already."))
        else:
            messages.success(request, _("Kept: each of the two leads to the other."))
        return redirect(lesson)
    context = {"form": form, "lesson": lesson, "back": lesson.get_absolute_url()}
    return render_page(request, "outcomes/set_beside.html", context)


@require_POST
def drop(request: SignedIn, pk: int) -> HttpResponse:
    """Take a lesson back."""
    lesson = _readable(request, pk)
    require(rules.can_change_lesson(request.user, lesson))
    drop_lesson(lesson, by=request.user)
    messages.success(request, _("Taken back."))
    return redirect("outcomes:lessons")


def row_of(lesson: Lesson) -> Row:
    """Draw a lesson in a row."""
    return Row(
        lesson.sentence,
        lesson.get_absolute_url(),
        [
            lesson.programme.name,
            lesson.organisation.name,
            lesson.get_dimension_display() if lesson.dimension else "",
            lesson.get_content_display(),
            lesson.get_confidence_display(),
        ],
        text=lesson.recommendation or lesson.why,
        language=lesson.language,
    )


def writable_programmes(user: User) -> QuerySet[Programme]:
    """Return the programmes in which a person may write lessons."""
    either = Q(pk__in=Programme.objects.joined_by(user).values("pk"))
    either |= Q(pk__in=Programme.objects.coordinated_by(user).values("pk"))
    open_ones = Programme.objects.filter(either).exclude(state=Programme.State.ARCHIVED)
    return open_ones.defer("blueprint").order_by("slug")


class Source(NamedTuple):
    """What a lesson comes from."""

    programme: Programme
    origin: Ref | None = None
    exchange: Exchange | None = None
    organisation: Organisation | None = None
    words: str = ""


def _source(request: SignedIn) -> Source | None:
    """Return the programme, and the idea or exchange, that the address names."""
    named = origin_named(request.GET.get("da", ""), request.user)
    if named:
        (kind, key), work = named
        if kind == Idea._meta.label_lower:
            ideas = Idea.objects.select_related("exchange__programme__call", "organisation")
            idea = ideas.get(pk=key)
            exchange = idea.exchange
            return Source(exchange.programme, named[0], exchange, idea.organisation, work.title)
        if kind == Exchange._meta.label_lower:
            exchange = Exchange.objects.select_related("programme__call").get(pk=key)
            return Source(exchange.programme, None, exchange)
    slug = request.GET.get("programma", "")
    if not slug:
        return None
    visible = Programme.objects.visible_to(request.user).select_related("call")
    programme = get_object_or_404(visible, slug=slug)
    return Source(programme, named[0] if named else None)


def _form(
    request: SignedIn,
    programme: Programme,
    lesson: Lesson,
    *,
    initial: dict[str, object] | None = None,
) -> LessonForm:
    template = lesson_template(programme)
    bodies = Organisation.objects.filter(partnerships__programme=programme)
    own = bodies.filter(pk__in=Organisation.objects.of(request.user).values("pk"))
    mine = own if initial is not None and own.exists() else bodies
    scheme = programme.scheme_id or (programme.call.scheme_id if programme.call else None)
    return LessonForm(
        posted(request),
        instance=lesson,
        initial=initial,
        organisations=mine.distinct().order_by("sought", "pk"),
        themes=Theme.objects.filter(scheme=scheme).order_by("position", "key"),
        own=own_questions(template),
        names=renamed(template),
    )


def _filter(request: HttpRequest) -> FilterForm:
    return FilterForm(
        request.GET,
        themes=themes_with_lessons(request.user),
        programmes=programmes_with_lessons(request.user),
    )


def _readable(request: HttpRequest, pk: int) -> Lesson:
    seen = Lesson.objects.visible_to(request.user).select_related(
        "programme__call", "organisation", "exchange", "document", "author"
    )
    return get_object_or_404(seen.distinct(), pk=pk)


def _reader() -> str:
    return (get_language() or "it").partition("-")[0]
