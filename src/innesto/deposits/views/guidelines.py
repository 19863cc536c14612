"""Write a guideline together, and read it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.accounts.models import User
from innesto.communities.http import community_page, form_page, open_community_or_404
from innesto.deposits import rules
from innesto.deposits.actions.guidelines import (
    NothingToPublish,
    WrittenMeanwhile,
    add_section,
    begin_guideline,
    drop_section,
    publish_guideline,
    write_section,
)
from innesto.deposits.forms import GuidelineForm, SectionForm
from innesto.deposits.models import Guideline, Section
from innesto.deposits.queries import guideline_at, writers_of
from innesto.toolkit.drafting import drafting
from innesto.toolkit.http import posted, require

TAB = "deposits:index"


@require_GET
@login_not_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A guideline with all its sections, and who wrote it."""
    guideline = get_object_or_404(guideline_at(pk, viewer=request.user))
    user = request.user
    context = {
        "guideline": guideline,
        "sections": guideline.sections.all(),
        "writers": writers_of(guideline),
        "may_write": isinstance(user, User) and rules.can_write(user, guideline),
        "may_publish": isinstance(user, User)
        and not guideline.is_public
        and rules.can_publish(user, guideline),
    }
    return community_page(request, "deposits/guideline.html", guideline.community, context, tab=TAB)


@require_http_methods(["GET", "POST"])
def new(request: SignedIn, slug: str) -> HttpResponse:
    """Begin a guideline."""
    community = open_community_or_404(request, slug)
    require(rules.can_hand_in(request.user, community))
    form = GuidelineForm(
        posted(request), community=community, initial={"language": request.user.language}
    )
    if form.is_valid():
        guideline = begin_guideline(community, by=request.user, **form.cleaned_data)
        messages.success(request, _("Begun. Every member can write a section."))
        return redirect(guideline)
    return form_page(
        request,
        community,
        form,
        title=_("Begin a guideline"),
        action=_("Begin"),
        tab=TAB,
        lead=_("What would you advise a city that begins tomorrow? You write it together."),
    )


@require_http_methods(["GET", "POST"])
def section_new(request: SignedIn, pk: int) -> HttpResponse:
    """Write a new section."""
    guideline = _writable(request, pk)
    draft = drafting(request.user, "deposits:section", f"new-{pk}", title=guideline.title)
    form = SectionForm(posted(request), initial=draft.initial)
    if form.is_valid():
        told = form.cleaned_data
        add_section(guideline, by=request.user, heading=told["heading"], body=told["body"])
        draft.drop()
        messages.success(request, _("Saved."))
        return redirect(guideline)
    return form_page(
        request,
        guideline.community,
        form,
        title=_("A new section"),
        action=_("Save"),
        tab=TAB,
        lead=guideline.title,
        back=guideline.get_absolute_url(),
        draft=draft,
    )


@require_http_methods(["GET", "POST"])
def section_edit(request: SignedIn, pk: int, section: int) -> HttpResponse:
    """Change a section; who wrote meanwhile is shown, and nothing typed is lost."""
    guideline = _writable(request, pk)
    found = get_object_or_404(Section, guideline=guideline, pk=section)
    draft = drafting(request.user, "deposits:section", str(section), title=guideline.title)
    now = {"heading": found.heading, "body": found.body, "revision": found.revision}
    form = SectionForm(posted(request), initial=now | draft.initial)
    theirs = None
    if form.is_valid():
        try:
            write_section(found, by=request.user, **form.cleaned_data)
        except WrittenMeanwhile as meanwhile:
            theirs = meanwhile.theirs
            form.based_on(theirs.revision)
        else:
            draft.drop()
            messages.success(request, _("Saved."))
            return redirect(guideline)
    context = {
        "form": form,
        "title": found.heading,
        "action": _("Save"),
        "back": guideline.get_absolute_url(),
        "draft": draft,
        "theirs": theirs,
        "lead": guideline.title,
    }
    return community_page(
        request,
        "deposits/section.html",
        guideline.community,
        context,
        tab=TAB,
        status=409 if theirs else 200,
    )


@require_POST
def section_drop(request: SignedIn, pk: int, section: int) -> HttpResponse:
    """Take a section out."""
    guideline = _writable(request, pk)
    drop_section(get_object_or_404(Section, guideline=guideline, pk=section), by=request.user)
    messages.success(request, _("Taken out."))
    return redirect(guideline)


@require_POST
def publish(request: SignedIn, pk: int) -> HttpResponse:
    """Show the guideline to everyone."""
    guideline = get_object_or_404(guideline_at(pk, viewer=request.user))
    require(rules.can_publish(request.user, guideline))
    try:
        publish_guideline(guideline, by=request.user)
    except NothingToPublish:
        messages.error(request, _("Write a section first: there is nothing to read yet."))
    else:
        messages.success(request, _("Published: everyone can read it."))
    return redirect(guideline)


def _writable(request: SignedIn, pk: int) -> Guideline:
    guideline = get_object_or_404(guideline_at(pk, viewer=request.user))
    require(rules.can_write(request.user, guideline))
    return guideline
