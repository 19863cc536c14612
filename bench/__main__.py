"""``make bench``: everything that has a goal, stage after stage, each in a process of its own.

``python -m bench site search`` runs only these. A stage that needs samples which are not on this
machine says so; one that lasts longer than it may is stopped, and what it printed stands.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bench.load import environment
from tools.house import ROOT

DATA = ROOT.parent / "shared" / "data"
PLANS, SHEETS = DATA / "planning", DATA / "documents"


@dataclass(frozen=True)
class Stage:
    """A module to run: what it measures, what it needs, and how many seconds it may last."""

    name: str
    about: str
    seconds: int
    words: tuple[str, ...] = ()
    needs: Path | None = None


STAGES = [
    Stage("site", "Pages, memory, the start, a large import", 300),
    Stage("matching", "Pairs and mentors", 420, (str(PLANS),), PLANS),
    Stage("planning", "Programmes planned", 300, (str(PLANS), "10"), PLANS),
    Stage("replanning", "Contradictions and disruptions", 300, (str(PLANS), "5"), PLANS),
    Stage("search", "How quick the search is", 600, (), SHEETS),
    Stage("talk", "Conversations of a million posts", 600),
    Stage("relevance", "How well the search finds", 240, (), SHEETS),
]


def run(stage: Stage, folder: Path) -> bool:
    """Run a stage under its heading; return whether it came to its end."""
    print(f"\n## {stage.about}\n", flush=True)
    if stage.needs and not stage.needs.exists():
        print(f"Not measured: there is no {os.path.relpath(stage.needs, ROOT)}.")
        return True
    data = folder / stage.name
    data.mkdir()
    settings = {
        **environment(data),
        "DJANGO_SETTINGS_MODULE": "innesto.config.settings_test",
        "DATABASE_URL": f"sqlite:///{data / 'bench.sqlite3'}",
    }
    command = [sys.executable, "-m", f"bench.{stage.name}", *stage.words]
    started = time.monotonic()
    # A group of its own, so that what it started ends with it.
    process = subprocess.Popen(
        command, cwd=ROOT, env=settings, stdin=subprocess.DEVNULL, start_new_session=True
    )
    try:
        ending = process.wait(stage.seconds)
    except subprocess.TimeoutExpired:
        print(f"\nStopped after {stage.seconds} s: the rest was not measured.")
        return False
    finally:
        _end(process)
    took = f"{time.monotonic() - started:.0f} s"
    print(f"\nTook {took}." if not ending else f"\nFailed after {took}.")
    return not ending


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a stage that has not ended, and give what it started a moment."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(30)


def main(names: list[str]) -> int:
    """Run these stages, or all; return how many did not come to their end."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        chosen = [stage for stage in STAGES if not names or stage.name in names]
        return sum(not run(stage, Path(folder)) for stage in chosen)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
