import struct

import pytest

from innesto.search.models import Postings, Term
from innesto.search.postings import (
    BLOCK,
    MOST_IN_TITLE,
    MOST_OFTEN,
    differences,
    read_postings,
    standings,
    write_postings,
)


def places(term):
    return [
        block * BLOCK + (posting >> 16)
        for block, data in read_postings([term.pk]).get(term.pk, [])
        for (posting,) in struct.iter_unpack("<I", bytes(data))
    ]


def test_standings_count_what_stands_where():
    found = standings(["orto"], ["orto", "roma"], ["orto", "orto", "sole"])

    assert found == {"orto": 1 << 12 | 1 << 8 | 2, "roma": 1 << 12, "sole": 1}


def test_standings_stop_counting_before_they_spill_over():
    found = standings(["orto"] * 99, [], ["orto"] * 999)

    assert found == {"orto": MOST_IN_TITLE << 8 | MOST_OFTEN}


def test_differences_name_what_came_changed_and_went():
    assert differences({"a": 1, "b": 1, "c": 1}, {"a": 1, "b": 2, "d": 1}) == {
        "b": 2,
        "c": None,
        "d": 1,
    }


@pytest.mark.django_db
def test_write_postings_keeps_places_in_order_whatever_the_order_of_changes():
    term = Term.objects.create(token="orto", form="orto")

    for pk in (5, BLOCK + 7, 3, 2 * BLOCK, 9):
        write_postings({pk: {"orto": 1}})
    write_postings({5: {"orto": 2}, 3: {"orto": None}})

    assert places(term) == [5, 9, BLOCK + 7, 2 * BLOCK]
    assert Postings.objects.count() == 3


@pytest.mark.django_db
def test_write_postings_forgets_a_block_that_nobody_is_in():
    Term.objects.create(token="orto", form="orto")
    write_postings({5: {"orto": 1}})

    write_postings({5: {"orto": None}})

    assert Postings.objects.count() == 0
