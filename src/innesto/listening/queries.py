"""What listeners and askers read, and how many would fit what is said of who asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

import yaml
from django.db import models
from django.db.models import QuerySet

from innesto.accounts.models import User
from innesto.listening.models import (
    Circle,
    Listener,
    Plea,
    Reply,
    Seal,
    Seat,
    Word,
    elected,
    is_confidant,
)
from innesto.listening.sealing import marks_of
from innesto.organisations.models import Membership

FEWEST = 5
"""So many could have asked at least, or nothing that narrows them down is said or sent."""

BOUNDS = ((20_000, Plea.Size.SMALL), (100_000, Plea.Size.MIDDLE))
"""Below so many inhabitants a municipality is of this size; else it is large."""


def is_elected(person: User) -> bool:
    """Tell whether the person holds an elected office."""
    return is_confidant(person) and elected().filter(pk=person.pk).exists()


def listens(person: User) -> bool:
    """Tell whether the person agreed to listen."""
    return is_confidant(person) and Listener.objects.filter(person=person).exists()


def own_handles(person: User) -> list[str]:
    """Return the pleas the person asked: every plea is tried, for no column says it."""
    tried = dict(marks_of(person.pk, Plea.objects.values_list("pk", flat=True)))
    found = Seal.objects.in_bulk()
    return [plea for mark, plea in tried.items() if mark in found]


def pleas_for(person: User, *, on: date) -> QuerySet[Plea]:
    """Return the pleas a listener may answer, by day and within a day in no order that tells."""
    if not listens(person):
        return Plea.objects.none()
    found = Plea.objects.shown(on).filter(closed_on=None)
    return found.select_related("signed_by").fetch_mode(models.FETCH_RAISE)


def own_pleas(person: User) -> QuerySet[Plea]:
    """Return the pleas a person asked."""
    return Plea.objects.filter(pk__in=own_handles(person)).select_related("signed_by")


def plea_at(handle: str, *, viewer: User, on: date) -> list[Plea]:
    """Return the plea, if the viewer listens and it has come out, or if they asked it."""
    own = own_handles(viewer) if is_confidant(viewer) else []
    found = Plea.objects.visible_to(viewer, on=on, own=own).filter(pk=handle)
    return list(found.select_related("signed_by"))


def replies_to(plea: Plea, *, on: date, is_own: bool) -> Sequence[Reply]:
    """Return what was replied and has come out; who asked sees their own words at once."""
    found = plea.replies.select_related("author")
    return [one for one in found if one.shown_on <= on or (is_own and one.by_asker)]


def size_said_of(person: User) -> str:
    """Return in broad words how large the person's municipality is; nothing where few fit."""
    held = Membership.objects.current().filter(is_elected=True, person__in=elected().values("pk"))
    sizes: dict[int, str] = {}
    for pk, population in held.order_by("pk").values_list(
        "person", "organisation__place__population"
    ):
        if population is not None:
            sizes[pk] = next(
                (size for below, size in BOUNDS if population < below), Plea.Size.LARGE
            )
    own = sizes.get(person.pk, "")
    return own if own and [*sizes.values()].count(own) >= FEWEST else ""


def are_enough() -> bool:
    """Tell whether enough could have asked for nobody to be guessed."""
    return elected().count() >= FEWEST


def circles_of(person: User) -> QuerySet[Circle]:
    """Return the circles the person belongs to or is invited into."""
    return Circle.objects.visible_to(person)


def circle_at(handle: str, *, viewer: User) -> list[Circle]:
    """Return the circle, if the viewer belongs to it or is invited."""
    return list(Circle.objects.visible_to(viewer).filter(pk=handle))


def seat_in(circle: Circle, person: User) -> Seat | None:
    """Return the seat of the person."""
    return Seat.objects.filter(circle=circle, person=person).first()


def seats_of(circle: Circle) -> QuerySet[Seat]:
    """Return who belongs to a circle or is invited, by name."""
    return circle.seats.select_related("person").order_by("person__name", "pk")


def words_in(circle: Circle) -> QuerySet[Word]:
    """Return what was said in a circle, sealed."""
    return circle.words.select_related("author").fetch_mode(models.FETCH_RAISE)


def may_be_invited(text: str, circle: Circle) -> list[User]:
    """Return the elected administrators and listeners of this name who are not in it yet."""
    known = Seat.objects.filter(circle=circle).values("person")
    listening = User.objects.filter(listener__isnull=False, is_active=True, is_staff=False)
    found = (elected() | listening.order_by("name", "pk")).exclude(pk__in=known)
    return list(found.filter(name__icontains=text)[:8])


@dataclass(frozen=True, slots=True)
class Help:
    """Somebody who listens by telephone, or helps administrators, in one country."""

    country: str
    name: str
    number: str
    url: str
    note: str = ""


@cache
def help_lines() -> list[Help]:
    """Return the help we know of, as the data file has it."""
    text = files("innesto.listening").joinpath("data/help.yaml").read_text("utf-8")
    return [Help(**one) for one in yaml.safe_load(text)]
