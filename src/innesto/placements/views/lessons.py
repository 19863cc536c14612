"""Lessons with their local adaptation, and what became of them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from innesto.accounts.http import SignedIn
from innesto.exchanges.http import form_page
from innesto.placements import rules
from innesto.placements.actions.lessons import (
    AlreadyAnsweredLater,
    adapt_lesson,
    answer_later,
    change_adaptation,
)
from innesto.placements.forms import AdaptationForm, FollowUpForm
from innesto.placements.queries.legs import legs_of
from innesto.placements.queries.lessons import adaptations_of, idea_keys_of, ideas_before
from innesto.placements.queries.people import own_side
from innesto.placements.views.access import TAB, begun_or_404, lived, side_of
from innesto.programmes.queries.labels import reader_language
from innesto.toolkit.drafting import drafting
from innesto.toolkit.http import posted, require

OF_THE_LESSON = ("sentence", "happened", "visibility", "language")


@require_http_methods(["GET", "POST"])
def new(request: SignedIn, pk: int) -> HttpResponse:
    """Write a lesson, how it is adapted at home, and what goes into the plan."""
    exchange, placement = lived(request, pk)
    side = own_side(placement, of=request.user)
    assert side, "who lives a placement is on a side"
    side.placement = placement
    draft = drafting(request.user, "placements:lesson", str(pk), title=_("A lesson"))
    ideas = ideas_before(legs_of(exchange, placement))
    initial = {"language": reader_language(), **draft.initial}
    form = AdaptationForm(posted(request), ideas=ideas, initial=initial)
    if form.is_valid():
        adaptation = adapt_lesson(side, exchange, by=request.user, **form.cleaned_data)
        draft.drop()
        messages.success(request, _("The lesson stands in the thread."))
        return redirect(adaptation)
    return form_page(
        request,
        exchange,
        form,
        title=_("A lesson, and how you adapt it"),
        action=_("Keep the lesson"),
        lead=_("What you keep here can go into the action plan with its origin."),
        tab=TAB,
        draft=draft,
    )


@require_http_methods(["GET", "POST"])
def edit(request: SignedIn, pk: int, adaptation: int) -> HttpResponse:
    """Change a lesson and how it is adapted."""
    exchange, placement = lived(request, pk)
    found = get_object_or_404(adaptations_of(placement), pk=adaptation)
    ideas = ideas_before(legs_of(exchange, placement))
    lesson = found.lesson
    initial = {name: getattr(lesson, name) for name in OF_THE_LESSON}
    initial["ideas"] = idea_keys_of(lesson)
    form = AdaptationForm(posted(request), instance=found, ideas=ideas, initial=initial)
    if form.is_valid():
        change_adaptation(found, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect(found)
    title = _("Change the lesson")
    return form_page(request, exchange, form, title=title, action=_("Save"), tab=TAB)


@require_http_methods(["GET", "POST"])
def later(request: SignedIn, pk: int, side: int) -> HttpResponse:
    """Say what became of it, six months later."""
    exchange, placement = begun_or_404(request, pk)
    found = side_of(placement, side)
    require(rules.can_prepare(request.user, found))
    form = FollowUpForm(posted(request), adaptations=adaptations_of(placement))
    if form.is_valid():
        try:
            answer_later(found, by=request.user, **form.cleaned_data)
        except AlreadyAnsweredLater:
            messages.info(request, _("A colleague answered meanwhile."))
        else:
            messages.success(request, _("Thank you. The thread shows it."))
        return redirect("placements:detail", pk)
    return form_page(
        request,
        exchange,
        form,
        title=_("What became of it?"),
        action=_("Send the answer"),
        lead=_("Also a no helps: it shows what a city needs to use what it learned."),
        tab=TAB,
    )
