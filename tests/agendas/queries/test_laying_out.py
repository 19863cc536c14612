import datetime
from itertools import pairwise, product

from innesto.agendas.queries.laying_out import lay_out

NINE, ONE, FIVE = datetime.time(9), datetime.time(13), datetime.time(17)


def written(items, *, days=1, begins=NINE, ends=FIVE):
    return [
        f"{one.day} {one.begins:%H:%M}–{one.ends:%H:%M} {'-' if one.item is None else one.item}"
        for one in lay_out(items, days=days, begins=begins, ends=ends)
    ]


def test_three_topics_fill_a_day_with_breaks():
    assert written(3) == [
        "1 09:00–10:50 0",
        "1 10:50–11:10 -",
        "1 11:10–13:00 1",
        "1 13:00–14:00 -",
        "1 14:00–17:00 2",
    ]


def test_two_blocks_share_a_half_day():
    assert written(2, ends=ONE) == ["1 09:00–10:50 0", "1 10:50–11:10 -", "1 11:10–13:00 1"]


def test_four_blocks_are_spread_over_two_days():
    assert [line for line in written(4, days=2) if not line.endswith("-")] == [
        "1 09:00–13:00 0",
        "1 14:00–17:00 1",
        "2 09:00–13:00 2",
        "2 14:00–17:00 3",
    ]


def test_fewer_blocks_than_days_stand_on_each_day():
    assert {line[0] for line in written(1, days=3)} == {"1", "2", "3"}


def test_nothing_to_lay_out_is_no_agenda():
    assert written(0) == []


def test_nothing_overlaps_nor_leaves_the_hours():
    for items, days, begins, length in product(range(1, 9), range(1, 6), range(6, 16), range(1, 9)):
        first, last = datetime.time(begins), datetime.time(begins + length)

        laid = lay_out(items, days=days, begins=first, ends=last)

        assert {one.item for one in laid} - {None} == set(range(items))
        assert all(first <= one.begins < one.ends <= last for one in laid)
        for one, following in pairwise(laid):
            assert (one.day, one.ends) <= (following.day, following.begins)
