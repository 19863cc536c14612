"""What persons do: ask for a place, answer an invitation, tell more, give a place back."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.accounts.models import User
from innesto.exchanges.http import exchange_or_404, exchange_page, form_page
from innesto.exchanges.models import Exchange
from innesto.organisations.http import acting_organisation
from innesto.registrations import rules
from innesto.registrations.actions.registering import (
    AlreadyRegistered,
    MayNotCome,
    NotInvited,
    NotLive,
    accept_place,
    answer_follow_up,
    decline_place,
    register_guest,
    register_person,
    withdraw_registration,
)
from innesto.registrations.desk import NotOpen
from innesto.registrations.forms import (
    AskingForm,
    FollowUpForm,
    GuestForm,
    ReasonForm,
    RegisterForm,
)
from innesto.registrations.models import FormQuestion, Opening, Registration
from innesto.registrations.queries.applicants import applicant, bodies_of
from innesto.registrations.queries.openings import opening_of, second_step
from innesto.registrations.queries.people import registration_of, told_before
from innesto.registrations.queries.suggesting import audiences_to_choose
from innesto.registrations.queries.words import BARS
from innesto.registrations.views.people import TAB, readable
from innesto.toolkit.http import posted, require


@require_http_methods(["GET", "POST"])
@login_not_required
def register(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a place, with an account or, where everyone may come, without."""
    exchange = exchange_or_404(request, pk)
    opening = opening_of(exchange)
    if opening is None:
        raise Http404
    user = request.user
    if not opening.is_open(timezone.localdate()):
        messages.info(request, _("Registration is not open on this day."))
        return redirect(TAB, exchange.pk)
    if not isinstance(user, User):
        return _register_guest(request, exchange, opening)
    mine = registration_of(user, exchange)
    if mine and mine.is_live:
        return redirect(mine)
    bar = applicant(opening.exchange, user, organisation=acting_organisation(request)).bar(opening)
    if bar or opening.reach == Opening.Reach.NAMED:
        messages.info(request, BARS[bar or "named"])
        return redirect(TAB, exchange.pk)
    form = RegisterForm(
        posted(request),
        asked=list(opening.questions.filter(step=FormQuestion.Step.FIRST)),
        bodies=bodies_of(user),
        audiences=audiences_to_choose(opening),
        initial={"organisation": acting_organisation(request)},
    )
    if form.is_valid():
        body = form.cleaned_data.get("organisation") or acting_organisation(request)
        try:
            one = register_person(exchange, by=user, organisation=body, **form.told())
        except (NotOpen, AlreadyRegistered, MayNotCome):
            messages.info(request, _("This has changed meanwhile: look again."))
            return redirect(TAB, exchange.pk)
        _say(request, one)
        return redirect(one)
    return _page(request, exchange, form, opening)


def _register_guest(request: HttpRequest, exchange: Exchange, opening: Opening) -> HttpResponse:
    if not opening.is_public:
        path = reverse("registrations:register", args=[exchange.pk])
        return redirect(f"{reverse('account_login')}?next={path}")
    form = GuestForm(
        posted(request),
        asked=list(opening.questions.filter(step=FormQuestion.Step.FIRST)),
        audiences=audiences_to_choose(opening),
    )
    if form.is_valid():
        try:
            register_guest(exchange, language=get_language() or "it", **form.told())
        except NotOpen:
            messages.info(request, _("This has changed meanwhile: look again."))
        else:
            messages.success(request, _("Look into your mail: one click there, and you are in."))
        return redirect(TAB, exchange.pk)
    return _page(request, exchange, form, opening)


def _page(
    request: HttpRequest, exchange: Exchange, form: AskingForm, opening: Opening
) -> HttpResponse:
    context: Mapping[str, Any] = {
        "form": form,
        "opening": opening,
        "meant_for": ", ".join(
            audiences_to_choose(opening).get(key, key) for key in opening.audiences
        ),
        "back": reverse(TAB, args=[exchange.pk]),
    }
    return exchange_page(request, "registrations/register.html", exchange, context, tab=TAB)


def _say(request: HttpRequest, one: Registration) -> None:
    """Say what came of it."""
    if one.is_confirmed:
        messages.success(
            request, _("Your place is confirmed. The entry for your calendar follows.")
        )
    elif one.is_waiting:
        messages.info(request, _("You are on the waiting list. We write when a place is free."))
    else:
        messages.success(request, _("Your request has arrived. The organisers answer by e-mail."))


@require_POST
def accept(request: SignedIn, pk: int, registration: int) -> HttpResponse:
    """Say yes to an invitation."""
    one = readable(request, registration)
    require(rules.can_answer_for(request.user, one))
    try:
        one = accept_place(one, by=request.user)
    except NotInvited:
        messages.info(request, _("This answer is there already."))
    except NotOpen:
        messages.info(request, _("This has changed meanwhile: look again."))
    else:
        _say(request, one)
    return redirect(one)


@require_http_methods(["GET", "POST"])
def decline(request: SignedIn, pk: int, registration: int) -> HttpResponse:
    """Say no to an invitation."""
    one = readable(request, registration)
    require(rules.can_answer_for(request.user, one))
    form = ReasonForm(posted(request))
    if form.is_valid():
        try:
            decline_place(one, by=request.user, **form.cleaned_data)
        except NotInvited:
            messages.info(request, _("This answer is there already."))
        else:
            messages.success(request, _("Thank you for telling."))
        return redirect(one)
    return form_page(
        request,
        exchange_or_404(request, pk),
        form,
        title=_("You do not come"),
        action=_("Send the answer"),
        tab=TAB,
        back=one.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
def withdraw(request: SignedIn, pk: int, registration: int) -> HttpResponse:
    """Give a place or a turn back."""
    one = readable(request, registration)
    require(rules.can_withdraw(request.user, one))
    form = ReasonForm(posted(request))
    if form.is_valid():
        try:
            withdraw_registration(one, by=request.user, **form.cleaned_data)
        except (NotLive, NotOpen):
            messages.info(request, _("This has changed meanwhile: look again."))
        else:
            messages.success(request, _("Given back. Who is next on the waiting list moves up."))
        return redirect(one)
    return form_page(
        request,
        exchange_or_404(request, pk),
        form,
        title=_("Give the place of %(name)s back") % {"name": one},
        action=_("Give it back"),
        tab=TAB,
        back=one.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
def follow_up(request: SignedIn, pk: int, registration: int) -> HttpResponse:
    """Answer what is asked of who has a place, and change what one needs."""
    one = readable(request, registration)
    require(rules.can_tell_more(request.user, one))
    exchange = exchange_or_404(request, pk)
    opening = Opening.objects.get(exchange=one.exchange_id)
    form = FollowUpForm(
        posted(request),
        asked=second_step(opening),
        initial=told_before(one),
    )
    if form.is_valid():
        try:
            answer_follow_up(one, by=request.user, **form.told())
        except NotLive:
            messages.info(request, _("This has changed meanwhile: look again."))
        else:
            messages.success(request, _("Saved."))
        return redirect(one)
    return form_page(
        request,
        exchange,
        form,
        title=_("Before you come"),
        action=_("Save"),
        tab=TAB,
        back=one.get_absolute_url(),
    )
