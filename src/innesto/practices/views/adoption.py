"""Bring a practice home, step by step."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.accounts.models import User
from innesto.lineage.queries.thread import origin_named, thread_of
from innesto.organisations.http import acting_organisation
from innesto.practices import rules
from innesto.practices.actions.adoption import (
    AlreadyAdopting,
    NotAtThisStep,
    OwnPractice,
    agree_as_adviser,
    agree_as_owner,
    answer_follow_up,
    ask_to_adopt,
    decline_adoption,
    describe_context,
    finish_adoption,
    hand_over_adoption,
    log_adaptation,
    move_adoption,
    pause_adoption,
    resume_adoption,
    withdraw_adoption,
)
from innesto.practices.forms.adoption import (
    AdaptationForm,
    AdoptForm,
    ContextForm,
    FollowUpForm,
    HandOverForm,
    ResultForm,
)
from innesto.practices.forms.course import ReasonForm
from innesto.practices.models import Adoption, FollowUp
from innesto.practices.models.following import STEPS
from innesto.practices.queries.adoptions import adoptions_of
from innesto.practices.queries.comparing import contexts
from innesto.practices.views.pages import form_page, way_up
from innesto.practices.views.reading import readable
from innesto.toolkit.drafting import drafting
from innesto.toolkit.frame import Link
from innesto.toolkit.http import posted, render_page, require

type Rule = Callable[[User, Adoption], bool]


@require_http_methods(["GET", "POST"])
def adopt(request: SignedIn, slug: str) -> HttpResponse:
    """Ask to take a practice home; the address may name the work that gave the idea."""
    practice = readable(request, slug)
    require(rules.can_adopt(request.user, practice))
    named = origin_named(request.GET.get("da", ""), request.user)
    origin, idea = named or (None, None)
    initial = {
        "organisation": acting_organisation(request),
        "motive": idea.title if idea else "",
    }
    form = AdoptForm(posted(request), person=request.user, practice=practice, initial=initial)
    if form.is_valid():
        organisation = form.cleaned_data.pop("organisation")
        try:
            adoption = ask_to_adopt(
                practice, organisation, by=request.user, origin=origin, **form.cleaned_data
            )
        except AlreadyAdopting as running:
            messages.info(request, _("Your organisation has asked already."))
            return redirect(running.adoption)
        except OwnPractice:
            form.add_error("organisation", _("This practice is its own."))
        else:
            messages.success(request, _("Asked. You are told as soon as somebody answers."))
            return redirect(adoption)
    return form_page(
        request,
        practice,
        form,
        title=_("Bring it home"),
        lead=_("Understand, adapt, re-use, with somebody beside you. Stop when you want."),
        action=_("Ask the owner"),
    )


@require_GET
def mine(request: SignedIn) -> HttpResponse:
    """The adoptions in which one has a part."""
    context = {"adoptions": adoptions_of(request.user)[:200]}
    return render_page(request, "practices/adoptions.html", context)


@require_GET
def detail(request: SignedIn, pk: int) -> HttpResponse:
    """Where an adoption stands: who agreed, how the contexts differ, the log, the result."""
    adoption = _visible(request, pk)
    user = request.user
    order = [Adoption.State.ASKED, *STEPS, Adoption.State.DONE]
    current = adoption.before_pause or adoption.state
    context = {
        "adoption": adoption,
        "practice": adoption.practice,
        "contexts": contexts(adoption),
        "log": adoption.adaptations.select_related("by"),
        "outcomes": adoption.outcomes.all(),
        "follow_ups": adoption.follow_ups.select_related("by"),
        "steps": [
            Link(str(step.label).capitalize(), "", current=step == current) for step in order
        ],
        "today": timezone.localdate(),
        "may_agree_as_owner": rules.can_agree_as_owner(user, adoption),
        "may_advise": rules.can_advise(user, adoption),
        "may_decline": rules.can_decline(user, adoption),
        "may_work": rules.can_work_on(user, adoption) and adoption.is_at_work,
        "may_give_up": rules.can_give_up(user, adoption),
        "may_describe": rules.can_describe(user, adoption),
        "may_follow_up": rules.can_work_on(user, adoption),
        "crumbs_up": way_up(adoption.practice),
        "came_from": thread.came_from if (thread := thread_of(adoption, viewer=user)) else (),
    }
    return render_page(request, "practices/adoption.html", context)


@require_POST
def agree(request: SignedIn, pk: int, side: str) -> HttpResponse:
    """Say yes, as the owner or as the adviser."""
    adoption = _visible(request, pk)
    if side == "cura":
        require(rules.can_agree_as_owner(request.user, adoption))
        return _done(request, adoption, agree_as_owner, _("Thank you. Both sides are told."))
    require(rules.can_advise(request.user, adoption))
    return _done(request, adoption, agree_as_adviser, _("Thank you. You accompany them now."))


@require_POST
def move(request: SignedIn, pk: int) -> HttpResponse:
    """Go on to the next step."""
    adoption = _for(request, pk, rules.can_work_on)
    return _done(request, adoption, move_adoption, _("On to the next step."))


@require_http_methods(["GET", "POST"])
def decline(request: SignedIn, pk: int) -> HttpResponse:
    """Say no to a request."""
    adoption = _for(request, pk, rules.can_decline)
    form = ReasonForm(posted(request))
    if form.is_valid():
        return _done(request, adoption, decline_adoption, _("Declined."), **form.cleaned_data)
    return _form_page(request, adoption, form, title=_("Say no, and why"), action=_("Decline"))


@require_http_methods(["GET", "POST"])
def log(request: SignedIn, pk: int) -> HttpResponse:
    """Keep what was kept, changed, dropped or added."""
    adoption = _for(request, pk, rules.can_work_on)
    form = AdaptationForm(posted(request))
    if form.is_valid():
        return _done(request, adoption, log_adaptation, _("Kept."), **form.cleaned_data)
    return _form_page(
        request, adoption, form, title=_("What did you do with it?"), action=_("Keep the line")
    )


@require_http_methods(["GET", "POST"])
def context(request: SignedIn, pk: int) -> HttpResponse:
    """Say what there is to build on, so that the two places can be compared."""
    adoption = _for(request, pk, rules.can_describe)
    form = ContextForm(posted(request), instance=adoption)
    if form.is_valid():
        return _done(request, adoption, describe_context, _("Kept."), **form.cleaned_data)
    return _form_page(request, adoption, form, title=_("What can you build on?"), action=_("Save"))


@require_http_methods(["GET", "POST"])
def finish(request: SignedIn, pk: int) -> HttpResponse:
    """Tell the result; the adopter's own sheet is born."""
    adoption = _for(request, pk, rules.can_work_on)
    title, practice = _("The result"), adoption.practice
    draft = drafting(request.user, "practices:finish", str(pk), title=f"{practice.title} – {title}")
    form = ResultForm(posted(request), initial=draft.initial)
    if form.is_valid():
        told = _("Adopted. Your own sheet has begun, with where it comes from.")
        answer = _done(request, adoption, finish_adoption, told, **form.answers)
        draft.drop()
        return answer
    return _form_page(
        request, adoption, form, title=title, action=_("Tell the result"), draft=draft
    )


@require_http_methods(["GET", "POST"])
def pause(request: SignedIn, pk: int) -> HttpResponse:
    """Stop for a while."""
    adoption = _for(request, pk, rules.can_give_up)
    form = ReasonForm(posted(request))
    if form.is_valid():
        return _done(request, adoption, pause_adoption, _("Paused."), **form.cleaned_data)
    return _form_page(request, adoption, form, title=_("Pause for a while"), action=_("Pause"))


@require_POST
def resume(request: SignedIn, pk: int) -> HttpResponse:
    """Go on."""
    adoption = _for(request, pk, rules.can_give_up)
    return _done(request, adoption, resume_adoption, _("You go on where you stopped."))


@require_http_methods(["GET", "POST"])
def withdraw(request: SignedIn, pk: int) -> HttpResponse:
    """Give up, and say why."""
    adoption = _for(request, pk, rules.can_give_up)
    form = ReasonForm(posted(request))
    if form.is_valid():
        return _done(request, adoption, withdraw_adoption, _("Withdrawn."), **form.cleaned_data)
    return _form_page(
        request, adoption, form, title=_("Withdraw, and say why"), action=_("Withdraw")
    )


@require_http_methods(["GET", "POST"])
def hand_over(request: SignedIn, pk: int) -> HttpResponse:
    """Let a colleague lead it."""
    adoption = _for(request, pk, rules.can_give_up)
    form = HandOverForm(posted(request), adoption=adoption)
    if form.is_valid():
        return _done(request, adoption, hand_over_adoption, _("Handed over."), **form.cleaned_data)
    return _form_page(
        request, adoption, form, title=_("Hand it over to a colleague"), action=_("Hand over")
    )


@require_http_methods(["GET", "POST"])
def follow_up(request: SignedIn, pk: int) -> HttpResponse:
    """Say what became of it, months later."""
    asked = get_object_or_404(
        FollowUp.objects.filter(
            adoption__in=Adoption.objects.visible_to(request.user).values("pk")
        ).select_related("adoption__practice", "adoption__organisation"),
        pk=pk,
    )
    adoption = asked.adoption
    require(rules.can_work_on(request.user, adoption))
    form = FollowUpForm(posted(request))
    if form.is_valid():
        try:
            answer_follow_up(asked, by=request.user, **form.cleaned_data)
        except NotAtThisStep:
            messages.info(request, _("A colleague was faster: it is answered already."))
        else:
            messages.success(request, _("Thank you. The owner sees it too."))
        return redirect(adoption)
    title = _("What became of it after %(months)s months?") % {"months": asked.months}
    return _form_page(request, adoption, form, title=title, action=_("Tell it"))


def _visible(request: SignedIn, pk: int) -> Adoption:
    adoptions = Adoption.objects.visible_to(request.user).select_related(
        *("practice__programme__call", "practice__organisation", "practice__place__country"),
        *("organisation__place__country", "office", "adviser", "lead", "sheet", "asked_by"),
    )
    return get_object_or_404(adoptions.distinct(), pk=pk)


def _for(request: SignedIn, pk: int, rule: Rule) -> Adoption:
    adoption = _visible(request, pk)
    require(rule(request.user, adoption))
    return adoption


def _done(
    request: SignedIn,
    adoption: Adoption,
    action: Callable[..., Any],
    told: str,
    **answers: Any,
) -> HttpResponse:
    try:
        action(adoption, by=request.user, **answers)
    except NotAtThisStep:
        messages.info(request, _("A colleague was faster: it stands elsewhere by now."))
    else:
        messages.success(request, told)
    return redirect(adoption)


def _form_page(request: SignedIn, adoption: Adoption, form: BaseForm, **page: Any) -> HttpResponse:
    way = [Link(_("Adoption"), adoption.get_absolute_url())]
    return form_page(request, adoption.practice, form, way=way, **page)
