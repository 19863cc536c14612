import numpy as np
import pytest

from innesto.search import vectors as module
from innesto.search.shelf import Shelf
from innesto.search.vectors import Meanings


@pytest.fixture
def filled():
    """A shelf of 400 documents in two languages, with vectors that were drawn."""
    kept = Shelf()
    kept.take([(pk, 1, "a", "IT", "", f"l{pk % 2}", 2000, 1, 1, 1, {}) for pk in range(1, 401)])
    drawn = np.random.default_rng(1).standard_normal((400, 100)).astype(np.float16)
    kept.meanings = Meanings()
    kept.meanings.take([[(pk, 1, drawn[pk - 1].tobytes()) for pk in range(1, 401)]])
    kept.meanings.align(kept)
    return kept


def everything(kept):
    return np.ones(len(kept), bool)


def test_nearest_finds_a_document_by_what_it_means(filled):
    wanted = filled.meanings.meaning_of(np.array([7]))

    assert filled.meanings.nearest(wanted, everything(filled), 3)[0] == 7
    assert filled.meanings.nearness(wanted, np.array([7]))[0] == pytest.approx(1, abs=0.03)


def test_nearest_by_signs_finds_nearly_what_comparing_all_finds(filled, monkeypatch):
    wanted = filled.meanings.meaning_of(np.array([3, 5, 8]))
    exact = filled.meanings.nearest(wanted, everything(filled), 10)
    monkeypatch.setattr(module, "FEW_ENOUGH", 0)
    monkeypatch.setattr(module, "SURELY", 10)

    quick = filled.meanings.nearest(wanted, everything(filled), 10)

    assert quick[:3].tolist() == exact[:3].tolist()
    assert len(set(quick) & set(exact)) >= 8


def test_nearest_leaves_out_what_may_not_be_found(filled):
    wanted = filled.meanings.meaning_of(np.array([7]))
    among = everything(filled)
    among[7] = False

    assert 7 not in filled.meanings.nearest(wanted, among, 400)


def test_rows_without_a_vector_are_neither_near_nor_far(filled):
    filled.take([(999, 1, "a", "IT", "", "l0", 2000, 1, 1, 1, {})])
    filled.meanings.align(filled)

    assert filled.meanings.nearness(np.ones(100, np.float32), np.array([400])).tolist() == [0]
    assert filled.meanings.meaning_of(np.array([400])) is None


def test_what_is_near_to_everything_has_a_handicap(filled):
    drawn = np.random.default_rng(2).standard_normal((400, 100)).astype(np.float16)
    drawn[7] = drawn[[0, 4, 8, 12, 16]].sum(0)  # the first of those that bear witness
    meanings = Meanings()
    meanings.take([[(pk, 1, drawn[pk - 1].tobytes()) for pk in range(1, 401)]])
    meanings.align(filled)

    assert meanings.handicaps.argmax() == 7
    assert meanings.handicaps.mean() == pytest.approx(0, abs=1e-6)


def test_a_vector_that_comes_later_is_heard_about_too(filled):
    before = filled.meanings.handicaps.copy()
    again = filled.meanings._centred(np.array([7])).astype(np.float16)
    filled.take([(401, 1, "a", "IT", "", "l1", 2000, 1, 1, 1, {})])

    filled.meanings.take([[(401, 2, again.tobytes())]])
    filled.meanings.align(filled)

    assert filled.meanings.handicaps[:400].tolist() == before.tolist()
    assert filled.meanings.handicaps[400] == pytest.approx(before[7], abs=0.02)


def test_a_few_vectors_have_no_handicaps():
    kept = Shelf()
    kept.take([(pk, 1, "a", "IT", "", "l0", 2000, 1, 1, 1, {}) for pk in range(1, 41)])
    drawn = np.random.default_rng(1).standard_normal((40, 100)).astype(np.float16)
    kept.meanings.take([[(pk, 1, drawn[pk - 1].tobytes()) for pk in range(1, 41)]])

    kept.meanings.align(kept)

    assert not kept.meanings.handicaps.any()
