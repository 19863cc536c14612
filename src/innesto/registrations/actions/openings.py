"""What who runs an exchange says about who may come."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange
from innesto.journal.actions import record
from innesto.registrations.desk import locked, move_up
from innesto.registrations.models import FormQuestion, Opening, Quota, Registration


class TooFewPlaces(Exception):
    """More people have a place than there would be: none is taken away."""


@transaction.atomic
def open_registration(exchange: Exchange, *, by: User | None, **fields: Any) -> Opening:
    """Let people come to an exchange; twice changes what was said the first time."""
    opening, _made = Opening.objects.update_or_create(exchange=exchange, defaults=fields)
    record("registration_opened", exchange, by=by, within=exchange.programme)
    return opening


@transaction.atomic
def arrange_registration(opening: Opening, *, by: User, **changes: Any) -> Opening:
    """Change who may come and how many; who waits moves up where there is more room.

    Raises ``TooFewPlaces``, and ``NotOpen`` once the exchange was held or called off.
    """
    opening = locked(opening.exchange)
    places = changes.get("places", opening.places)
    seated = opening.exchange.registrations.confirmed().on_places()
    if places is not None and seated.count() > places:
        raise TooFewPlaces
    changed = [name for name, value in changes.items() if getattr(opening, name) != value]
    for name in changed:
        setattr(opening, name, changes[name])
    opening.save(update_fields=changed)
    moved = move_up(opening, by=by)
    exchange = opening.exchange
    record(
        "registration_arranged", exchange, by=by, within=exchange.programme,
        fields=changed, moved_up=moved,
    )  # fmt: skip
    return opening


@transaction.atomic
def set_quota(
    opening: Opening,
    *,
    by: User | None,
    counted_by: str,
    seats: int,
    key: str = "",
    is_reserved: bool = False,
    is_hard: bool = True,
) -> Quota:
    """Say how many places some may have, or keep some for them; nobody loses a place by it."""
    opening = locked(opening.exchange)
    quota, _made = opening.quotas.update_or_create(
        by=counted_by,
        key=key,
        is_reserved=is_reserved,
        defaults={"seats": seats, "is_hard": is_hard},
    )
    moved = move_up(opening, by=by)
    exchange = opening.exchange
    record(
        "registration_arranged", exchange, by=by, within=exchange.programme,
        quota=str(quota), moved_up=moved,
    )  # fmt: skip
    return quota


@transaction.atomic
def drop_quota(quota: Quota, *, by: User) -> None:
    """Take a share of places back; who waited because of it moves up."""
    opening = locked(quota.opening.exchange)
    quota.delete()
    moved = move_up(opening, by=by)
    exchange = opening.exchange
    record("registration_arranged", exchange, by=by, within=exchange.programme, moved_up=moved)


@transaction.atomic
def add_question(opening: Opening, *, by: User | None, **fields: Any) -> FormQuestion:
    """Ask one thing more, with what it is for and how long the answers are kept."""
    question = FormQuestion.objects.create(opening=opening, **fields)
    exchange = opening.exchange
    record(
        "registration_arranged", exchange, by=by, within=exchange.programme, asked=question.label
    )
    return question


@transaction.atomic
def drop_question(question: FormQuestion, *, by: User) -> None:
    """Ask something no more; what was answered is forgotten at once."""
    exchange = question.opening.exchange
    _forget(exchange, [question.key])
    record(
        "registration_arranged", exchange, by=by, within=exchange.programme, dropped=question.label
    )
    question.delete()


@transaction.atomic
def close_waiting_list(opening: Opening) -> list[int]:
    """Give what is left to whoever still waits, of any audience, after the last day."""
    opening = locked(opening.exchange)
    moved = move_up(opening, by=None)
    exchange = opening.exchange
    record("waiting_list_closed", exchange, by=None, within=exchange.programme, moved_up=moved)
    return moved


@transaction.atomic
def forget_answers_to(exchange: Exchange, keys: Sequence[str]) -> int:
    """Forget what people answered to some questions; return of how many."""
    count = _forget(exchange, keys)
    record("answers_forgotten", exchange, by=None, within=exchange.programme, people=count)
    return count


def _forget(exchange: Exchange, keys: Sequence[str]) -> int:
    found = exchange.registrations.exclude(answers={}).select_for_update()
    changed: list[Registration] = []
    for registration in found.order_by("pk"):
        kept = {key: words for key, words in registration.answers.items() if key not in keys}
        if kept != registration.answers:
            registration.answers = kept
            registration.changed_at = timezone.now()
            changed.append(registration)
    Registration.objects.bulk_update(changed, ["answers", "changed_at"])
    return len(changed)
