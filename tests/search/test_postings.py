import struct

import pytest

from innesto.search.models import Postings, Term
from innesto.search.postings import (
    BLOCK,
    MOST_IN_TITLE,
    MOST_OFTEN,
    count_documents,
    differences,
    read_postings,
    standings,
    write_postings,
)


def places(term):
    return [
        block * BLOCK + (posting >> 16)
        for _term, block, data in read_postings([term.pk])
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
        write_postings({pk: {"orto": 1}}, {"orto": term.pk})
    write_postings({5: {"orto": 2}, 3: {"orto": None}}, {"orto": term.pk})

    assert places(term) == [5, 9, BLOCK + 7, 2 * BLOCK]
    assert Postings.objects.count() == 3


@pytest.mark.django_db
def test_write_postings_forgets_a_block_that_nobody_is_in():
    term = Term.objects.create(token="orto", form="orto")
    write_postings({5: {"orto": 1}}, {"orto": term.pk})

    write_postings({5: {"orto": None}}, {"orto": term.pk})

    assert (Postings.objects.count(), Term.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_write_postings_keeps_a_term_that_moves_to_another_block():
    term = Term.objects.create(token="orto", form="orto")
    write_postings({BLOCK + 1: {"orto": 1}}, {"orto": term.pk})

    write_postings({BLOCK + 1: {"orto": None}, 5: {"orto": 1}}, {"orto": term.pk})

    assert (places(term), Term.objects.count()) == ([5], 1)


@pytest.mark.django_db
def test_count_documents_counts_over_all_blocks():
    term = Term.objects.create(token="orto", form="orto")
    write_postings({pk: {"orto": 1} for pk in (5, 9, BLOCK + 7)}, {"orto": term.pk})

    assert count_documents([term.pk, 0]) == {term.pk: 3}
