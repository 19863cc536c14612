"""Pages of listening."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.accounts.models import User
from innesto.listening import rules
from innesto.listening.actions import (
    AlreadyClosed,
    AlreadyInvited,
    TooFew,
    TooMany,
    accept_rules,
    agree_to_listen,
    close_plea,
    invite_into_circle,
    leave_circle,
    open_circle,
    plead,
    reply_to_plea,
    speak_in_circle,
    step_forward,
    stop_listening,
)
from innesto.listening.forms import CircleForm, InviteForm, PleaForm, ReplyForm, WordForm
from innesto.listening.http import in_confidence
from innesto.listening.models import Circle, Plea, Seat, is_confidant
from innesto.listening.queries import (
    circle_at,
    circles_of,
    help_lines,
    listens,
    own_handles,
    own_pleas,
    plea_at,
    pleas_for,
    replies_to,
    seat_in,
    seats_of,
    size_said_of,
    words_in,
)
from innesto.places.queries import country_names
from innesto.toolkit.http import one_or_404, posted, render_page, require


@require_GET
@login_not_required
@never_cache
def home(request: HttpRequest) -> HttpResponse:
    """What this is, what it cannot promise, whom one can call; and inside, what waits."""
    names = country_names()
    lines = [(names.get(one.country, "") or _("European Union"), one) for one in help_lines()]
    context: dict[str, Any] = {"help_lines": lines, "inside": None}
    user = request.user
    if isinstance(user, User) and is_confidant(user) and not getattr(request, "support", None):
        today = timezone.localdate()
        context["inside"] = {
            "pleas": pleas_for(user, on=today)[:50],
            "own": own_pleas(user),
            "circles": circles_of(user),
            "listens": listens(user),
            "may_listen": rules.can_listen(user),
            "may_plead": rules.can_plead(user),
            "may_open": rules.can_open_circle(user),
        }
    return render_page(request, "listening/home.html", context)


@require_POST
@in_confidence
def listen(request: SignedIn) -> HttpResponse:
    """Agree to listen, or stop."""
    if listens(request.user):
        stop_listening(by=request.user)
        messages.success(request, _("You listen no more."))
    else:
        require(rules.can_listen(request.user))
        agree_to_listen(by=request.user)
        messages.success(request, _("Thank you. You read what is asked from now on."))
    return redirect("listening:home")


@require_http_methods(["GET", "POST"])
@in_confidence
def ask(request: SignedIn) -> HttpResponse:
    """Ask peers without a name. No draft is kept: a draft would say who writes."""
    require(rules.can_plead(request.user))
    size = size_said_of(request.user)
    form = PleaForm(posted(request), initial={"language": request.user.language})
    if not size:
        del form.fields["says_size"]
    if form.is_valid():
        try:
            plead(by=request.user, **form.cleaned_data)
        except TooFew:
            messages.warning(
                request,
                _("So few administrators are here that you would be guessed. Nothing was sent."),
            )
        except TooMany:
            messages.warning(request, _("Three in a week is the most. Nothing was sent."))
        else:
            messages.success(request, _("Sent. It comes out tomorrow morning with the others."))
        return redirect("listening:home")
    return render_page(request, "listening/ask.html", {"form": form, "says_size": bool(size)})


@require_http_methods(["GET", "POST"])
@in_confidence
def plea(request: SignedIn, handle: str) -> HttpResponse:
    """One plea with its replies."""
    found = _plea(request, handle)
    is_own = found.pk in own_handles(request.user)
    form = ReplyForm(posted(request))
    if is_own:
        del form.fields["is_signed"]
    if form.is_valid():
        try:
            reply_to_plea(found, by=request.user, **form.cleaned_data)
        except AlreadyClosed:
            messages.info(request, _("It was closed meanwhile."))
        else:
            messages.success(request, _("Sent."))
        return redirect(found)
    context = {
        "plea": found,
        "replies": replies_to(found, on=timezone.localdate(), is_own=is_own),
        "form": form,
        "is_own": is_own,
    }
    return render_page(request, "listening/plea.html", context)


@require_http_methods(["GET", "POST"])
@in_confidence
def sign(request: SignedIn, handle: str) -> HttpResponse:
    """Step forward, after reading what that means."""
    found = _own_plea(request, handle)
    if request.method == "POST":
        try:
            step_forward(found, by=request.user)
        except AlreadyClosed:
            messages.info(request, _("It was closed meanwhile."))
        else:
            messages.success(request, _("Your name stands there now."))
        return redirect(found)
    return render_page(request, "listening/sign.html", {"plea": found})


@require_POST
@in_confidence
def close(request: SignedIn, handle: str) -> HttpResponse:
    """Take a plea of one's own out of what listeners see."""
    try:
        close_plea(_own_plea(request, handle))
    except AlreadyClosed:
        messages.info(request, _("It was closed meanwhile."))
    else:
        messages.success(request, _("Closed: who listens does not see it any more."))
    return redirect("listening:home")


@require_http_methods(["GET", "POST"])
@in_confidence
def new_circle(request: SignedIn) -> HttpResponse:
    """Open a circle."""
    require(rules.can_open_circle(request.user))
    form = CircleForm(posted(request), initial={"rules": _usual_rules()})
    if form.is_valid():
        return redirect(open_circle(by=request.user, **form.cleaned_data))
    context = {"form": form, "title": _("Open a circle"), "action": _("Open it")}
    return render_page(request, "listening/form.html", context)


@require_http_methods(["GET", "POST"])
@in_confidence
def circle(request: SignedIn, handle: str) -> HttpResponse:
    """A circle: first its rules; who accepted them reads and speaks."""
    found = _circle(request, handle)
    seat = seat_in(found, request.user)
    is_inside = rules.can_speak(request.user, found)
    form = WordForm(posted(request))
    if request.method == "POST":
        require(is_inside)
        if form.is_valid():
            speak_in_circle(found, by=request.user, **form.cleaned_data)
            return redirect(found)
    context = {
        "circle": found,
        "seat": seat,
        "is_inside": is_inside,
        "seats": seats_of(found) if is_inside else [],
        "words": words_in(found) if is_inside else [],
        "form": form,
    }
    return render_page(request, "listening/circle.html", context)


@require_POST
@in_confidence
def enter(request: SignedIn, handle: str) -> HttpResponse:
    """Accept the rules."""
    found = _circle(request, handle)
    accept_rules(_seat(found, request.user))
    return redirect(found)


@require_http_methods(["GET", "POST"])
@in_confidence
def invite(request: SignedIn, handle: str) -> HttpResponse:
    """Invite somebody."""
    found = _circle(request, handle)
    require(rules.can_speak(request.user, found))
    form = InviteForm(posted(request), circle=found)
    if form.is_valid():
        try:
            invite_into_circle(found, form.cleaned_data["person"])
        except AlreadyInvited:
            messages.info(request, _("The person is invited already."))
        else:
            messages.success(request, _("Invited. They read the rules first."))
        return redirect(found)
    context = {"form": form, "title": _("Invite into the circle"), "action": _("Invite")}
    return render_page(request, "listening/form.html", context)


@require_POST
@in_confidence
def leave(request: SignedIn, handle: str) -> HttpResponse:
    """Leave a circle."""
    leave_circle(_seat(_circle(request, handle), request.user))
    messages.success(request, _("You left the circle."))
    return redirect("listening:home")


def _usual_rules() -> str:
    return _(
        "What is said here stays here. Nobody is named outside. We listen before we advise. "
        "Whoever cannot keep this leaves the circle."
    )


def _plea(request: SignedIn, handle: str) -> Plea:
    return one_or_404(plea_at(handle, viewer=request.user, on=timezone.localdate()))


def _own_plea(request: SignedIn, handle: str) -> Plea:
    found = _plea(request, handle)
    if found.pk not in own_handles(request.user):
        raise Http404
    return found


def _circle(request: SignedIn, handle: str) -> Circle:
    return one_or_404(circle_at(handle, viewer=request.user))


def _seat(circle: Circle, person: User) -> Seat:
    seat = seat_in(circle, person)
    if seat is None:
        raise Http404
    return seat
