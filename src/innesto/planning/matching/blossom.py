"""The heaviest matching of a general graph, from a matching and prices that are nearly right.

Edmonds' method. ``y2`` is twice the price of a city, ``z2`` twice the price of an odd group
(a *blossom*) that can be matched inside but for one. An edge is *tight* when the prices of both
ends, and of the groups that hold both, just reach its weight; only tight edges are used. As long
as a city is alone although its price is not zero, a tree of tight edges grows from it. Cities at
even distance (``OUTER``) get cheaper, those at odd distance (``INNER``) dearer, until an edge gets
tight, a group's price reaches zero, or a city's does. The tree ends with a partner for the root,
or with a city that may stay alone because it has become free of charge.

What will happen next is kept in a heap, by how far prices must move until then. Everything is in
whole numbers: all outer cities of a tree are equally odd or even.
"""

from collections.abc import Iterable, Iterator, Sequence
from heapq import heappop, heappush
from itertools import count

FREE, OUTER, INNER = 0, 1, 2
NOBODY = -1

type Edge = tuple[int, int]


class Blossoms:
    """A matching that grows heavier, and the prices that will prove it.

    Cities are numbered from 0; groups get the numbers after them. To begin with, prices must
    cover every edge, matched edges must be tight, and nobody may be in a group.
    """

    def __init__(
        self,
        edges: Iterable[tuple[int, int, int]],
        y2: Sequence[int],
        mate: Sequence[int],
    ) -> None:
        n = len(y2)
        self.n = n
        self.y2, self.mate = list(y2), list(mate)
        self.near: list[dict[int, int]] = [{} for _ in range(n)]
        """Neighbours of each city, with twice the weight of the edge."""
        for a, b, weight in edges:
            self.near[a][b] = self.near[b][a] = 2 * weight
        self.top = list(range(n))
        """Outermost group of each city."""
        self.base = list(range(n))
        """City of each group that is not matched inside."""
        self.parent: list[int] = [NOBODY] * n
        self.label = [FREE] * n
        self.entry: list[Edge | None] = [None] * n
        """Edge by which the tree came to a city or group, the far end first."""
        self.children: dict[int, list[int]] = {}
        self.links: dict[int, list[Edge]] = {}
        """Edges from each child to the next around the group, the last to the first."""
        self.z2: dict[int, int] = {}
        self.numbers = count(n)

    def odd_sets(self) -> list[tuple[list[int], int]]:
        """List the groups that have a price, with their cities."""
        return [(sorted(self._cities(b)), z2) for b, z2 in sorted(self.z2.items()) if z2 > 0]

    def match(self, root: int) -> None:
        """Find a partner for a city that is alone, or for its sake somebody who may be alone."""
        self.moved = 0
        """How far prices have moved; labelled prices are stored as if they had not yet."""
        self.events: list[tuple[int, int, int, int]] = []
        self.labelled: list[int] = []
        self._grow_outer(self.top[root], None)
        while self._next_event():
            pass
        for b in {self.top[b] if b < self.n else b for b in self.labelled}:
            if b in self.z2 or b < self.n:
                self._forget(b)

    def _next_event(self) -> bool:
        """Move prices to the next event and handle it. Say whether the tree goes on."""
        at, kind, a, b = heappop(self.events)
        self.moved = at
        if kind == _ALONE:
            self._augment(a, NOBODY)
            return False
        if kind == _EMPTY:
            if a in self.z2 and self.parent[a] == NOBODY and self.label[a] == INNER:
                self._expand(a)
            return True
        group = self.top[b]
        if group == self.top[a] or self.label[group] == INNER or self._slack(a, b) > 0:
            return True
        if self.label[group] == OUTER:
            self._shrink(a, b)
        elif self.mate[self.base[group]] == NOBODY:
            self._augment(a, b)
            return False
        else:
            self._grow_inner(a, b)
        return True

    # Prices

    def _price(self, city: int) -> int:
        """Twice the price of a city as it is now."""
        label = self.label[self.top[city]]
        if label == OUTER:
            return self.y2[city] - self.moved
        return self.y2[city] + self.moved if label == INNER else self.y2[city]

    def _slack(self, a: int, b: int) -> int:
        return self._price(a) + self._price(b) - self.near[a][b]

    def _set_label(self, group: int, label: int, entry: Edge | None) -> None:
        """Change the label of an outermost group, and how its prices are stored."""
        sign = {FREE: 0, OUTER: 1, INNER: -1}
        change = self.moved * (sign[label] - sign[self.label[group]])
        for city in self._cities(group):
            self.y2[city] += change
        if group in self.z2:
            self.z2[group] -= change
        self.label[group], self.entry[group] = label, entry
        if label != FREE:
            self.labelled.append(group)

    def _forget(self, group: int) -> None:
        if self.label[group] != FREE and self.parent[group] == NOBODY:
            self._set_label(group, FREE, None)

    # The tree

    def _grow_outer(self, group: int, entry: Edge | None) -> None:
        self._set_label(group, OUTER, entry)
        self._look_around(self._cities(group))

    def _look_around(self, cities: Iterable[int]) -> None:
        """Foresee what will happen to outer cities."""
        for city in cities:
            price, group = self._price(city), self.top[city]
            heappush(self.events, (self.moved + price, _ALONE, city, NOBODY))
            for other, weight in self.near[city].items():
                label = self.label[self.top[other]]
                if label == INNER or self.top[other] == group:
                    continue
                slack = price + self._price(other) - weight
                way = slack // 2 if label == OUTER else slack
                heappush(self.events, (self.moved + way, _TIGHT, city, other))

    def _grow_inner(self, a: int, b: int) -> None:
        """Take a matched group into the tree, and its partner behind it."""
        group = self.top[b]
        self._set_label(group, INNER, (a, b))
        self._foresee_empty(group)
        base = self.base[group]
        self._grow_outer(self.top[self.mate[base]], (base, self.mate[base]))

    def _foresee_empty(self, group: int) -> None:
        if group in self.z2:
            z2 = self.z2[group] - self.moved
            heappush(self.events, (self.moved + z2, _EMPTY, group, NOBODY))

    def _shrink(self, a: int, b: int) -> None:
        """Make a group of the ring that an edge between two outer groups closes."""
        meeting = self._meeting(a, b)
        path, links = [], [(a, b)]
        group = self.top[a]
        while group != meeting:
            path.append(group)
            links.append(self._entry(group))
            group = self.top[links[-1][0]]
        path.append(meeting)
        path.reverse()
        links.reverse()
        group = self.top[b]
        while group != meeting:
            path.append(group)
            far, near = self._entry(group)
            links.append((near, far))
            group = self.top[far]
        new = self._new_group(path, links)
        was_inner = [child for child in path if self.label[child] == INNER]
        self.label[new], self.entry[new] = OUTER, self.entry[meeting]
        self.labelled.append(new)
        self.z2[new] = -self.moved
        fresh = [city for child in was_inner for city in self._cities(child)]
        for child in path:
            entry = self.entry[child]
            if self.label[child] == INNER:
                self._set_label(child, OUTER, entry)
            if child in self.z2:
                self.z2[child] += self.moved
            self.parent[child] = new
            for city in self._cities(child):
                self.top[city] = new
        self._look_around(fresh)

    def _new_group(self, children: list[int], links: list[Edge]) -> int:
        new = next(self.numbers)
        self.children[new], self.links[new] = children, links
        self.base.append(self.base[children[0]])
        self.parent.append(NOBODY)
        self.label.append(FREE)
        self.entry.append(None)
        return new

    def _meeting(self, a: int, b: int) -> int:
        """Find the outer group where the ways from two cities to the root meet."""
        seen = set(self._way_up(self.top[a]))
        return next(group for group in self._way_up(self.top[b]) if group in seen)

    def _way_up(self, group: int) -> Iterator[int]:
        """Walk from outer group to outer group towards the root."""
        yield group
        while (entry := self.entry[group]) is not None:
            inner = self.top[entry[0]]
            group = self.top[self._entry(inner)[0]]
            yield group

    def _entry(self, group: int) -> Edge:
        entry = self.entry[group]
        if entry is None:
            raise RuntimeError("only the root of a tree has no entry")
        return entry

    def _expand(self, group: int) -> None:
        """Dissolve an inner group without a price; the tree goes on through a part of it."""
        entry, children = self._entry(group), self.children[group]
        self._set_label(group, FREE, None)
        for child in children:
            self.parent[child], self.label[child] = NOBODY, FREE
            for city in self._cities(child):
                self.top[city] = child
        del self.z2[group]
        links = self.links.pop(group)
        del self.children[group]
        at = children.index(self.top[entry[1]])
        step = 1 if at % 2 else -1
        at -= len(children) if at % 2 else 0
        while at:
            self._set_label(self.top[entry[1]], INNER, entry)
            self._foresee_empty(self.top[entry[1]])
            outer = links[at] if step == 1 else links[at - 1][::-1]
            at += step
            self._grow_outer(children[at], outer)
            entry = links[at] if step == 1 else links[at - 1][::-1]
            at += step
        self._set_label(children[0], INNER, entry)
        self._foresee_empty(children[0])
        for child in children:
            if self.label[child] == FREE:
                self._look_back(child)

    def _look_back(self, group: int) -> None:
        """Foresee what will happen between outer cities and a group that is free again."""
        for city in self._cities(group):
            for other, weight in self.near[city].items():
                if self.label[self.top[other]] == OUTER:
                    slack = self._price(city) + self._price(other) - weight
                    heappush(self.events, (self.moved + slack, _TIGHT, other, city))

    # The matching

    def _augment(self, city: int, partner: int) -> None:
        """Match a city anew, and everyone between it and the root with their other neighbour."""
        if partner != NOBODY:
            self._turn(self.top[partner], partner)
            self.mate[partner] = city
        while True:
            group = self.top[city]
            self._turn(group, city)
            self.mate[city] = partner
            entry = self.entry[group]
            if entry is None:
                return
            inner = self.top[entry[0]]
            city, partner = self._entry(inner)
            self._turn(inner, partner)
            self.mate[partner] = city

    def _turn(self, group: int, city: int) -> None:
        """Match a group inside such that this city is left over."""
        if group < self.n:
            return
        child = city
        while self.parent[child] != group:
            child = self.parent[child]
        self._turn(child, city)
        children, links = self.children[group], self.links[group]
        start = at = children.index(child)
        step = 1 if at % 2 else -1
        at -= len(children) if at % 2 else 0
        while at:
            at += step
            a, b = links[at] if step == 1 else links[at - 1][::-1]
            self._turn(children[at], a)
            at += step
            self._turn(children[at], b)
            self.mate[a], self.mate[b] = b, a
        self.children[group] = children[start:] + children[:start]
        self.links[group] = links[start:] + links[:start]
        self.base[group] = self.base[self.children[group][0]]

    def _cities(self, group: int) -> Iterator[int]:
        """List the cities of a group."""
        waiting = [group]
        while waiting:
            one = waiting.pop()
            if one < self.n:
                yield one
            else:
                waiting += self.children[one]


_TIGHT, _EMPTY, _ALONE = 0, 1, 2
"""An edge gets tight; a group's price reaches zero; a city may be alone. In this order."""
