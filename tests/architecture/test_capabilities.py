"""Markers name capabilities that exist."""

from tools.capabilities import known, proved


def test_the_list_holds_every_source_and_every_contradiction():
    counts = {}
    for key in known():
        counts[key[0]] = counts.get(key[0], 0) + 1

    assert counts == {"M": 33, "D": 21, "C": 36, "S": 25, "T": 48, "Q": 13}


def test_markers_name_known_capabilities():
    assert set(proved()) - set(known()) == set()
