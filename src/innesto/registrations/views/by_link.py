"""Where somebody stands who has only the mailed link, and what they can answer."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from innesto.registrations.actions.registering import (
    NotInvited,
    NotLive,
    accept_place,
    answer_follow_up,
    decline_place,
    withdraw_registration,
)
from innesto.registrations.desk import NotOpen
from innesto.registrations.forms import FollowUpForm
from innesto.registrations.models import Opening, Registration
from innesto.registrations.queries.line import turn_of
from innesto.registrations.queries.openings import second_step
from innesto.registrations.queries.people import told_before
from innesto.toolkit.http import posted, render_page

ANSWERS = {"yes": accept_place, "no": decline_place, "back": withdraw_registration}
"""What one button each does; a button says its word."""


@require_http_methods(["GET", "POST"])
@login_not_required
@never_cache
def mine(request: HttpRequest, token: str) -> HttpResponse:
    """Show it, and take the answer: the link proves who it is, signed in or not."""
    one = Registration.objects.by_token(token)
    if one is None:
        raise Http404
    answer = ANSWERS.get(request.POST.get("answer", ""))
    if answer:
        try:
            answer(one, by=one.person)
        except (NotInvited, NotLive, NotOpen):
            messages.info(request, _("This has changed meanwhile: look again."))
        return redirect(request.path)
    form = _follow_up(request, one)
    if form and form.is_valid():
        answer_follow_up(one, by=one.person, **form.told())
        messages.success(request, _("Saved."))
        return redirect(request.path)
    context = {"registration": one, "turn": turn_of(one), "exchange": one.exchange, "form": form}
    return render_page(request, "registrations/mine.html", context)


def _follow_up(request: HttpRequest, one: Registration) -> FollowUpForm | None:
    """Return the questions of the second step; they are asked of who has a place."""
    opening = Opening.objects.filter(exchange=one.exchange_id).first()
    if opening is None or not one.is_confirmed:
        return None
    return FollowUpForm(posted(request), asked=second_step(opening), initial=told_before(one))
