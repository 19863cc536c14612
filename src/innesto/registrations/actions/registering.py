"""What persons do themselves: ask for a place, answer an invitation, give a place back."""

from collections.abc import Collection, Mapping

from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange
from innesto.journal.actions import record
from innesto.organisations.models import Organisation
from innesto.registrations.desk import (
    NotOpen,
    forget_needs,
    identify,
    keep_answers,
    locked,
    move_up,
    put,
    queue,
    row_for,
    tell,
)
from innesto.registrations.models import Opening, Registration
from innesto.registrations.queries.applicants import applicant
from innesto.registrations.signals import guest_recognised


class AlreadyRegistered(Exception):
    """The person asked before, was invited, or was not admitted."""


class NotInvited(Exception):
    """The invitation was answered, or taken back."""


class NotLive(Exception):
    """The person is not on the list any more."""


class MayNotCome(Exception):
    """The exchange is for others; the argument says by a word of ``queries.words`` why."""


@transaction.atomic
def register_person(
    exchange: Exchange,
    *,
    by: User,
    organisation: Organisation | None = None,
    audience: str = "",
    answers: Mapping[str, str] | None = None,
    needs: str = "",
    gender: str = "",
) -> Registration:
    """Ask for a place: a free one is given at once, unless the organisers look at each request.

    Otherwise the person waits in turn. Raises ``NotOpen``, ``MayNotCome``, ``AlreadyRegistered``.
    """
    opening = locked(exchange)
    if not opening.is_open(timezone.localdate()):
        raise NotOpen
    registration = row_for(opening.exchange, by, by.email)
    if registration.is_live or registration.state == Registration.State.REFUSED:
        raise AlreadyRegistered
    who = applicant(opening.exchange, by, organisation=organisation)
    if opening.reach == Opening.Reach.NAMED:
        raise MayNotCome("named")
    if bar := who.bar(opening):
        raise MayNotCome(bar)
    identify(registration, who, person=by)
    registration.is_other_audience = who.is_other_audience(opening, audience)
    registration.gender = gender
    registration.queued_at = timezone.now()
    _ask(opening, registration, by=by)
    keep_answers(registration, answers, needs)
    record("place_asked", exchange, by=by, within=exchange.programme, state=registration.state)
    return registration


@transaction.atomic
def register_guest(
    exchange: Exchange,
    *,
    name: str,
    email: str,
    language: str,
    body: str = "",
    audience: str = "",
    answers: Mapping[str, str] | None = None,
    needs: str = "",
    gender: str = "",
) -> Registration:
    """Let somebody without an account ask: they hold no turn until they open the mailed link.

    Asking again mails the link again. Raises ``NotOpen``, also where one needs an account.
    """
    opening = locked(exchange)
    if not opening.is_public or not opening.is_open(timezone.localdate()):
        raise NotOpen
    person = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    registration = row_for(opening.exchange, person, email)
    if registration.is_live or registration.state == Registration.State.REFUSED:
        tell([registration])
    else:
        who = applicant(opening.exchange, person)
        identify(registration, who, person=person)
        registration.name = registration.name or name
        registration.body, registration.language = body, language
        registration.is_other_audience = who.is_other_audience(opening, audience)
        registration.gender = gender
        put(registration, Registration.State.INVITED, by=None)
        keep_answers(registration, answers, needs)
        tell([registration])
    record("place_asked", exchange, by=None, within=exchange.programme, state=registration.state)
    return registration


@transaction.atomic
def accept_place(registration: Registration, *, by: User | None) -> Registration:
    """Say yes to an invitation: the person gets a place, or a turn on the waiting list.

    ``by`` is None for whoever holds the mailed link. Raises ``NotInvited``, ``NotOpen``.
    """
    opening = locked(registration.exchange)
    registration = Registration.objects.select_for_update().get(pk=registration.pk)
    if not registration.is_invited:
        raise NotInvited
    if registration.named_by_id is None:  # a guest, who asks by opening the link
        _ask(opening, registration, by=by)
    else:
        queue(opening, registration, by=by)
    record(
        "invitation_taken_up", opening.exchange, by=by, within=opening.exchange.programme,
        state=registration.state,
    )  # fmt: skip
    return registration


@transaction.atomic
def decline_place(registration: Registration, *, by: User | None, reason: str = "") -> Registration:
    """Say no to an invitation. Raises ``NotInvited``."""
    opening = locked(registration.exchange)
    registration = Registration.objects.select_for_update().get(pk=registration.pk)
    if not registration.is_invited:
        raise NotInvited
    put(registration, Registration.State.DECLINED, by=by, reason=reason)
    forget_needs(registration)
    exchange = opening.exchange
    record("invitation_turned_down", exchange, by=by, within=exchange.programme, reason=reason)
    return registration


@transaction.atomic
def withdraw_registration(
    registration: Registration, *, by: User | None, reason: str = ""
) -> Registration:
    """Give a place or a turn back; who is next moves up at once. Raises ``NotLive``."""
    opening = locked(registration.exchange)
    registration = Registration.objects.select_for_update().get(pk=registration.pk)
    if not registration.is_live:
        raise NotLive
    put(registration, Registration.State.WITHDRAWN, by=by, reason=reason)
    forget_needs(registration)
    tell([registration])
    moved = move_up(opening, by=by)
    record(
        "place_given_back", opening.exchange, by=by, within=opening.exchange.programme,
        reason=reason, moved_up=moved,
    )  # fmt: skip
    return registration


@transaction.atomic
def answer_follow_up(
    registration: Registration, *, by: User | None, answers: Mapping[str, str], needs: str = ""
) -> Registration:
    """Answer what is asked of who has a place. Raises ``NotLive``."""
    registration = Registration.objects.select_for_update().get(pk=registration.pk)
    if not registration.is_live:
        raise NotLive
    registration.owes_answers = False
    registration.save(update_fields=["owes_answers"])
    keep_answers(registration, answers, needs)
    exchange = registration.exchange
    record("follow_up_answered", exchange, by=by, within=exchange.programme)
    return registration


@transaction.atomic
def claim_registrations(person: User, addresses: Collection[str]) -> list[Registration]:
    """Give a person what they asked for as a guest, under addresses that are proven to be theirs.

    Where they are on the list by their account too, the guest stays a guest.
    """
    known = Registration.objects.filter(person=person).values("exchange")
    found = Registration.objects.select_for_update().filter(person=None, email__in=addresses)
    guests = list(found.exclude(exchange__in=known).order_by("pk"))
    mine = {guest.exchange_id: guest for guest in reversed(guests)}
    for registration in mine.values():
        registration.person, registration.email = person, ""
        registration.save(update_fields=["person", "email"])
    if mine:
        guest_recognised.send(Registration, person=person, registrations=[*mine.values()])
        record("registrations_claimed", person, by=person, count=len(mine))
    return [*mine.values()]


def _ask(opening: Opening, registration: Registration, *, by: User | None) -> None:
    """Wait for the organisers where they look at each request, else for a place."""
    if opening.needs_approval:
        registration.queued_at = registration.queued_at or timezone.now()
        put(registration, Registration.State.REGISTERED, by=by)
        tell([registration])
    else:
        queue(opening, registration, by=by)
