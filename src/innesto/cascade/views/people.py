"""Who was at a training, what proves it, and who can say so: the trainer's pages."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.cascade import rules
from innesto.cascade.actions.people import (
    AlreadyAnswered,
    AlreadyAsked,
    NotAColleague,
    add_group,
    ask_witness,
    drop_group,
    drop_trainee,
)
from innesto.cascade.actions.trainings import add_evidence, drop_evidence
from innesto.cascade.forms import EvidenceForm, GroupForm, WitnessForm
from innesto.cascade.models import Evidence, Training
from innesto.cascade.queries.log import colleagues_to_ask
from innesto.toolkit.frame import Link
from innesto.toolkit.http import posted, render_page, require
from innesto.toolkit.serving import serve


@require_http_methods(["GET", "POST"])
def group_new(request: SignedIn, pk: int) -> HttpResponse:
    """Say who of a city, or of one's own house, was there."""
    training = _own(request, pk)
    form = GroupForm(posted(request), training=training)
    if form.is_valid():
        answers = form.cleaned_data
        add_group(
            training,
            answers["organisation"],
            people=answers["people"],
            headcount=answers["headcount"],
            by=request.user,
        )
        messages.success(request, _("Each is asked to confirm with one click."))
        return redirect(training)
    title = _("Who was there?")
    lead = (
        _("Colleagues confirm with one click, also without an account.")
        if training.is_session
        else _("One city at a time. They confirm with one click, also without an account.")
    )
    return _page(request, training, form, title=title, lead=lead, action=_("Ask them to confirm"))


@require_POST
def group_drop(request: SignedIn, pk: int, group: int) -> HttpResponse:
    """Take a city off the list."""
    training = _own(request, pk)
    try:
        drop_group(get_object_or_404(training.groups, pk=group), by=request.user)
    except AlreadyAnswered:
        messages.error(request, _("One of its people has confirmed: it stays."))
    return redirect(training)


@require_POST
def trainee_drop(request: SignedIn, pk: int, trainee: int) -> HttpResponse:
    """Take somebody off the list."""
    training = _own(request, pk)
    try:
        drop_trainee(get_object_or_404(training.trainees, pk=trainee), by=request.user)
    except AlreadyAnswered:
        messages.info(request, _("They have confirmed meanwhile: they stay."))
    return redirect(training)


@require_http_methods(["GET", "POST"])
def evidence_new(request: SignedIn, pk: int) -> HttpResponse:
    """Add what proves it."""
    training = _own(request, pk)
    form = EvidenceForm(posted(request), request.FILES or None)
    if form.is_valid():
        add_evidence(training, by=request.user, **form.cleaned_data)
        messages.success(request, _("Added."))
        return redirect(training)
    title = _("Add evidence")
    lead = _("Who gave, attended or witnessed it reads it, and who coordinates the programme.")
    return _page(request, training, form, title=title, lead=lead, action=_("Add it"))


@require_GET
def evidence(request: SignedIn, pk: int, evidence: int) -> HttpResponseBase:
    """The file."""
    found = Evidence.objects.visible_to(request.user).exclude(file="")
    one = get_object_or_404(found, training=pk, pk=evidence)
    return serve(request, one.file, one.file_name, inline=True)


@require_POST
def evidence_drop(request: SignedIn, pk: int, evidence: int) -> HttpResponse:
    """Take evidence away."""
    training = _own(request, pk)
    drop_evidence(get_object_or_404(training.evidence, pk=evidence), by=request.user)
    messages.success(request, _("Taken away."))
    return redirect(training)


@require_http_methods(["GET", "POST"])
def witness_new(request: SignedIn, pk: int) -> HttpResponse:
    """Ask a colleague to say that it was held."""
    training = _own(request, pk)
    require(training.is_session)
    form = WitnessForm(posted(request), colleagues=colleagues_to_ask(training))
    if form.is_valid():
        try:
            ask_witness(training, form.cleaned_data["person"], by=request.user)
        except AlreadyAsked:
            messages.info(request, _("They have been asked already."))
        except NotAColleague:
            form.add_error("person", _("A witness acts for the same organisation."))
        else:
            messages.success(request, _("Asked. The answer appears here."))
        if not form.errors:
            return redirect(training)
    title = _("Ask a witness")
    lead = _("A colleague who was there, or who saw what came of it, confirms with one click.")
    return _page(request, training, form, title=title, lead=lead, action=_("Ask them"))


def _own(request: SignedIn, pk: int) -> Training:
    found = Training.objects.visible_to(request.user).select_related("programme", "organisation")
    training = get_object_or_404(found, pk=pk)
    require(rules.can_change_training(request.user, training))
    return training


def _page(
    request: SignedIn, training: Training, form: forms.BaseForm, **words: Any
) -> HttpResponse:
    context = {
        **words,
        "form": form,
        "draft": None,
        "back": training.get_absolute_url(),
        "crumbs_up": [Link(training.title, training.get_absolute_url())],
    }
    return render_page(request, "cascade/form.html", context)
