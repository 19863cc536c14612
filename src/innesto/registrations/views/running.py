"""Who runs an exchange says who may come, invites, admits and refuses."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.exchanges.http import exchange_page, form_page, run_exchange
from innesto.exchanges.models import Exchange
from innesto.registrations.actions.inviting import (
    Nominee,
    NoPlaceLeft,
    admit_person,
    invite_people,
    refuse_person,
)
from innesto.registrations.actions.openings import (
    TooFewPlaces,
    add_question,
    arrange_registration,
    drop_question,
    drop_quota,
    open_registration,
    set_quota,
)
from innesto.registrations.actions.registering import NotLive
from innesto.registrations.desk import NotOpen
from innesto.registrations.forms import (
    QUOTAS,
    InviteForm,
    OpeningForm,
    QuestionForm,
    QuotaForm,
    RefuseForm,
)
from innesto.registrations.models import FormQuestion, Opening, Quota, Registration
from innesto.registrations.queries.openings import opening_of
from innesto.registrations.queries.suggesting import (
    countries_of_partners,
    labels_at,
    people_to_invite,
    shares_of_format,
    suggested,
    whose_places,
)
from innesto.registrations.queries.words import shares_in_words
from innesto.registrations.views.people import TAB, readable
from innesto.toolkit.http import posted


@require_http_methods(["GET", "POST"])
def opening(request: SignedIn, pk: int) -> HttpResponse:
    """Open the registration, or change who may come."""
    exchange = run_exchange(request, pk)
    there = opening_of(exchange)
    form = OpeningForm(
        posted(request),
        instance=there,
        initial={} if there else suggested(exchange, on=timezone.localdate()),
        labels=labels_at(exchange),
        countries=countries_of_partners(exchange),
    )
    if form.is_valid():
        if there:
            there.refresh_from_db()  # the form wrote its answers into it
        try:
            _keep(exchange, there, form, request)
        except TooFewPlaces:
            form.add_error("places", _("More people have a place already. Nobody loses theirs."))
        except NotOpen:
            messages.info(request, _("It was held or called off meanwhile."))
            return redirect(TAB, exchange.pk)
        else:
            messages.success(request, _("Saved."))
            return redirect("registrations:opening", exchange.pk)
    context = {
        "form": form,
        "opening": there,
        "shares": shares_in_words(there, labels_at(exchange)) if there else [],
        "questions": list(there.questions.all()) if there else [],
        "back": reverse(TAB, args=[exchange.pk]),
    }
    return exchange_page(request, "registrations/opening.html", exchange, context, tab=TAB)


def _keep(exchange: Exchange, there: Opening | None, form: OpeningForm, request: SignedIn) -> None:
    if there:
        arrange_registration(there, by=request.user, **form.cleaned_data)
        return
    made = open_registration(exchange, by=request.user, **form.cleaned_data)
    for share in shares_of_format(exchange):
        set_quota(made, by=request.user, **share)


@require_http_methods(["GET", "POST"])
def quota(request: SignedIn, pk: int) -> HttpResponse:
    """Limit or keep places for some."""
    exchange = run_exchange(request, pk)
    there = get_object_or_404(Opening, exchange=_home(exchange))
    form = QuotaForm(posted(request), whose=[*QUOTAS, *whose_places(exchange)])
    back = reverse("registrations:opening", args=[exchange.pk])
    if form.is_valid():
        set_quota(there, by=request.user, **form.share())
        messages.success(request, _("Saved. Who has a place keeps it."))
        return redirect(back)
    return form_page(
        request,
        exchange,
        form,
        title=_("A share of the places"),
        action=_("Save"),
        tab=TAB,
        back=back,
    )


@require_POST
def quota_drop(request: SignedIn, pk: int, quota: int) -> HttpResponse:
    """Take a share of places back."""
    exchange = run_exchange(request, pk)
    shares = Quota.objects.filter(opening__exchange=_home(exchange))
    found = get_object_or_404(shares.select_related("opening__exchange"), pk=quota)
    drop_quota(found, by=request.user)
    messages.success(request, _("Removed. Who waited because of it moves up."))
    return redirect("registrations:opening", exchange.pk)


def _home(exchange: Exchange) -> int | None:
    there = opening_of(exchange)
    return there.exchange_id if there else None


@require_http_methods(["GET", "POST"])
def question(request: SignedIn, pk: int) -> HttpResponse:
    """Ask one thing more."""
    exchange = run_exchange(request, pk)
    there = get_object_or_404(Opening, exchange=_home(exchange))
    form = QuestionForm(posted(request))
    back = reverse("registrations:opening", args=[exchange.pk])
    if form.is_valid():
        add_question(there, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect(back)
    return form_page(
        request,
        exchange,
        form,
        title=_("One question more"),
        action=_("Ask it"),
        tab=TAB,
        lead=_("Ask only what you need: name and address are there."),
        back=back,
    )


@require_POST
def question_drop(request: SignedIn, pk: int, question: int) -> HttpResponse:
    """Ask something no more."""
    exchange = run_exchange(request, pk)
    asked = FormQuestion.objects.filter(opening__exchange=_home(exchange))
    found = get_object_or_404(asked.select_related("opening__exchange__programme"), pk=question)
    drop_question(found, by=request.user)
    messages.success(request, _("Removed, with what was answered."))
    return redirect("registrations:opening", exchange.pk)


@require_http_methods(["GET", "POST"])
def invite(request: SignedIn, pk: int) -> HttpResponse:
    """Invite people by role and country, or by name."""
    exchange = run_exchange(request, pk)
    get_object_or_404(Opening, exchange=_home(exchange))
    form = InviteForm(
        posted(request), labels=labels_at(exchange), countries=countries_of_partners(exchange)
    )
    if form.is_valid():
        asked = form.cleaned_data
        people = [Nominee(name, email) for name, email in asked.get("others") or ()]
        if asked.get("roles"):
            found = people_to_invite(
                exchange, roles=asked["roles"], countries=asked.get("countries") or ()
            )
            people += [Nominee(person=person) for person in found]
        part = Registration.Part(asked["part"])
        try:
            new = invite_people(exchange, people, by=request.user, part=part)
        except NotOpen:
            messages.info(request, _("It was held or called off meanwhile."))
        else:
            words = ngettext("%(count)d person invited.", "%(count)d persons invited.", len(new))
            messages.success(request, words % {"count": len(new)})
        return redirect(TAB, exchange.pk)
    return form_page(
        request,
        exchange,
        form,
        title=_("Invite people"),
        action=_("Invite them"),
        tab=TAB,
        lead=_("Who is on the list already is left alone. An invitation keeps no place."),
    )


@require_POST
def admit(request: SignedIn, pk: int, registration: int) -> HttpResponse:
    """Say yes to a request, or give a free place out of turn."""
    exchange = run_exchange(request, pk)
    one = readable(request, registration)
    try:
        one = admit_person(one, by=request.user)
    except NoPlaceLeft:
        messages.info(request, _("All places are taken: first add one, or wait until one is free."))
    except (NotLive, NotOpen):
        messages.info(request, _("This has changed meanwhile: look again."))
    else:
        said = {"name": one, "state": one.get_state_display()}
        messages.success(request, _("%(name)s: %(state)s.") % said)
    return redirect(TAB, exchange.pk)


@require_http_methods(["GET", "POST"])
def refuse(request: SignedIn, pk: int, registration: int) -> HttpResponse:
    """Give somebody no place, with the reason."""
    exchange = run_exchange(request, pk)
    one = readable(request, registration)
    form = RefuseForm(posted(request))
    if form.is_valid():
        try:
            refuse_person(one, by=request.user, **form.cleaned_data)
        except (NotLive, NotOpen):
            messages.info(request, _("This has changed meanwhile: look again."))
        else:
            messages.success(request, _("The person is told."))
        return redirect(TAB, exchange.pk)
    return form_page(
        request,
        exchange,
        form,
        title=_("No place for %(name)s") % {"name": one},
        action=_("Send the answer"),
        tab=TAB,
        back=one.get_absolute_url(),
    )
