import time
from collections import Counter
from dataclasses import dataclass

import pytest

from innesto.registrations.seating import Obstacle, Room, Share, fill, in_line

ONE_EACH = Share("organisation", "", 1)


@dataclass(frozen=True)
class Person:
    """Somebody who waits, with what shares count of them."""

    name: str
    marked: frozenset = frozenset()
    is_other_audience: bool = False


def person(name, *marks, other=False):
    return Person(name, frozenset(marks), other)


def names(people):
    return [one.name for one in people]


def test_obstacle_is_nothing_without_an_end():
    assert Room(places=None, taken=5000).obstacle(frozenset()) is None


def test_obstacle_is_everything_when_all_places_are_taken():
    assert Room(places=2, taken=2).obstacle(frozenset()) == Obstacle()


def test_obstacle_is_the_hard_share_that_is_used_up():
    room = Room(9, [ONE_EACH], 1, Counter({"organisation:1": 1}))

    found = [room.obstacle(frozenset({mark})) for mark in ("organisation:1", "organisation:2")]

    assert found == [Obstacle(ONE_EACH), None]


@pytest.mark.capability("T-09")
def test_exceeds_names_the_soft_share_and_nobody_is_kept_away():
    soft = Share("organisation", "", 1, is_hard=False)
    room = Room(9, [soft], 1, Counter({"organisation:1": 1}))
    marks = frozenset({"organisation:1"})

    assert (room.obstacle(marks), room.exceeds(marks)) == (None, soft)


@pytest.mark.capability("D-03")
def test_obstacle_keeps_places_for_small_towns():
    kept = Share("size", "small", 2, is_reserved=True)
    room = Room(3, [kept], 1, Counter())
    large, small = frozenset({"size:large"}), frozenset({"size:small"})

    assert (room.obstacle(large), room.obstacle(small)) == (Obstacle(kept), None)


def test_obstacle_gives_what_is_kept_and_taken_to_nobody_else():
    kept = Share("size", "small", 2, is_reserved=True)
    room = Room(3, [kept], 2, Counter({"size:small": 2}))

    assert room.obstacle(frozenset({"size:large"})) is None


def test_broken_lists_each_group_that_is_too_many():
    soft = Share("organisation", "", 1, is_hard=False)
    room = Room(None, [soft], 3, Counter({"organisation:1": 2, "organisation:2": 1}))

    assert room.broken() == [(soft, "organisation:1", 2)]


@pytest.mark.capability("M-24")
def test_in_line_puts_whom_it_is_meant_for_first():
    room = Room(1, [Share("organisation", "", 1, is_hard=False)], 1, Counter({"organisation:1": 1}))
    waiting = [
        person("other", other=True),
        person("second of one", "organisation:1"),
        person("first of another", "organisation:2"),
    ]

    assert names(in_line(waiting, room)) == ["first of another", "second of one", "other"]


def test_fill_passes_over_who_cannot_be_seated_and_goes_on():
    room = Room(2, [ONE_EACH], 1, Counter({"organisation:1": 1}))
    waiting = [person("same", "organisation:1"), person("free", "organisation:2")]

    assert names(fill(waiting, room, all_audiences=False)) == ["free"]


@pytest.mark.parametrize(("closed", "moved"), [(False, []), (True, ["other"])])
def test_fill_gives_other_audiences_what_is_left_in_the_end(closed, moved):
    waiting = [person("other", other=True)]

    assert names(fill(waiting, Room(5), all_audiences=closed)) == moved


def test_fill_counts_whom_it_seats():
    waiting = [person("a", "organisation:1"), person("b", "organisation:1"), person("c")]

    assert names(fill(waiting, Room(9, [ONE_EACH]), all_audiences=False)) == ["a", "c"]


def test_fill_looks_again_at_whom_kept_places_held_back():
    small = Share("size", "small", 1, is_reserved=True)
    italian = Share("country", "IT", 1, is_reserved=True)
    waiting = [person("large"), person("both", "size:small", "country:IT")]

    assert names(fill(waiting, Room(2, [small, italian]), all_audiences=False)) == ["both", "large"]


def test_fill_keeps_the_order_of_asking_among_those_beyond_their_share():
    soft = Share("organisation", "", 1, is_hard=False)
    waiting = [person("b", "organisation:1"), person("a", "organisation:2")]
    waiting += [person("b again", "organisation:1"), person("c", "organisation:3")]

    found = names(fill(waiting, Room(4, [soft]), all_audiences=False))

    assert found == ["b", "a", "c", "b again"]


def test_fill_seats_two_thousand_who_asked_in_one_minute():
    """What was promised is kept, nobody is seated twice: in a moment, with every kind of share."""
    shares = [
        Share("organisation", "", 3),
        Share("country", "", 120, is_hard=False),
        Share("size", "small", 200, is_reserved=True),
    ]
    waiting = [
        person(
            str(number),
            f"organisation:{number % 700}",
            f"country:{number % 11}",
            "size:small" if number % 9 == 0 else "size:large",
            other=number % 13 == 0,
        )
        for number in range(2000)
    ]
    room = Room(900, shares)
    began = time.process_time()

    found = list(fill(waiting, room, all_audiences=True))

    assert time.process_time() - began < 1  # 0.05 s; each place after the other took minutes
    assert len({one.name for one in found}) == len(found) == room.taken == 900
    assert max(room.counts[f"organisation:{number}"] for number in range(700)) <= 3
    assert room.counts["size:small"] >= 200
    assert not any(one.is_other_audience for one in found)
