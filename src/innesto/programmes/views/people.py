"""Who is who in a programme."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.programmes.actions.partner import AlreadySo
from innesto.programmes.actions.people import (
    LastCoordinator,
    name_participant,
    release_participant,
)
from innesto.programmes.forms.people import ParticipantForm
from innesto.programmes.http import coordinated, form_page, programme_or_404, programme_page
from innesto.programmes.models import Participant
from innesto.programmes.queries.facts import blueprint_of
from innesto.programmes.queries.labels import labels_of
from innesto.programmes.queries.register import people_of
from innesto.toolkit.http import posted

TAB = "programmes:people"


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
