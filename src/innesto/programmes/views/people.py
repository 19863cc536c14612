"""Who is who in a programme."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.actions import AlreadyInvited, InvitationIsClosed, revoke_invitation
from innesto.accounts.http import SignedIn
from innesto.accounts.models import Invitation
from innesto.programmes.actions.partner import AlreadySo
from innesto.programmes.actions.people import (
    LastCoordinator,
    invite_named,
    invite_participant,
    name_participant,
    release_participant,
)
from innesto.programmes.forms.people import AddressForm, InviteForm, ParticipantForm
from innesto.programmes.http import coordinated, form_page, programme_or_404, programme_page
from innesto.programmes.models import Participant
from innesto.programmes.queries.facts import blueprint_of
from innesto.programmes.queries.labels import labels_of
from innesto.programmes.queries.powers import role_of_contacts
from innesto.programmes.queries.register import partners_of, people_of
from innesto.toolkit.http import posted

TAB = "programmes:people"
ALREADY_INVITED = gettext_lazy(
    "An invitation to this address is open already. Take it back to send another."
)


@require_GET
@login_not_required
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """Persons and their roles, for whoever takes part."""
    programme = programme_or_404(request, slug)
    labels = labels_of(blueprint_of(programme))
    found = people_of(programme, viewer=request.user, role=request.GET.get("role", ""))
    page = Paginator(found, per_page=50).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [labels.of_person(person) for person in page],
        "count": programme.participants.current().count(),
    }
    return programme_page(request, "programmes/people.html", programme, context, tab=TAB)


@require_http_methods(["GET", "POST"])
def new(request: SignedIn, slug: str) -> HttpResponse:
    """Give a person a role."""
    programme = coordinated(request, slug)
    labels = labels_of(blueprint_of(programme))
    form = ParticipantForm(posted(request), labels=labels, programme=programme)
    if form.is_valid():
        try:
            person = name_participant(programme, **form.naming(), by=request.user)
        except AlreadySo:
            messages.info(request, _("A colleague was faster: this person has the role."))
        else:
            messages.success(request, _("%(name)s is in the programme now.") % {"name": person})
        return redirect("programmes:people", slug)
    return form_page(
        request,
        programme,
        form,
        title=_("Name a person"),
        lead=_("What the role lets them do is written in the blueprint."),
        action=_("Name the person"),
        back=reverse("programmes:people", args=[slug]),
        tab=TAB,
    )


@require_http_methods(["GET", "POST"])
def invite(request: SignedIn, slug: str) -> HttpResponse:
    """Invite somebody to a role by e-mail; ``?partner=`` asks for the person in charge there."""
    programme = coordinated(request, slug)
    labels = labels_of(blueprint_of(programme))
    asked_for = request.GET.get("partner", "")
    partner = partners_of(programme).filter(pk=asked_for).first() if asked_for.isdecimal() else None
    initial = {
        "partner": partner,
        "is_contact": partner is not None,
        "role": role_of_contacts(blueprint_of(programme)),
    }
    form = InviteForm(posted(request), labels=labels, programme=programme, initial=initial)
    back = partner.get_absolute_url() if partner else reverse("programmes:people", args=[slug])
    if form.is_valid():
        try:
            person = invite_participant(programme, **form.cleaned_data, by=request.user)
        except AlreadyInvited:
            form.add_error("email", ALREADY_INVITED)
        else:
            messages.success(request, _("Invitation sent to %(name)s.") % {"name": person})
            return redirect(back)
    return form_page(
        request,
        programme,
        form,
        title=_("Invite by e-mail"),
        lead=_("Who accepts finds the programme, with this role. The link is good for 14 days."),
        action=_("Send the invitation"),
        back=back,
        tab=TAB,
    )


@require_http_methods(["GET", "POST"])
def invite_again(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Send an invitation to somebody who is named without an account, or send it again."""
    participant = _named(request, slug, pk)
    programme = participant.programme
    before = participant.invitation
    form = AddressForm(posted(request), initial={"email": before.email if before else ""})
    back = reverse("programmes:people", args=[slug])
    if form.is_valid():
        try:
            invite_named(participant, email=form.cleaned_data["email"], by=request.user)
        except AlreadyInvited:
            form.add_error("email", ALREADY_INVITED)
        except AlreadySo:
            messages.info(request, _("No invitation is needed: the role is taken up or has ended."))
            return redirect(back)
        else:
            messages.success(request, _("Invitation sent to %(name)s.") % {"name": participant})
            return redirect(back)
    return form_page(
        request,
        programme,
        form,
        title=_("Invite %(name)s") % {"name": participant},
        lead=_("An older link of this person is void from then on."),
        action=_("Send the invitation"),
        back=back,
        tab=TAB,
    )


@require_POST
def take_back(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Make an invitation worthless; the person stays named, without an account."""
    participant = _named(request, slug, pk)
    try:
        revoke_invitation(get_object_or_404(Invitation, promises=participant), by=request.user)
    except InvitationIsClosed:
        messages.info(request, _("This invitation was accepted or is over already."))
    else:
        messages.success(request, _("The invitation is void."))
    return redirect("programmes:people", slug)


def _named(request: SignedIn, slug: str, pk: int) -> Participant:
    programme = coordinated(request, slug)
    people = Participant.objects.visible_to(request.user).filter(programme=programme)
    found = get_object_or_404(people.select_related("invitation"), pk=pk)
    found.programme = programme
    return found


@require_POST
def release(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """End a person's role today."""
    programme = coordinated(request, slug)
    people = Participant.objects.visible_to(request.user).filter(programme=programme)
    participant = get_object_or_404(people.select_related("user"), pk=pk)
    try:
        release_participant(participant, on=timezone.localdate(), by=request.user)
    except AlreadySo:
        messages.info(request, _("A colleague was faster: the role has ended."))
    except LastCoordinator:
        messages.error(request, _("First name somebody else who coordinates."))
    else:
        messages.success(request, _("The role has ended. The history keeps it."))
    return redirect("programmes:people", slug)
