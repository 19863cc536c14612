"""What an organisation awards: written, opened, awarded, closed; and its keys."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.accounts.models import User
from innesto.credentials import rules
from innesto.credentials.actions import (
    AlreadyHeld,
    close_achievement,
    draft_achievement,
    edit_achievement,
    issue_credential,
    open_achievement,
    rotate_key,
)
from innesto.credentials.drawn import drawn_svg
from innesto.credentials.forms import AchievementForm, AwardForm
from innesto.credentials.http import panels_of
from innesto.credentials.models import Achievement, Credential, Issuer
from innesto.credentials.queries import achievements_of, holders_of
from innesto.organisations.models import Organisation
from innesto.toolkit.addresses import address_of
from innesto.toolkit.drafting import drafting
from innesto.toolkit.http import posted, render_page, require


@require_GET
@login_not_required
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """What an organisation awards."""
    organisation = _organisation(request, slug)
    user = request.user
    may_award = isinstance(user, User) and rules.can_award(user, organisation)
    issuer = Issuer.objects.filter(organisation=organisation, closed_at=None).first()
    found = achievements_of(organisation, viewer=user)
    context = {
        "organisation": organisation,
        "page": Paginator(found, per_page=50).get_page(request.GET.get("page")),
        "may_award": may_award,
        "issuer": issuer,
        "key": issuer.keys.filter(replaced_at=None).first() if issuer and may_award else None,
    }
    return render_page(request, "credentials/achievements.html", context)


@require_http_methods(["GET", "POST"])
def new(request: SignedIn, slug: str) -> HttpResponse:
    """Write down what may be awarded."""
    organisation = _organisation(request, slug)
    require(rules.can_award(request.user, organisation))
    draft = drafting(request.user, "credentials:new", slug, title=_("Something to award"))
    form = AchievementForm(posted(request), initial=draft.initial)
    if form.is_valid():
        achievement = draft_achievement(organisation, by=request.user, **form.fields_given())
        draft.drop()
        messages.success(request, _("Saved as a draft. Read it once more and open it."))
        return redirect(achievement)
    context = {
        "form": form,
        "draft": draft,
        "title": _("Write down what you award"),
        "action": _("Save the draft"),
        "back": address_of("credentials:achievements", slug),
    }
    return render_page(request, "credentials/form.html", context)


@require_GET
@login_not_required
def achievement(request: HttpRequest, pk: int) -> HttpResponse:
    """What one must have done; who holds it, for those who award it."""
    found = _achievement(request, pk)
    user = request.user
    may_award = isinstance(user, User) and rules.can_award(user, found.issuer.organisation)
    held = holders_of(found) if may_award else Credential.objects.none()
    context = {
        "achievement": found,
        "organisation": found.issuer.organisation,
        "may_award": may_award,
        "page": Paginator(held, per_page=50).get_page(request.GET.get("page")),
        "now": timezone.now(),
        "panels": panels_of(found, user),
    }
    return render_page(request, "credentials/achievement.html", context)


@require_GET
@login_not_required
def image(request: HttpRequest, pk: int) -> HttpResponse:
    """The picture that wallets show."""
    found = _achievement(request, pk)
    content = drawn_svg(str(found), found.issuer.organisation.name)
    return HttpResponse(content, content_type="image/svg+xml")


@require_http_methods(["GET", "POST"])
def edit(request: SignedIn, pk: int) -> HttpResponse:
    """Change what it says."""
    found = _achievement(request, pk)
    require(rules.can_award(request.user, found.issuer.organisation))
    form = AchievementForm(posted(request), achievement=found)
    if form.is_valid():
        edit_achievement(found, by=request.user, **form.fields_given())
        messages.success(request, _("Saved. Who holds it keeps the words of then."))
        return redirect(found)
    context = {
        "form": form,
        "draft": None,
        "title": _("Change what you award"),
        "action": _("Save"),
        "back": found.get_absolute_url(),
    }
    return render_page(request, "credentials/form.html", context)


@require_POST
def move(request: SignedIn, pk: int) -> HttpResponse:
    """Begin to award it, or stop."""
    found = _achievement(request, pk)
    require(rules.can_award(request.user, found.issuer.organisation))
    if found.is_open:
        close_achievement(found, by=request.user)
        messages.success(request, _("It is no longer awarded. Who holds it keeps it."))
    else:
        open_achievement(found, by=request.user)
        messages.success(request, _("Open: it can be awarded."))
    return redirect(found)


@require_http_methods(["GET", "POST"])
def award(request: SignedIn, pk: int) -> HttpResponse:
    """Award it to a person."""
    found = _achievement(request, pk)
    require(rules.can_award(request.user, found.issuer.organisation) and found.is_open)
    form = AwardForm(posted(request))
    if form.is_valid():
        person = form.cleaned_data["person"]
        try:
            given = issue_credential(
                found, holder=person, evidence=[form.evidence], by=request.user
            )
        except AlreadyHeld as already:
            given = already.credential
        messages.success(request, _("%(name)s holds it.") % {"name": person})
        return redirect(given)
    context = {
        "form": form,
        "draft": None,
        "title": _("Award %(title)s") % {"title": found},
        "action": _("Award it"),
        "back": found.get_absolute_url(),
    }
    return render_page(request, "credentials/form.html", context)


@require_POST
def change_key(request: SignedIn, slug: str) -> HttpResponse:
    """Sign with a new key from now on."""
    organisation = _organisation(request, slug)
    require(rules.can_award(request.user, organisation))
    issuer = get_object_or_404(Issuer, organisation=organisation, closed_at=None)
    rotate_key(issuer, by=request.user)
    messages.success(request, _("From now on a new key signs. What older ones signed stays valid."))
    return redirect("credentials:achievements", slug)


def _organisation(request: HttpRequest, slug: str) -> Organisation:
    return get_object_or_404(Organisation.objects.visible_to(request.user), slug=slug)


def _achievement(request: HttpRequest, pk: int) -> Achievement:
    seen = Achievement.objects.visible_to(request.user)
    return get_object_or_404(seen.select_related("issuer__organisation"), pk=pk)
