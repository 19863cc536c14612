"""The whole suite: on SQLite, on two PostgreSQL, in a browser.

``make test`` calls this after ``make check``. Options given are for pytest. The demo is built once,
by its own command, and tests that need a whole installation take a copy.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable

from tests.config.installations import innesto
from tools import postgresql
from tools.house import ROOT

# What says most about a database: constraints, locks, searches, and the migrations before them.
OLDEST_SUBSET = ["tests/journal", "tests/accounts", "tests/organisations", "tests/places"]

# What pages say, and to whom, hangs on rules and templates: to ask it on one engine is enough.
SAME_ON_EVERY_ENGINE = [
    "--ignore=tests/architecture",
    "--ignore-glob=*/views/*",
    "--ignore-glob=*/test_views*.py",
]


def _pytest(*options: str, **environment: str) -> bool:
    command = [sys.executable, "-m", "pytest", "-q", *options, *sys.argv[1:]]
    # Without input: nothing may wait for an answer.
    ended = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, stdin=subprocess.DEVNULL, check=False
    )
    return ended.returncode == 0


def _on_sqlite() -> bool:
    with postgresql.newest() as server:
        return _pytest("-n2", "-m", "not journey", "tests", TEST_POSTGRESQL_URL=server)


def _on_the_newest_postgresql() -> bool:
    with postgresql.newest() as server:
        options = ("-n2", "-m", "not journey", "--only-database", *SAME_ON_EVERY_ENGINE)
        return _pytest(*options, "tests", DATABASE_URL=server)


def _on_the_oldest_postgresql() -> bool:
    if not postgresql.OLDEST.exists():
        print("Debian's PostgreSQL 15 is not on this machine: left out.")
        return True
    with postgresql.oldest() as server:
        options = ("-n2", "--only-database", *SAME_ON_EVERY_ENGINE)
        return _pytest(*options, *OLDEST_SUBSET, DATABASE_URL=server)


def _in_a_browser() -> bool:
    # A module has a site of its own, so two of them go side by side.
    return _pytest("-n2", "--dist=loadfile", "tests/journeys", "-p", "no:randomly")


PARTS: dict[str, Callable[[], bool]] = {
    "SQLite": _on_sqlite,
    "PostgreSQL, newest": _on_the_newest_postgresql,
    "PostgreSQL, oldest": _on_the_oldest_postgresql,
    "Journeys in Chromium": _in_a_browser,
}


def main() -> int:
    """Build the demo, run every part, whatever the others say, and sum up."""
    with tempfile.TemporaryDirectory(prefix="demo-") as data:
        built = innesto("demo", "--no-serve", data=data)
        if built.returncode:
            print(built.stdout, built.stderr, sep="\n")
            return 1
        os.environ["TEST_DEMO"] = data
        return _run_all()


def _run_all() -> int:
    lines = []
    well = True
    for title, part in PARTS.items():
        print(f"\n── {title} ──", flush=True)
        start = time.monotonic()
        passed = part()
        well = well and passed
        lines.append(f"{'✔' if passed else '✘'} {title:22} {time.monotonic() - start:5.0f} s")
    print("\n" + "\n".join(lines))
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
