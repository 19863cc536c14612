"""What a work came from, what came of it, and what else it is linked to.

A reader gets only works that they may open. The others are not passed through either: a thread
that went on behind a hidden work would tell that there is one.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import models
from django.db.models import Q

from innesto.lineage.models import BACKWARDS, Link
from innesto.toolkit.kinds_of_work import Reader, Work, work_kinds

MOST_WORKS = 150
FURTHEST = 8
"""How many links away from the work a thread goes, each way."""

type Ref = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Node:
    """A work in a thread; ``step`` is negative for what it came from, positive for what came."""

    ref: Ref
    label: str
    work: Work
    step: int
    how: str = ""
    since: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Thread:
    """A work, all that it came from, and all that came of it, as one reader may know it."""

    root: Node
    nodes: Sequence[Node]
    bonds: Sequence[tuple[Ref, Ref]] = ()
    """Pairs of the earlier and the later work."""
    is_cut: bool = False

    @property
    def came_from(self) -> Sequence[Node]:
        """Works before it, the nearest first."""
        return sorted((n for n in self.nodes if n.step < 0), key=lambda n: -n.step)

    @property
    def came_of_it(self) -> Sequence[Node]:
        """Works after it, the nearest first."""
        return sorted((n for n in self.nodes if n.step > 0), key=lambda n: n.step)

    @property
    def is_alone(self) -> bool:
        """Tell that nothing is known before or after."""
        return len(self.nodes) == 1


@dataclass(frozen=True, slots=True)
class Bond:
    """One link of a work as read from it: «needs …», «needed by …»."""

    pk: int
    relation: str
    words: str
    label: str
    kind: str
    """Label of the other work's model, such as «practices.practice»."""
    work: Work
    on: date
    note: str
    is_forward: bool


def ref_of(work: models.Model) -> Ref:
    """Return how links name a work."""
    return work._meta.label_lower, str(work.pk)


def origin_named(words: str, viewer: Reader) -> tuple[Ref, Work] | None:
    """Return the work that an address names, such as «exchanges.idea:12», if it may be opened."""
    kind, _colon, key = words.partition(":")
    if not key.isdigit():
        return None
    found = described([(kind, key)], viewer).get((kind, key))
    return ((kind, key), found[1]) if found else None


def origins_of(work: models.Model) -> Sequence[Ref]:
    """Return the works that inspired this one, whoever may open them."""
    kind, key = ref_of(work)
    links = Link.objects.filter(
        later_kind=kind, later_key=key, relation=Link.Relation.INSPIRED
    ).order_by("on", "pk")
    return [*links.values_list("earlier_kind", "earlier_key")]


def described(refs: Iterable[Ref], viewer: Reader) -> Mapping[Ref, tuple[str, Work]]:
    """Return label and words of the works that the viewer may open: one query a kind."""
    by_kind: defaultdict[str, list[str]] = defaultdict(list)
    for kind, key in refs:
        by_kind[kind].append(key)
    found: dict[Ref, tuple[str, Work]] = {}
    for name, keys in by_kind.items():
        known = work_kinds().get(name)
        if known:
            told = known.describe(keys, viewer)
            found |= {(name, key): (str(known.label), work) for key, work in told.items()}
    return found


def bonds_of(work: models.Model, *, viewer: Reader) -> Sequence[Bond]:
    """Return every link of a work to works the viewer may open, each once, oldest first."""
    here = ref_of(work)
    links = list(Link.objects.touching(*here).order_by("on", "pk"))
    known = described({_other(link, here) for link in links}, viewer)
    bonds = []
    for link in links:
        other = _other(link, here)
        if other in known:
            is_forward = (link.later_kind, link.later_key) == here
            relation = Link.Relation(link.relation)
            words = str(relation.label if is_forward else BACKWARDS[relation])
            label, told = known[other]
            bonds.append(
                Bond(
                    pk=link.pk,
                    relation=link.relation,
                    words=words,
                    label=label,
                    kind=other[0],
                    work=told,
                    on=link.on,
                    note=link.note,
                    is_forward=is_forward,
                )
            )
    return bonds


def thread_of(work: models.Model, *, viewer: Reader) -> Thread | None:
    """Return the thread of a work both ways, or None when the viewer may not open it."""
    return thread_from(ref_of(work), viewer=viewer)


def thread_from(ref: Ref, *, viewer: Reader) -> Thread | None:
    """Return the thread of the work of this kind and key, or None."""
    told = described([ref], viewer).get(ref)
    if told is None:
        return None
    walk = _Walk(viewer, Node(ref, *told, step=0))
    walk.go()
    root = walk.nodes[ref]
    nodes = sorted(walk.nodes.values(), key=lambda n: (n.step, n.since or date.min, n.ref))
    bonds = [(a, b) for a, b in dict.fromkeys(walk.bonds) if a in walk.nodes and b in walk.nodes]
    return Thread(root, nodes, bonds, is_cut=walk.is_cut)


def _other(link: Link, here: Ref) -> Ref:
    later = (link.later_kind, link.later_key)
    return (link.earlier_kind, link.earlier_key) if later == here else later


@dataclass
class _Walk:
    """Goes away from a work in rounds: each round is one query for links and one a kind."""

    viewer: Reader
    root: Node
    nodes: dict[Ref, Node] = field(default_factory=dict)
    bonds: list[tuple[Ref, Ref]] = field(default_factory=list)
    is_cut: bool = False

    def go(self) -> None:
        """Walk up to the works it came from and down to those that came of it."""
        self.nodes[self.root.ref] = self.root
        up, down = {self.root.ref}, {self.root.ref}
        for distance in range(1, FURTHEST + 1):
            if not up and not down:
                return
            links = list(
                Link.objects.telling_origin()
                .filter(_any(up, "later") | _any(down, "earlier"))
                .order_by("on", "pk")
            )
            before: dict[Ref, Link] = {}
            after: dict[Ref, Link] = {}
            for link in links:
                later = (link.later_kind, link.later_key)
                earlier = (link.earlier_kind, link.earlier_key)
                self.bonds.append((earlier, later))
                if later in up and earlier not in self.nodes:
                    before.setdefault(earlier, link)
                elif earlier in down and later not in self.nodes:
                    after.setdefault(later, link)
            known = described({*before, *after}, self.viewer)
            up = self._take(before, known, -distance)
            down = self._take(after, known, distance)
        self.is_cut = self.is_cut or bool(up or down)

    def _take(
        self, met: Mapping[Ref, Link], known: Mapping[Ref, tuple[str, Work]], step: int
    ) -> set[Ref]:
        taken = set()
        for ref, link in met.items():
            if ref not in known or ref in self.nodes:
                continue
            if len(self.nodes) >= MOST_WORKS:
                self.is_cut = True
                break
            relation = Link.Relation(link.relation)
            how = relation.label if step > 0 else BACKWARDS[relation]
            self.nodes[ref] = Node(ref, *known[ref], step, str(how), link.on, link.note)
            taken.add(ref)
        return taken


def _any(refs: Collection[Ref], end: str) -> Q:
    by_kind: defaultdict[str, list[str]] = defaultdict(list)
    for kind, key in refs:
        by_kind[kind].append(key)
    wanted = Q(pk__in=())
    for kind, keys in by_kind.items():
        wanted |= Q(**{f"{end}_kind": kind, f"{end}_key__in": keys})
    return wanted
