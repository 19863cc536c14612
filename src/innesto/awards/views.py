"""Pages of the way to a credential: what is missing, who is ready, and the act of awarding."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.accounts.models import User
from innesto.awards import rules
from innesto.awards.actions import (
    AlreadyAnswered,
    NotAColleague,
    NotReady,
    add_requirement,
    answer_statement,
    ask_statement,
    drop_requirement,
    give_award,
    lay_out_award,
    set_out,
)
from innesto.awards.forms import AskForm, AwardForm, RequirementForm, TestimonyForm
from innesto.awards.models import Award, Candidacy, Requirement, Statement
from innesto.awards.queries import colleagues_to_ask, held_by, on_their_way, standing_of
from innesto.credentials.actions import AlreadyHeld, NotAwarded
from innesto.credentials.models import Achievement
from innesto.toolkit.frame import Link
from innesto.toolkit.http import posted, render_page, require


@require_GET
@login_not_required
def award(request: HttpRequest, pk: int) -> HttpResponse:
    """What a credential asks for, what is missing to the reader, and who is ready."""
    found = _award(request, pk)
    user = request.user
    person = user if isinstance(user, User) else None
    leads = person is not None and rules.can_ask_for(person, found.achievement)
    page = None
    if person and leads:
        waiting = on_their_way(found, viewer=person)
        page = Paginator(waiting, per_page=25).get_page(request.GET.get("page"))
    context = {
        "award": found,
        "requirements": list(found.requirements.select_related("curriculum", "course", "unit")),
        "standing": standing_of(found, person) if person else None,
        "held": held_by(person, found) if person else None,
        "has_set_out": person is not None and found.candidacies.filter(person=person).exists(),
        "leads": leads,
        "page": page,
        "waiting": [(one, standing_of(found, one.person)) for one in page or ()],
        "crumbs_up": _up(found.achievement),
    }
    return render_page(request, "awards/award.html", context)


@require_POST
def begin(request: SignedIn, pk: int) -> HttpResponse:
    """Go for a credential."""
    found = _award(request, pk)
    require(rules.can_set_out(request.user, found))
    set_out(found, by=request.user)
    messages.success(request, _("You are on your way. Who awards it sees how far you are."))
    return redirect(found)


@require_POST
def give(request: SignedIn, pk: int) -> HttpResponse:
    """Award it to somebody who has everything."""
    seen = Candidacy.objects.visible_to(request.user).select_related(
        "award__achievement__issuer__organisation", "person"
    )
    candidacy = get_object_or_404(seen, pk=pk)
    require(rules.can_give(request.user, candidacy))
    try:
        give_award(candidacy, by=request.user)
    except NotReady:
        messages.error(request, _("Something is still missing: look at the list."))
    except AlreadyHeld:
        messages.info(request, _("They have it already."))
    except NotAwarded:
        messages.error(request, _("This is not awarded at the moment."))
    else:
        messages.success(request, _("Awarded to %(name)s.") % {"name": candidacy.person})
    return redirect(candidacy.award)


@require_http_methods(["GET", "POST"])
def lay_out(request: SignedIn, pk: int) -> HttpResponse:
    """Say how a credential is earned, and who awards it."""
    achievement = _achievement(request, pk)
    before = Award.objects.filter(achievement=achievement).first()
    form = AwardForm(posted(request), instance=before)
    if form.is_valid():
        found = lay_out_award(achievement, by=request.user, **form.cleaned_data)
        return redirect(found)
    title = _("How it is earned")
    lead = _("Say what is asked for; the platform knows who has it.")
    return _page(request, achievement, form, title=title, lead=lead, action=_("Save"))


@require_http_methods(["GET", "POST"])
def require_new(request: SignedIn, pk: int) -> HttpResponse:
    """Ask for one thing more."""
    achievement = _achievement(request, pk)
    found = get_object_or_404(Award, achievement=achievement)
    form = RequirementForm(posted(request), viewer=request.user)
    if form.is_valid():
        add_requirement(found, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect(found)
    return _page(request, achievement, form, title=_("Ask for something"), action=_("Ask for it"))


@require_POST
def require_less(request: SignedIn, pk: int) -> HttpResponse:
    """Ask for it no more."""
    found = get_object_or_404(Requirement, pk=pk)
    achievement = _achievement(request, found.award_id)
    drop_requirement(found, by=request.user)
    messages.success(request, _("Taken away."))
    return redirect("awards:award", achievement.pk)


@require_http_methods(["GET", "POST"])
def ask(request: SignedIn, pk: int) -> HttpResponse:
    """Ask a colleague to say what a requirement wants."""
    asked_for = get_object_or_404(Requirement, pk=pk, kind=Requirement.Kind.STATEMENT)
    found = _award(request, asked_for.award_id)
    require(rules.can_set_out(request.user, found))
    form = AskForm(posted(request), colleagues=colleagues_to_ask(request.user, asked_for))
    if form.is_valid():
        try:
            ask_statement(asked_for, form.cleaned_data["witness"], by=request.user)
        except NotAColleague:
            form.add_error("witness", _("A witness acts for the same organisation."))
        else:
            messages.success(request, _("Asked. The answer appears here."))
            return redirect(found)
    title, lead = _("Ask a witness"), asked_for.words
    return _page(request, found.achievement, form, title=title, lead=lead, action=_("Ask them"))


@require_http_methods(["GET", "POST"])
def testify(request: SignedIn, pk: int) -> HttpResponse:
    """Say as a witness whether it is so."""
    asked = Statement.objects.filter(witness=request.user).select_related(
        "candidacy__person", "requirement__award__achievement"
    )
    statement = get_object_or_404(asked, pk=pk)
    require(rules.can_testify(request.user, statement))
    form = TestimonyForm(posted(request))
    achievement = statement.requirement.award.achievement
    if form.is_valid():
        try:
            answer_statement(
                statement, confirms=form.cleaned_data["confirms"] == "yes", by=request.user
            )
        except AlreadyAnswered:
            messages.info(request, _("You have answered already."))
        else:
            messages.success(request, _("Thank you. Your word counts."))
        return redirect("portal:desk")
    words = {"name": statement.candidacy.person}
    return _page(
        request,
        achievement,
        form,
        title=_("You are asked as a witness about %(name)s") % words,
        lead=statement.requirement.words,
        action=_("Send my word"),
    )


def _award(request: HttpRequest, pk: int) -> Award:
    found = Award.objects.visible_to(request.user)
    return get_object_or_404(found.select_related("achievement__issuer__organisation"), pk=pk)


def _achievement(request: SignedIn, pk: int) -> Achievement:
    seen = Achievement.objects.visible_to(request.user).select_related("issuer__organisation")
    found = get_object_or_404(seen, pk=pk)
    require(rules.can_ask_for(request.user, found))
    return found


def _up(achievement: Achievement) -> list[Link]:
    return [Link(str(achievement), achievement.get_absolute_url())]


def _page(
    request: SignedIn, achievement: Achievement, form: forms.BaseForm, **words: Any
) -> HttpResponse:
    context = {
        "lead": "",
        **words,
        "form": form,
        "draft": None,
        "back": achievement.get_absolute_url(),
        "crumbs_up": _up(achievement),
    }
    return render_page(request, "awards/form.html", context)
