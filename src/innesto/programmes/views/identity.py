"""Who pays, under which reference, from when to when; and the states of a programme."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.accounts.models import User
from innesto.programmes import rules
from innesto.programmes.actions.programme import (
    WrongState,
    archive_programme,
    edit_identity,
    end_programme,
    reopen_programme,
    start_programme,
)
from innesto.programmes.forms.identity import IdentityForm
from innesto.programmes.http import coordinated, form_page, programme_or_404, programme_page
from innesto.programmes.models import Programme
from innesto.programmes.queries.register import contributions, count_partners
from innesto.toolkit.http import posted, require

TAB = "programmes:identity"


@require_GET
@login_not_required
def identity(request: HttpRequest, slug: str) -> HttpResponse:
    """The sheet of a programme, blanks shown as blanks."""
    programme = programme_or_404(request, slug)
    user = request.user
    context = {
        "stage": programme.stage(timezone.localdate()),
        "partner_count": count_partners(programme),
        "contributions": contributions(programme),
        "may_reopen": isinstance(user, User) and rules.can_reopen(user, programme),
    }
    return programme_page(request, "programmes/identity.html", programme, context, tab=TAB)


@require_http_methods(["GET", "POST"])
def edit(request: SignedIn, slug: str) -> HttpResponse:
    """Change the sheet."""
    programme = coordinated(request, slug)
    form = IdentityForm(posted(request), programme=programme)
    if form.is_valid():
        edit_identity(programme, **form.changes(), by=request.user)
        messages.success(request, _("Saved."))
        return redirect("programmes:identity", slug)
    return form_page(
        request,
        programme,
        form,
        title=_("Identity and funding"),
        lead=_("Leave blank what nobody knows yet: a blank is not zero."),
        action=_("Save"),
        back=reverse("programmes:identity", args=[slug]),
        tab=TAB,
    )


@require_POST
def start(request: SignedIn, slug: str) -> HttpResponse:
    """Open a programme in preparation to whom it is for."""
    return _move(request, coordinated(request, slug), start_programme, _("The programme is open."))


@require_POST
def end(request: SignedIn, slug: str) -> HttpResponse:
    """Say that a programme is over."""
    return _move(request, coordinated(request, slug), end_programme, _("The programme has ended."))


@require_POST
def archive(request: SignedIn, slug: str) -> HttpResponse:
    """Freeze a programme."""
    programme = coordinated(request, slug)
    return _move(request, programme, archive_programme, _("The programme is in the archive."))


@require_POST
def reopen(request: SignedIn, slug: str) -> HttpResponse:
    """Take a programme up again."""
    programme = programme_or_404(request, slug)
    require(
        rules.can_reopen(request.user, programme) or rules.can_coordinate(request.user, programme)
    )
    return _move(request, programme, reopen_programme, _("The programme runs again."))


def _move(
    request: SignedIn, programme: Programme, action: Callable[..., Programme], done: str
) -> HttpResponse:
    try:
        action(programme, by=request.user)
    except WrongState:
        messages.info(request, _("A colleague was faster: look at the state it is in now."))
    else:
        messages.success(request, done)
    return redirect("programmes:identity", programme.slug)
