"""The tree of who trained whom, generation by generation, and how many it has reached."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from innesto.accounts.models import User
from innesto.cascade.models import Evidence, Group, Trainee, Training
from innesto.lineage.queries.picture import Picture, picture_of
from innesto.lineage.queries.thread import Node, Ref, Thread, ref_of
from innesto.programmes.models import Programme
from innesto.toolkit.kinds_of_work import Work

MOST = 200
"""Trainings that a tree draws; its figures count all of them."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How far one generation has come; ``confirmed`` have said themselves that they were there."""

    generation: int
    trainings: int
    hours: Decimal
    cities: int
    confirmed: int
    told: int
    """People who have no address to be asked, as the trainers counted them."""

    @property
    def people(self) -> int:
        """All people, confirmed or told."""
        return self.confirmed + self.told


@dataclass(frozen=True, slots=True)
class Branch:
    """A training in the tree, with those that grew out of it."""

    training: Training
    cities: Sequence[tuple[str, int, int]]
    """Names, with how many confirmed and how many are only told."""
    proofs: int
    branches: "list[Branch]" = field(default_factory=list)

    @property
    def whole(self) -> "Iterator[Branch]":
        """This branch and all that grew out of it, in the order in which they are read."""
        yield self
        for branch in self.branches:
            yield from branch.whole

    @property
    def confirmed(self) -> int:
        """People who said that they were there."""
        return sum(yes for _name, yes, _told in self.cities)


def reach_of(programme: Programme) -> list[Reach]:
    """Return how many were reached in each generation; nobody counts twice in one.

    People with an account count once whatever their address; the others once an address. In-house
    sessions are no generation: they stay in one organisation.
    """
    standing = Training.objects.standing().filter(programme=programme, kind=Training.Kind.TRAINING)
    hours: dict[int, list[Decimal]] = defaultdict(list)
    for generation, each in standing.order_by("pk").values_list("generation", "hours"):
        hours[generation].append(each)
    people: dict[int, set[tuple[int | None, str]]] = defaultdict(set)
    cities: dict[int, set[int]] = defaultdict(set)
    for generation, person, email, pk, body in (
        Trainee.objects.confirmed()
        .filter(training__in=standing)
        .order_by("pk")
        .values_list("training__generation", "person", "email", "pk", "group__organisation")
    ):
        people[generation].add((person, "" if person else email or str(pk)))
        cities[generation].add(body)
    told: dict[int, int] = defaultdict(int)
    counted = Group.objects.filter(training__in=standing, headcount__gt=0)
    for generation, count, body in counted.order_by("pk").values_list(
        "training__generation", "headcount", "organisation"
    ):
        told[generation] += count
        cities[generation].add(body)
    return [
        Reach(
            generation=number,
            trainings=len(hours[number]),
            hours=sum(hours[number], Decimal(0)),
            cities=len(cities[number]),
            confirmed=len(people[number]),
            told=told[number],
        )
        for number in sorted(hours)
    ]


def tree_of(programme: Programme, *, viewer: User | AnonymousUser) -> list[Branch]:
    """Return the trainings for others as a tree, oldest first, as far as the viewer may read.

    A training whose origin the viewer may not read stands among the first; its generation is told.
    """
    trainings = list(
        Training.objects.visible_to(viewer)
        .standing()
        .filter(programme=programme, kind=Training.Kind.TRAINING)
        .select_related("trainer", "organisation", "place")
        .order_by("starts_on", "pk")[:MOST]
    )
    cities, proofs = _cities(trainings), _proofs(trainings)
    branches = {
        one.pk: Branch(one, cities.get(one.pk, ()), proofs.get(one.pk, 0)) for one in trainings
    }
    roots: list[Branch] = []
    for one in trainings:
        origin = branches.get(one.learned_at_id or 0)
        (origin.branches if origin else roots).append(branches[one.pk])
    return roots


def _cities(trainings: Sequence[Training]) -> Mapping[int, list[tuple[str, int, int]]]:
    found: dict[int, list[tuple[str, int, int]]] = defaultdict(list)
    yes = Count("trainees", filter=Q(trainees__answer=Trainee.Answer.YES))
    groups = Group.objects.filter(training__in=trainings).annotate(yes=yes).order_by("pk")
    for training, name, confirmed, told in groups.values_list(
        "training_id", "organisation__name", "yes", "headcount"
    ):
        found[training].append((name, confirmed, told))
    return found


def _proofs(trainings: Sequence[Training]) -> Mapping[int, int]:
    found = Evidence.objects.filter(training__in=trainings).values_list("training_id")
    return dict(found.annotate(count=Count("pk")).order_by("training_id"))


def drawing_of(programme: Programme, tree: Sequence[Branch]) -> Picture | None:
    """Draw the tree as threads are drawn, the programme at the left; of nothing there is none."""
    if not tree:
        return None
    root = Node(
        ref_of(programme), _("programme"), Work(programme.name, programme.get_absolute_url()), 0
    )
    nodes, bonds = [root], []
    for branch in (one for first in tree for one in first.whole):
        ref = ref_of(branch.training)
        nodes.append(_node(branch, ref))
        origin = branch.training.learned_at_id
        before = (ref[0], str(origin)) if origin else root.ref
        bonds.append((before, ref))
    known = {node.ref for node in nodes}
    bonds = [(a if a in known else root.ref, b) for a, b in bonds]
    return picture_of(Thread(root, nodes, bonds))


def _node(branch: Branch, ref: Ref) -> Node:
    training = branch.training
    cities = ", ".join(name for name, _yes, _told in branch.cities)
    work = Work(cities or training.title, training.get_absolute_url(), on=training.starts_on)
    return Node(ref, str(training.trainer), work, training.generation)
