"""The whole suite: style and types, SQLite, two PostgreSQL, a browser.

``make test`` calls this. Options given are for pytest. The demo is built once, by its own command,
and each engine migrates once: tests that need an installation take a copy. What waits much (the
demo, the browser) goes beside what computes, so that two processors are busy to the end.
"""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO

from tests.config.databases import create, migrate
from tests.config.installations import innesto
from tools import postgresql
from tools.house import ROOT

# What says most about a database: constraints, locks, searches, and the tables before them.
OLDEST_SUBSET = ["tests/journal", "tests/organisations", "tests/search"]

# What pages say hangs on rules and templates, so one engine is enough: SQLite. That each of them
# opens on PostgreSQL too, and for whom, says the table in tests/architecture, there alone. Tests
# of whole installations (config) choose their engines themselves; the planner, OpenID and pictures
# know no database.
SAME_ON_EVERY_ENGINE = [
    f"--ignore-glob=*/{left_out}"
    for left_out in (
        *("views/*", "test_views*.py", "test_pages*.py", "test_*_pages.py", "config/*"),
        *("test_replanning.py", "test_openid.py", "test_uploads.py", "test_registers.py"),
    )
]
OPENED_ON_POSTGRESQL = ["--ignore=tests/architecture/test_access.py"]
EVERYTHING_ELSE = ["-m", "not journey", "tests"]
# Neighbours in a module share what the first of them made; whoever is idle takes from the other.
TOGETHER = ["-n2", "--dist=worksteal"]

# In each PostgreSQL, the database that was migrated, of which others are copies.
PATTERN = "pattern"


@dataclass(frozen=True)
class Part:
    """How a part of the suite ended."""

    title: str
    passed: bool
    seconds: float


def main() -> int:
    """Prepare while style and types are looked at, run every part, and sum up."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="suite-")))
        beside = stack.enter_context(ThreadPoolExecutor())
        demo = beside.submit(innesto, "demo", "--no-serve", data=folder / "demo")
        if not _ended_well("make", "--no-print-directory", "check"):
            return 1
        newest = stack.enter_context(postgresql.newest())
        oldest = stack.enter_context(postgresql.oldest()) if postgresql.OLDEST.exists() else ""
        migrated = [beside.submit(migrate, folder / "migrated")]
        for server in filter(None, (newest, oldest)):
            pattern = create(server, PATTERN)
            migrated += [beside.submit(migrate, folder / "pattern", DATABASE_URL=pattern)]
        for one in migrated:
            one.result()
        os.environ |= {
            "TEST_MIGRATED": str(folder / "migrated"),
            "TEST_PATTERN": PATTERN,
            "TEST_POSTGRESQL_URL": newest,
        }
        ended = _without_the_demo(oldest)
        if (built := demo.result()).returncode:
            print(built.stdout, built.stderr, sep="\n")
            return 1
        os.environ["TEST_DEMO"] = str(folder / "demo")
        return _run_all(beside, newest, ended)


def _without_the_demo(oldest: str) -> list[Part]:
    """Run what needs no demo, while it is built."""
    if not oldest:
        print("Debian's PostgreSQL 15 is not on this machine: left out.")
        return []
    written, part = _on_postgresql("PostgreSQL, oldest", oldest, *OLDEST_SUBSET)
    print(written)
    return [part]


def _run_all(beside: ThreadPoolExecutor, newest: str, ended: list[Part]) -> int:
    """Run SQLite, and beside it what waits more than it computes: browser and PostgreSQL."""
    quieter = beside.submit(_quieter_parts, newest)
    ended += [_part("SQLite", *TOGETHER, *OPENED_ON_POSTGRESQL, *EVERYTHING_ELSE)]
    for written, part in quieter.result():
        print(written)
        ended += [part]
    print()
    for part in ended:
        print(f"{'✔' if part.passed else '✘'} {part.title:22} {part.seconds:5.0f} s")
    return 0 if all(part.passed for part in ended) else 1


def _quieter_parts(newest: str) -> list[tuple[str, Part]]:
    """Run one part after the other; what they write is told when all have ended."""
    return [
        _told("Journeys in Chromium", "tests/journeys", "-p", "no:randomly"),
        _on_postgresql("PostgreSQL, newest", newest, *EVERYTHING_ELSE),
    ]


def _part(title: str, *options: str, to: IO[str] | None = None, **environment: str) -> Part:
    print(f"\n── {title} ──", file=to, flush=True)
    start = time.monotonic()
    pytest = (sys.executable, "-m", "pytest", "-q", *options, *sys.argv[1:])
    passed = _ended_well(*pytest, to=to, **environment)
    return Part(title, passed, time.monotonic() - start)


def _ended_well(*command: str, to: IO[str] | None = None, **environment: str) -> bool:
    ended = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,  # nothing may wait for an answer
        stdout=to,
        check=False,
    )
    return ended.returncode == 0


def _on_postgresql(title: str, server: str, *what: str) -> tuple[str, Part]:
    options = [*TOGETHER, "--only-database", *SAME_ON_EVERY_ENGINE, *what]
    return _told(title, *options, DATABASE_URL=server)


def _told(title: str, *options: str, **environment: str) -> tuple[str, Part]:
    """Return what was written too: two parts at once would write into each other."""
    with TemporaryFile("w+", encoding="utf-8") as written:
        part = _part(title, *options, to=written, **environment)
        written.seek(0)
        return written.read(), part


if __name__ == "__main__":
    sys.exit(main())
