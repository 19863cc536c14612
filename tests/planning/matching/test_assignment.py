"""Assignments of random tables: the prices are the judge, and scipy where it can be asked."""

import numpy as np
import pytest
from scipy.optimize import linear_sum_assignment

from innesto.planning.matching.assignment import assign
from innesto.planning.matching.coverage import cover
from innesto.planning.matching.detour import Detours
from innesto.planning.matching.market import ALONE, Market
from innesto.planning.matching.table import NONE


def a_table(rows, columns, seed=0, most=1000, part=0.4):
    """Scores of which only a part is eligible."""
    random = np.random.default_rng(seed)
    scores = random.integers(0, most, (rows, columns)).astype(np.int16)
    scores[random.random((rows, columns)) > part] = NONE
    return scores


def is_proven(market, found):
    """Whether the prices cover every pair, and prove that nothing is better."""
    assert market.is_covered_by(found.row_price, found.column_price)
    assert market.bound(found.row_price, found.column_price) == found.bound
    assert market.value(found.column) == found.score == found.bound
    assert (market.load(found.column) <= market.upper).all()
    return market.keeps_promises(found.column)


@pytest.mark.parametrize(("rows", "columns"), [(500, 500), (900, 300), (300, 900), (2, 60_000)])
def test_assign_agrees_with_scipy_on_tables_that_are_pruned(rows, columns):
    market = Market.plain(a_table(rows, columns), np.ones(columns, np.int64))

    found = assign(market)

    table = np.maximum(market.scores, 0)
    at = linear_sum_assignment(table, maximize=True)
    assert is_proven(market, found)
    assert found.score == table[at].sum()


@pytest.mark.parametrize("most", [2, 30_000])
def test_assign_guesses_prices_of_large_tables(most):
    market = Market.plain(a_table(2000, 2000, most=most, part=0.05), np.ones(2000, np.int64))
    trace = []

    found = assign(market, lambda score, bound: trace.append((score, bound)) is None)

    assert is_proven(market, found)
    assert [bound for _, bound in trace] == sorted((b for _, b in trace), reverse=True)
    assert trace[-1] == (found.score, found.bound)


@pytest.mark.parametrize("seed", range(3))
def test_assign_keeps_promises_on_tables_that_are_pruned(seed):
    random = np.random.default_rng(seed)
    scores = a_table(600, 200, seed, part=0.1)
    scores[:20, 40:] = NONE  # twenty rows who need the same few columns
    market = Market(
        scores=scores,
        lower=random.integers(0, 3, 200),
        upper=random.integers(3, 5, 200),
        must=np.arange(600) < 80,
    )

    assert is_proven(market, assign(market))


@pytest.mark.parametrize("floor", [0, 700])
def test_cover_counts_as_many_as_an_assignment_of_equal_scores(floor):
    scores = a_table(700, 200, part=0.01)
    seats = np.full(200, 2)

    found = cover(scores, floor, np.arange(700), seats, np.zeros(0, np.int64))

    equal = np.where(scores >= floor, 1, NONE).astype(np.int16)
    assert found.count == assign(Market.plain(equal, seats)).score
    outside = np.setdiff1d(np.arange(200), found.columns)
    assert (scores[np.ix_(found.rows, outside)] < floor).all()
    assert found.count == 700 - len(found.rows) + 2 * len(found.columns)


def test_detours_alone_find_the_best_assignment():
    market = Market.plain(a_table(80, 30), np.full(30, 2))
    alone = np.full(80, ALONE)
    highest = market.scores.max(axis=1).astype(np.int64)
    detours = Detours(market, alone, np.maximum(highest, 0), np.zeros(30, np.int64))

    for row in range(80):
        detours.settle(row)

    assert market.value(detours.assignment) == assign(market).score
    assert market.is_covered_by(detours.row_price, detours.column_price)
    assert market.bound(detours.row_price, detours.column_price) == assign(market).score
