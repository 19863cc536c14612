"""``innesto backup``: everything that must not be lost, in one file, while Innesto runs."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from innesto.config.archive import NotPossible, write_archive
from innesto.config.installation import start
from innesto.config.terminal import Ending, say, warn


def run(line: Sequence[str]) -> int:
    """Write the archive; what is at its place is replaced only by a whole one."""
    parser = argparse.ArgumentParser("innesto backup", description=__doc__)
    parser.add_argument("file", type=Path, help="where to, for example /backup/innesto.tar.gz")
    options = parser.parse_args(line)
    start()
    try:
        write_archive(options.file)
    except (NotPossible, OSError) as error:
        warn(f"innesto backup: {error}")
        return Ending.NOT_READY
    say(f"Kept in {options.file}. It holds the secret key: put it where only you can read it.")
    return Ending.DONE
