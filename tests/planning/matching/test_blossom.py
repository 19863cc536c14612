"""The matching of small graphs, from prices that are far off, and again from a good start."""

import rustworkx
from hypothesis import given
from hypothesis import strategies as st

from innesto.planning.matching.blossom import NOBODY, Blossoms
from tests.planning.matching.strange import quick


@st.composite
def graphs(draw):
    n = draw(st.integers(1, 12))
    heaviest = draw(st.sampled_from([1, 3, 20]))
    pairs = [(a, b) for a in range(n) for b in range(a + 1, n)]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    return n, [(a, b, draw(st.integers(1, heaviest))) for a, b in chosen]


def best(n, edges):
    graph = rustworkx.PyGraph()
    graph.add_nodes_from(range(n))
    graph.add_edges_from(edges)
    weight = {(a, b): w for a, b, w in edges}
    found = rustworkx.max_weight_matching(graph, weight_fn=int)
    return sum(weight[min(pair), max(pair)] for pair in found)


@quick
@given(graphs())
def test_blossoms_find_the_heaviest_matching_and_prove_it(graph):
    n, edges = graph
    highest = max((weight for _, _, weight in edges), default=0)
    blossoms = Blossoms(edges, [highest] * n, [NOBODY] * n)

    for city in range(n):
        if blossoms.mate[city] == NOBODY and blossoms.y2[city] > 0:
            blossoms.match(city)

    y2, odd = blossoms.y2, blossoms.odd_sets()
    weight = {(a, b): w for a, b, w in edges}
    matched = sum(weight[a, b] for a, b in enumerate(blossoms.mate) if a < b)
    for a, b, w in edges:
        cover = sum(2 * z2 for members, z2 in odd if a in members and b in members)
        assert 2 * w <= y2[a] + y2[b] + cover
    assert min(y2) >= 0
    assert all(len(members) % 2 == 1 for members, _ in odd)
    assert 2 * matched == sum(y2) + sum(z2 * (len(members) - 1) for members, z2 in odd)
    assert matched == best(n, edges)
