"""``innesto index``: make the index of the search anew, or go on where it was interrupted."""

import argparse
import time
from collections.abc import Callable, Sequence
from typing import Any

from django.utils.module_loading import import_string

from innesto.config.installation import missing_migrations, start
from innesto.config.terminal import Ending, say, warn

# By name: they need models, which are there only once Django is set up.
BEGIN = "innesto.search.actions.rebuild_index"
STEPS = {
    "words": ("innesto.search.indexing.index_pending", "innesto.search.indexing.count_pending"),
    "meaning": ("innesto.search.encoding.encode_some", "innesto.search.encoding.count_not_encoded"),
}

PATIENCE = 2
"""Seconds between two lines that say how far it is."""


def run(line: Sequence[str]) -> int:
    """Index everything. Pages go on finding by the old index while the new one grows."""
    parser = argparse.ArgumentParser("innesto index", description=__doc__)
    parser.add_argument("--kind", action="append", help="only this kind; may be said again")
    parser.add_argument("--resume", action="store_true", help="only what is still waiting")
    parser.add_argument("--no-meaning", action="store_true", help="words only")
    options = parser.parse_args(line)
    start()
    if missing_migrations():
        warn("The database is older than this version. Run: innesto manage migrate")
        return Ending.NOT_READY
    if not options.resume:
        begin: Callable[..., Any] = import_string(BEGIN)
        begin(only=options.kind)
    catch_up(with_meaning=not options.no_meaning)
    return Ending.DONE


def catch_up(*, with_meaning: bool = True) -> None:
    """Index what waits; a worker that does the same takes its turns, and nothing is done twice."""
    for name, (step, count) in STEPS.items():
        if name != "meaning" or with_meaning:
            _carry_out(name, import_string(step), import_string(count))


def _carry_out(name: str, step: Callable[[], int], count: Callable[[], int]) -> None:
    """Do all portions of one step and show how far it is."""
    whole, done, start = count(), 0, time.monotonic()
    told = start
    while portion := step():
        done += portion
        now = time.monotonic()
        if now - told >= PATIENCE:
            told = now
            pace = done / max(now - start, 0.001)
            warn(f"{name:8} {done:7} of {max(whole, done)}  {pace:6.1f} a second")
    say(f"{name}: {done} done.")
