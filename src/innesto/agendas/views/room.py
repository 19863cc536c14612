"""The room of an exchange: come in, close it, show what was recorded."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.agendas import rules
from innesto.agendas.actions.rooms import (
    NotAgreed,
    NotOpen,
    UnderWay,
    close_meeting,
    collect_recordings,
    enter_meeting,
    hide_recording,
    publish_recording,
    set_up_room,
)
from innesto.agendas.bigbluebutton import (
    MeetingServerRefuses,
    create_meeting,
    end_meeting,
    has_meetings,
    join_address,
    recordings_of,
)
from innesto.agendas.forms import EnterForm, RoomForm
from innesto.agendas.http import TAB
from innesto.agendas.models import Recording, Room
from innesto.agendas.queries.asking import room_of
from innesto.exchanges.http import exchange_or_404, exchange_page, form_page
from innesto.exchanges.models import Exchange
from innesto.toolkit.addresses import address_of
from innesto.toolkit.http import posted, require


@require_GET
def room(request: SignedIn, pk: int) -> HttpResponse:
    """What one should know before one comes in, and the way in."""
    exchange = exchange_or_404(request, pk)
    return _drawn(request, exchange, EnterForm())


@require_POST
def enter(request: SignedIn, pk: int) -> HttpResponse:
    """Come in, having agreed where it is recorded."""
    exchange = exchange_or_404(request, pk)
    require(rules.can_enter(request.user, exchange))
    moderates = rules.can_set_up(request.user, exchange)
    form = EnterForm(request.POST)
    uses_link = bool(exchange.link)
    try:
        found = enter_meeting(
            exchange,
            by=request.user,
            agrees=form.is_valid(),
            moderates=moderates or uses_link,
        )
    except NotAgreed:
        return _drawn(request, exchange, form)
    except NotOpen:
        messages.info(request, _("Nobody has opened the meeting yet. Try again in a minute."))
        return redirect("agendas:room", pk)
    if uses_link:
        return redirect("agendas:room", pk)  # which now shows the link
    return _into_meeting(request, exchange, found, moderates=moderates)


def _into_meeting(
    request: SignedIn, exchange: Exchange, room: Room, *, moderates: bool
) -> HttpResponse:
    back = request.build_absolute_uri(address_of("agendas:room", exchange.pk))
    welcome = _("This meeting is recorded.") if room.is_recorded else ""
    try:
        create_meeting(
            room.meeting, name=str(exchange), welcome=welcome, back=back, records=room.is_recorded
        )
    except (MeetingServerRefuses, OSError):
        messages.error(request, _("The meeting server does not answer. Try again in a minute."))
        return redirect("agendas:room", exchange.pk)
    address = join_address(
        room.meeting,
        name=request.user.name,
        person=f"innesto-{request.user.pk}",
        moderates=moderates,
    )
    return redirect(address)


@require_http_methods(["GET", "POST"])
def set_up(request: SignedIn, pk: int) -> HttpResponse:
    """Say how the room works."""
    exchange = exchange_or_404(request, pk)
    require(rules.can_set_up(request.user, exchange))
    form = RoomForm(posted(request), instance=room_of(exchange) or Room(exchange=exchange))
    if form.is_valid():
        try:
            set_up_room(exchange, by=request.user, **form.cleaned_data)
        except UnderWay:
            messages.error(request, _("Close the meeting first: then change whether it is kept."))
        else:
            messages.success(request, _("Saved."))
        return redirect("agendas:room", pk)
    back = address_of("agendas:room", pk)
    title = _("How the room works")
    return form_page(request, exchange, form, title=title, action=_("Save"), tab=TAB, back=back)


@require_POST
def close(request: SignedIn, pk: int) -> HttpResponse:
    """End the meeting for everyone."""
    exchange = exchange_or_404(request, pk)
    require(rules.can_set_up(request.user, exchange))
    found = get_object_or_404(Room, exchange=exchange)
    try:
        close_meeting(found, by=request.user)
        if has_meetings() and not exchange.link:
            end_meeting(found.meeting)
    except NotOpen:
        messages.info(request, _("The meeting is over already."))
    except (MeetingServerRefuses, OSError):
        messages.error(request, _("The meeting server does not answer. Try again in a minute."))
    else:
        messages.success(request, _("The meeting is over."))
    return redirect("agendas:room", pk)


@require_POST
def collect(request: SignedIn, pk: int) -> HttpResponse:
    """Ask the meeting server for what was recorded."""
    exchange = exchange_or_404(request, pk)
    require(rules.can_set_up(request.user, exchange))
    found = get_object_or_404(Room, exchange=exchange)
    try:
        recorded = recordings_of(found.meeting) if has_meetings() else []
    except (MeetingServerRefuses, OSError):
        messages.error(request, _("The meeting server does not answer. Try again in a minute."))
        return redirect("agendas:room", pk)
    new = collect_recordings(found, recorded, by=request.user)
    words = ngettext("%(count)d new recording.", "%(count)d new recordings.", new)
    messages.success(request, words % {"count": new})
    return redirect("agendas:room", pk)


@require_POST
def show(request: SignedIn, pk: int) -> HttpResponse:
    """Publish a recording, or take it back."""
    found = Recording.objects.filter(
        room__exchange__in=Exchange.objects.visible_to(request.user)
    ).select_related("room__exchange__programme__call")
    recording = get_object_or_404(found, pk=pk)
    exchange = recording.room.exchange
    require(rules.can_set_up(request.user, exchange))
    if recording.published_at:
        hide_recording(recording, by=request.user)
        messages.success(request, _("Taken back."))
    else:
        publish_recording(recording, by=request.user)
        messages.success(request, _("Published."))
    return redirect("agendas:room", exchange.pk)


def _drawn(request: SignedIn, exchange: Exchange, form: EnterForm) -> HttpResponse:
    found, user = room_of(exchange), request.user
    runs = rules.can_set_up(user, exchange)
    visible = Recording.objects.visible_to(user).filter(room=found)
    recordings = found.recordings.all() if found and runs else visible
    context = {
        "form": form,
        "room": found,
        "has_meetings": has_meetings(),
        "may_enter": rules.can_enter(user, exchange),
        "may_set_up": runs,
        "is_open": bool(found and found.opened_at and not found.closed_at),
        "has_agreed": found is not None and found.consents.filter(person=user).exists(),
        "consents": found.consents.select_related("person") if found and runs else (),
        "recordings": recordings,
    }
    return exchange_page(request, "agendas/room.html", exchange, context, tab=TAB)
