"""Trainings in lists, and what one needs to log another."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from innesto.accounts.models import User
from innesto.cascade.models import Group, Stewardship, Trainee, Training, Witness
from innesto.cascade.queries.ambassadors import lasting_roles_of
from innesto.organisations.models import Membership, Organisation
from innesto.practices.models import Practice
from innesto.programmes.models import Programme
from innesto.toolkit.addresses import address_of
from innesto.toolkit.dates import day
from innesto.toolkit.prepared import Prepared
from innesto.toolkit.waiting import Waiting

OFFERED = 8


def _in_lists(found: QuerySet[Training]) -> QuerySet[Training]:
    """Load what a row says, in one query, sealed."""
    yes = Count("trainees", filter=Q(trainees__answer=Trainee.Answer.YES), distinct=True)
    return (
        found.select_related("trainer", "organisation", "place", "programme__call")
        .annotate(confirmed=yes, cities=Count("groups", distinct=True))
        .order_by("-starts_on", "-pk")
        .fetch_mode(models.FETCH_RAISE)
    )


def trainings_given(trainer: User, *, viewer: User | AnonymousUser) -> QuerySet[Training]:
    """Return what somebody gave, latest first, as the viewer may read it."""
    return _in_lists(Training.objects.visible_to(viewer).filter(trainer=trainer))


def trainings_of(programme: Programme, *, viewer: User | AnonymousUser) -> QuerySet[Training]:
    """Return the log of a programme, latest first, in-house sessions among it."""
    seen = Training.objects.visible_to(viewer).standing()
    return _in_lists(seen.filter(programme=programme))


def trainings_attended(person: User) -> QuerySet[Trainee]:
    """Return where a person was trained, or is said to have been, latest first, sealed."""
    return (
        Trainee.objects.filter(person=person, training__withdrawn_at=None)
        .select_related("training__trainer", "training__programme__call")
        .order_by("-training__starts_on", "-pk")
        .fetch_mode(models.FETCH_RAISE)
    )


def origins_for(trainer: User, *, before: datetime.date | None = None) -> QuerySet[Training]:
    """Return the trainings in which somebody was trained and said so, the latest first."""
    there = Trainee.objects.confirmed().filter(person=trainer)
    found = Training.objects.standing().filter(pk__in=there.values("training"))
    if before:
        found = found.filter(ends_on__lte=before)
    return found.select_related("trainer").order_by("-starts_on", "-pk")


def programmes_for(trainer: User) -> list[Programme]:
    """Return the programmes in whose log somebody may write, the lasting roles first."""
    lasting = [one.programme.pk for one in lasting_roles_of(trainer)]
    learned = Training.objects.filter(
        pk__in=Trainee.objects.confirmed().filter(person=trainer).values("training")
    )
    found = Programme.objects.visible_to(trainer).filter(
        Q(pk__in=lasting)
        | Q(pk__in=learned.values("programme"))
        | Q(pk__in=Programme.objects.joined_by(trainer).values("pk"))
    )
    order = {pk: number for number, pk in enumerate(lasting)}
    return sorted(found.defer("blueprint"), key=lambda one: (order.get(one.pk, 99), one.name))


@dataclass(frozen=True, slots=True)
class Present:
    """Those of one organisation at a training; ``people`` are those the reader may know by name."""

    group: Group
    confirmed: int
    asked: int
    people: Sequence[Trainee]


def groups_of(training: Training, *, viewer: User | AnonymousUser) -> list[Present]:
    """Return the cities of a training, and their people as far as the viewer may know them."""
    groups = Group.objects.filter(training=training).select_related("organisation").order_by("pk")
    counted = Counter(training.trainees.order_by("pk").values_list("group_id", "answer"))
    named: dict[int, list[Trainee]] = defaultdict(list)
    for one in Trainee.objects.visible_to(viewer).filter(training=training).order_by("name", "pk"):
        named[one.group_id].append(one)
    return [
        Present(
            group,
            confirmed=counted[group.pk, Trainee.Answer.YES],
            asked=counted[group.pk, Trainee.Answer.ASKED],
            people=named[group.pk],
        )
        for group in groups
    ]


def colleagues_to_ask(training: Training) -> QuerySet[User]:
    """Return who can be a witness: who acts for the organisation, but the trainer."""
    acting = Membership.objects.current().filter(organisation=training.organisation_id)
    asked = Witness.objects.filter(training=training)
    people = User.objects.filter(pk__in=acting.values("person"), is_active=True)
    return (
        people.exclude(pk=training.trainer_id)
        .exclude(pk__in=asked.values("person"))
        .order_by("name", "pk")
    )


def practices_named(words: str, *, viewer: User) -> Sequence[Practice]:
    """Return the few published practices that the words may mean, as far as they may be read."""
    found = Practice.objects.visible_to(viewer).published().filter(title__icontains=words)
    return list(found.order_by("title", "pk")[:OFFERED])


@Prepared
def _presences(person: int) -> QuerySet[Trainee]:
    asked = Trainee.objects.filter(
        person=person, answer=Trainee.Answer.ASKED, training__withdrawn_at=None
    )
    return asked.select_related("training").order_by("pk")


@Prepared
def _testimonies(person: int) -> QuerySet[Witness]:
    asked = Witness.objects.waiting().filter(person=person)
    return asked.select_related("training__trainer").order_by("pk")


@Prepared
def _looks(person: int, on: datetime.date) -> QuerySet[Stewardship]:
    due = Stewardship.objects.filter(steward=person, review_on__lte=on)
    return due.select_related("programme").order_by("pk")


def trainings_waiting(person: User, on: datetime.date) -> Iterator[Waiting]:
    """Say to which trainings a person has still to answer, and which logs to look at."""
    for trainee in _presences(person.pk):
        yield Waiting(
            title=_("Were you there? %(training)s") % {"training": trainee.training},
            detail=_("Only who says so counts among those trained."),
            url=trainee.training.get_absolute_url(),
            action=_("Answer"),
        )
    for witness in _testimonies(person.pk):
        words = {"name": witness.training.trainer, "day": day(witness.training.starts_on)}
        yield Waiting(
            title=_("You are asked as a witness: %(training)s") % {"training": witness.training},
            detail=_("%(name)s says that it was held on %(day)s.") % words,
            url=witness.training.get_absolute_url(),
            action=_("Answer"),
        )
    for due in _looks(person.pk, on):
        yield Waiting(
            title=_("Look at the log of trainings: %(programme)s") % {"programme": due.programme},
            detail=_("You keep it alive: write what you find, and when you look again."),
            url=address_of("cascade:review", due.programme.slug),
            action=_("Look at it"),
            due=due.review_on,
        )


def houses_of(person: User) -> QuerySet[Organisation]:
    """Return the organisations in which somebody can hold a session."""
    return Organisation.objects.of(person).order_by("sought", "pk")
