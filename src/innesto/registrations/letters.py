"""What is written to a person about their place, with the entry for their calendar.

Not a room: tasks mail it. The entry is an iTIP message (RFC 5546): whoever comes gets a REQUEST,
whoever comes no more a CANCEL of the same event, so that calendars keep one entry and no old one.
"""

from email.message import MIMEPart

import icalendar
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from innesto.exchanges.http import calendar_of
from innesto.registrations.models import Dispatch, Registration
from innesto.registrations.queries.line import turn_of
from innesto.registrations.queries.openings import meetings_of

INVITES = frozenset({"invited", "confirmed", "moved"})
CANCELS = frozenset({"left", "refused", "called_off"})


def title_of(dispatch: Dispatch) -> str:
    """Say in a line what a letter is about."""
    registration = dispatch.registration
    titles = {
        Dispatch.Kind.INVITED: _("You are invited: %(exchange)s"),
        Dispatch.Kind.REGISTERED: _("Your request has arrived: %(exchange)s"),
        Dispatch.Kind.WAITING: _("You are on the waiting list: %(exchange)s"),
        Dispatch.Kind.CONFIRMED: _("Your place is confirmed: %(exchange)s"),
        Dispatch.Kind.REFUSED: _("There is no place for you: %(exchange)s"),
        Dispatch.Kind.LEFT: _("Your place is given back: %(exchange)s"),
        Dispatch.Kind.MOVED: _("It has changed, look at the date: %(exchange)s"),
        Dispatch.Kind.CALLED_OFF: _("Called off: %(exchange)s"),
    }
    if registration.is_invited and registration.named_by_id is None:
        return _("One click more: %(exchange)s") % {"exchange": dispatch.exchange}
    return titles[Dispatch.Kind(dispatch.kind)] % {"exchange": dispatch.exchange}


def letter_of(dispatch: Dispatch) -> EmailMessage:
    """Write the letter in the language of the person."""
    registration = dispatch.registration
    with translation.override(registration.language):
        context = {
            "registration": registration,
            "exchange": dispatch.exchange,
            "kind": dispatch.kind,
            "link": settings.SITE_URL + reverse("registrations:mine", args=[registration.token]),
            "turn": turn_of(registration) if dispatch.kind == "waiting" else None,
        }
        text = render_to_string("registrations/mail/letter.txt", context)
        message = EmailMessage(
            title_of(dispatch),
            text,
            to=[address_of(registration)],
            headers={"Auto-Submitted": "auto-generated"},
        )
        if method := _method(dispatch):
            message.attach(_entry(dispatch, method))
    return message


def address_of(registration: Registration) -> str:
    """Return where a person reads mail."""
    return registration.person.email if registration.person else registration.email


def _method(dispatch: Dispatch) -> str:
    """Return what calendars are told; a cancellation only if they know of the event."""
    if dispatch.kind in INVITES and dispatch.registration.is_live:
        return "REQUEST"
    told = dispatch.registration.dispatches.filter(kind__in=INVITES, pk__lt=dispatch.pk)
    return "CANCEL" if dispatch.kind in CANCELS and told.exists() else ""


def _entry(dispatch: Dispatch, method: str) -> MIMEPart:
    """Return the entries of all meetings that the letter is about; a change is about one."""
    registration, exchange = dispatch.registration, dispatch.exchange
    meetings = meetings_of(exchange).select_related("programme").order_by("starts_on", "pk")
    if dispatch.kind in {Dispatch.Kind.MOVED, Dispatch.Kind.CALLED_OFF}:
        meetings = meetings.filter(pk=exchange.pk)
    else:
        meetings = meetings.standing()
    content = calendar_of(
        meetings.prefetch_related("seats__partner__organisation"),
        name=str(exchange),
        at=lambda path: settings.SITE_URL + path,
    )
    calendar = icalendar.Calendar.from_ical(content)
    calendar.add("method", method)
    for event in calendar.walk("VEVENT"):
        event.add("organizer", f"mailto:{settings.DEFAULT_FROM_EMAIL}")
        guest = icalendar.vCalAddress(f"mailto:{address_of(registration)}")
        guest.params["CN"] = icalendar.vText(str(registration))
        guest.params["PARTSTAT"] = icalendar.vText(
            "ACCEPTED" if registration.is_confirmed else "NEEDS-ACTION"
        )
        event.add("attendee", guest, encode=False)
        if method == "CANCEL":
            del event["status"]
            event.add("status", "CANCELLED")
    part = MIMEPart()
    part.set_content(
        calendar.to_ical().decode(),
        subtype="calendar",
        charset="utf-8",
        params={"method": method},
        disposition="attachment",
        filename="invito.ics",
    )
    return part
