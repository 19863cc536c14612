"""Write a sheet, step by step, with its proofs."""

from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.lineage.queries.thread import origin_named
from innesto.organisations.http import acting_organisation
from innesto.practices import rules
from innesto.practices.actions.course import Incomplete, NotInThisState, submit_practice
from innesto.practices.actions.sheet import (
    EditedMeanwhile,
    NotADraft,
    add_evidence,
    add_figures,
    add_picture,
    attach_act,
    detach_act,
    discard_practice,
    draft_practice,
    edit_evidence,
    edit_practice,
    remove_evidence,
    remove_picture,
)
from innesto.practices.forms.figures import FiguresForm
from innesto.practices.forms.sheet import (
    ActForm,
    EvidenceEditForm,
    EvidenceForm,
    NewForm,
    PictureForm,
    StepForm,
)
from innesto.practices.models import Act, Evidence, Medium, Practice
from innesto.practices.queries.sheets import (
    blueprint_for,
    missing_for,
    theirs_and_mine,
)
from innesto.practices.sheet import OWN, steps_of
from innesto.practices.views.pages import form_page, way_up
from innesto.toolkit.drafting import drafting
from innesto.toolkit.frame import Link
from innesto.toolkit.http import posted, render_page, require
from innesto.toolkit.models import Draft

PROOFS = "proofs"


@require_http_methods(["GET", "POST"])
def new(request: SignedIn) -> HttpResponse:
    """Begin a sheet; who acts for nobody proposes one to a municipality instead.

    The address may name the work it is made of: «?da=deposits.deposit:12».
    """
    if request.method == "GET" and not rules.can_draft(request.user):
        return redirect("practices:propose")
    require(rules.can_draft(request.user))
    named = origin_named(request.GET.get("da", ""), request.user)
    origin, work = named or (None, None)
    initial = {
        "organisation": acting_organisation(request),
        "language": request.user.language,
        "title": work.title[:100] if work else "",
    }
    form = NewForm(posted(request), person=request.user, initial=initial)
    if form.is_valid():
        practice = draft_practice(**form.cleaned_data, origin=origin, by=request.user)
        messages.success(request, _("Begun. Write on when you have time: every step is kept."))
        return redirect("practices:edit", practice.slug, "story")
    return render_page(request, "practices/new.html", {"form": form, "crumbs_up": way_up()})


@require_http_methods(["GET", "POST"])
def edit(request: SignedIn, slug: str, step: str) -> HttpResponse:
    """Write one step of a sheet."""
    practice = _writable(request, slug)
    blueprint = blueprint_for(practice.programme)
    steps = steps_of(blueprint)
    chosen = next((one for one in steps if one.key == step), None)
    if chosen is None:
        raise Http404
    title = f"{practice.title} – {chosen.label}"
    draft = drafting(request.user, f"practices:{step}", slug, title=title)
    form = StepForm(
        posted(request),
        step=chosen,
        practice=practice,
        person=request.user,
        blueprint=blueprint,
        kept=draft.initial,
    )
    context: dict[str, Any] = {
        "practice": practice,
        "step": chosen,
        "form": form,
        "draft": draft,
        "steps": _steps(practice, step),
        "lacking": _lacking(practice),
        "crumbs_up": way_up(practice),
        "theirs": None,
    }
    if form.is_valid():
        changes = form.changes
        try:
            edit_practice(
                practice, by=request.user, revision=form.cleaned_data["revision"], **changes
            )
        except EditedMeanwhile as meanwhile:
            context["form"] = StepForm(
                step=chosen,
                practice=meanwhile.theirs,
                person=request.user,
                blueprint=blueprint,
                kept=Draft(answers=dict(request.POST.lists())).initial(),
                anew={"revision", *(name.removeprefix(OWN) for name in meanwhile.only_theirs)},
            )
            context["theirs"] = theirs_and_mine(
                meanwhile.theirs, meanwhile.fields, changes, blueprint
            )
            return render_page(request, "practices/edit.html", context, status=409)
        draft.drop()
        messages.success(request, _("Saved."))
        return redirect(_next(practice, [one.key for one in steps], step))
    return render_page(request, "practices/edit.html", context)


@require_GET
def proofs(request: SignedIn, slug: str) -> HttpResponse:
    """Look at evidence, acts and pictures, and what is missing before the sheet can go."""
    practice = _writable(request, slug)
    context = {
        "practice": practice,
        "evidence": practice.evidence.all(),
        "acts": practice.acts.all(),
        "media": practice.media.all(),
        "dead_links": practice.dead_links.all(),
        "missing": missing_for(practice, "submit"),
        "missing_to_validate": missing_for(practice, "validate"),
        "may_submit": rules.can_submit(request.user, practice),
        "may_discard": rules.can_discard(request.user, practice),
        "steps": _steps(practice, PROOFS),
        "lacking": _lacking(practice),
        "crumbs_up": way_up(practice),
    }
    return render_page(request, "practices/proofs.html", context)


@require_http_methods(["GET", "POST"])
def evidence_new(request: SignedIn, slug: str) -> HttpResponse:
    """Say what changed and what proves it."""
    practice = _writable(request, slug)
    form = EvidenceForm(posted(request), request.FILES or None)
    if form.is_valid():
        add_evidence(practice, by=request.user, **form.cleaned_data)
        return _back_to_proofs(request, practice)
    return _add_page(request, practice, form, title=_("What changed, and what proves it?"))


@require_http_methods(["GET", "POST"])
def figures(request: SignedIn, slug: str) -> HttpResponse:
    """Put in many figures at once, as they stand in a spreadsheet."""
    practice = _writable(request, slug)
    form = FiguresForm(posted(request))
    if form.is_valid():
        add_figures(practice, form.cleaned_data["rows"], by=request.user)
        return _back_to_proofs(request, practice)
    return _add_page(request, practice, form, title=_("Many figures at once"))


@require_http_methods(["GET", "POST"])
def evidence_edit(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Correct a claim."""
    practice = _writable(request, slug)
    evidence = get_object_or_404(Evidence, practice=practice, pk=pk)
    form = EvidenceEditForm(posted(request), request.FILES or None, instance=evidence)
    if form.is_valid():
        edit_evidence(evidence, by=request.user, **form.cleaned_data)
        return _back_to_proofs(request, practice)
    return _add_page(request, practice, form, title=_("Correct the claim"))


@require_POST
def evidence_remove(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Take a claim away."""
    practice = _writable(request, slug)
    remove_evidence(get_object_or_404(Evidence, practice=practice, pk=pk), by=request.user)
    return _back_to_proofs(request, practice)


@require_http_methods(["GET", "POST"])
def act_new(request: SignedIn, slug: str) -> HttpResponse:
    """Attach an act."""
    practice = _writable(request, slug)
    form = ActForm(posted(request), request.FILES or None)
    if form.is_valid():
        attach_act(practice, by=request.user, **form.cleaned_data)
        return _back_to_proofs(request, practice)
    return _add_page(request, practice, form, title=_("Attach an act"))


@require_POST
def act_remove(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Take an act away."""
    practice = _writable(request, slug)
    detach_act(get_object_or_404(Act, practice=practice, pk=pk), by=request.user)
    return _back_to_proofs(request, practice)


@require_http_methods(["GET", "POST"])
def picture_new(request: SignedIn, slug: str) -> HttpResponse:
    """Add a picture."""
    practice = _writable(request, slug)
    form = PictureForm(posted(request), request.FILES or None)
    if form.is_valid():
        add_picture(practice, by=request.user, **form.cleaned_data)
        return _back_to_proofs(request, practice)
    return _add_page(request, practice, form, title=_("Add a picture"))


@require_POST
def picture_remove(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Take a picture away."""
    practice = _writable(request, slug)
    remove_picture(get_object_or_404(Medium, practice=practice, pk=pk), by=request.user)
    return _back_to_proofs(request, practice)


@require_POST
def submit(request: SignedIn, slug: str) -> HttpResponse:
    """Send the sheet to whoever publishes."""
    practice = _visible(request, slug)
    require(rules.can_submit(request.user, practice))
    try:
        submit_practice(practice, by=request.user)
    except Incomplete:
        messages.error(request, _("Some answers are still missing: they are listed below."))
        return redirect("practices:proofs", slug)
    except NotInThisState:
        messages.info(request, _("A colleague was faster: the sheet is sent already."))
    else:
        messages.success(request, _("Sent. You are told when somebody has looked at it."))
    return redirect(practice)


@require_POST
def discard(request: SignedIn, slug: str) -> HttpResponse:
    """Throw a draft away."""
    practice = _visible(request, slug)
    require(rules.can_discard(request.user, practice))
    try:
        discard_practice(practice, by=request.user)
    except NotADraft:
        messages.info(request, _("A colleague was faster: the sheet is sent already."))
        return redirect(practice)
    messages.success(request, _("Thrown away."))
    return redirect("practices:index")


def _visible(request: SignedIn, slug: str) -> Practice:
    """Return a practice the person may read, or 404."""
    practices = Practice.objects.visible_to(request.user).select_related(
        "programme__call", "organisation__place", "place"
    )
    return get_object_or_404(practices, slug=slug)


def _writable(request: SignedIn, slug: str) -> Practice:
    """Return a practice the person may write, or 404 or 403."""
    practice = _visible(request, slug)
    require(rules.can_edit(request.user, practice))
    return practice


def _steps(practice: Practice, current: str) -> list[Link]:
    links = [
        Link(
            str(step.label),
            reverse("practices:edit", args=[practice.slug, step.key]),
            current=step.key == current,
        )
        for step in steps_of(blueprint_for(practice.programme))
    ]
    last = reverse("practices:proofs", args=[practice.slug])
    return [*links, Link(_("Proofs and sending"), last, current=current == PROOFS)]


def _lacking(practice: Practice) -> set[str]:
    """Return the addresses of the steps in which an answer is missing before it can be sent."""
    missing = missing_for(practice, "submit")
    return {reverse("practices:edit", args=[practice.slug, one.step]) for one in missing}


def _next(practice: Practice, keys: list[str], step: str) -> str:
    place = keys.index(step) + 1
    if place < len(keys):
        return reverse("practices:edit", args=[practice.slug, keys[place]])
    return reverse("practices:proofs", args=[practice.slug])


def _add_page(request: SignedIn, practice: Practice, form: BaseForm, *, title: str) -> HttpResponse:
    way = [Link(_("Proofs and sending"), reverse("practices:proofs", args=[practice.slug]))]
    return form_page(request, practice, form, title=title, action=_("Save"), way=way)


def _back_to_proofs(request: SignedIn, practice: Practice) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect("practices:proofs", practice.slug)
