"""What the registration desk does under its lock, whatever the occasion.

Not a room: the verbs are in ``actions``; here is what they share. Everything is called inside a
transaction that holds the row of the opening, so that places are counted and given one by one.
"""

import secrets
from collections import Counter
from collections.abc import Collection, Mapping
from functools import partial

from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange
from innesto.registrations.models import Dispatch, FormQuestion, Needs, Opening, Registration
from innesto.registrations.queries.applicants import Applicant
from innesto.registrations.queries.openings import meetings_of, opening_of
from innesto.registrations.queries.places import room_of, waiting_at
from innesto.registrations.seating import Room, fill
from innesto.registrations.tasks import mail_dispatches

STANDING = frozenset({Exchange.State.ANNOUNCED, Exchange.State.CONFIRMED})


class NotOpen(Exception):
    """Nobody can register for the exchange, now or at all."""


def locked(exchange: Exchange) -> Opening:
    """Return the opening of an exchange or of its series, held until the transaction ends.

    Raises ``NotOpen`` without one, or when the exchange was called off or held.
    """
    there = opening_of(exchange)
    if there is None or not meetings_of(there.exchange).filter(state__in=STANDING).exists():
        raise NotOpen
    found = Opening.objects.select_for_update().get(pk=there.pk)
    found.exchange = there.exchange
    return found


def row_for(exchange: Exchange, person: User | None, email: str) -> Registration:
    """Return the registration of a person or an address, whatever became of it, or a new one."""
    mine = exchange.registrations.filter(person=person) if person else None
    address = email.strip().lower()
    found = (mine and mine.first()) or (
        exchange.registrations.filter(email=address).first() if address else None
    )
    return found or Registration(
        exchange=exchange,
        person=person,
        email="" if person else address,
        name=person.name if person else "",
        language=person.language if person else "",
        nonce=secrets.token_urlsafe(16),
    )


def put(
    registration: Registration, state: Registration.State, *, by: User | None, reason: str = ""
) -> None:
    """Keep a new state, and who brought it about."""
    _set([registration], state, by=by, reason=reason)
    registration.save()


def _set(
    registrations: Collection[Registration],
    state: Registration.State,
    *,
    by: User | None,
    reason: str = "",
) -> None:
    """Write a new state into registrations of one exchange, without saving."""
    asks_more = False
    is_seated = state == Registration.State.CONFIRMED
    if is_seated and registrations:
        exchange = next(iter(registrations)).exchange_id
        asked = FormQuestion.objects.filter(opening__exchange=exchange)
        asks_more = asked.filter(step=FormQuestion.Step.SECOND).exists()
    now = timezone.now()
    for registration in registrations:
        registration.state, registration.reason = state, reason
        if is_seated:
            registration.owes_answers = asks_more
        registration.changed_by, registration.changed_at = by, now


def queue(opening: Opening, registration: Registration, *, by: User | None) -> None:
    """Give a place if there is one, else a turn on the waiting list; tell the person.

    The time of the first asking counts. Speakers and staff take no place.
    """
    registration.queued_at = registration.queued_at or timezone.now()
    state = Registration.State.CONFIRMED
    if registration.part == Registration.Part.PARTICIPANT:
        room = room_of(opening, on=timezone.localdate())
        if registration.is_other_audience or room.obstacle(registration.marked):
            state = Registration.State.WAITING
    put(registration, state, by=by)
    tell([registration])


def move_up(opening: Opening, *, by: User | None) -> list[int]:
    """Give free places to who is next, tell them, and return who they are."""
    today = timezone.localdate()
    room = room_of(opening, on=today)
    if room.free == 0:
        return []
    closed = today > opening.closes_on
    lucky = list(fill(waiting_at(opening), room, all_audiences=closed))
    _set(lucky, Registration.State.CONFIRMED, by=by)
    changed = ["state", "reason", "owes_answers", "changed_by", "changed_at"]
    Registration.objects.bulk_update(lucky, changed, batch_size=200)
    tell(lucky)
    return [one.pk for one in lucky]


def has_place_left(room: Room) -> bool:
    """Tell whether a place is free, whoever gets it: what organisers may give by hand."""
    return room.free is None or room.free > 0


LETTERS = {
    Registration.State.INVITED: Dispatch.Kind.INVITED,
    Registration.State.REGISTERED: Dispatch.Kind.REGISTERED,
    Registration.State.WAITING: Dispatch.Kind.WAITING,
    Registration.State.CONFIRMED: Dispatch.Kind.CONFIRMED,
    Registration.State.REFUSED: Dispatch.Kind.REFUSED,
    Registration.State.WITHDRAWN: Dispatch.Kind.LEFT,
}
"""Which letter tells of a state; of the others nobody need be told."""


def tell(registrations: Collection[Registration]) -> None:
    """Write down one letter for each person about where they stand, mailed after the commit."""
    now = timezone.now()
    before = Dispatch.objects.filter(registration__in=registrations).order_by()
    told = Counter(before.values_list("registration", flat=True))
    letters = Dispatch.objects.bulk_create(
        Dispatch(
            registration=registration,
            exchange_id=registration.exchange_id,
            kind=LETTERS[Registration.State(registration.state)],
            sequence=told[registration.pk] + 1,
            at=now,
        )
        for registration in registrations
    )
    if letters:
        transaction.on_commit(partial(mail_dispatches.enqueue, [letter.pk for letter in letters]))


def identify(registration: Registration, who: Applicant, *, person: User | None) -> None:
    """Write into a registration for whom somebody comes, and what quotas count of them."""
    registration.person = person
    registration.partner, registration.organisation = who.partner, who.organisation
    registration.office = who.membership.office if who.membership else None
    registration.marks = who.marks
    if person:
        registration.name, registration.email = str(person), ""
        registration.language = person.language


def keep_answers(registration: Registration, answers: Mapping[str, str] | None, needs: str) -> None:
    """Add answers to those that are there; needs go where few read them, and blank ones go."""
    if answers:
        registration.answers = {**registration.answers, **answers}
        registration.save(update_fields=["answers"])
    if needs:
        Needs.objects.update_or_create(registration=registration, defaults={"text": needs})
    else:
        forget_needs(registration)


def forget_needs(registration: Registration) -> None:
    """Drop what somebody needs who does not come."""
    Needs.objects.filter(registration=registration).delete()
