"""Who comes to an exchange: the door for whatever builds on it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Count, Q, QuerySet

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange
from innesto.registrations.models import Needs, Registration, RegistrationQuerySet
from innesto.registrations.queries.openings import list_of

FEWEST = 5
"""A group of fewer people is never shown: one would know who they are."""


def attendees_of(exchange: Exchange) -> RegistrationQuerySet:
    """Persons with a place at an exchange, also speakers and staff, by name, sealed."""
    return registrations_at(exchange).confirmed()


def registrations_at(exchange: Exchange) -> RegistrationQuerySet:
    """All registrations of an exchange with what a list shows, by name, sealed."""
    found = Registration.objects.filter(exchange__in=list_of(exchange))
    loaded = found.select_related("person", "organisation", "office", "partner", "exchange")
    return loaded.order_by("name", "pk").fetch_mode(models.FETCH_RAISE)


def registration_of(person: User | AnonymousUser, exchange: Exchange) -> Registration | None:
    """Return the registration of a person, whatever became of it."""
    if not isinstance(person, User):
        return None
    found = Registration.objects.filter(exchange__in=list_of(exchange), person=person)
    return found.select_related("organisation").first()


def to_decide_at(exchange: Exchange) -> RegistrationQuerySet:
    """Who waits for a word of the organisers, who asked first before the others, sealed."""
    found = registrations_at(exchange).filter(
        state__in=[Registration.State.NOMINATED, Registration.State.REGISTERED]
    )
    return found.order_by("changed_at", "pk")


def told_before(registration: Registration) -> dict[str, str]:
    """Return what a person told, by the fields of a form."""
    needs = Needs.objects.filter(registration=registration).first()
    answers = {f"question_{key}": words for key, words in registration.answers.items()}
    return answers | {"needs": needs.text if needs else ""}


@dataclass(frozen=True, slots=True)
class Counts:
    """How many persons stand where."""

    confirmed: int = 0
    waiting: int = 0
    invited: int = 0
    to_decide: int = 0
    speakers: int = 0
    staff: int = 0


def counts_of(exchange: Exchange) -> Counts:
    """Count the persons of an exchange; ``confirmed`` are those on the counted places."""
    guest = Q(part=Registration.Part.PARTICIPANT)
    state = Registration.State
    found = Registration.objects.filter(exchange__in=list_of(exchange)).aggregate(
        confirmed=Count("pk", filter=guest & Q(state=state.CONFIRMED)),
        waiting=Count("pk", filter=Q(state=state.WAITING)),
        invited=Count("pk", filter=Q(state=state.INVITED)),
        to_decide=Count("pk", filter=Q(state__in=[state.NOMINATED, state.REGISTERED])),
        speakers=Count("pk", filter=Q(state=state.CONFIRMED, part=Registration.Part.SPEAKER)),
        staff=Count("pk", filter=Q(state=state.CONFIRMED, part=Registration.Part.STAFF)),
    )
    return Counts(**found)


def genders_at(exchange: Exchange) -> Mapping[str, int]:
    """Count who has a place by the gender they told, in aggregate only.

    «» are those who told nothing. Nothing is said while any group is smaller than ``FEWEST``, for
    a small one could be computed from the others.
    """
    found = Registration.objects.filter(exchange__in=list_of(exchange)).confirmed()
    counts = dict(found.values_list("gender").annotate(people=Count("pk")).order_by("gender"))
    told = sum(people for gender, people in counts.items() if gender)
    if not told or min(counts.values()) < FEWEST:
        return {}
    return counts


def countries_at(exchange: Exchange) -> Mapping[str, tuple[int, int]]:
    """Count by country who has a place, and who was invited or waits; «» where it is unknown."""
    counts: dict[str, tuple[int, int]] = {}
    for marks, state in (
        Registration.objects.filter(exchange__in=list_of(exchange))
        .live()
        .order_by("pk")
        .values_list("marks", "state")
    ):
        codes = [mark[8:] for mark in marks.split("|") if mark.startswith("country:")]
        code = next(iter(codes), "")
        come, may = counts.get(code, (0, 0))
        is_in = state == Registration.State.CONFIRMED
        counts[code] = (come + is_in, may + (not is_in))
    return dict(sorted(counts.items(), key=lambda item: (-item[1][0], item[0])))


def needs_at(exchange: Exchange, *, viewer: User | AnonymousUser) -> QuerySet[Needs]:
    """What those who come need, as far as the viewer may read it, by name."""
    needs = Needs.objects.visible_to(viewer).filter(
        registration__exchange__in=list_of(exchange),
        registration__state=Registration.State.CONFIRMED,
    )
    return (
        needs.select_related("registration")
        .order_by("registration__name", "pk")
        .fetch_mode(models.FETCH_RAISE)
    )
