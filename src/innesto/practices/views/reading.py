"""Read a sheet, its files and its versions."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from innesto.accounts.http import SignedIn
from innesto.accounts.models import User
from innesto.communities.http import share_panel
from innesto.journal.queries import history_of
from innesto.lineage.queries.picture import short_picture_of
from innesto.practices import rules
from innesto.practices.linked_data import json_ld
from innesto.practices.models import (
    Act,
    Evidence,
    JointAction,
    Medium,
    Practice,
    ReviewSetting,
    Telling,
)
from innesto.practices.queries.page import page_of
from innesto.practices.queries.sheets import (
    blueprint_for,
    differences,
    last_sent_back,
    missing_for,
    versions_of,
)
from innesto.practices.queries.translating import proofs_of
from innesto.practices.translating import has_translator
from innesto.practices.views.pages import way_up
from innesto.toolkit.frame import Link
from innesto.toolkit.http import render_page, require
from innesto.toolkit.languages import own_name
from innesto.toolkit.serving import serve

FILES: dict[str, type[Evidence | Act | Medium]] = {
    "evidence": Evidence,
    "act": Act,
    "picture": Medium,
}
HISTORY_SHOWN = 50


def readable(request: HttpRequest, slug: str) -> Practice:
    """Return a practice the person may read with what its pages show, or 404."""
    practices = Practice.objects.visible_to(request.user).select_related(
        *("organisation", "programme__call", "place", "country", "author", "contact"),
        "proposed_to",
    )
    return get_object_or_404(practices, slug=slug)


def owned(request: SignedIn, slug: str) -> Practice:
    """Return a practice for whose owner the person speaks, or refuse."""
    practice = readable(request, slug)
    require(rules.can_link(request.user, practice))
    return practice


@require_GET
@login_not_required
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The sheet."""
    practice = readable(request, slug)
    asked = request.GET.get("lang", "")
    page = page_of(practice, viewer=request.user, language=asked or (get_language() or ""))
    if asked == practice.language:
        page = page_of(practice, viewer=request.user, language=practice.language)
    user = request.user if isinstance(request.user, User) else None
    may = _may(user, practice)
    context = {
        "practice": practice,
        "page": page,
        "address": request.build_absolute_uri(practice.get_absolute_url()),
        "picture": short_picture_of(page.thread) if page.thread else None,
        "proofs": proofs_of(practice, page.translation),
        "acts": practice.acts.all(),
        "media": practice.media.all(),
        "opinions": practice.opinions.select_related("by"),
        "themes": practice.themes.all(),
        "offices": practice.offices.all(),
        "partners": practice.partners.all(),
        "other_languages": [
            Link(own_name(one.language), f"?lang={one.language}", one == page.translation)
            for one in practice.translations.all()
        ],
        "original_language": own_name(practice.language),
        "crumbs_up": [Link(_("Good practices"), reverse("practices:index"))],
        "json_ld_url": reverse("practices:json-ld", args=[slug]),
        "contact": practice.contact if user else None,
        "joint": JointAction.objects.filter(practice=practice)
        .prefetch_related("members__organisation")
        .first(),
        "has_story": Telling.objects.filter(practice=practice).exists(),
        "is_followed": user is not None and practice.followers.filter(person=user).exists(),
        "question_count": practice.questions.count(),
        "gone": {link.url: link.get_trouble_display() for link in practice.dead_links.all()},
        "share": share_panel(practice, request.user),
        "has_translator": has_translator(),
        "sent_back": last_sent_back(practice) if may["may_review"] else None,
        "missing": missing_for(practice, "submit") if may["may_submit"] else [],
        **may,
    }
    return render_page(request, "practices/detail.html", context)


def _may(user: User | None, practice: Practice) -> dict[str, bool]:
    """Return what the person may do here; a visitor nothing."""
    wishes = {
        "may_edit": rules.can_edit,
        "may_submit": rules.can_submit,
        "may_review": rules.can_review,
        "may_give_opinion": rules.can_give_opinion,
        "may_check": rules.can_check,
        "may_archive": rules.can_archive,
        "may_adopt": rules.can_adopt,
        "may_link": rules.can_link,
        "may_translate": rules.can_translate,
        "may_ask": rules.can_ask,
        "may_follow": rules.can_follow,
        "may_endorse": rules.can_endorse,
    }
    return {name: user is not None and can(user, practice) for name, can in wishes.items()}


@require_GET
@login_not_required
def linked_data(request: HttpRequest, slug: str) -> HttpResponse:
    """The sheet for machines, in the vocabulary of schema.org."""
    practice = readable(request, slug)
    return HttpResponse(
        json_ld(practice, request.build_absolute_uri(practice.get_absolute_url())),
        content_type="application/ld+json",
    )


@require_GET
@login_not_required
def file(request: HttpRequest, kind: str, pk: int) -> HttpResponseBase:
    """A file of a sheet, for whoever may read the sheet."""
    model = FILES.get(kind)
    if model is None:
        raise Http404
    shown = Practice.objects.visible_to(request.user).values("pk")
    thing: Evidence | Act | Medium = get_object_or_404(QuerySet(model), pk=pk, practice__in=shown)
    if not thing.file:
        raise Http404
    is_picture = isinstance(thing, Medium)
    name = str(thing.file.name).rpartition("/")[2] if isinstance(thing, Medium) else thing.file_name
    return serve(request, thing.file, name, inline=is_picture)


@require_GET
def versions(request: SignedIn, slug: str) -> HttpResponse:
    """Who changed what, and where the sheet stood when."""
    practice = readable(request, slug)
    is_blind = ReviewSetting.objects.filter(
        programme=practice.programme, is_blind=True
    ).exists() and not rules.decides(request.user, practice)
    owner = rules.owns(request.user, practice) or rules.decides(request.user, practice)
    context = {
        "practice": practice,
        "versions": versions_of(practice),
        "history": history_of(practice, request.user)[:HISTORY_SHOWN] if owner else (),
        "is_blind": is_blind,
        "blind_verbs": ("changes_asked", "practice_refused", "practice_published"),
        "crumbs_up": way_up(practice),
    }
    return render_page(request, "practices/versions.html", context)


@require_GET
def version(request: SignedIn, slug: str, revision: int) -> HttpResponse:
    """What one version changed, word by word, against the one before or any other."""
    practice = readable(request, slug)
    known = {one.revision: one for one in versions_of(practice)}
    newer = known.get(revision)
    asked = request.GET.get("con", "")
    before = int(asked) if asked.isdecimal() and len(asked) < 9 else revision - 1
    older = known.get(before)
    if newer is None:
        raise Http404
    blueprint = blueprint_for(practice.programme)
    context = {
        "practice": practice,
        "newer": newer,
        "older": older,
        "changes": differences(older, newer, blueprint) if older else (),
        "crumbs_up": way_up(practice),
    }
    return render_page(request, "practices/version.html", context)
