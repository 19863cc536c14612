"""What anyone with an account may do: follow a practice, and propose one to a municipality."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.practices import rules
from innesto.practices.actions.voices import (
    NotAProposal,
    decline_proposal,
    endorse_proposal,
    follow_practice,
    propose_practice,
    unfollow_practice,
)
from innesto.practices.forms.voices import ProposalAnswerForm, ProposeForm
from innesto.practices.views.pages import form_page
from innesto.practices.views.reading import readable
from innesto.toolkit.drafting import drafting
from innesto.toolkit.http import posted, require


@require_POST
def follow(request: SignedIn, slug: str) -> HttpResponse:
    """Be told what becomes of a practice."""
    practice = readable(request, slug)
    require(rules.can_follow(request.user, practice))
    follow_practice(practice, by=request.user)
    messages.success(request, _("You follow it: you are told when something happens to it."))
    return redirect(practice)


@require_POST
def unfollow(request: SignedIn, slug: str) -> HttpResponse:
    """Be told no more."""
    practice = readable(request, slug)
    unfollow_practice(practice, by=request.user)
    messages.success(request, _("You follow it no more."))
    return redirect(practice)


@require_http_methods(["GET", "POST"])
def propose(request: SignedIn) -> HttpResponse:
    """Propose a practice of citizens to a municipality."""
    require(rules.can_propose(request.user))
    title = _("Propose a practice")
    draft = drafting(request.user, "practices:propose", title=title)
    initial = {"language": request.user.language, **draft.initial}
    form = ProposeForm(posted(request), initial=initial)
    if form.is_valid():
        practice = propose_practice(**form.cleaned_data, by=request.user)
        draft.drop()
        messages.success(request, _("Sent. You are told when the municipality answers."))
        return redirect(practice)
    return form_page(
        request,
        None,
        form,
        title=title,
        draft=draft,
        lead=_(
            "What you do in your street, with your association. "
            "The municipality may make it its own, and then everyone finds it."
        ),
        action=_("Propose it"),
    )


@require_http_methods(["GET", "POST"])
def proposal(request: SignedIn, slug: str) -> HttpResponse:
    """Answer a proposal of citizens: endorse it, or say no and why."""
    practice = readable(request, slug)
    if practice.proposed_to is None:
        raise Http404
    require(rules.can_endorse(request.user, practice))
    form = ProposalAnswerForm(posted(request))
    if form.is_valid():
        try:
            if form.cleaned_data["decision"] == "endorse":
                endorse_proposal(practice, by=request.user)
                told = _("It is yours now. Complete the sheet and send it.")
            else:
                decline_proposal(practice, by=request.user, reason=form.cleaned_data["reason"])
                told = _("Declined. Whoever proposed it is told why.")
        except NotAProposal:
            messages.info(request, _("A colleague was faster: it is answered already."))
        else:
            messages.success(request, told)
        return redirect(practice)
    return form_page(
        request,
        practice,
        form,
        title=_("Answer the proposal"),
        lead=_("Proposed by %(who)s.") % {"who": practice.proposer},
        action=_("Answer"),
    )
