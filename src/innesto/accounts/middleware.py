"""Two walls around every view: the second factor, and the account a supporter uses.

No room fits: Django loads these by the dotted names in the settings.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from innesto.accounts import rules
from innesto.accounts.actions import end_support
from innesto.accounts.http import Support
from innesto.accounts.models import User
from innesto.journal.http import in_place_of

type GetResponse = Callable[[HttpRequest], HttpResponseBase]

SUPPORT_KEY = "support"
SUPPORT_LASTS = timedelta(minutes=30)
# While a supporter uses an account, nothing that belongs to the person alone: names of addresses.
PRIVATE = ("account_", "mfa_", "usersessions_", "socialaccount_", "accounts:")
PRIVATE_BUT_OPEN = {"accounts:leave"}
# Where a person who still lacks a second factor may go to get one, or to leave.
ON_THE_WAY = ("account_", "mfa_", "set_language")


def stand_in(get_response: GetResponse) -> GetResponse:
    """Let a supporter see and do what the person would, for half an hour, under both names.

    ``request.user`` becomes the person, so that pages and rules are theirs; ``request.support``
    says who is really there. What only the person may do, such as passkeys and the profile, is
    refused. The session stays the operator's own.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        request.support = support = _support_of(request)  # type: ignore[attr-defined]
        if not support:
            return get_response(request)
        request.user = support.person
        with in_place_of(support.person.pk, by=support.supporter.pk):
            return get_response(request)

    def process_view(request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        match = request.resolver_match
        name = match.view_name if match else ""
        if not request.support or name in PRIVATE_BUT_OPEN:  # type: ignore[attr-defined]
            return
        if name.startswith(PRIVATE):
            raise PermissionDenied

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware


def _support_of(request: HttpRequest) -> Support | None:
    """Return the support under way; end it when its time or its reason is gone."""
    kept = request.session.get(SUPPORT_KEY)
    if not kept:
        return None
    supporter = request.user
    person = User.objects.filter(pk=kept["person"]).first()
    ends_at = datetime.fromtimestamp(kept["started_at"], tz=UTC) + SUPPORT_LASTS
    if not isinstance(supporter, User) or not person:
        del request.session[SUPPORT_KEY]
        return None
    if timezone.now() < ends_at and rules.can_stand_in_for(supporter, person):
        return Support(supporter, person, ends_at)
    del request.session[SUPPORT_KEY]
    end_support(person, by=supporter, is_over=True)
    messages.info(request, _("The half hour is over: you are yourself again."))
    return None


def second_factor(get_response: GetResponse) -> GetResponse:
    """Keep whoever needs a second factor at the door until there is one.

    The check is remembered in the session; the last factor cannot be removed meanwhile.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        return get_response(request)

    def process_view(
        request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        person = request.user
        if not isinstance(person, User) or not rules.needs_second_factor(person):
            return None
        match = request.resolver_match
        is_open = not getattr(view, "login_required", True)
        if is_open or (match and match.view_name.startswith(ON_THE_WAY)):
            return None
        if request.support or request.session.get("second_factor") == person.pk:  # type: ignore[attr-defined]
            return None
        if rules.has_second_factor(person):
            request.session["second_factor"] = person.pk
            return None
        messages.warning(request, _("Your role needs a second factor. Add one to go on."))
        return redirect("mfa_index")

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware
