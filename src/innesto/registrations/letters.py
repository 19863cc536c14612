"""What is written to a person about their place, with the entry for their calendar.

Not a room: tasks mail it. The entry is an iTIP message (RFC 5546): whoever comes gets a REQUEST,
whoever comes no more a CANCEL of the same event, so that calendars keep one entry and no old one.
Each letter about a person raises the number of the event, also when they leave and come back.
"""

from collections.abc import Iterator
from email.message import MIMEPart
from typing import Literal

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from innesto.exchanges.http import Guest, invitation_of
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
            for entry in _entries(dispatch, method):
                message.attach(entry)
    return message


def address_of(registration: Registration) -> str:
    """Return where a person reads mail."""
    return registration.person.email if registration.person else registration.email


def _method(dispatch: Dispatch) -> Literal["REQUEST", "CANCEL"] | None:
    """Return what calendars are told; a cancellation only if they know of the event."""
    if dispatch.kind in INVITES and dispatch.registration.is_live:
        return "REQUEST"
    told = dispatch.registration.dispatches.filter(kind__in=INVITES, pk__lt=dispatch.pk)
    return "CANCEL" if dispatch.kind in CANCELS and told.exists() else None


def _entries(dispatch: Dispatch, method: Literal["REQUEST", "CANCEL"]) -> Iterator[MIMEPart]:
    """Make an entry for each meeting that the letter is about; a change is about one."""
    registration, exchange = dispatch.registration, dispatch.exchange
    meetings = meetings_of(exchange).select_related("programme").order_by("starts_on", "pk")
    if dispatch.kind in {Dispatch.Kind.MOVED, Dispatch.Kind.CALLED_OFF}:
        meetings = meetings.filter(pk=exchange.pk)
    else:
        meetings = meetings.standing()
    guest = Guest(
        email=address_of(registration),
        name=str(registration),
        has_accepted=registration.is_confirmed,
        turn=registration.dispatches.filter(pk__lt=dispatch.pk).count(),
    )
    for meeting in meetings.prefetch_related("seats__partner__organisation"):
        content = invitation_of(
            meeting,
            guest,
            method=method,
            organizer=settings.DEFAULT_FROM_EMAIL,
            at=lambda path: settings.SITE_URL + path,
            stamp=dispatch.at,
        )
        part = MIMEPart()
        part.set_content(
            content.decode(),
            subtype="calendar",
            charset="utf-8",
            params={"method": method},
            disposition="attachment",
            filename="invito.ics",
        )
        yield part
