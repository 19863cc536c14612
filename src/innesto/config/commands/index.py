"""``innesto index``: make the index of the search anew, or go on where it was interrupted."""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

import django
from django.utils.module_loading import import_string

from innesto.config.environment import suggest
from innesto.config.installation import missing_migrations, prepare
from innesto.config.terminal import Ending, say, warn

# By name: they need models, which are there only once Django is set up.
BEGIN = "innesto.search.actions.rebuild_index"
STEPS = {
    "words": ("innesto.search.indexing.index_pending", "innesto.search.indexing.count_pending"),
    "meaning": ("innesto.search.encoding.encode_some", "innesto.search.encoding.count_not_encoded"),
}


def run(line: Sequence[str]) -> int:
    """Index everything. Pages go on finding by the old index while the new one grows."""
    parser = argparse.ArgumentParser("innesto index", description=__doc__)
    parser.add_argument("--kind", action="append", help="only this kind; may be said again")
    parser.add_argument("--resume", action="store_true", help="only what is still waiting")
    parser.add_argument("--no-meaning", action="store_true", help="words only")
    options = parser.parse_args(line)
    suggest("DJANGO_SETTINGS_MODULE", "innesto.config.settings")
    prepare()
    django.setup()
    if missing_migrations():
        warn("The database is older than this version. Run: innesto manage migrate")
        return Ending.NOT_READY
    if not options.resume:
        begin: Callable[..., Any] = import_string(BEGIN)
        begin(only=options.kind)
    for name, (step, count) in STEPS.items():
        if name != "meaning" or not options.no_meaning:
            _carry_out(name, import_string(step), import_string(count))
    return Ending.DONE


def _carry_out(name: str, step: Callable[[], int], count: Callable[[], int]) -> None:
    """Do all portions of one step and show how far it is."""
    whole, done, start = count(), 0, time.monotonic()
    while portion := step():
        done += portion
        if sys.stderr.isatty():
            pace = done / max(time.monotonic() - start, 0.001)
            warn(f"{name:8} {done:7} of {max(whole, done)}  {pace:6.0f} a second")
    say(f"{name}: {done} done.")
