"""My profile, invitations, the demo's persons, and support."""

from allauth.account.utils import perform_login
from allauth.socialaccount.providers.openid_connect import views as openid
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django.views.i18n import set_language

from innesto.accounts import rules
from innesto.accounts.actions import (
    CannotStandIn,
    InvitationIsClosed,
    accept_invitation,
    ask_for_invitation_again,
    choose_language,
    edit_profile,
    end_support,
    erase_person,
    start_support,
)
from innesto.accounts.forms import EraseForm, PersonSearchForm, ProfileForm, SupportForm
from innesto.accounts.http import SignedIn, speak
from innesto.accounts.middleware import SUPPORT_KEY
from innesto.accounts.models import Invitation, User
from innesto.accounts.queries import (
    example_persons,
    has_account,
    personal_data,
    search_persons,
)
from innesto.toolkit.http import posted, render_page, require

BACKEND = settings.AUTHENTICATION_BACKENDS[0]


# ── Profile ─────────────────────────────────────────────────────────────────────────────────


@require_http_methods(["GET", "POST"])
def profile(request: SignedIn) -> HttpResponse:
    """Show and change what I say about myself."""
    form = ProfileForm(posted(request), instance=request.user)
    if form.is_valid():
        edit_profile(request.user, **form.cleaned_data, by=request.user)
        messages.success(request, _("Saved."))
        return redirect("accounts:profile")
    return render_page(request, "accounts/profile.html", {"form": form})


@require_POST
@login_not_required
@csrf_exempt
def language(request: HttpRequest) -> HttpResponse:
    """Switch the language of the site, and remember it in the browser and for the person.

    The form stands on every page and carries no token, so that whoever only reads gets no
    cookie. Another site could at worst change the language of a visitor: the cookie of a session
    does not come along with a form from elsewhere.
    """
    response = set_language(request)
    chosen = request.POST.get("language", "")
    if isinstance(request.user, User) and chosen in dict(settings.LANGUAGES):
        choose_language(request.user, chosen)
    return response


@require_GET
def data(request: SignedIn) -> HttpResponse:
    """Say what one may take along and what erasing means."""
    may_erase = rules.can_erase(request.user, request.user)
    return render_page(request, "accounts/data.html", {"may_erase": may_erase})


@require_GET
@never_cache
def export(request: SignedIn) -> HttpResponse:
    """Hand over all we know of me."""
    response = JsonResponse(personal_data(request.user), json_dumps_params={"indent": 2})
    response["Content-Disposition"] = 'attachment; filename="innesto.json"'
    return response


@require_http_methods(["GET", "POST"])
def erase(request: SignedIn) -> HttpResponse:
    """Erase my account."""
    require(rules.can_erase(request.user, request.user))
    form = EraseForm(posted(request), person=request.user)
    if form.is_valid():
        erase_person(request.user, by=request.user)
        logout(request)
        messages.success(request, _("Your account is erased."))
        return redirect("account_login")
    return render_page(request, "accounts/erase.html", {"form": form})


# ── Demo ────────────────────────────────────────────────────────────────────────────────────


@require_POST
@login_not_required
def try_as(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign in as an invented person; on a demo only, elsewhere this address is not there."""
    if not settings.DEMO:
        raise Http404
    person = get_object_or_404(example_persons(), pk=pk)
    login(request, person, BACKEND)
    response = redirect(settings.LOGIN_REDIRECT_URL)
    speak(response, person.language)
    return response


# ── Invitations ─────────────────────────────────────────────────────────────────────────────


@login_not_required
def leave_for_provider(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Begin to sign in by OpenID Connect; what speaks it is loaded when this is asked for."""
    answer: HttpResponseBase = openid.login(request, provider_id)
    return answer


@login_not_required
def come_back(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Go on when the provider sends somebody back."""
    answer: HttpResponseBase = openid.callback(request, provider_id)
    return answer


@require_http_methods(["GET", "POST"])
@login_not_required
@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show an invitation; take it up when the button is pressed, so that no mail scanner can.

    The link alone opens a new account, never one that exists: its owner signs in first.
    """
    found = Invitation.objects.by_token(token)
    if not found:
        raise Http404
    taker = request.user if isinstance(request.user, User) else None
    is_open = found.is_open(timezone.now())
    signs_in = is_open and not taker and has_account(found.email)
    landing = _landing(found)
    context = {
        "invitation": found,
        "is_open": is_open,
        "signs_in": signs_in,
        "is_other": taker is not None and taker.email != found.email,
        "landing": landing,
    }
    if request.method == "GET":
        status = 200 if is_open else 410
        return render_page(request, "accounts/invitation.html", context, status=status)
    if signs_in:
        return redirect_to_login(request.get_full_path())
    try:
        person = accept_invitation(found, by=taker)
    except InvitationIsClosed:
        # The second of two clicks arrives before the browser knows that it is signed in.
        found.refresh_from_db()
        if not found.is_repeat(timezone.now()) or not found.accepted_by:
            context["is_open"] = False
            return render_page(request, "accounts/invitation.html", context, status=410)
        person = found.accepted_by
    if taker:
        messages.success(request, _("Welcome. The invitation is yours."))
        return redirect(landing)
    response: HttpResponse = perform_login(request, person, redirect_url=landing)
    return response


def _landing(found: Invitation) -> str:
    """Return the page of what the invitation is for."""
    subject = found.subject
    return subject.get_absolute_url() if subject else resolve_url(settings.LOGIN_REDIRECT_URL)


@require_POST
@login_not_required
def ask_again(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whoever invited for a new invitation."""
    found = Invitation.objects.by_token(token)
    if not found or found.is_open(timezone.now()):
        raise Http404
    ask_for_invitation_again(found)
    messages.success(request, _("Asked. The new invitation will come by e-mail."))
    return redirect("account_login")


# ── Support ─────────────────────────────────────────────────────────────────────────────────


@require_GET
def support(request: SignedIn) -> HttpResponse:
    """Find the person to help."""
    require(rules.can_support(request.user))
    form = PersonSearchForm(request.GET)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    page = Paginator(search_persons(text), 20).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "text": text}
    return render_page(request, "accounts/support.html", context, parts=("persons",))


@require_http_methods(["GET", "POST"])
def stand_in(request: SignedIn, pk: int) -> HttpResponse:
    """Begin to use the account of a person, for a reason."""
    require(rules.can_support(request.user))
    person = get_object_or_404(search_persons(""), pk=pk)
    require(rules.can_stand_in_for(request.user, person))
    form = SupportForm(posted(request))
    if not form.is_valid():
        context = {"form": form, "person": person}
        return render_page(request, "accounts/stand_in.html", context)
    try:
        start_support(person, by=request.user, reason=form.cleaned_data["reason"])
    except CannotStandIn:
        messages.error(request, _("This account cannot be used for support any more."))
        return redirect("accounts:support")
    request.session[SUPPORT_KEY] = {"person": person.pk, "started_at": timezone.now().timestamp()}
    return redirect(settings.LOGIN_REDIRECT_URL)


@require_POST
def leave(request: SignedIn) -> HttpResponse:
    """Stop using the account of a person."""
    under_way = request.support
    if under_way:
        del request.session[SUPPORT_KEY]
        end_support(under_way.person, by=under_way.supporter)
    return redirect("accounts:support")
