"""``innesto worker``: carries out tasks until it is asked to stop."""

import argparse
from collections.abc import Sequence

from django.core.management import call_command

from innesto.config.installation import missing_migrations, start
from innesto.config.terminal import Ending, warn


def run(line: Sequence[str]) -> int:
    """Work; SIGTERM lets the tasks at hand end, a second one does not."""
    parser = argparse.ArgumentParser("innesto worker", description=__doc__)
    parser.add_argument("--threads", type=int, default=2, help="tasks at a time (2)")
    parser.add_argument("--processes", type=int, default=1, help="processes at work (1)")
    options = parser.parse_args(line)
    start()
    if missing_migrations():
        warn("The database is older than this version. Run: innesto manage migrate")
        return Ending.NOT_READY
    call_command("ox_worker", verbosity=0, concurrency=options.threads, processes=options.processes)
    return Ending.DONE
