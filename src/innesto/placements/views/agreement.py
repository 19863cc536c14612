"""The agreement of a staff exchange: text, sides, people, versions, and the yes of each side."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.exchanges.http import exchange_page, form_page
from innesto.placements import rules
from innesto.placements.actions.agreement import (
    AlreadyBegun,
    StandsInTheWay,
    TextChanged,
    accept_agreement,
    allow_across,
    begin_placement,
    drop_delegate,
    name_delegate,
    set_side,
    write_agreement,
)
from innesto.placements.forms import AcceptForm, AcrossForm, DelegateForm, SideForm, TermsForm
from innesto.placements.models import Delegate
from innesto.placements.queries.agreement import PARTS, sides_of
from innesto.placements.queries.findings import findings_of
from innesto.placements.queries.legs import legs_of
from innesto.placements.queries.people import colleagues_of, offices_of, towns_of
from innesto.placements.views.access import TAB, begun_or_404, leg_or_404, side_of
from innesto.toolkit.http import posted, require


@require_GET
def agreement(request: SignedIn, pk: int) -> HttpResponse:
    """The text as it stands, who said yes to it, and how it came about."""
    exchange, placement = begun_or_404(request, pk)
    user = request.user
    require(rules.can_read_agreement(user, placement))
    legs = legs_of(exchange, placement)
    sides = list(sides_of(placement))
    for side in sides:
        side.placement = placement
    found = findings_of(placement, legs, sides)
    lines = [
        {
            "side": side,
            "has_agreed": side.accepts(placement),
            "may_agree": rules.can_agree(user, side),
            "may_keep": rules.can_keep_side(user, side),
        }
        for side in sides
    ]
    versions = [
        (version, [str(PARTS[part]) for part in version.changed if part in PARTS])
        for version in placement.versions.select_related("by")
    ]
    context = {
        "placement": placement,
        "legs": legs,
        "lines": lines,
        "findings": found,
        "is_blocked": any(one.strength == "hard" for one in found),
        "versions": versions,
        "may_write": rules.can_write_agreement(user, placement),
        "may_allow": rules.can_allow(user, placement),
        "terms": [
            (PARTS[name], getattr(placement, name))
            for name in ("costs", "confidentiality", "accessibility")
        ],
    }
    return exchange_page(request, "placements/agreement.html", exchange, context, tab=TAB)


@require_POST
def begin(request: SignedIn, pk: int) -> HttpResponse:
    """Begin the agreement."""
    exchange = leg_or_404(request, pk)
    require(rules.can_begin(request.user, exchange))
    try:
        begin_placement(exchange, by=request.user)
    except AlreadyBegun:
        messages.info(request, _("It is begun already."))
    else:
        messages.success(request, _("Begun. Say who takes part, then write the terms."))
    return redirect("placements:agreement", pk)


@require_http_methods(["GET", "POST"])
def terms(request: SignedIn, pk: int) -> HttpResponse:
    """Write purposes, costs, confidentiality, accessibility and language."""
    exchange, placement = begun_or_404(request, pk)
    require(rules.can_write_agreement(request.user, placement))
    legs = legs_of(exchange, placement)
    now = {f"purpose_{number}": leg.purpose for number, leg in enumerate(legs)}
    form = TermsForm(posted(request), legs=legs, initial={**placement.terms, **now})
    if form.is_valid():
        write_agreement(placement, by=request.user, **form.terms)
        messages.success(request, _("Saved. Who had said yes is asked again if the text changed."))
        return redirect("placements:agreement", pk)
    return form_page(
        request,
        exchange,
        form,
        title=_("The terms of the staff exchange"),
        action=_("Save"),
        lead=_("What both cities agree. A changed text asks both again."),
        tab=TAB,
        back=reverse("placements:agreement", args=[pk]),
    )


@require_http_methods(["GET", "POST"])
def side(request: SignedIn, pk: int, side: int) -> HttpResponse:
    """Say which body takes part for a partner, and which offices."""
    exchange, placement = begun_or_404(request, pk)
    found = side_of(placement, side)
    require(rules.can_keep_side(request.user, found))
    form = SideForm(
        posted(request),
        organisations=towns_of(found),
        offices=offices_of(found),
        initial={"organisation": found.organisation_id, "offices": found.offices.all()},
    )
    if form.is_valid():
        set_side(found, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved. Who had said yes is asked again if the text changed."))
        return redirect("placements:agreement", pk)
    return form_page(
        request,
        exchange,
        form,
        title=_("Who takes part for %(name)s") % {"name": found.partner},
        action=_("Save"),
        tab=TAB,
        back=reverse("placements:agreement", args=[pk]),
    )


@require_http_methods(["GET", "POST"])
def delegate(request: SignedIn, pk: int, side: int) -> HttpResponse:
    """Name who goes, who receives, or whom to call."""
    exchange, placement = begun_or_404(request, pk)
    found = side_of(placement, side)
    require(rules.can_keep_side(request.user, found))
    form = DelegateForm(posted(request), people=colleagues_of(found), offices=offices_of(found))
    if form.is_valid():
        name_delegate(found, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved. Who had said yes is asked again if the text changed."))
        return redirect("placements:agreement", pk)
    return form_page(
        request,
        exchange,
        form,
        title=_("Name a person for %(name)s") % {"name": found},
        action=_("Name the person"),
        tab=TAB,
        back=reverse("placements:agreement", args=[pk]),
    )


@require_POST
def undelegate(request: SignedIn, pk: int, delegate: int) -> HttpResponse:
    """Take somebody's name out."""
    _exchange, placement = begun_or_404(request, pk)
    people = Delegate.objects.select_related("side__partner__organisation", "side__organisation")
    found = get_object_or_404(people, side__placement=placement, pk=delegate)
    found.side.placement = placement
    require(rules.can_keep_side(request.user, found.side))
    drop_delegate(found, by=request.user)
    messages.success(request, _("Saved. Who had said yes is asked again if the text changed."))
    return redirect("placements:agreement", pk)


@require_POST
def accept(request: SignedIn, pk: int, side: int) -> HttpResponse:
    """Say yes, for a side, to the text that was read."""
    _exchange, placement = begun_or_404(request, pk)
    found = side_of(placement, side)
    require(rules.can_agree(request.user, found))
    form = AcceptForm(request.POST)
    try:
        revision = form.cleaned_data["revision"] if form.is_valid() else 0
        accept_agreement(found, revision=revision, by=request.user)
    except TextChanged:
        messages.warning(request, _("The text changed meanwhile. Read it again, then say yes."))
    except StandsInTheWay:
        messages.warning(request, _("Something must be mended before anybody can say yes."))
    else:
        messages.success(request, _("Thank you. The other side knows."))
    return redirect("placements:agreement", pk)


@require_http_methods(["GET", "POST"])
def across(request: SignedIn, pk: int) -> HttpResponse:
    """Let partners of different communities exchange staff, with a reason."""
    exchange, placement = begun_or_404(request, pk)
    require(rules.can_allow(request.user, placement))
    form = AcrossForm(posted(request), initial={"reason": placement.across})
    if form.is_valid():
        allow_across(placement, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("placements:agreement", pk)
    return form_page(
        request,
        exchange,
        form,
        title=_("Allow it across communities"),
        action=_("Allow it"),
        lead=_("Pairs are made inside one community. Your reason stands in the agreement."),
        tab=TAB,
        back=reverse("placements:agreement", args=[pk]),
    )
