"""Bring partners in, change what they are, let them withdraw and come back."""

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.programmes import rules
from innesto.programmes.actions.partner import (
    AlreadyAPartner,
    AlreadySo,
    add_new_partner,
    add_partner,
    edit_partner,
    give_role,
    move_to_strands,
    restore_partner,
    take_role,
    withdraw_partner,
)
from innesto.programmes.forms.partner import (
    EditPartnerForm,
    NewPartnerForm,
    PartnerForm,
    RoleForm,
    StrandsForm,
    WithdrawForm,
)
from innesto.programmes.http import coordinated, form_page, programme_or_404, programme_page
from innesto.programmes.models import Partner, Programme
from innesto.programmes.queries.facts import blueprint_of
from innesto.programmes.queries.labels import labels_of
from innesto.programmes.queries.register import partner_in_full
from innesto.toolkit.http import posted, require

TAB = "programmes:partners"


@require_http_methods(["GET", "POST"])
def new(request: SignedIn, slug: str) -> HttpResponse:
    """Bring in an organisation of the register."""
    programme = coordinated(request, slug)
    labels = labels_of(blueprint_of(programme))
    form = PartnerForm(posted(request), labels=labels, programme=programme)
    if form.is_valid():
        try:
            partner = add_partner(programme, **form.cleaned_data, by=request.user)
        except AlreadyAPartner as known:
            messages.info(request, _("It takes part already. This is its page."))
            return redirect(known.partner)
        messages.success(request, _("%(name)s takes part now.") % {"name": partner.organisation})
        return redirect(partner)
    return programme_page(
        request, "programmes/partner_new.html", programme, {"form": form}, tab=TAB
    )


@require_http_methods(["GET", "POST"])
def register(request: SignedIn, slug: str) -> HttpResponse:
    """Bring in an organisation that the register does not have."""
    programme = coordinated(request, slug)
    labels = labels_of(blueprint_of(programme))
    form = NewPartnerForm(posted(request), labels=labels, programme=programme)
    if form.is_valid():
        partner = add_new_partner(programme, **form.cleaned_data, by=request.user)
        messages.success(request, _("%(name)s takes part now.") % {"name": partner.organisation})
        return redirect(partner)
    return form_page(
        request,
        programme,
        form,
        title=_("A partner the register does not have"),
        lead=_("It is added to the register of organisations and to this programme."),
        action=_("Add it"),
        back=reverse("programmes:partners", args=[slug]),
        tab=TAB,
    )


@require_http_methods(["GET", "POST"])
def edit(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Change what the partnership says."""
    partner = _partner(request, slug, pk)
    require(rules.can_edit_partner(request.user, partner))
    labels = labels_of(blueprint_of(partner.programme))
    form = EditPartnerForm(posted(request), labels=labels, partner=partner)
    if form.is_valid():
        edit_partner(partner, **form.cleaned_data, by=request.user)
        messages.success(request, _("Saved."))
        return redirect(partner)
    return _ask(request, partner, form, title=_("Change the partnership"), action=_("Save"))


@require_http_methods(["GET", "POST"])
def role(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Give a partner one more role."""
    partner = _led_partner(request, slug, pk)
    held = {row.role for row in partner.roles.all()}
    words = labels_of(blueprint_of(partner.programme)).roles
    left = {key: label for key, label in words.items() if key not in held}
    form = RoleForm(posted(request), words=left, initial={"role": request.GET.get("role", "")})
    if form.is_valid():
        try:
            give_role(
                partner,
                form.cleaned_data["role"],
                since=form.cleaned_data["since"],
                by=request.user,
            )
        except AlreadySo:
            messages.info(request, _("A colleague was faster: it has this role."))
        else:
            messages.success(request, _("Role given."))
        return redirect(partner)
    return _ask(request, partner, form, title=_("One more role"), action=_("Give the role"))


@require_POST
def role_end(request: SignedIn, slug: str, pk: int, key: str) -> HttpResponse:
    """Take a role from a partner."""
    partner = _led_partner(request, slug, pk)
    try:
        take_role(partner, key, by=request.user)
    except AlreadySo:
        messages.info(request, _("A colleague was faster: it no longer has this role."))
    else:
        messages.success(request, _("Role taken. The history keeps it."))
    return redirect(partner)


@require_http_methods(["GET", "POST"])
def strands(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Say in which strands a partner works."""
    partner = _led_partner(request, slug, pk)
    labels = labels_of(blueprint_of(partner.programme))
    initial = {"strands": [row.strand for row in partner.strands.all()]}
    form = StrandsForm(posted(request), labels=labels, initial=initial)
    if form.is_valid():
        try:
            move_to_strands(
                partner,
                form.cleaned_data.get("strands", []),
                on=form.cleaned_data["on"],
                by=request.user,
            )
        except AlreadySo:
            messages.info(request, _("Nothing to change: it works in these already."))
        else:
            messages.success(request, _("Saved. The history keeps where it was before."))
        return redirect(partner)
    return _ask(request, partner, form, title=labels.strand_word or _("Strands"), action=_("Save"))


@require_http_methods(["GET", "POST"])
def withdraw(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Let a partner leave."""
    partner = _led_partner(request, slug, pk)
    form = WithdrawForm(posted(request), initial={"on": timezone.localdate()})
    if form.is_valid():
        try:
            withdraw_partner(partner, **form.cleaned_data, by=request.user)
        except AlreadySo:
            messages.info(request, _("A colleague was faster: it has withdrawn."))
        else:
            messages.success(request, _("Withdrawn. What it did stays, and you can take it back."))
        return redirect(partner)
    return _ask(
        request, partner, form, title=_("Withdraw the partner"), action=_("Let it withdraw")
    )


@require_POST
def restore(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Take a withdrawal back."""
    partner = _led_partner(request, slug, pk)
    try:
        restore_partner(partner, by=request.user)
    except AlreadySo:
        messages.info(request, _("A colleague was faster: it takes part again."))
    else:
        messages.success(request, _("It takes part again."))
    return redirect(partner)


def _partner(request: SignedIn, slug: str, pk: int) -> Partner:
    programme: Programme = programme_or_404(request, slug)
    return get_object_or_404(partner_in_full(programme), pk=pk)


def _led_partner(request: SignedIn, slug: str, pk: int) -> Partner:
    partner = _partner(request, slug, pk)
    require(rules.can_coordinate(request.user, partner.programme))
    return partner


def _ask(
    request: SignedIn, partner: Partner, form: BaseForm, *, title: str, action: str
) -> HttpResponse:
    return form_page(
        request,
        partner.programme,
        form,
        title=title,
        lead=partner.organisation.name,
        action=action,
        back=partner.get_absolute_url(),
        tab=TAB,
    )
