"""Ask, reply, step forward; open circles and speak in them.

No action here leaves a journal entry: the hour of an entry, or its absence, would tell who asked
to whoever reads the register (decision 0029).
"""

from datetime import timedelta
from functools import partial
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.listening.models import Circle, Listener, Plea, Reply, Seal, Seat, Word
from innesto.listening.queries import are_enough, own_handles, size_said_of
from innesto.listening.sealing import mark_of, marks_of
from innesto.listening.tasks import tell_invited

MOST_A_WEEK = 3


class TooFew(Exception):
    """So few administrators are here that whoever asks would be guessed."""


class TooMany(Exception):
    """The person asked as often as one may in a week."""


class AlreadyClosed(Exception):
    """It is closed."""


class AlreadyInvited(Exception):
    """The person has a seat."""


@transaction.atomic
def agree_to_listen(*, by: User) -> None:
    """Listen from now on; agreeing twice is agreeing once."""
    Listener.objects.get_or_create(person=by, defaults={"since": timezone.localdate()})


@transaction.atomic
def stop_listening(*, by: User) -> None:
    """Listen no more."""
    Listener.objects.filter(person=by).delete()


@transaction.atomic
def plead(*, by: User, about: str, text: str, language: str, says_size: bool = False) -> Plea:
    """Ask peers without a name; it comes out tomorrow morning, with all of today.

    How large the municipality is, is said only where enough fit. Raises ``TooFew``, ``TooMany``.
    """
    if not are_enough():
        raise TooFew
    today = timezone.localdate()
    recent = Plea.objects.filter(pk__in=own_handles(by), shown_on__gt=today - timedelta(days=7))
    if recent.count() >= MOST_A_WEEK:
        raise TooMany
    plea = Plea.objects.create(
        about=about,
        text=text,
        language=language,
        size=size_said_of(by) if says_size else "",
        shown_on=today + timedelta(days=1),
    )
    Seal.objects.create(mark=mark_of(by.pk, plea.pk))
    return plea


@transaction.atomic
def reply_to_plea(plea: Plea, *, by: User, text: str, is_signed: bool = False) -> Reply:
    """Reply; who asked replies without a name, until they step forward. Raises ``AlreadyClosed``.

    An unsigned reply keeps no author: nobody can take it back, and nobody can find out.
    """
    plea = _locked(plea)
    is_own = plea.pk in own_handles(by)
    today = timezone.localdate()
    is_named = is_signed if not is_own else plea.signed_by_id == by.pk
    return plea.replies.create(
        text=text,
        by_asker=is_own,
        author=by if is_named else None,
        shown_on=today + timedelta(days=1) if is_own and not is_named else today,
    )


@transaction.atomic
def step_forward(plea: Plea, *, by: User) -> Plea:
    """Say that it was oneself who asked; it cannot be taken back. Raises ``AlreadyClosed``."""
    plea = _locked(plea)
    plea.signed_by = by
    plea.save(update_fields=["signed_by"])
    return plea


@transaction.atomic
def close_plea(plea: Plea) -> Plea:
    """Take it out of what listeners see. Raises ``AlreadyClosed``."""
    plea = _locked(plea)
    plea.closed_on = timezone.localdate()
    plea.save(update_fields=["closed_on"])
    return plea


@transaction.atomic
def break_seals(person: User) -> None:
    """Forget what a person asked: the pleas stay, and are nobody's."""
    handles = list(Plea.objects.values_list("pk", flat=True))
    Seal.objects.filter(pk__in=[mark for mark, _plea in marks_of(person.pk, handles)]).delete()


@transaction.atomic
def open_circle(*, by: User, name: str, rules: str) -> Circle:
    """Open a circle; whoever opens it has accepted its rules."""
    circle = Circle.objects.create(name=name, rules=rules)
    circle.seats.create(person=by, accepted_on=timezone.localdate())
    return circle


@transaction.atomic
def invite_into_circle(circle: Circle, person: User) -> Seat:
    """Invite somebody; they read the rules first. Raises ``AlreadyInvited``."""
    seat, is_new = Seat.objects.get_or_create(circle=circle, person=person)
    if not is_new:
        raise AlreadyInvited
    transaction.on_commit(partial(tell_invited.enqueue, person.pk, f"listening-{uuid4().hex}"))
    return seat


@transaction.atomic
def accept_rules(seat: Seat) -> Seat:
    """Accept the rules and come in."""
    seat.accepted_on = seat.accepted_on or timezone.localdate()
    seat.save(update_fields=["accepted_on"])
    return seat


@transaction.atomic
def speak_in_circle(circle: Circle, *, by: User, text: str) -> Word:
    """Say something to the others."""
    return circle.words.create(author=by, text=text, at=timezone.now())


@transaction.atomic
def leave_circle(seat: Seat) -> None:
    """Leave; when nobody is left, the circle and all that was said in it are gone."""
    circle = seat.circle
    seat.delete()
    if not circle.seats.exists():
        circle.delete()


def _locked(plea: Plea) -> Plea:
    plea = Plea.objects.select_for_update().get(pk=plea.pk)
    if plea.closed_on:
        raise AlreadyClosed
    return plea
