"""``innesto restore``: bring a backup into a new, empty installation."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from innesto.config.archive import NotPossible, read_archive
from innesto.config.installation import missing_migrations, start
from innesto.config.terminal import Ending, say, warn


def run(line: Sequence[str]) -> int:
    """Take in database, uploads and secret key; nothing that is there is overwritten."""
    parser = argparse.ArgumentParser("innesto restore", description=__doc__)
    parser.add_argument("file", type=Path, help="what innesto backup wrote")
    options = parser.parse_args(line)
    start()
    try:
        read_archive(options.file)
    except (NotPossible, OSError) as error:
        warn(f"innesto restore: {error}")
        return Ending.NOT_READY
    if missing_migrations():
        say("The backup is older than this version. Run: innesto manage migrate")
    say("Restored. Run: innesto doctor")
    return Ending.DONE
