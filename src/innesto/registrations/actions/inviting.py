"""What others do for persons: name, invite, substitute, admit, refuse."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange
from innesto.journal.actions import record
from innesto.organisations.models import Office
from innesto.programmes.models import Partner
from innesto.registrations.actions.registering import AlreadyRegistered, NotLive
from innesto.registrations.desk import (
    forget_needs,
    has_place_left,
    identify,
    locked,
    move_up,
    put,
    queue,
    row_for,
    tell,
)
from innesto.registrations.models import Opening, Registration
from innesto.registrations.queries.applicants import applicant
from innesto.registrations.queries.places import room_of


class NoPlaceLeft(Exception):
    """All places are taken: somebody must give one back, or there must be more."""


@dataclass(frozen=True, slots=True)
class Nominee:
    """Somebody to be invited: a person, or a name and an address as far as known."""

    name: str = ""
    email: str = ""
    person: User | None = None
    partner: Partner | None = None
    office: Office | None = None


@transaction.atomic
def nominate_people(
    exchange: Exchange, partner: Partner, nominees: Collection[Nominee], *, by: User
) -> list[Registration]:
    """Name people of a partner; each is invited, once the organisers agree where they want to.

    Who is on the list already is left alone. Raises ``NotOpen``.
    """
    opening = locked(exchange)
    state = Registration.State.NOMINATED if opening.needs_approval else Registration.State.INVITED
    named = [_invite(opening, it, partner=partner, state=state, by=by) for it in nominees]
    new = [registration for registration in named if registration]
    if state == Registration.State.INVITED:
        tell(new)
    record(
        "people_nominated", exchange, by=by, within=exchange.programme, partner=partner.pk,
        people=len(new),
    )  # fmt: skip
    return new


@transaction.atomic
def invite_people(
    exchange: Exchange,
    nominees: Collection[Nominee],
    *,
    by: User,
    part: Registration.Part = Registration.Part.PARTICIPANT,
) -> list[Registration]:
    """Invite people in the name of who runs the exchange; who is on the list is left alone.

    Raises ``NotOpen``.
    """
    opening = locked(exchange)
    state = Registration.State.INVITED
    invited = [
        _invite(opening, it, partner=it.partner, state=state, by=by, part=part) for it in nominees
    ]
    new = [registration for registration in invited if registration]
    tell(new)
    record("people_invited", exchange, by=by, within=exchange.programme, people=len(new), part=part)
    return new


@transaction.atomic
def substitute_person(registration: Registration, nominee: Nominee, *, by: User) -> Registration:
    """Send somebody else in a person's stead: they take the place, or the turn, as it stands.

    Raises ``NotLive`` when there is nothing to take over and ``AlreadyRegistered`` when the other
    is on the list.
    """
    opening = locked(registration.exchange)
    old = Registration.objects.select_for_update().get(pk=registration.pk)
    if not old.is_live:
        raise NotLive
    state, turn = Registration.State(old.state), old.queued_at
    put(old, Registration.State.WITHDRAWN, by=by)
    forget_needs(old)
    new = _invite(
        opening, nominee, partner=old.partner, state=state, by=by,
        part=Registration.Part(old.part), turn=turn,
    )  # fmt: skip
    if new is None:
        raise AlreadyRegistered
    new.stands_in_for = old
    new.organisation, new.marks = old.organisation, old.marks
    new.is_other_audience = old.is_other_audience
    new.save()
    tell([old, *([new] if state != Registration.State.NOMINATED else [])])
    exchange = opening.exchange
    record("person_substituted", exchange, by=by, within=exchange.programme, now=new.pk)
    return new


@transaction.atomic
def admit_person(registration: Registration, *, by: User) -> Registration:
    """Say yes to a request, or give a free place to somebody out of turn.

    A nominee is invited; who asked gets a place, or waits where there is none. Who waits gets one
    of the free places, whatever their turn: raises ``NoPlaceLeft`` without one. Raises ``NotLive``.
    """
    opening = locked(registration.exchange)
    registration = Registration.objects.select_for_update().get(pk=registration.pk)
    match registration.state:
        case Registration.State.NOMINATED:
            put(registration, Registration.State.INVITED, by=by)
            tell([registration])
        case Registration.State.REGISTERED:
            queue(opening, registration, by=by)
        case Registration.State.WAITING:
            if not has_place_left(room_of(opening, on=timezone.localdate())):
                raise NoPlaceLeft
            put(registration, Registration.State.CONFIRMED, by=by)
            tell([registration])
        case _:
            raise NotLive
    exchange = opening.exchange
    record("place_given", exchange, by=by, within=exchange.programme, state=registration.state)
    return registration


@transaction.atomic
def refuse_person(registration: Registration, *, reason: str, by: User) -> Registration:
    """Say no, with the reason, which the person reads; who is next moves up. Raises ``NotLive``."""
    opening = locked(registration.exchange)
    registration = Registration.objects.select_for_update().get(pk=registration.pk)
    if not registration.is_live:
        raise NotLive
    put(registration, Registration.State.REFUSED, by=by, reason=reason)
    forget_needs(registration)
    tell([registration])
    moved = move_up(opening, by=by)
    record(
        "place_refused", opening.exchange, by=by, within=opening.exchange.programme,
        reason=reason, moved_up=moved,
    )  # fmt: skip
    return registration


def _invite(
    opening: Opening,
    nominee: Nominee,
    *,
    partner: Partner | None,
    state: Registration.State,
    by: User,
    part: Registration.Part = Registration.Part.PARTICIPANT,
    turn: object = None,
) -> Registration | None:
    """Put somebody on the list, or nobody if they are on it."""
    address = nominee.email.strip().lower()
    person = nominee.person or User.objects.filter(email=address, is_active=True).first()
    registration = row_for(opening.exchange, person, address)
    if registration.is_live:
        return None
    who = applicant(opening.exchange, person, partner=partner)
    identify(registration, who, person=person)
    registration.name = registration.name or nominee.name
    registration.language = registration.language or by.language
    registration.office = nominee.office or registration.office
    registration.is_other_audience = who.is_other_audience(opening)
    registration.part = part
    registration.named_by = by
    registration.queued_at = turn  # type: ignore[assignment]
    put(registration, state, by=by)
    return registration
