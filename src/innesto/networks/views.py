"""Pages of governance and of the network: read, compare, change, look again."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.accounts.models import User
from innesto.networks import rules
from innesto.networks.actions import (
    AlreadyKnown,
    add_relation,
    change_relation,
    describe_body,
    drop_body,
    look_at_relation,
    open_network,
    say_who_decides,
)
from innesto.networks.forms import BodyForm, DecisionForm, LookForm, OpennessForm, RelationForm
from innesto.networks.models import Body, Decision, Openness, Relation
from innesto.networks.picture import picture_of
from innesto.networks.queries import (
    bodies_of,
    comparable,
    compared,
    is_inside,
    may_read,
    networks_of_projects,
    relations_of,
)
from innesto.programmes.http import form_page, programme_or_404, programme_page
from innesto.programmes.models import Programme
from innesto.toolkit.http import posted, require

NETWORK, GOVERNANCE = "networks:relations", "networks:governance"
SIDE_BY_SIDE = 4
"""Projects that are compared at once."""


@require_GET
@login_not_required
def relations(request: HttpRequest, slug: str) -> HttpResponse:
    """With whom a programme works, drawn and in a table; of a call, its projects too."""
    programme = _readable(request, slug, "relations_are_public")
    today = timezone.localdate()
    found = list(relations_of(programme))
    projects = (
        [] if programme.call_id else networks_of_projects(programme, viewer=request.user, on=today)
    )
    context = {
        "relations": [(one, one.is_dormant(today)) for one in found],
        "dormant": [one for one in found if one.is_dormant(today)],
        "picture": picture_of(found, on=today),
        "projects": projects,
        "is_inside": is_inside(request.user, programme),
        "may_keep": _may_keep(request, programme),
    }
    return programme_page(request, "networks/relations.html", programme, context, tab=NETWORK)


@require_http_methods(["GET", "POST"])
def relation_new(request: SignedIn, slug: str) -> HttpResponse:
    """Add somebody the programme works with, or wants to."""
    programme = _kept(request, slug)
    form = RelationForm(posted(request), programme=programme)
    if form.is_valid():
        try:
            add_relation(programme, by=request.user, **form.cleaned_data)
        except AlreadyKnown:
            form.add_error("name", _("This relation stands here already."))
        else:
            messages.success(request, _("Added."))
            return redirect(NETWORK, slug)
    return _form(request, programme, form, title=_("Add a relation"), tab=NETWORK)


@require_http_methods(["GET", "POST"])
def relation(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """One relation: how it stood each time, and how it stands today."""
    programme = _readable(request, slug, "")
    found = _relation(programme, pk)
    may_keep = rules.can_keep_network(request.user, programme)
    form = LookForm(posted(request), initial={"state": found.state})
    if request.method == "POST":
        require(may_keep)
        if form.is_valid():
            look_at_relation(found, by=request.user, **form.cleaned_data)
            messages.success(request, _("Kept. It is awake again."))
            return redirect(NETWORK, slug)
    context = {
        "relation": found,
        "is_dormant": found.is_dormant(timezone.localdate()),
        "looks": found.looks.select_related("by").order_by("-on", "-pk"),
        "form": form if may_keep else None,
        "may_keep": may_keep,
    }
    return programme_page(request, "networks/relation.html", programme, context, tab=NETWORK)


@require_http_methods(["GET", "POST"])
def relation_edit(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Change what is said of a relation."""
    programme = _kept(request, slug)
    found = _relation(programme, pk)
    form = RelationForm(posted(request), instance=found, programme=programme)
    if form.is_valid():
        try:
            change_relation(_relation(programme, pk), by=request.user, **form.cleaned_data)
        except AlreadyKnown:
            form.add_error("name", _("This relation stands here already."))
        else:
            messages.success(request, _("Saved."))
            return redirect(found)
    return _form(request, programme, form, title=_("Change the relation"), tab=NETWORK)


@require_GET
@login_not_required
def governance(request: HttpRequest, slug: str) -> HttpResponse:
    """Which bodies there are, who decides what, and how."""
    programme = _readable(request, slug, "governance_is_public")
    said = {
        one.matter: one
        for one in Decision.objects.filter(programme=programme).select_related("body")
    }
    openness = Openness.objects.filter(programme=programme).first()
    may_keep = _may_keep(request, programme)
    context = {
        "bodies": bodies_of(programme),
        "matters": [(matter, said.get(matter.value)) for matter in Decision.Matter],
        "may_keep": may_keep,
        "openness_form": OpennessForm(instance=openness) if may_keep else None,
        "others": comparable(programme, viewer=request.user),
    }
    return programme_page(request, "networks/governance.html", programme, context, tab=GOVERNANCE)


@require_GET
@login_not_required
def compare(request: HttpRequest, slug: str) -> HttpResponse:
    """The governance of up to four projects of a call side by side."""
    programme = _readable(request, slug, "governance_is_public")
    offered = list(comparable(programme, viewer=request.user))
    wanted = request.GET.getlist("con") or [programme.slug]
    chosen = [one for one in offered if one.slug in wanted]
    rest = [one for one in offered if one not in chosen]
    if "con" not in request.GET:
        chosen += rest
    table = compared(chosen[:SIDE_BY_SIDE])
    context = {
        "table": table,
        "cells": list(zip(table.programmes, table.bodies, strict=True)),
        "rows": [
            (label, list(zip(table.programmes, row, strict=True))) for label, row in table.matters
        ],
        "choices": [(one, one in chosen[:SIDE_BY_SIDE]) for one in offered],
        "most": SIDE_BY_SIDE,
    }
    return programme_page(request, "networks/compare.html", programme, context, tab=GOVERNANCE)


@require_POST
def openness(request: SignedIn, slug: str) -> HttpResponse:
    """Say what everyone may read."""
    programme = _kept(request, slug)
    form = OpennessForm(request.POST)
    form.is_valid()
    open_network(programme, by=request.user, **form.cleaned_data)
    messages.success(request, _("Saved."))
    return redirect(GOVERNANCE, slug)


@require_http_methods(["GET", "POST"])
def body_new(request: SignedIn, slug: str) -> HttpResponse:
    """Add a body."""
    programme = _kept(request, slug)
    return _body(request, programme, None, title=_("Add a body"))


@require_http_methods(["GET", "POST"])
def body_edit(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Change a body."""
    programme = _kept(request, slug)
    body = get_object_or_404(programme.bodies, pk=pk)
    return _body(request, programme, body, title=_("Change the body"))


def _body(
    request: SignedIn, programme: Programme, body: Body | None, *, title: str
) -> HttpResponse:
    form = BodyForm(posted(request), instance=body)
    if form.is_valid():
        try:
            describe_body(programme, body, by=request.user, **form.cleaned_data)
        except AlreadyKnown:
            form.add_error("name", _("There is a body of this name."))
        else:
            messages.success(request, _("Saved."))
            return redirect(GOVERNANCE, programme.slug)
    return _form(request, programme, form, title=title, tab=GOVERNANCE)


@require_POST
def body_drop(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Take a body away."""
    programme = _kept(request, slug)
    drop_body(
        get_object_or_404(programme.bodies.select_related("programme"), pk=pk), by=request.user
    )
    messages.success(request, _("Taken away, with what it decided."))
    return redirect(GOVERNANCE, slug)


@require_http_methods(["GET", "POST"])
def decide(request: SignedIn, slug: str, matter: str) -> HttpResponse:
    """Say who decides on a matter."""
    programme = _kept(request, slug)
    if matter not in Decision.Matter.values:
        raise Http404
    kept = Decision.objects.filter(programme=programme, matter=matter).first()
    form = DecisionForm(posted(request), instance=kept, programme=programme)
    if form.is_valid():
        say_who_decides(programme, matter, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect(GOVERNANCE, slug)
    title = str(Decision.Matter(matter).label)
    return _form(request, programme, form, title=title, tab=GOVERNANCE)


def _form(
    request: SignedIn, programme: Programme, form: BaseForm, *, title: str, tab: str
) -> HttpResponse:
    return form_page(request, programme, form, title=title, action=_("Save"), tab=tab)


def _readable(request: HttpRequest, slug: str, what: str) -> Programme:
    """Return the programme if this of it may be read; ``what`` opens it to everyone."""
    programme = programme_or_404(request, slug)
    if not (
        may_read(request.user, programme, what) if what else is_inside(request.user, programme)
    ):
        raise Http404
    return programme


def _kept(request: SignedIn, slug: str) -> Programme:
    programme = _readable(request, slug, "")
    require(rules.can_keep_network(request.user, programme))
    return programme


def _may_keep(request: HttpRequest, programme: Programme) -> bool:
    return isinstance(request.user, User) and rules.can_keep_network(request.user, programme)


def _relation(programme: Programme, pk: int) -> Relation:
    found = programme.relations.select_related("programme", "organisation", "keeper")
    return get_object_or_404(found, pk=pk)
